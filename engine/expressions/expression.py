"""Expressions and unary tests as the rest of the engine uses them: parsed once, evaluated often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from engine.expressions import syntax as s
from engine.expressions.builtins import BUILTINS
from engine.expressions.checking import Scope
from engine.expressions.checking.checker import Checker
from engine.expressions.checking.scope import Frame
from engine.expressions.compilation import compile_node
from engine.expressions.compilation.scope import StaticScope, scope_with
from engine.expressions.compilation.unary_tests import TESTED
from engine.expressions.errors import EvaluationError
from engine.expressions.evaluation import Budget, Code, Env, Lookup, Run, count_parts, lookup_of
from engine.expressions.free_names import called_names, free_names
from engine.expressions.parser import Parser
from engine.expressions.phrases import PhraseTable
from engine.expressions.types import FeelType
from engine.expressions.values import ATOMS, taken_in

_FUNCTION_NAMES = PhraseTable(BUILTINS)
Functions = Mapping[str, Callable[..., Any]]


class Expression:
    """One FEEL expression. `names` are the paths it uses, `calls` the functions, both in order of appearance."""

    __slots__ = ("_code", "calls", "names", "text", "tree")

    def __init__(self, text: str, tree: s.Node) -> None:
        self.text = text
        self.tree = tree
        self.names = free_names(tree)
        self.calls = called_names(tree)
        self._code: Code = compile_node(tree, None)

    def evaluate(
        self,
        context: Lookup | Mapping[str, Any],
        *,
        now: datetime,
        functions: Functions | None = None,
        budget: Budget | None = None,
    ) -> Any:
        """The value in the given context, null as None; raises EvaluationError when the budget is used up.

        `now` is what `now()` gives, with its zone. Raises NeedsWorld where a business function is not in `functions`.
        """
        run = Run(budget, now, functions, context)
        return _finished(run, self._code, Env(run, lookup_of(context), None, None))

    def check(self, scope: Scope) -> FeelType:
        """The type of the value; whatever cannot be right is added to `scope.problems`."""
        return Checker(scope).type_of(self.tree, Frame({}))

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


class UnaryTests:
    """A decision cell: whether a value passes it."""

    __slots__ = ("_code", "calls", "names", "text", "tree")

    def __init__(self, text: str, tree: s.UnaryTestList) -> None:
        self.text = text
        self.tree: s.UnaryTestList = tree
        self.names = tuple(name for name in free_names(tree) if name != TESTED)
        self.calls = called_names(tree)
        self._code: Code = compile_node(tree, _TEST_SCOPE)

    def matches(
        self,
        value: Any,
        context: Lookup | Mapping[str, Any],
        *,
        now: datetime,
        functions: Functions | None = None,
        budget: Budget | None = None,
    ) -> bool | None:
        """Whether the value passes; None where that cannot be said."""
        run = Run(budget, now, functions, context)
        tested = value if type(value) in ATOMS else taken_in(value)
        verdict = _finished(run, self._code, Env(run, lookup_of(context), None, {TESTED: tested}))
        return verdict if verdict is True or verdict is False else None

    def check(self, value_type: FeelType, scope: Scope) -> None:
        """Adds to `scope.problems` whatever cannot be right in a test of values of that type."""
        frame = Frame({TESTED: value_type})
        for test in self.tree.tests:
            Checker(scope).test(test, value_type, frame)

    def __repr__(self) -> str:
        return f"UnaryTests({self.text!r})"


_TEST_SCOPE: StaticScope = scope_with(None, [TESTED])


def _finished(run: Run, code: Code, env: Env) -> Any:
    try:
        value = code(env)
        if type(value) not in ATOMS:
            run.check_size(count_parts(value, run.size), 1)
        return value
    except RecursionError:
        raise EvaluationError("Expected fewer calls within calls") from None
    except (ArithmeticError, TypeError, ValueError, AttributeError, LookupError) as failure:
        raise EvaluationError("Expected values that FEEL knows, but one of them cannot be used") from failure
    finally:
        if run.budget is not None:
            run.budget.used = run.budget.steps - run.left


def parse_expression(
    text: str, names: Iterable[str] = (), *, types: Mapping[str, FeelType] | None = None
) -> Expression:
    """Reads an expression. `names`: variables and fields of several words, `types`: the caller's own names of types.

    Raises ExpressionError.
    """
    return Expression(text, Parser(text, names, _FUNCTION_NAMES, types).whole_expression())


def parse_unary_tests(
    text: str, names: Iterable[str] = (), *, types: Mapping[str, FeelType] | None = None
) -> UnaryTests:
    """Reads a decision cell: `-`, `< 36`, `"SF", "EMS"`, `not(null)`, `[1..9]`, or any condition on `?`.

    Raises ExpressionError.
    """
    return UnaryTests(text, Parser(text, names, _FUNCTION_NAMES, types).whole_unary_tests())
