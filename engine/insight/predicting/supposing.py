"""Turns of a case that goes on by supposition: what later steps will write is unknown, and what hangs on it is asked.

A condition is known where it is true or false and nothing in it is still to be written; every other one is a question,
answered one way or the other, and the same way throughout one walk.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from engine.expressions import ExpressionError
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.model.steps.choose import Choose
from engine.model.steps.decision import Rule
from engine.model.steps.parallel import Parallel
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import parsed
from engine.runtime.facts import Facts
from engine.runtime.state import CaseState, Row

Answer = tuple[str, int]
"""A question, by its text, and which of its answers was supposed."""


class Supposing:
    """What is supposed on one walk: answers to open questions, first as `prefix` says, then the likely one.

    `open` are the fields that are still to be written, or were written from such.
    """

    def __init__(self, plan: Plan, prefix: tuple[int, ...] = (), open_fields: Iterable[str] = ()) -> None:
        self.ways = ways_of(plan)
        self.open: set[str] = set(open_fields)
        self.answers: dict[str, int] = {}
        self._prefix = prefix
        self._counts: list[int] = []

    def chooses(self, question: str, count: int, likely: int = 0) -> int:
        """Which of the answers is supposed. The likely one comes first, then the others in turn."""
        if question not in self.answers:
            place = len(self._counts)
            number = self._prefix[place] if place < len(self._prefix) else 0
            self.answers[question] = (likely + number) % count
            self._counts.append(count)
        return self.answers[question]

    def others(self) -> list[tuple[int, ...]]:
        """The walks that branch off from this one behind its prefix."""
        known = (*self._prefix, *(0 for _ in self._counts[len(self._prefix) :]))
        return [
            (*known[:place], number)
            for place in range(len(self._prefix), len(self._counts))
            for number in range(1, self._counts[place])
        ]


def ways_of(plan: Plan) -> frozenset[str]:
    """The conditions that decide which way a case goes."""
    return frozenset(_conditions(plan))


def _conditions(plan: Plan) -> Iterable[str]:
    for step in plan.steps.values():
        yield from filter(None, [getattr(step, "if_", None)])
        if isinstance(step, Choose):
            yield from (case.if_ for case in step.cases)
        if isinstance(step, Parallel):
            yield from filter(None, (branch.if_ for branch in step.branches.values()))


class SupposedTurn(TurnBuilder):
    """A turn in which what is not known is supposed."""

    most_entries = 200

    def __init__(self, plan: Plan, state: CaseState, at: Any, supposing: Supposing, facts: Facts) -> None:
        super().__init__(plan, state, at, facts)
        self._supposing = supposing

    def holds(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        return self._known_or_supposed(condition, list_id, **here)

    def is_true(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        if condition in self._supposing.ways:
            return self._known_or_supposed(condition, list_id, **here)
        with suppress(Parked):
            return super().is_true(condition, list_id, **here)
        return False

    def _known_or_supposed(self, condition: str, list_id: str | None, **here: Any) -> bool:
        value = None
        with suppress(Parked):
            value = self.evaluate(condition, list_id, **here)
        if isinstance(value, bool) and not self.hangs_on_open(condition, list_id):
            return value
        return self._supposing.chooses(condition, 2, likely=1 if value is True else 0) == 1

    def hangs_on_open(self, expression: str, list_id: str | None = None) -> bool:
        """Whether something in an expression is still to be written."""
        try:
            names = parsed(expression).names
        except ExpressionError:
            return True
        own = self.locals_of(list_id)
        return any(self._is_open(name.partition(".")[0], own, ()) for name in names)

    def _is_open(self, name: str, own: Mapping[str, Any], way: tuple[str, ...]) -> bool:
        local = own.get(name)
        if isinstance(local, Row):
            name = local.table.partition(".")[0]
        if name in self._supposing.open or name == "result":
            return True
        field = self.plan.definition.data.get(name)
        if field is None or field.formula is None or name in way:
            return False
        used = (one.partition(".")[0] for one in parsed(field.formula).names)
        return any(self._is_open(one, {}, (*way, name)) for one in used)

    def rows(self, table: str) -> list[Any]:
        """A table that is still to be filled has one row, so that what is done for each is seen."""
        found = super().rows(table)
        return found or ([{}] if table.partition(".")[0] in self._supposing.open else [])

    def items(self, expression: str, list_id: str | None = None) -> list[Any]:
        with suppress(Parked):
            return super().items(expression, list_id)
        return [None]

    def matching(self, rules: Iterable[Rule], list_id: str | None = None) -> list[Rule]:
        """The rules that match; where that hangs on what is open, what they write is open too."""
        listed = list(rules)
        found: list[Rule] = []
        with suppress(Parked):
            found = super().matching(listed, list_id)
        own = self.locals_of(list_id)
        if any(self._is_open(path.partition(".")[0], own, ()) for rule in listed for path in rule.tests):
            self._supposing.open.update(path.partition(".")[0] for rule in listed for path in rule.then)
        return found or listed[:1]

    def set_values(self, values: Mapping[str, Any], cause: str, list_id: str | None, **here: Any) -> None:
        """Write what can be calculated; what hangs on what is open is open."""
        for path, value in values.items():
            if isinstance(value, str) and value.startswith("=") and self.hangs_on_open(value[1:], list_id):
                self._supposing.open.add(path.partition(".")[0])
            with suppress(Parked):
                super().set_values({path: value}, cause, list_id, **here)

    def write(self, values: Mapping[str, Any], cause: str, list_id: str | None = None, by: str | None = None) -> None:
        with suppress(Parked):
            super().write(values, cause, list_id, by)


def still_to_fill(definition: ProcessDefinition, form: Any, handed_in: Mapping[str, Any]) -> set[str]:
    """The fields of a start's form that are not filled yet."""
    given = {path.partition(".")[0] for path, value in handed_in.items() if value not in (None, "", [])}
    names = {path.partition(".")[0] for path in (form.require if form is not None else ())}
    return {name for name in names - given if name in definition.data}
