from datetime import date

import pytest

from engine.expressions import NeedsWorld, parse_expression
from tests.expressions.evaluating import NOW, value_of

_MANAGER = parse_expression("manager of(initiator)")


def test_questions_about_people_are_answered_by_the_caller() -> None:
    answers = {"manager of": {"li": "wang"}.get}
    assert _MANAGER.evaluate({"initiator": "li"}, now=NOW, functions=answers) == "wang"


def test_without_an_answer_the_evaluation_asks_for_it() -> None:
    with pytest.raises(NeedsWorld) as asked:
        _MANAGER.evaluate({"initiator": "li"}, now=NOW)
    assert (asked.value.function, asked.value.arguments) == ("manager of", ("li",))


def test_the_directory_is_not_asked_about_nobody() -> None:
    assert _MANAGER.evaluate({"initiator": None}, now=NOW) is None


def test_answers_are_taken_in_like_any_value_from_outside() -> None:
    functions = {"working days between": lambda start, end: (end - start).days}
    text = "working days between(a, b) * 1.5"
    variables = {"a": date(2026, 3, 2), "b": date(2026, 3, 4)}
    assert parse_expression(text).evaluate(variables, now=NOW, functions=functions) == 3


def test_arguments_may_be_given_by_name() -> None:
    functions = {"in group": lambda person, group: (person, group) == ("li", "sales")}
    expression = parse_expression('in group(group: "sales", person: p)')
    assert expression.evaluate({"p": "li"}, now=NOW, functions=functions) is True


def test_functions_are_values() -> None:
    assert value_of("{twice: function(f, x) f(f(x)), r: twice(sqrt, 16)}.r") == 2
    assert value_of("sort([3, 1, 2], before)") == [1, 2, 3]


def test_a_function_sees_what_was_around_it_when_it_was_made() -> None:
    assert value_of("{k: 10, add: function(x) x + k, r: for k in [1, 2] return add(k)}.r") == [11, 12]


def test_parameters_with_types_refuse_other_values() -> None:
    assert value_of('{f: function(x: number) "ok", r: [f(1), f("a"), f(null)]}.r') == ["ok", None, "ok"]
