"""The stage a scenario is played on: the pure core with a virtual clock, or the real shell on a time-skipping server.

The player knows nothing of either. It tells the stage what happens and when, and looks at what has become of the case.
Everything that reaches a digest (case id, command ids, message ids, answers of services, stand-ins for called cases)
is decided here or by the player, so that the same scenario makes the same turns, with the same digests, on any stage.

The protocol is synchronous on purpose: the core needs no loop, and a stage on Temporal keeps its loop to itself.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from engine.calendars import Calendars
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.values import read_value, write_value
from engine.model.wrong_values import WrongValue
from engine.people import Directory
from engine.runtime.commands import Command
from engine.runtime.events import Event
from engine.runtime.questions import AskWho
from engine.runtime.requests import OpenCase
from engine.runtime.results import written_result
from engine.runtime.state import CaseState
from engine.runtime.stimuli import CalledStarted, Stimulus
from engine.scenarios.cast import OtherCase, WorldChange
from engine.scenarios.model import Given

Wire = dict[str, Any]


class StageFailed(Exception):
    """A stage cannot play the story any further: its cases do not come to rest, or their workflow fails."""


@dataclass(frozen=True)
class Setting:
    """All that a stage is built from.

    `plans` are the processes that may really run, by their address: the scenario's own, and those given as `run`.
    `directory` and `calendars` already have the given people laid over. `name` is `process/scenario`; ids that must be
    the same on every stage are made from it.
    """

    name: str
    plan: Plan
    plans: Mapping[str, Plan]
    given: Given
    directory: Directory
    calendars: Calendars

    def case_id(self, number: int = 1) -> str:
        """The id of the scenario's case (of its `number`th case, for a crowd): a UUID made from the name."""
        return _uuid(f"{self.name}/{number}")

    def undoing_id(self, id: str) -> str:
        """The id of the case that is to undo the scenario's own, asked for by the act of this id."""
        return _uuid(f"{self.name}/undoing/{id}")

    def other_id(self, key: str) -> str:
        """The id of the case of this key that is given beside the story's own."""
        return _uuid(f"{self.name}/other/{key}")

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the process's calendar, in which the story's clock times are meant."""
        return self.calendars.calendar(self.plan.definition.calendar).zone

    def reported(self, process: str, outputs: Wire) -> Wire:
        """What a stand-in of a called process reports at its end: values as its fields would have them, as JSON.

        What does not fit its field stays as it is written, and so does all of a process that nobody has written yet.
        """
        fields = self.plans[process].definition.data if process in self.plans else {}
        return {path: written_result(self._as_field(fields.get(path), value)) for path, value in outputs.items()}

    def summary_of(self, other: OtherCase) -> Wire:
        """What the summary of a given case says: values as its fields would have them, as JSON."""
        fields = self.plans[other.process].definition.data if other.process in self.plans else {}
        return {path: write_value(self._as_field(fields.get(path), value)) for path, value in other.summary.items()}

    def _as_field(self, field: Field | None, written: Any) -> Any:
        try:
            return written if field is None else read_value(field, written, self.zone)
        except WrongValue:
            return written


@dataclass(frozen=True)
class Changed:
    """Who changes the world of a story, and why."""

    by: str | None = None
    reason: str = ""


NOBODY = Changed()
"""It changes by itself."""


@dataclass(frozen=True)
class TurnRecord:
    """One committed turn. `events` are the turn's, then those its commit resolved; `stimulus` is the record of it, or
    its wire form; `asked` are its questions about who may act."""

    number: int
    at: datetime
    digest: str
    previous: str
    stimulus: Stimulus | Wire
    events: tuple[Event, ...]
    asked: tuple[AskWho, ...] = ()


@dataclass(frozen=True)
class CaseLook:
    """A case as it stands now, with all its turns so far, in order."""

    case_id: str
    plan: Plan
    state: CaseState
    turns: tuple[TurnRecord, ...]


@dataclass(frozen=True)
class Look:
    """What can be seen: the scenario's case first, then the others in the order they were opened.

    `cases` is empty until the start has been accepted.
    """

    cases: tuple[CaseLook, ...] = ()


class Stage(Protocol):
    """Where a scenario is played.

    Each act comes with its instant `at` (aware). The player calls `advance_to(at)` before it, so whatever falls due
    before `at` has happened; what falls due in the very second of the act happens after it. Each call returns when
    all that follows from it at that instant has been committed: follow-ups, services answered from `given`, called
    cases opened, messages between the cases of the stage, alarms already past. A refused act raises `Rejected` and
    has changed nothing.
    """

    def start(
        self, start: str, data: Wire, *, by: str | None, at: datetime, number: int = 1,
        department: str | None = None, for_whom: str | None = None,
    ) -> None:  # fmt: skip
        """Open the scenario's case (case id `setting.case_id(number)`) by one of its starts, whatever its trigger.

        `department`: for which of the starter's departments it is. `for_whom`: whom `by` starts it for.
        """

    def command(self, case_id: str, command: Command, *, id: str, by: str, at: datetime) -> None:
        """A person's command on a case; `id` is the command id to use."""

    def revoke(self, case_id: str, reason: str, *, id: str, by: str, at: datetime) -> None:
        """Undo an ended case by the linked one (case id `setting.undoing_id(id)`) its definition names."""

    def message(self, message: str, key: str, data: Wire, *, id: str, by: str | None, at: datetime) -> None:
        """A message arrives for every case of the stage that hears it with this key."""

    def answer_service(self, case_id: str, call: str, reply: "Reply", *, at: datetime) -> None:
        """Answer a service call in flight (`ServiceCalled.call`) of a case that nothing given has answered."""

    def finish_called(self, case_id: str, instance: str, end: str, outputs: Wire, *, at: datetime) -> None:
        """End the stand-in for the called case that the step instance `instance` of a case waits for."""

    def change_world(
        self,
        change: WorldChange,
        directory: Directory,
        calendars: Calendars,
        *,
        at: datetime,
        changed: Changed = NOBODY,
    ) -> None:
        """From now on the directory and the calendars are these; `change.settings` count for cases started later.

        Open tasks that are other people's by the directory of now are offered anew; open limits follow the calendars.
        """

    def advance_to(self, at: datetime, *, including: bool = False) -> None:
        """Let time pass: all that falls due before `at` happens; with `including`, also what falls due at `at`."""

    def look(self) -> Look:
        """What has become of the cases so far."""

    def close(self) -> None:
        """The scenario is over; free what the stage holds."""


class StageMaker(Protocol):
    """Builds a stage for one scenario."""

    def __call__(self, setting: Setting, /) -> Stage:
        """A stage with nothing on it yet."""


def stand_in(request: OpenCase, at: datetime) -> CalledStarted:
    """The answer to a request to open a case that does not really run in this scenario."""
    return CalledStarted(
        at=at,
        instance=request.instance,
        workflow_id=f"{request.process}:{request.case_id}",
        case_id=request.case_id,
        business_key=request.case_id,
    )


@dataclass(frozen=True)
class Reply:
    """What a service answers in a scenario: a result, or the code of an error and its text."""

    result: Any = field(default_factory=dict)
    error: str | None = None
    text: str = ""


def given_reply(given: Given, step: str, service: str) -> Reply | None:
    """The answer given for a step or its connector; None: the story answers it (`answer`)."""
    for key in (step, service):
        if key in given.services:
            written = given.services[key]
            if isinstance(written, Mapping) and set(written) == {"error"}:
                return Reply(error=str(written["error"]))
            return Reply(result=written_result(written))
    return None


def _uuid(name: str) -> str:
    """A UUID of version 8 made from a name: the same on every stage, no clock, no chance."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}"
