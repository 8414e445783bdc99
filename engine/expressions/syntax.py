"""The syntax tree of an expression: what the parser builds, and what checks and compilation read.

Nodes are never changed once built. They are not declared frozen because that triples the time of importing them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from engine.expressions.types import FeelType


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A part of an expression; `column` is where it begins (an operation: where its sign stands)."""

    column: int


@dataclass(slots=True, eq=False, repr=False)
class Literal(Node):
    """A number, text, truth value, null or at-literal, already as a value. `at`: the text of an at-literal."""

    value: Any
    at: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Name(Node):
    """A variable, or a function by its name. `?` is the value that a unary test looks at."""

    name: str


@dataclass(slots=True, eq=False, repr=False)
class Path(Node):
    """`source.name`."""

    source: Node
    name: str


@dataclass(slots=True, eq=False, repr=False)
class Filter(Node):
    """`source[test]`, where test is a position or a condition."""

    source: Node
    test: Node


@dataclass(slots=True, eq=False, repr=False)
class Call(Node):
    """`function(arguments)`; `names` when the arguments were given by name."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] | None


@dataclass(slots=True, eq=False, repr=False)
class Negate(Node):
    operand: Node


@dataclass(slots=True, eq=False, repr=False)
class Arithmetic(Node):
    """A chain of one precedence, evaluated from the left: `first`, then (sign, operand, column of the sign)."""

    first: Node
    rest: tuple[tuple[str, Node, int], ...]


@dataclass(slots=True, eq=False, repr=False)
class Comparison(Node):
    operator: str
    left: Node
    right: Node


@dataclass(slots=True, eq=False, repr=False)
class Between(Node):
    value: Node
    low: Node
    high: Node


@dataclass(slots=True, eq=False, repr=False)
class ComparisonTest(Node):
    """`< 36`: a range that is open on one side, or in a test the comparison of `?` with the operand."""

    operator: str
    operand: Node


@dataclass(slots=True, eq=False, repr=False)
class In(Node):
    """`value in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(slots=True, eq=False, repr=False)
class InstanceOf(Node):
    value: Node
    type: FeelType


@dataclass(slots=True, eq=False, repr=False)
class Logical(Node):
    """`and` or `or` of two or more terms."""

    operator: str
    terms: tuple[Node, ...]


@dataclass(slots=True, eq=False, repr=False)
class If(Node):
    condition: Node
    then: Node
    otherwise: Node


@dataclass(slots=True, eq=False, repr=False)
class Iterator(Node):
    """`name in domain`, or `name in domain..until`."""

    name: str
    domain: Node
    until: Node | None


@dataclass(slots=True, eq=False, repr=False)
class For(Node):
    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(slots=True, eq=False, repr=False)
class Quantified(Node):
    """`some` or `every`."""

    quantifier: str
    iterators: tuple[Iterator, ...]
    body: Node


@dataclass(slots=True, eq=False, repr=False)
class ContextLiteral(Node):
    entries: tuple[tuple[str, Node], ...]


@dataclass(slots=True, eq=False, repr=False)
class ListLiteral(Node):
    items: tuple[Node, ...]


@dataclass(slots=True, eq=False, repr=False)
class RangeLiteral(Node):
    """`[low..high]`; a missing end is open to that side."""

    low: Node | None
    high: Node | None
    low_included: bool
    high_included: bool


@dataclass(slots=True, eq=False, repr=False)
class Parameter:
    name: str
    type: FeelType | None


@dataclass(slots=True, eq=False, repr=False)
class FunctionLiteral(Node):
    parameters: tuple[Parameter, ...]
    body: Node


@dataclass(slots=True, eq=False, repr=False)
class UnaryTestList(Node):
    """The cell of a decision table; no tests at all (`-`) matches everything."""

    tests: tuple[Node, ...]
    negated: bool


AnyNode = TypeVar("AnyNode", bound=Node)


def children(node: Node) -> list[Node]:
    """The direct parts of a node, in the order in which they are written."""
    found: list[Node] = []
    for name in type(node).__slots__:
        _collect(getattr(node, name), found)
    return found


def _collect(value: Any, found: list[Node]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)


def column_of(node: Node) -> int:
    """Where a node begins to the eye: operations stand at their sign, so look at their first part."""
    first: Node | None = node
    column = node.column
    while isinstance(first, (Path, Comparison, Arithmetic, Filter, Logical, Between, In)):
        first = children(first)[0]
        column = first.column
    return column
