import pytest

from engine.expressions import Scope, context_of, list_of, parse_expression, parse_unary_tests
from engine.expressions import types as ty
from tests.expressions.evaluating import checked

NAMES = {
    "amount": ty.NUMBER,
    "payment": ty.STRING,
    "urgent": ty.BOOLEAN,
    "etd": ty.DATE,
    "placed_at": ty.DATE_TIME,
    "promise": ty.DURATION,
    "receiver": context_of({"city": ty.STRING, "zip": ty.NUMBER}),
    "lines": list_of(context_of({"sku": ty.STRING, "qty": ty.NUMBER})),
    "anything": ty.ANY,
    "settings": context_of({"major_limit": ty.NUMBER, "answer_in": ty.DURATION}),
    "initiator": ty.STRING,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('amount > 5 and payment = "L/C"', "boolean"),
        ("amount * 2 + 1", "number"),
        ('etd + duration("P3D")', "date"),
        ('bl + duration("P1D") * 3', "any"),
        ('duration("P1Y") * 3', "years and months duration"),
        ("etd - etd", "days and time duration"),
        ("lines.qty", "list of number"),
        ("lines[qty > 1]", "list of context"),
        ("lines[1].sku", "string"),
        ("sum(for l in lines return l.qty * 2)", "number"),
        ("max(etd, date(placed_at))", "date"),
        ("if urgent then settings.answer_in else promise", "duration"),
        ("if urgent then amount else null", "number"),
        ('if urgent then amount else "x"', "any"),
        ("sort(lines, function(a, b) a.qty < b.qty)[1].sku", "string"),
        ("some l in lines satisfies l.qty = 0", "boolean"),
        ("manager of(initiator)", "string"),
        ("holders of(payment)", "list of string"),
        ("{a: 1, b: a + 1}.b", "number"),
        ("[1, 2, null]", "list of number"),
        ("[]", "list"),
        ("etd.year", "number"),
        ("anything.x.y[z > 1]", "list"),
        ("{f: function(x: number) x * 2}.f(3)", "number"),
        ("promise = settings.answer_in", "boolean"),
        ("amount in (1, [2..3], < 9)", "boolean"),
    ],
)
def test_the_type_of_an_expression_is_known_before_it_runs(text: str, kind: str) -> None:
    found, problems = checked(text, {**NAMES, "bl": ty.ANY})
    assert (str(found), problems) == (kind, [])


@pytest.mark.parametrize(
    ("text", "column", "code", "hint"),
    [
        ('amount > 5 and pyment = "L/C"', 16, "unknown-name", "Did you mean `payment`?"),
        ("receiver.cty", 10, "unknown-name", "Did you mean `city`?"),
        ("lines[1].qt > 1", 10, "unknown-name", "Did you mean `qty`?"),
        ("lines[qt > 1]", 7, "unknown-name", "Did you mean `qty`?"),
        ("for l in lines return l.quty", 25, "unknown-name", "Did you mean `qty`?"),
        ("amount.x", 8, "unknown-name", None),
        ("cuont(lines)", 1, "unknown-function", "Did you mean `count`?"),
        ("amount(1)", 1, "unknown-function", None),
        ("amount + payment", 8, "wrong-type", "Make it a text with `string(…)`."),
        ("promise + promise", 9, "wrong-type", None),
        ("etd < placed_at", 5, "wrong-type", "Take the day with `date(…)`."),
        ('amount = "5"', 8, "wrong-type", None),
        ("promise < promise", 9, "wrong-type", None),
        ("urgent > urgent", 8, "wrong-type", None),
        ("amount and urgent", 1, "wrong-type", None),
        ("if amount then 1 else 2", 4, "wrong-type", None),
        ("every l in lines satisfies l.qty", 28, "wrong-type", None),
        ("upper case(amount)", 12, "wrong-type", None),
        ("-payment", 1, "wrong-type", None),
        ("lines[payment]", 7, "wrong-type", None),
        ('amount in ("a", 1)', 12, "wrong-type", None),
        ('etd > date("2026-02-30")', 12, "wrong-type", None),
        ('etd > @"2026-02-30"', 7, "wrong-type", None),
        ('etd + duration("2 days")', 16, "wrong-type", None),
        ("substring(payment)", 1, "wrong-arity", None),
        ("count()", 1, "wrong-arity", None),
        ("substring(text: payment, start position: 1)", 1, "wrong-arity", None),
        ("{f: function(x) x}.f(1, 2)", 21, "wrong-arity", None),
    ],
)
def test_what_cannot_be_right_is_found_with_its_place(text: str, column: int, code: str, hint: str | None) -> None:
    _, problems = checked(text, NAMES)
    assert [(found.column, found.code, found.hint) for found in problems] == [(column, code, hint)]


def test_all_problems_of_an_expression_are_found_together() -> None:
    _, problems = checked('pyment = "x" and amont > 1 and sum(lines.qt) > 0', NAMES)
    assert [found.code for found in problems] == ["unknown-name"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "anything > 5 and anything and anything.x = 1",
        "amount = null",
        "substring(lines.sku, 1)",
        "count(amount)",
        "anything(1)",
        '[1, "a"][1] + 1',
        "anything[qty > 1 and whatever = 2]",
        'date and time(etd, @"10:00:00") > placed_at',
        "if anything = null then anything.a.b else anything.c(1)",
    ],
)
def test_what_could_be_right_is_never_refused(text: str) -> None:
    assert checked(text, NAMES)[1] == []


def test_functions_of_the_caller_are_known_when_declared() -> None:
    scope = Scope(NAMES, functions={"grade": ty.function_of((ty.NUMBER,), ty.STRING)})
    assert parse_expression("grade(amount)").check(scope) == ty.STRING
    parse_expression("grade(payment)").check(scope)
    assert [found.code for found in scope.problems] == ["wrong-type"]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("-", []),
        ("< settings.major_limit", []),
        ("1, 2, [5..9]", []),
        ("not(null)", []),
        ("? > 5 and urgent", []),
        ('"a"', ["wrong-type"]),
        ('< "a"', ["wrong-type"]),
        ("? + 1", ["wrong-type"]),
        ("< major_limit", ["unknown-name"]),
    ],
)
def test_cells_are_checked_against_the_type_they_test(cell: str, codes: list[str]) -> None:
    scope = Scope(NAMES)
    parse_unary_tests(cell).check(ty.NUMBER, scope)
    assert [found.code for found in scope.problems] == codes
