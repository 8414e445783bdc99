"""Facts: what an expression must know of the directory or a calendar before it can be evaluated.

The core asks nobody. When an expression calls a world function (`manager of(p)`, `working days between(a, b)`), `apply`
raises `NeedsFacts`; the shell looks the answers up, records them, and applies the same stimulus again with them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.expressions import EvaluationError
from engine.model.values import write_value
from engine.people.bound_values import from_json, to_json
from engine.runtime.wire import canonical

WORLD_FUNCTIONS = (
    "manager of",
    "holders of",
    "in group",
    "working days between",
    "working hours between",
)


_NO_ANSWER = "$no_answer"


@dataclass(frozen=True)
class FactQuestion:
    """One call of a world function. Arguments as FEEL values."""

    function: str
    arguments: tuple[Any, ...]

    @property
    def key(self) -> str:
        """Names the call by its content."""
        return canonical([self.function, write_value(self.arguments)]).decode()

    def to_wire(self) -> dict[str, Any]:
        """The question as JSON that keeps the types of its arguments."""
        return {"function": self.function, "arguments": to_json(self.arguments)}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "FactQuestion":
        """The question `to_wire` wrote."""
        return cls(wire["function"], tuple(from_json(wire["arguments"])))


@dataclass(frozen=True)
class NoAnswer:
    """A call that has no answer, and why: a date beyond time, a calendar without open days."""

    why: str


@dataclass(frozen=True)
class Facts:
    """Answers by the key of their question; a `NoAnswer` fails the expression that asks."""

    answers: Mapping[str, Any] = field(default_factory=dict)

    def with_answers(self, more: Mapping[str, Any]) -> "Facts":
        """These facts and some more."""
        return Facts({**self.answers, **more})

    def to_wire(self) -> dict[str, Any]:
        """The facts as JSON that keeps the types of their values."""
        return {
            key: {_NO_ANSWER: value.why} if isinstance(value, NoAnswer) else to_json(value)
            for key, value in self.answers.items()
        }

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Facts":
        """The facts `to_wire` wrote."""
        return cls({key: _read(value) for key, value in wire.items()})


def _read(wire: Any) -> Any:
    """An answer from JSON. `to_json` tags every map, so that of no answer is no value's."""
    return NoAnswer(wire[_NO_ANSWER]) if isinstance(wire, Mapping) and _NO_ANSWER in wire else from_json(wire)


NO_FACTS = Facts()


class NeedsFacts(Exception):
    """The stimulus can be applied once these questions are answered."""

    def __init__(self, questions: Sequence[FactQuestion]) -> None:
        super().__init__(", ".join(question.key for question in questions))
        self.questions = tuple(questions)


def world_functions(facts: Facts) -> dict[str, Callable[..., Any]]:
    """The world functions as FEEL calls them: answered from facts, or asking for them."""

    def answered(function: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            question = FactQuestion(function, arguments)
            if question.key not in facts.answers:
                raise NeedsFacts([question])
            answer = facts.answers[question.key]
            if isinstance(answer, NoAnswer):
                raise EvaluationError(f"Expected an answer, but {answer.why}")
            return answer

        return call

    return {function: answered(function) for function in WORLD_FUNCTIONS}
