"""A turn whose data is unknown: conditions go both ways, values are nothing, writing writes nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from engine.model.plan import Plan
from engine.model.process import Document
from engine.model.steps.decision import Rule
from engine.runtime.builder import Saved, TurnBuilder
from engine.runtime.questions import Question
from engine.runtime.requests import Request
from engine.runtime.state import CaseState


class Oracle:
    """Answers open questions: as `prefix` says, then with no; `taken` is what was answered, for the next way to try."""

    def __init__(self, prefix: tuple[bool, ...] = ()) -> None:
        self._prefix = prefix
        self._known: dict[str, bool] = {}
        self.taken: list[bool] = []

    def says(self, question: str) -> bool:
        """The answer; the same question is answered alike within one turn."""
        if question not in self._known:
            position = len(self.taken)
            answer = self._prefix[position] if position < len(self._prefix) else False
            self._known[question] = answer
            self.taken.append(answer)
        return self._known[question]

    def others(self) -> list[tuple[bool, ...]]:
        """The ways not taken yet that branch off behind the prefix."""
        return [(*self.taken[:at], True) for at in range(len(self._prefix), len(self.taken)) if not self.taken[at]]


class NotSaved(Exception):
    """A turn that saves nothing has something to take back."""


class AbstractTurn(TurnBuilder):
    """A turn that knows nothing of the data. What goes on by itself is soon looked at anew: conditions may change.

    Without `saves` it is made sooner, and raises `NotSaved` where something is to be taken back.
    """

    most_entries = 100

    def __init__(self, plan: Plan, state: CaseState, oracle: Oracle, saves: bool = True) -> None:
        super().__init__(plan, state, state.now)
        self._oracle = oracle
        self._saves = saves

    def save(self) -> Saved:
        return super().save() if self._saves else NOTHING

    def restore(self, saved: Saved) -> None:
        if not self._saves:
            raise NotSaved
        super().restore(saved)

    def holds(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        return self._oracle.says(condition)

    def is_true(self, condition: str, list_id: str | None = None, **here: Any) -> bool:
        return self._oracle.says(condition)

    def evaluate(self, expression: str, list_id: str | None = None, **here: Any) -> Any:
        return None

    def value_of(self, name: str) -> Any:
        """A table has one row, so that what is done for each row is seen; everything else is unknown."""
        return [{}] if self.plan.definition.data[name].type == "table" else None

    def rows(self, table: str) -> list[Any]:
        return [{}]

    def matching(self, rules: Iterable[Rule], list_id: str | None = None) -> list[Rule]:
        return list(rules)[:1]

    def items(self, expression: str, list_id: str | None = None) -> list[Any]:
        return [None] if self._oracle.says(f"items: {expression}") else []

    def document(self, name: Any) -> Document:
        return next(iter(self.plan.definition.documents.values()), _ANY_DOCUMENT)

    def set_values(self, values: Mapping[str, Any], cause: str, list_id: str | None, **here: Any) -> None:
        """Data is unknown, so nothing is written."""

    def write(self, values: Mapping[str, Any], cause: str, list_id: str | None = None, by: str | None = None) -> None:
        """Data is unknown, so nothing is written."""

    def ask(self, question: Question) -> None:
        """The world is not asked."""

    def request(self, request: Request) -> None:
        """Nothing is done outside."""


NOTHING = Saved({}, 0, 0, 0, ())
_ANY_DOCUMENT = Document(name="any", numbering="{nnn}", copies={"one": "somebody"})
