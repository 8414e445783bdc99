"""What a turn reads of its case: fields and formulas, the names in reach of a list, expressions, tests, items, rows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.expressions import Budget, EvaluationError
from engine.model.plan import Plan
from engine.model.process import Document
from engine.model.steps.decision import Rule
from engine.model.values import fitted, write_value
from engine.model.wrong_values import WrongValue
from engine.runtime.data import parsed, read_at, tests_in
from engine.runtime.facts import Facts, world_functions
from engine.runtime.refusals import Parked
from engine.runtime.scope import CaseScope, StepsView
from engine.runtime.state import CaseState, LastEntry, ListInstance, StepInstance


class Reading:
    """The case as its expressions see it at an instant (`at`, UTC). The maps are those of the turn that is made."""

    data: dict[str, Any]
    settings: dict[str, Any]
    lists: dict[str, ListInstance]
    steps: dict[str, StepInstance]
    last: dict[str, LastEntry]

    def __init__(self, plan: Plan, state: CaseState, at: datetime, facts: Facts) -> None:
        self.plan = plan
        self.state = state
        self.at = at
        self.zone = ZoneInfo(state.zone)
        self.functions = world_functions(facts)
        self._formulas: dict[str, Any] = {}

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

    def forget_formulas(self) -> None:
        """Data has changed: calculated fields are calculated anew."""
        self._formulas.clear()


def _at(scope: CaseScope, path: str) -> Any:
    name, *way = path.split(".")
    return read_at(scope.lookup(name), way)
