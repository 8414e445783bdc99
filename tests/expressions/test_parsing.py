from decimal import Decimal

import pytest

from engine.expressions import ExpressionError, parse_expression, parse_unary_tests
from tests.expressions.evaluating import NOW, refusal_of, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 + 3 * 4 - 1", 13),
        ("2 ** 3 ** 2", 64),
        ("-2 ** 2", 4),
        ("--1", 1),
        ("(1 + 2) * 3", 9),
        ("if true then 1 else 2 + 3", 1),
        ("[1, 2, 3][2] + 1", 3),
        ("{f: function(x) x + 1}.f(2) * 2", 6),
    ],
)
def test_operators_bind_as_in_mathematics(text: str, value: int) -> None:
    assert value_of(text) == value


def test_and_binds_tighter_than_or_and_comparison_tighter_than_both() -> None:
    assert value_of("true or false and 1 > 2") is True


def test_comments_and_line_breaks_are_blanks() -> None:
    assert value_of("1 + // one\n  /* two */ 2") == 3


def test_names_may_be_chinese() -> None:
    assert value_of('金额 > 10 and 付款方式 = "信用证"', 金额=12, 付款方式="信用证") is True


def test_full_width_signs_are_reported_with_the_sign_to_write() -> None:
    error = refusal_of("amount，3")
    assert (error.column, error.hint) == (7, "Write a comma: `,`.")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a == 1", "Write one `=` for equality."),
        ("a <> 1", "Write `!=` for “is not equal”."),
        ("a && b", "Write `and`."),
        ("a = 'x'", 'Texts stand in double quotes: `"…"`.'),
    ],
)
def test_habits_of_other_languages_are_met_with_a_hint(text: str, hint: str) -> None:
    assert refusal_of(text).hint == hint


def test_an_error_says_what_was_expected_and_where() -> None:
    error = refusal_of("if a then b")
    assert (error.message, error.column) == ("Expected `else` after the first value of `if`, but found the end", 12)


def test_the_caret_stands_under_the_place_also_after_chinese() -> None:
    assert refusal_of("金额 > > 1").caret() == "金额 > > 1\n\u3000\u3000   ^"


def test_the_caret_of_a_long_text_shows_the_line_of_the_error() -> None:
    assert refusal_of("a +\n  * b\n+ c").caret() == "  * b\n  ^"


def test_an_unclosed_text_is_named() -> None:
    assert refusal_of('a = "x').message == "Expected a value, but found a text without its closing quote"


def test_names_are_the_longest_paths_in_order_of_appearance() -> None:
    text = "receiver.city = x and steps.review.done or settings.major_limit < sum(lines.qty) + x"
    names = ("receiver.city", "x", "steps.review.done", "settings.major_limit", "lines.qty")
    assert parse_expression(text).names == names


def test_names_leave_out_what_the_expression_binds_itself() -> None:
    text = "(for l in lines return l.qty * rate) = {a: 1, b: a}.b or some x in y satisfies x = item"
    assert parse_expression(text).names == ("lines", "rate", "y", "item")
    assert parse_expression("function(a, b) a + c").names == ("c",)


def test_names_in_a_filter_are_given_because_they_may_be_variables() -> None:
    assert parse_expression("lines[qty > least and item.ok]").names == ("lines", "qty", "least")


def test_a_cell_does_not_name_the_value_it_tests() -> None:
    assert parse_unary_tests("? > limit, list contains(allowed, ?)").names == ("limit", "allowed")


def test_calls_are_the_functions_by_name() -> None:
    text = "count(lines) > 1 and manager of(initiator) = string(1) and f(count(x))"
    assert parse_expression(text).calls == ("count", "manager of", "string", "f")


def test_a_variable_keeps_its_name_though_a_function_begins_with_it() -> None:
    assert value_of("months between 1 and 5 and date = 3", months=2, date=3) is True


def test_names_of_several_words_are_read_when_they_are_given() -> None:
    expression = parse_expression("Monthly Salary * 12 - Approved/Declined", ["Monthly Salary", "Approved/Declined"])
    assert expression.evaluate({"Monthly Salary": 10, "Approved/Declined": 1}, now=NOW) == 119


def test_a_name_of_several_words_that_nobody_knows_is_an_error() -> None:
    assert refusal_of("monthly salary").column == 9


def test_locally_declared_names_may_have_several_words() -> None:
    assert value_of("{net price: 3, total: net price * 2}.total") == 6
    assert value_of("for my x in [1] return my x") == [1]


def test_open_ranges_end_with_the_bracket_turned_round() -> None:
    assert value_of("[1..3[.end included") is False
    assert value_of("3 in ]1..3]") is True


def test_escapes_in_texts_become_characters() -> None:
    assert value_of(r'"a\"b\\c\n\u738b\U01F40E"') == 'a"b\\c\n王🐎'


def test_half_a_character_in_a_text_is_refused() -> None:
    assert "names no character" in refusal_of(r'"\uD83D"').message


def test_numbers_of_any_length_are_rounded_to_34_digits() -> None:
    assert value_of("1." + "3" * 60) == Decimal("1." + "3" * 33)
    assert "34 digits" in refusal_of("1e9999").message


def test_too_long_and_too_deep_texts_are_refused() -> None:
    assert "10000 characters" in refusal_of("1 + " * 3000 + "1").message
    assert "levels of nesting" in refusal_of("(" * 150 + "1" + ")" * 150).message
    assert "levels of nesting" in refusal_of("a" + ".b" * 150).message


def test_long_chains_are_not_deep() -> None:
    assert value_of(" + ".join(["1"] * 2000)) == 2000
    assert value_of(" and ".join(["true"] * 1000)) is True


def test_a_context_names_each_entry_once() -> None:
    assert "`a` comes again" in refusal_of("{a: 1, a: 2}").message


def test_external_functions_are_unsupported_and_said_to_be() -> None:
    error = refusal_of('function(x) external {java: {class: "java.lang.Math"}}')
    assert error.message == "Unsupported: an external function"
    assert error.hint


def test_named_and_positional_arguments_are_not_mixed() -> None:
    with pytest.raises(ExpressionError, match=r"named argument|by name"):
        parse_expression('substring(string: "abc", 2)')
