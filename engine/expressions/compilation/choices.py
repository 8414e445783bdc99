"""`if`."""

from __future__ import annotations

from typing import Any

from engine.expressions import syntax as s
from engine.expressions.compilation.dispatch import compile_node, compiles
from engine.expressions.compilation.scope import StaticScope
from engine.expressions.evaluation import Code, Env


@compiles(s.If)
def choice(node: s.If, scope: StaticScope | None) -> Code:
    """Anything but true takes `else`, null too."""
    condition, then, otherwise = (compile_node(part, scope) for part in (node.condition, node.then, node.otherwise))

    def evaluate(env: Env) -> Any:
        return then(env) if condition(env) is True else otherwise(env)

    return evaluate
