"""What operators look at: whether all is well, connectors, what begins by itself and what was refused."""

from typing import Annotated, Literal

from pydantic import Field

from api.shapes.notices import ChannelName
from api.shapes.wire import Body, Instant, Person, Shape, Words


class CheckTold(Shape):
    """One thing looked at: `note` is worth knowing, `bad` must be mended; `hint` is what helps."""

    what: str
    name: Words
    state: Literal["good", "note", "bad"]
    said: Words
    hint: Words


class HealthTold(Shape):
    """Whether all is well: no check is bad."""

    well: bool
    checks: list[CheckTold]


class ConnectorTold(Shape):
    """A connector. `used_by`: processes that call it; `failing`: steps parked at it now, with the last error."""

    name: str
    used_by: list[Words]
    failing: int
    last_error: Words
    last_at: Instant | None


class SecretTold(Shape):
    """A secret by its name: whether it is set, never what it is."""

    name: str
    is_set: bool


class ConnectorsTold(Shape):
    """Connectors, those failing first; channels to people that are set up; secrets by name."""

    connectors: list[ConnectorTold]
    channels: list[ChannelName]
    secrets: list[SecretTold]


InstantOutcome = Literal["opened", "joined", "overlaps", "missed", "refused", "not_needed"]


class InstantTold(Shape):
    """An instant of a schedule, and what became of it."""

    at: Instant
    outcome: InstantOutcome


class ScheduleTold(Shape):
    """A schedule: when it begins a case next, and which instants went wrong lately."""

    process: str
    name: Words
    start: str
    start_name: Words
    rule: Words
    next_at: Instant | None
    last: InstantTold | None
    went_wrong: list[InstantTold]


class RefusedStartTold(Shape):
    """A start that was refused while nobody stood by; what was handed in is not told."""

    id: str
    process: str
    name: Words
    start: str
    start_name: Words
    cause: Literal["message", "schedule", "call"]
    reference: str
    by: Person | None
    at: Instant
    code: str
    sentence: Words


class UnattendedTold(Shape):
    """What begins while nobody stands by."""

    schedules: list[ScheduleTold]
    refused: list[RefusedStartTold]


class ToDrop(Body):
    """Why a start is let go."""

    reason: Annotated[str, Field(min_length=1, max_length=2000)]
