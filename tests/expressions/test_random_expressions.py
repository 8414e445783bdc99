"""Ten thousand random expressions: none crashes, hangs, or lets a Python error through."""

from __future__ import annotations

import re
from contextlib import suppress
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.expressions import (
    Budget,
    EvaluationError,
    Expression,
    ExpressionError,
    NeedsWorld,
    Scope,
    parse_expression,
    parse_unary_tests,
)
from engine.expressions.conversions import conforms
from tests.expressions.random_expressions import CONTEXT, NOW, TYPES, Maker

_PYTHON_SPEAKING = re.compile(
    r"Traceback|NoneType|<class|object at 0x|unsupported operand|positional argument|not subscriptable|has no attribute"
)


def _texts(seed: int, count: int) -> list[str]:
    maker = Maker(seed)
    valid = [maker.expression() for _ in range(count)]
    return [text if maker.random.random() < 0.6 else maker.damaged(text) for text in valid]


def _parsed(text: str) -> Expression | None:
    try:
        return parse_expression(text)
    except ExpressionError as error:
        assert 1 <= error.column <= len(text) + 1, text
        assert not _PYTHON_SPEAKING.search(error.message), (text, error.message)
        assert error.caret().endswith("^")
        return None


def _evaluated(expression: Expression) -> Any:
    budget = Budget()
    try:
        return expression.evaluate(CONTEXT, now=NOW, budget=budget)
    except EvaluationError as error:
        assert not _PYTHON_SPEAKING.search(error.message), (expression.text, error.message)
        assert "cannot be used" not in error.message, (expression.text, error.__cause__)
    except NeedsWorld:
        pass
    finally:
        for message, column in budget.warnings:
            assert not _PYTHON_SPEAKING.search(message), (expression.text, message)
            assert column >= 1
    return None


@pytest.mark.parametrize("seed", range(10))
def test_random_expressions_never_crash_nor_hang(seed: int) -> None:
    slowest = 0.0
    read = 0
    for text in _texts(seed, 1_000):
        began = process_time()
        expression = _parsed(text)
        if expression is not None:
            read += 1
            expression.check(Scope(TYPES))
            _evaluated(expression)
        slowest = max(slowest, process_time() - began)
    assert slowest < 3.0
    assert read > 500


@pytest.mark.parametrize("seed", range(100, 103))
def test_a_value_is_of_the_type_that_the_check_promised(seed: int) -> None:
    for text in _texts(seed, 1_000):
        expression = _parsed(text)
        if expression is None:
            continue
        scope = Scope(TYPES)
        promised = expression.check(scope)
        if not scope.problems and promised.kind != "duration":
            value = _evaluated(expression)
            assert conforms(value, promised), (text, str(promised), value)


@given(st.text(max_size=60))
@settings(max_examples=500, deadline=None, derandomize=True)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    _parsed(text)
    try:
        parse_unary_tests(text)
    except ExpressionError as error:
        assert 1 <= error.column <= len(text) + 1


def test_random_cells_never_crash() -> None:
    random, maker = Random(7), Maker(7)
    for _ in range(1_000):
        text = random.choice(["{}", "< {}", "not({})", "{}, >= {}", "? = {}"]).replace("{}", maker.expression(2))
        try:
            test = parse_unary_tests(text)
        except ExpressionError:
            continue
        test.check(TYPES["amount"], Scope(TYPES))
        with suppress(EvaluationError, NeedsWorld):
            assert test.matches(5, CONTEXT, now=NOW) in (True, False, None)
