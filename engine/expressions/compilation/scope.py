"""Where variables will stand at run time, as far as it is known beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from engine.expressions import syntax as s

NO_SCOPE: Final = None


@dataclass(slots=True)
class StaticScope:
    """One frame of variables; it corresponds to one `Env` at run time.

    `element`: the frame of a filter, whose variables are `item` and the fields of an element, not known beforehand.
    """

    parent: StaticScope | None
    names: set[str] = field(default_factory=set)
    element: bool = False


def scope_with(parent: StaticScope | None, names: Iterable[str]) -> StaticScope:
    """A frame with these names inside the parent."""
    return StaticScope(parent, set(names))


def element_scope(parent: StaticScope | None) -> StaticScope:
    """The frame of a filter inside the parent."""
    return StaticScope(parent, element=True)


def locate(scope: StaticScope | None, name: str) -> tuple[tuple[int, ...], int | None]:
    """Where a name may be: the filter frames to ask first, then the frame that surely has it (None: the caller).

    Frames are numbered from the innermost, 0.
    """
    elements: list[int] = []
    hops = 0
    while scope is not None:
        if name in scope.names:
            return tuple(elements), hops
        if scope.element:
            elements.append(hops)
        scope = scope.parent
        hops += 1
    return tuple(elements), None


# These take more than one of Python's own frames to evaluate.
_TWO_FRAMES: Final = (s.Call, s.ListLiteral, s.For, s.Quantified, s.In)


def nesting_of(node: s.Node) -> int:
    """How many levels of parts a node has, counted in Python's frames."""
    own = 2 if isinstance(node, _TWO_FRAMES) else 1
    return own + max((nesting_of(child) for child in s.children(node)), default=0)


def size_of(node: s.Node) -> int:
    """How many parts a node has, itself included: what one evaluation of it costs, without its loops."""
    total = 0
    waiting = [node]
    while waiting:
        total += 1
        waiting.extend(s.children(waiting.pop()))
    return total


def mentions(node: s.Node, name: str) -> bool:
    """Whether the name stands anywhere in the node."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, s.Name) and current.name == name:
            return True
        waiting.extend(s.children(current))
    return False
