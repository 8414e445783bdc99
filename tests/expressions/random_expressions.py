"""Random FEEL: mostly valid by a small grammar, some of it damaged. The same seed gives the same texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from engine.expressions import FeelType, YearsMonths, context_of, list_of
from engine.expressions import types as ty
from engine.expressions.builtins import BUILTINS

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class OpaqueDuration:
    """A value of a class that FEEL does not know."""

    def __init__(self, text: str) -> None:
        self.text = text


LINES = [{"sku": "A", "qty": 2, "price": Decimal("3.50")}, {"sku": "B", "qty": 0, "price": None}]
CONTEXT = {
    "amount": 600_000,
    "rate": Decimal("0.0825"),
    "payment": "L/C",
    "urgent": True,
    "etd": date(2026, 4, 30),
    "placed_at": datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
    "opens": time(9, 0),
    "within": timedelta(days=2, hours=3),
    "term": YearsMonths(35),
    "limit": OpaqueDuration("2 working days"),
    "receiver": {"city": "Ningbo", "phones": ["1", "2"]},
    "lines": LINES,
    "tags": ["x", "y", "x"],
    "numbers": [3, 1, 2],
    "nothing": None,
    "金额": 12,
}
TYPES: dict[str, FeelType] = {
    "amount": ty.NUMBER,
    "rate": ty.NUMBER,
    "payment": ty.STRING,
    "urgent": ty.BOOLEAN,
    "etd": ty.DATE,
    "placed_at": ty.DATE_TIME,
    "opens": ty.TIME,
    "within": ty.DAYS_TIME_DURATION,
    "term": ty.YEARS_MONTHS_DURATION,
    "limit": ty.DURATION,
    "receiver": context_of({"city": ty.STRING, "phones": list_of(ty.STRING)}),
    "lines": list_of(context_of({"sku": ty.STRING, "qty": ty.NUMBER, "price": ty.NUMBER})),
    "tags": list_of(ty.STRING),
    "numbers": list_of(ty.NUMBER),
    "nothing": ty.ANY,
    "金额": ty.NUMBER,
}
_PATHS = [
    *CONTEXT,
    "receiver.city",
    "receiver.phones",
    "lines.qty",
    "lines.sku",
    "etd.year",
    "within.days",
    "item",
    "x",
]
_LITERALS = [
    "0",
    "1",
    "-1",
    "2.50",
    ".5",
    "1e3",
    "99999999999999999999999999999999999",
    '""',
    '"a"',
    '"L/C"',
    '"[a-z]+"',
    '"(a|b)*\\\\1"',
    '"2026-02-29"',
    "true",
    "false",
    "null",
    '@"2026-03-02"',
    '@"09:30:00"',
    '@"2026-03-02T09:30:00@Asia/Shanghai"',
    '@"P2DT3H"',
    '@"99999-01-31T10:00:00.123456789Z"',
    '@"-P1Y2M"',
    "[]",
    "{}",
]
_OPERATORS = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
_TYPES = ["number", "string", "boolean", "date", "list<number>", "context<a: string>", "Any", "range<date>"]
_FRAGMENTS = [
    *_OPERATORS,
    *(")", "(", "]", "[", "}", "{", ",", ":", ".", "..", "?", "@", '"', "'", "，", "“", "for", "in", "return", "if"),
    *(
        "then",
        "else",
        "some",
        "satisfies",
        "between",
        "instance of",
        "function(",
        "not(",
        " ",
        "\n",
        "//",
        "/*",
        "\u0000",
    ),
    *("\\", "\\u12", "9" * 60, "𠮷", "🐎", "-", "item", "partial"),
]


class Maker:
    """Makes random expressions from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._rules = [
            self._operation,
            self._operation,
            self._call,
            self._call,
            self._choice,
            self._loop,
            self._quantified,
            self._filter,
            self._list,
            self._context,
            self._range,
            self._membership,
            self._instance,
            self._function,
            self._path,
        ]

    def expression(self, depth: int = 4) -> str:
        """A text that is valid FEEL, whatever its types."""
        if depth <= 0 or self.random.random() < 0.15:
            return self.random.choice(_PATHS if self.random.random() < 0.6 else _LITERALS)
        return self.random.choice(self._rules)(depth - 1)

    def damaged(self, text: str) -> str:
        """The text with a few pieces taken out, put in or doubled."""
        for _ in range(self.random.randint(1, 3)):
            at = self.random.randint(0, len(text))
            to = min(len(text), at + self.random.randint(0, 6))
            piece = self.random.choice([self.random.choice(_FRAGMENTS), text[at:to] * 2, ""])
            text = text[:at] + piece + text[to:]
        return text

    def _operation(self, depth: int) -> str:
        text = f"{self.expression(depth)} {self.random.choice(_OPERATORS)} {self.expression(depth)}"
        return f"({text})" if self.random.random() < 0.5 else text

    def _call(self, depth: int) -> str:
        builtin = BUILTINS[self.random.choice(sorted(BUILTINS))]
        signature = self.random.choice(builtin.signatures)
        arguments = [self.expression(depth - 1) for _ in signature.parameters]
        if arguments and self.random.random() < 0.2:
            named = zip(signature.parameters, arguments, strict=True)
            arguments = [f"{parameter.name}: {argument}" for parameter, argument in named]
        elif arguments and self.random.random() < 0.1:
            arguments.pop()
        return f"{builtin.name}({', '.join(arguments)})"

    def _choice(self, depth: int) -> str:
        return f"if {self.expression(depth)} then {self.expression(depth)} else {self.expression(depth)}"

    def _loop(self, depth: int) -> str:
        endless = self.random.random() < 0.1
        domain = self.random.choice(
            ["1..10 ** 9", "5..amount"] if endless else [self.expression(depth), "1..5", "lines", "numbers"]
        )
        more = f", y in {self.expression(depth)}" if self.random.random() < 0.2 else ""
        return f"for x in {domain}{more} return {self.expression(depth)}"

    def _quantified(self, depth: int) -> str:
        word = self.random.choice(["some", "every"])
        return f"{word} x in {self.expression(depth)} satisfies {self.expression(depth)}"

    def _filter(self, depth: int) -> str:
        source = self.random.choice(["lines", "numbers", "tags", f"({self.expression(depth)})"])
        return f"{source}[{self.random.choice(['1', '-1', 'qty > 1', 'item = 1', self.expression(depth)])}]"

    def _list(self, depth: int) -> str:
        return f"[{', '.join(self.expression(depth) for _ in range(self.random.randint(0, 3)))}]"

    def _context(self, depth: int) -> str:
        return f'{{a: {self.expression(depth)}, b: a, "c d": {self.expression(depth)}}}'

    def _range(self, depth: int) -> str:
        opening, closing = self.random.choice("[(]"), self.random.choice("])[")
        return f"{opening}{self.expression(depth - 1)}..{self.expression(depth - 1)}{closing}"

    def _membership(self, depth: int) -> str:
        tests = f"(< {self.expression(depth)}, {self.expression(depth)})"
        between = f"{self.expression(depth)} between {self.expression(depth)} and {self.expression(depth)}"
        return self.random.choice([f"{self.expression(depth)} in {tests}", between])

    def _instance(self, depth: int) -> str:
        return f"({self.expression(depth)}) instance of {self.random.choice(_TYPES)}"

    def _function(self, depth: int) -> str:
        body = self.random.choice([self.expression(depth), "f(x)", "f(x + 1)", "[x, x]"])
        return f"{{f: function(x) {body}, r: f({self.expression(depth)})}}.r"

    def _path(self, depth: int) -> str:
        name = self.random.choice(["city", "qty", "year", "days", "start", "nope"])
        return f"({self.expression(depth)}).{name}"
