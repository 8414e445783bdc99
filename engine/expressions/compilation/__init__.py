"""Turns a syntax tree into one Python closure, once; evaluating calls closures and never looks at the tree again."""

from engine.expressions.compilation import access, calls, choices, iteration, literals, operators, unary_tests
from engine.expressions.compilation.dispatch import compile_node
from engine.expressions.compilation.scope import NO_SCOPE, StaticScope

__all__ = [
    "NO_SCOPE",
    "StaticScope",
    "access",
    "calls",
    "choices",
    "compile_node",
    "iteration",
    "literals",
    "operators",
    "unary_tests",
]
