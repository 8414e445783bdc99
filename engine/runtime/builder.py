"""The turn being made: a draft of the new state, and the whole world a step kind may see.

Steps, commands and messages read and change the case only through this object. It works on shallow copies of the
state's maps and replaces records; the state it was given is never touched.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from engine.model.file_references import carried
from engine.model.plan import Plan
from engine.model.values import fitted, write_value
from engine.model.wrong_values import WrongValue
from engine.people import BoundWho
from engine.runtime import revisions
from engine.runtime.data import with_value
from engine.runtime.events import DataWritten, Event
from engine.runtime.facts import NO_FACTS, Facts
from engine.runtime.questions import Question
from engine.runtime.reading import Reading
from engine.runtime.refusals import Parked as Parked  # step kinds take it from here, with the turn they are given
from engine.runtime.requests import Request
from engine.runtime.state import (
    Answer,
    CaseState,
    Deadline,
    Decision,
    Fate,
    Handed,
    Incident,
    Limit,
    Retractable,
    Row,
    UserTask,
)
from engine.runtime.successors import successor_of, with_successors
from engine.runtime.turn import Turn, turn_digest

MAX_ENTRIES = 1000
"""Step entries in one turn; a process that goes on longer by itself goes on in the next turn."""


@dataclass
class Saved:
    """What a failed operation is taken back to."""

    maps: dict[str, Any]
    events: int
    questions: int
    requests: int
    agenda: tuple[tuple[str, str], ...]


_MAPS = (
    "data",
    "settings",
    "lists",
    "steps",
    "tasks",
    "limits",
    "deadlines",
    "keys",
    "incidents",
    "last",
    "conditions",
    "answers",
    "rechecks",
    "decisions",
    "carried",
    "reopened",
    "goes_to",
    "retractable",
    "urged",
    "successors",
    "handed",
    "returns",
    "fates",
    "left_out",
)


class TurnBuilder(Reading):
    """A draft of one turn. `at` is the instant of the stimulus, or the last one's if that was later (UTC)."""

    most_entries = MAX_ENTRIES
    tasks: dict[str, UserTask]
    limits: dict[str, Limit]
    deadlines: dict[str, Deadline]
    keys: dict[str, str]
    incidents: dict[str, Incident]
    conditions: dict[str, bool]
    answers: dict[str, Answer]
    rechecks: dict[str, Any]
    decisions: dict[str, Decision]
    carried: dict[str, Decision]
    reopened: dict[str, str]
    goes_to: dict[str, str]
    retractable: dict[str, Retractable]
    urged: dict[str, datetime]
    successors: dict[str, str]
    handed: dict[str, Handed]
    returns: dict[str, int]
    fates: dict[str, Fate]
    left_out: dict[str, tuple[BoundWho, ...]]

    def __init__(self, plan: Plan, state: CaseState, at: datetime, facts: Facts = NO_FACTS) -> None:
        super().__init__(plan, state, max(state.now, at.astimezone(UTC)), facts)
        for name in _MAPS:
            setattr(self, name, dict(getattr(state, name)))
        self.counter = state.counter
        self.waiting_events = list(state.waiting_events)
        self.kept = list(state.kept)
        self.heard = list(state.heard)
        self.undo = list(state.undo)
        self.stage = state.stage
        self.ended = state.ended
        self.ending = state.ending
        self.described = state.described
        self.outside = state.outside
        self.returned_at = state.returned_at
        self.way_back = state.way_back
        self.changes = state.changes
        self.changes_from = state.changes_from
        self.agenda: deque[tuple[str, str]] = deque(state.work_left)
        self.entries = 0
        self.unsettled = False
        self.events: list[Event] = []
        self.questions: list[Question] = []
        self.requests: list[Request] = []

    # -- facts, questions, requests ---------------------------------------------------------------------------------

    def on_clock(self, at: datetime) -> str:
        """An instant as the clock of the case shows it, for a sentence."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def emit(self, event: Event) -> None:
        """Something has become of the case."""
        self.events.append(event)

    def ask(self, question: Question) -> None:
        """Something the commit must find out."""
        self.questions.append(question)

    def request(self, request: Request) -> None:
        """Something the shell must do once the turn is committed."""
        self.requests.append(request)

    def new_id(self, prefix: str) -> str:
        """The next id in this case: `s12`, `t13`, …"""
        self.counter += 1
        return f"{prefix}{self.counter}"

    # -- who has started it ------------------------------------------------------------------------------------------

    @property
    def starter(self) -> str | None:
        """Who is in the starter's place: who has started the case, or their successor."""
        started = self.state.initiator
        return None if started is None else successor_of(self.successors, started)

    @property
    def starters(self) -> tuple[str, ...]:
        """Who has started the case, for whom, and all who came to their place: none of them is other eyes than the
        starter's."""
        started = (self.state.initiator, self.state.on_behalf, self.state.started_by)
        return with_successors(self.successors, tuple(one for one in started if one))

    # -- writing ----------------------------------------------------------------------------------------------------

    def set_values(self, values: Mapping[str, Any], cause: str, list_id: str | None, **here: Any) -> None:
        """Write what a `set` says; all values are calculated first, then written."""
        calculated = {path: self.calculate(value, list_id, **here) for path, value in values.items()}
        self.write(calculated, cause, list_id)

    def write(self, values: Mapping[str, Any], cause: str, list_id: str | None = None, by: str | None = None) -> None:
        """Write values to paths; raises `Parked` when one does not fit its field."""
        if not values:
            return
        written: dict[str, Any] = {}
        carries = self.state.engine_revision >= revisions.FILES_CARRIED
        for path, value in values.items():
            try:
                where, kept = self.put(path, carried(value) if carries else value, list_id)
            except WrongValue as wrong:
                raise Parked("wrong-type", f"{path}: {wrong.message}") from None
            written[where] = write_value(kept)
        self.emit(DataWritten(written, cause, by))

    def put(
        self, path: str, value: Any, list_id: str | None = None, read: Callable[..., Any] = fitted
    ) -> tuple[str, Any]:
        """Put one value into the data; gives the absolute path and the value as kept. Raises `WrongValue`."""
        local = self.locals_of(list_id).get(path.split(".")[0])
        if isinstance(local, Row):
            path = ".".join((local.table, str(local.index), *path.split(".")[1:]))
        kept, self.data = with_value(self.plan.definition.data, self.data, path, value, self.zone, read)
        self.forget_formulas()
        return path, kept

    # -- taking back ------------------------------------------------------------------------------------------------

    def save(self) -> Saved:
        """Where to return to if an operation fails."""
        maps: dict[str, Any] = {name: dict(getattr(self, name)) for name in _MAPS}
        maps.update(
            {name: list(getattr(self, name)) for name in ("waiting_events", "kept", "heard", "undo")},
        )
        maps.update(
            {
                name: getattr(self, name)
                for name in ("counter", "stage", "ended", "ending", "described", "returned_at", "way_back")
            }
        )
        return Saved(maps, len(self.events), len(self.questions), len(self.requests), tuple(self.agenda))

    def restore(self, saved: Saved) -> None:
        """Undo everything since `saved`."""
        for name, value in saved.maps.items():
            setattr(self, name, value)
        del self.events[saved.events :], self.questions[saved.questions :], self.requests[saved.requests :]
        self.agenda = deque(saved.agenda)
        self.forget_formulas()

    # -- the result -------------------------------------------------------------------------------------------------

    def turn(self) -> Turn:
        """The finished turn, with its place in the chain."""
        number, previous = self.state.turn + 1, self.state.digest
        events, questions, requests = tuple(self.events), tuple(self.questions), tuple(self.requests)
        digest = turn_digest(previous, number, self.at, events, questions, requests)
        maps = {name: getattr(self, name) for name in _MAPS}
        state = replace(
            self.state,
            **maps,
            turn=number,
            digest=digest,
            now=self.at,
            counter=self.counter,
            waiting_events=tuple(self.waiting_events),
            kept=tuple(self.kept),
            heard=tuple(self.heard[-200:]),
            undo=tuple(self.undo),
            stage=self.stage,
            ended=self.ended,
            ending=self.ending,
            described=self.described,
            outside=self.outside,
            returned_at=self.returned_at,
            way_back=self.way_back,
            changes=self.changes,
            changes_from=self.changes_from,
            work_left=tuple(self.agenda),
            unsettled=self.unsettled,
        )
        return Turn(number, self.at, previous, events, questions, requests, state, digest)
