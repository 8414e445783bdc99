from time import process_time

import pytest

from engine.expressions import Budget, EvaluationError, parse_expression
from tests.expressions.evaluating import NOW, value_of, warnings_of

_MANY = "for i in 1..1000 return i"


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..10**9 return i",
        "some i in 1..10**9 satisfies i < 0",
        "count(for a in 1..1000, b in 1..1000 return a)",
        "{f: function(x) f(x), r: f(1)}.r",
        "{f: function(x) [f(x + 1), f(x + 1)], r: f(1)}.r",
        "{f: function(n) if n = 0 then [] else [f(n - 1), f(n - 1)], r: f(25)}.r",
        "{a: for i in 1..5000 return i, b: for i in a return distinct values(a)}.b",
        '{s: function(t, n) if n = 0 then t else s(t + t, n - 1), r: s("ab", 40)}.r',
        "{d: function(x, n) if n = 0 then x else d([x, x], n - 1), r: d(1, 30)}.r",
        "{d: function(x, n) if n = 0 then x else d([x, x], n - 1), r: d(1, 30) = d(1, 30)}.r",
        'for i in 1..20000 return matches("aaaaaaaaaaaaaaaaaaaaaaaa", "(a*)*b")',
        "for i in 1..20000 return 1.0000001 ** i",
    ],
)
def test_endless_and_exploding_expressions_end_soon_with_an_error(text: str) -> None:
    began = process_time()
    with pytest.raises(EvaluationError, match="Expected"):
        value_of(text)
    assert process_time() - began < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "10 ** (10 ** 10)",
        "exp(10 ** 30)",
        "9 ** 9 ** 9 ** 9 ** 9",
        "for i in 1..10**6000 return i",
        '@"P1D" * 10 ** 100',
        "[1][10 ** 40]",
        "date(10 ** 50, 1, 1)",
    ],
)
def test_numbers_beyond_all_bounds_give_null_at_once(text: str) -> None:
    began = process_time()
    assert value_of(text) is None
    assert warnings_of(text)
    assert process_time() - began < 0.1


def test_the_steps_are_settable_and_counted() -> None:
    budget = Budget(steps=100)
    with pytest.raises(EvaluationError, match="fewer steps"):
        parse_expression(_MANY).evaluate({}, now=NOW, budget=budget)
    budget = Budget()
    parse_expression("for i in 1..10 return i").evaluate({}, now=NOW, budget=budget)
    assert 10 <= budget.used <= 100


def test_the_size_of_lists_is_settable() -> None:
    with pytest.raises(EvaluationError, match="at most 10 elements"):
        parse_expression(_MANY).evaluate({}, now=NOW, budget=Budget(size=10))


def test_recursion_within_reason_is_allowed() -> None:
    assert value_of("{f: function(n) if n <= 1 then 1 else n * f(n - 1), r: f(20)}.r") == 2432902008176640000


def test_a_pattern_that_would_take_exponential_time_takes_none() -> None:
    began = process_time()
    assert value_of('matches("' + "a" * 60 + '!", "^(a+)+$")') is False
    assert process_time() - began < 0.1


def test_a_pattern_that_looks_back_is_stopped_by_the_budget() -> None:
    with pytest.raises(EvaluationError, match="fewer steps"):
        value_of('matches("' + "a" * 200 + '", "(a*)*(a*)*\\\\1b")')


def test_bugs_of_the_caller_do_not_escape_as_python_errors() -> None:
    class Broken:
        def lookup(self, name: str) -> object:
            raise KeyError(name)

    with pytest.raises(EvaluationError):
        parse_expression("a").evaluate(Broken(), now=NOW)
