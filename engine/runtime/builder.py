"""The turn being made: a draft of the new state, and the whole world a step kind may see.

Steps, commands and messages read and change the case only through this object. It works on shallow copies of the
state's maps and replaces records; the state it was given is never touched.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.expressions import Budget, EvaluationError
from engine.model.plan import Plan
from engine.model.process import Document
from engine.model.steps.decision import Rule
from engine.model.values import fitted, write_value
from engine.model.wrong_values import WrongValue
from engine.people import BoundWho
from engine.runtime.data import parsed, read_at, tests_in, with_value
from engine.runtime.events import DataWritten, Event
from engine.runtime.facts import NO_FACTS, Facts, world_functions
from engine.runtime.questions import Question
from engine.runtime.refusals import Parked as Parked  # step kinds take it from here, with the turn they are given
from engine.runtime.requests import Request
from engine.runtime.scope import CaseScope, StepsView
from engine.runtime.state import (
    Answer,
    CaseState,
    Deadline,
    Decision,
    Fate,
    Handed,
    Incident,
    LastEntry,
    Limit,
    ListInstance,
    Retractable,
    Row,
    StepInstance,
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


class TurnBuilder:
    """A draft of one turn. `at` is the instant of the stimulus, or the last one's if that was later (UTC)."""

    most_entries = MAX_ENTRIES
    data: dict[str, Any]
    settings: dict[str, Any]
    lists: dict[str, ListInstance]
    steps: dict[str, StepInstance]
    tasks: dict[str, UserTask]
    limits: dict[str, Limit]
    deadlines: dict[str, Deadline]
    keys: dict[str, str]
    incidents: dict[str, Incident]
    last: dict[str, LastEntry]
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
        self.plan = plan
        self.state = state
        self.at = max(state.now, at.astimezone(UTC))
        self.zone = ZoneInfo(state.zone)
        self.functions = world_functions(facts)
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
        self._formulas: dict[str, Any] = {}

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

    # -- reading ----------------------------------------------------------------------------------------------------

    def locals_of(self, list_id: str | None) -> dict[str, Any]:
        """Item and index names in reach of a list, innermost first."""
        found: dict[str, Any] = {}
        while list_id is not None and (here := self.lists.get(list_id)) is not None:
            found = {**here.locals, **found}
            holder = self.steps.get(here.inside) if here.inside else None
            list_id = holder.list if holder else here.beside
        return found

    def value_of(self, name: str) -> Any:
        """The current value of a field; a formula is calculated."""
        field = self.plan.definition.data[name]
        if field.formula is None:
            return self.data.get(name)
        if name not in self._formulas:
            self._formulas[name] = None
            try:
                self._formulas[name] = fitted(field, self.evaluate(field.formula), self.zone)
            except WrongValue as wrong:
                raise Parked("wrong-type", f"{name}: {wrong.message}") from None
        return self._formulas[name]

    def known(self, name: str) -> Any:
        """What else has a name: settings, initiator, the case and its steps."""
        match name:
            case "settings":
                return self.settings
            case "initiator":
                return self.state.initiator
            case "case":
                return {"started_at": self.state.started_at.astimezone(self.zone), "id": self.state.case_id}
            case "steps":
                return StepsView(self)
            case "business_key":
                return self.state.business_key
            case _:
                return None

    @property
    def starter(self) -> str | None:
        """Who is in the starter's place: who has started the case, or their successor."""
        started = self.state.initiator
        return None if started is None else successor_of(self.successors, started)

    @property
    def starters(self) -> tuple[str, ...]:
        """Who has started the case, for whom, and all who came to their place: none of them is other eyes than the
        starter's."""
        started = (self.state.initiator, self.state.on_behalf)
        return with_successors(self.successors, tuple(one for one in started if one))

    def scope(self, list_id: str | None = None, **here: Any) -> CaseScope:
        """The names an expression can see from a list."""
        return CaseScope(self, list_id, here)

    def evaluate(self, expression: str, list_id: str | None = None, **here: Any) -> Any:
        """The value of a FEEL expression; raises `Parked` when it cannot be computed within its budget."""
        try:
            return parsed(expression).evaluate(
                self.scope(list_id, **here), now=self.at.astimezone(self.zone), functions=self.functions
            )
        except EvaluationError as error:
            raise Parked("expression-failed", f"{expression}: {error}") from None

    def holds(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        """Whether a condition is true. What is neither true nor false is an incident (`language.md` section 3)."""
        value = self.evaluate(condition, list_id, **here)
        if isinstance(value, bool):
            return value
        raise Parked("condition-null", f"Expected true or false, but `{condition}` gave {self.why_null(condition)}")

    def is_true(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        """Whether a condition is true; null counts as not (yet)."""
        return self.evaluate(condition, list_id, **here) is True

    def why_null(self, expression: str, list_id: str | None = None, **here: Any) -> str:
        """What made an expression null: the first warning of its evaluation, and the names that are empty."""
        budget = Budget()
        scope = self.scope(list_id, **here)
        value = parsed(expression).evaluate(
            scope, now=self.at.astimezone(self.zone), functions=self.functions, budget=budget
        )
        if value is not None:
            return f"{write_value(value)!r}"
        empty = [name for name in parsed(expression).names if scope.lookup(name.split(".")[0]) is None]
        because = f" (empty: {', '.join(empty)})" if empty else ""
        return f"null{because}" + (f": {budget.warnings[0][0]}" if budget.warnings else "")

    def passes(self, test: str, value: Any, list_id: str | None = None) -> bool:
        """Whether a value passes a unary test of a decision cell."""
        try:
            return (
                tests_in(test).matches(
                    value, self.scope(list_id), now=self.at.astimezone(self.zone), functions=self.functions
                )
                is True
            )
        except EvaluationError as error:
            raise Parked("expression-failed", f"{test}: {error}") from None

    def matching(self, rules: Iterable[Rule], list_id: str | None = None) -> list[Rule]:
        """The rules of a decision whose tests all pass, in their order."""
        scope = self.scope(list_id)
        return [
            rule
            for rule in rules
            if all(self.passes(test, _at(scope, path), list_id) for path, test in rule.tests.items())
        ]

    def items(self, expression: str, list_id: str | None = None) -> list[Any]:
        """The items a `for_each` goes through; raises `Parked` when the expression gives no list."""
        value = self.evaluate(expression, list_id)
        if value is None or not isinstance(value, list | tuple):
            raise Parked("not-a-list", f"Expected a list of items in `{expression}`, but got {write_value(value)!r}")
        return list(value)

    def rows(self, table: str) -> list[Any]:
        """The rows of a table by its path, with numbers of rows on the way (`Row.table`); none where there is none."""
        name, *way = table.split(".")
        value = self.value_of(name)
        for part in way:
            if part.isdigit():
                value = value[int(part)] if isinstance(value, list) and int(part) < len(value) else None
            else:
                value = value.get(part) if isinstance(value, Mapping) else None
        return list(value or [])

    def document(self, name: Any) -> Document:
        """The document of that id; raises `Parked` when the definition has none."""
        found = self.plan.definition.documents.get(str(name))
        if found is None:
            known = ", ".join(self.plan.definition.documents) or "none"
            raise Parked("unknown-document", f"Expected one of the documents {known}, but got {name!r}")
        return found

    def calculate(self, written: Any, list_id: str | None = None, **here: Any) -> Any:
        """A *value* of the language: taken as written, calculated where it begins with `=`, at any depth."""
        if isinstance(written, str) and written.startswith("="):
            return self.evaluate(written[1:], list_id, **here)
        if isinstance(written, Mapping):
            return {key: self.calculate(part, list_id, **here) for key, part in written.items()}
        if isinstance(written, list | tuple):
            return [self.calculate(part, list_id, **here) for part in written]
        return written

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
        for path, value in values.items():
            try:
                where, kept = self.put(path, value, list_id)
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
        self._formulas.clear()
        return path, kept

    def forget_formulas(self) -> None:
        """Data has changed: calculated fields are calculated anew."""
        self._formulas.clear()

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
        self._formulas.clear()

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


def _at(scope: CaseScope, path: str) -> Any:
    name, *way = path.split(".")
    return read_at(scope.lookup(name), way)
