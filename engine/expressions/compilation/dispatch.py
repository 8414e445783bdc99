"""Which function compiles which kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from engine.expressions import syntax as s
from engine.expressions.compilation.scope import StaticScope
from engine.expressions.evaluation import Code

_AnyNode = TypeVar("_AnyNode", bound=s.Node)
_COMPILERS: dict[type, Callable[[Any, StaticScope | None], Code]] = {}


def compiles(
    kind: type[_AnyNode],
) -> Callable[[Callable[[_AnyNode, StaticScope | None], Code]], Callable[[_AnyNode, StaticScope | None], Code]]:
    """Registers the compiler of a kind of node."""

    def register(
        function: Callable[[_AnyNode, StaticScope | None], Code],
    ) -> Callable[[_AnyNode, StaticScope | None], Code]:
        _COMPILERS[kind] = function
        return function

    return register


def compile_node(node: s.Node, scope: StaticScope | None) -> Code:
    """The closure that evaluates the node, for variables arranged at run time as the scope says."""
    return _COMPILERS[type(node)](node, scope)
