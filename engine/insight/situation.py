"""Where a case stands, as data: what the rules about stuck cases are asked with. The read model fills it in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.calendars import Calendars
from engine.model.plan import Plan
from engine.people import Directory


@dataclass(frozen=True)
class Seat:
    """An open task of a step: its holder's, or offered to several. `offered` is empty while nobody was found."""

    task: str
    created_at: datetime
    offered: tuple[str, ...] = ()
    holder: str | None = None
    held_since: datetime | None = None
    due: datetime | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Who can act on it now."""
        return (self.holder,) if self.holder else self.offered


@dataclass(frozen=True)
class Standing:
    """A step at which the case stands.

    `votes` are the seats decided already (person, outcome). `returned_by` sent the case back to this step. `service`,
    `attempts` and `last_error` belong to a service task; `batch` is the list a batch step waits on, empty for none yet.
    """

    instance: str
    step: str
    kind: str
    entered_at: datetime
    due: datetime | None = None
    seats: tuple[Seat, ...] = ()
    votes: tuple[tuple[str, str], ...] = ()
    returned_by: str | None = None
    service: str = ""
    attempts: int = 0
    last_error: str = ""
    batch: str | None = None

    @property
    def first_due(self) -> datetime | None:
        """The earliest time it is due."""
        dues = [due for due in (self.due, *(seat.due for seat in self.seats)) if due is not None]
        return min(dues, default=None)


@dataclass(frozen=True)
class Parked:
    """An open incident of a step."""

    instance: str
    step: str
    code: str
    text: str
    since: datetime


@dataclass(frozen=True)
class Running:
    """A limit the case is under. `key` is whose: a task, a step instance, `clock.<id>` or `case`."""

    key: str
    due: datetime | None
    paused_since: datetime | None = None
    paused_for: str = ""


@dataclass(frozen=True)
class Coming:
    """What happens by itself: rung `rung` of the limit of `key`, a `timer`, a `retry`. `step` is whose, if a step's."""

    at: datetime
    key: str
    rung: str
    step: str | None = None


@dataclass(frozen=True)
class Heard:
    """A message that reached the case: `taken`, `kept` or `dropped`."""

    message: str
    key: str
    at: datetime
    fate: str
    detail: str = ""


@dataclass(frozen=True)
class Situation:
    """An open case, seen from outside. `keys` are the messages it hears with the keys they must carry.

    `called` are the situations of called cases that are waited for, by step instance. `outside` is a cause only the
    shell can see (`no-worker`, `workflow-failing`); `needs_repair` says that the read model is not what the history is.
    `blind`: whoever asks may not read the case, and is told where it stands, not what is said in it.
    """

    case_id: str
    process: str
    business_key: str
    initiator: str | None
    started_at: datetime
    changed_at: datetime
    plan: Plan | None = None
    standing: tuple[Standing, ...] = ()
    parked: tuple[Parked, ...] = ()
    limits: tuple[Running, ...] = ()
    coming: tuple[Coming, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    messages: tuple[Heard, ...] = ()
    called: Mapping[str, "Situation"] = field(default_factory=dict)
    needs_repair: bool = False
    outside: str | None = None
    blind: bool = False

    def step(self, step: str) -> Any:
        """The definition of a step; None where the plan is not at hand."""
        return self.plan.steps.get(step) if self.plan else None

    def calendar(self, step: str | None) -> str | None:
        """The calendar a step counts by; None is the company's."""
        own = getattr(self.step(step), "calendar", None) if step else None
        return own or (self.plan.definition.calendar if self.plan else None)


@dataclass(frozen=True)
class Known:
    """What is known besides the case: today's calendars and people, and how long things took before.

    `usual`: step to the 90th percentile of its working seconds. `least`: (step, target) to the fewest working seconds
    it ever took from the end of the step to the end of the target, a step, or of the case (target None).
    """

    calendars: Calendars
    directory: Directory
    usual: Mapping[str, int] = field(default_factory=dict)
    least: Mapping[tuple[str, str | None], int] = field(default_factory=dict)

    def working(self, since: datetime, until: datetime, calendar: str | None) -> int:
        """Working seconds between two instants; by the company's calendar where the case's own is gone."""
        using = calendar if calendar in self.calendars.ids else None
        return self.calendars.between(since, until, using)
