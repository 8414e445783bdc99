"""One evaluation: its budget, its warnings, the variables in reach, and functions as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Protocol

from engine.expressions.errors import EvaluationError
from engine.expressions.values import Taken, taken_in

MAX_STEPS: Final = 100_000
MAX_SIZE: Final = 100_000
# Calls within calls: the sum of the nesting of all bodies that are open at once, about one of Python's own frames
# each. Python allows 1,000 in all; the limit must be ours, so that it does not depend on who calls us.
MAX_CALL_DEPTH: Final = 500


@dataclass(slots=True)
class Budget:
    """What one evaluation may use, and afterwards what it used and why something in it was null.

    `steps`: iterations, calls and the like; `size`: elements of a list, characters of a text, parts of the result.
    `warnings`: (message, column) of everything that gave null because it could not be computed.
    """

    steps: int = MAX_STEPS
    size: int = MAX_SIZE
    used: int = 0
    warnings: list[tuple[str, int]] = field(default_factory=list)


class Run:
    """The running state of one evaluation, shared by everything in it."""

    __slots__ = ("budget", "context", "depth", "functions", "left", "now", "size", "taken_in")

    def __init__(
        self,
        budget: Budget | None,
        now: datetime,
        functions: Mapping[str, Callable[..., Any]] | None,
        context: Lookup | Mapping[str, Any],
    ) -> None:
        self.context = context
        self.budget = budget
        self.left = MAX_STEPS if budget is None else budget.steps
        self.size = MAX_SIZE if budget is None else budget.size
        self.now = now
        self.functions = functions
        self.depth = 0
        self.taken_in: Taken | None = None

    def knows(self, name: str) -> bool:
        """Whether the caller has a variable of that name, be it null. A caller that cannot say is taken to have it."""
        return name in self.context if isinstance(self.context, Mapping) else True

    def warn(self, message: str, column: int) -> None:
        """Notes why something is null; the first hundred are kept."""
        if self.budget is not None and len(self.budget.warnings) < 100:
            self.budget.warnings.append((message, column))

    def spend(self, steps: int, column: int) -> None:
        """Takes steps off the budget; raises when it is used up."""
        self.left -= steps
        if self.left < 0:
            raise EvaluationError("Expected fewer steps: the expression takes too long to evaluate", column)

    def spender(self, column: int) -> Callable[[int], None]:
        """`spend` for a place in the text."""
        return lambda steps: self.spend(steps, column)

    def weigh(self, value: Any, column: int) -> None:
        """Takes steps off the budget for looking at all parts of a value, an eighth of a step for each."""
        if isinstance(value, (list, tuple, Mapping)):
            self.spend(1 + count_parts(value, 8 * (self.left + 1)) // 8, column)

    def check_size(self, size: int, column: int) -> None:
        """Refuses lists and texts that grow too large."""
        if size > self.size:
            raise EvaluationError(f"Expected at most {self.size} elements or characters, but there are {size}", column)

    def enter(self, nesting: int, column: int) -> None:
        """Begins the call of a function whose body is nested so deep."""
        self.depth += nesting
        if self.depth > MAX_CALL_DEPTH:
            raise EvaluationError("Expected fewer calls within calls", column)

    def take_in(self, value: Any) -> Any:
        """A container from outside as FEEL sees it; the same one is converted once in an evaluation."""
        if self.taken_in is None:
            self.taken_in = {}
        return taken_in(value, self.taken_in)


class Env:
    """The variables in reach of a part of an expression: its own, then its parent's, at last the caller's (`lookup`).

    `values` is a mapping of names, or within a filter the element that is looked at.
    """

    __slots__ = ("lookup", "parent", "run", "values")

    def __init__(self, run: Run, lookup: Callable[[str], Any], parent: Env | None, values: Any) -> None:
        self.run = run
        self.lookup = lookup
        self.parent = parent
        self.values = values


Code = Callable[[Env], Any]


class Lookup(Protocol):
    """Where the variables of a case come from; unknown names are None."""

    def lookup(self, name: str, /) -> Any: ...


def lookup_of(context: Lookup | Mapping[str, Any]) -> Callable[[str], Any]:
    """The function that finds a variable in what the caller gave."""
    if isinstance(context, dict):
        return context.get
    found = getattr(context, "lookup", None)
    return found if found is not None else context.get  # type: ignore[union-attr]


class Function:
    """A function as a value. `parameters` are its names; None takes any number of arguments."""

    __slots__ = ("call", "name", "parameters")

    def __init__(
        self,
        name: str,
        parameters: tuple[str, ...] | None,
        call: Callable[[Run, Sequence[Any], tuple[str, ...] | None, int], Any],
    ) -> None:
        self.name = name
        self.parameters = parameters
        self.call = call

    def __repr__(self) -> str:
        return f"function {self.name}"


def count_parts(value: Any, limit: int) -> int:
    """How many values a value consists of, as often as it holds them; counting stops soon after the limit."""
    total = 0
    waiting = [value]
    while waiting and total <= limit:
        current = waiting.pop()
        total += 1
        if isinstance(current, (list, tuple)):
            waiting.extend(current)
        elif isinstance(current, Mapping):
            waiting.extend(current.values())
    return total
