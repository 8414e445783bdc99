"""The parser: operators by precedence (Pratt), calls, paths, filters. What begins with a word or sign is in `forms`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from engine.expressions import syntax as s
from engine.expressions import tokens as t
from engine.expressions.errors import ExpressionError
from engine.expressions.forms import prefix, tests_after_in, unary_test_list
from engine.expressions.phrases import PhraseTable
from engine.expressions.precedence import (
    AND,
    ANYTHING,
    COMPARISON,
    COMPARISONS,
    INSTANCE,
    MAX_DEPTH,
    OR,
    POSTFIX,
    POWER,
    PRODUCT,
    SUM,
)
from engine.expressions.stream import TokenStream
from engine.expressions.tokens import Token
from engine.expressions.type_syntax import read_type
from engine.expressions.types import FeelType
from engine.said import Said

# After `[` none of these begins an index: the sign is the end of a range, as in `[1..10[`.
_NEVER_BEGINS: Final = frozenset((
    ",", ")", "]", "}", ".", ":", "*", "/", "+", "<", ">", "=", "!=", "<=", ">=", "**", "..", "and", "or", "then",
    "else", "return", "satisfies", "in", "between",
))  # fmt: skip


class Parser:
    """Reads one expression (or one list of unary tests) from a text."""

    def __init__(
        self, text: str, names: Iterable[str], functions: PhraseTable, types: Mapping[str, FeelType] | None = None
    ) -> None:
        self.stream = TokenStream(text, names, functions)
        self.types = types or {}
        self._depth = 0

    def whole_expression(self) -> s.Node:
        """The expression that takes up the whole text."""
        node = self._guarded(self.expression)
        if self.stream.current.kind != t.END:
            self.stream.fail("Expected an operator or the end", _two_words_hint(self.stream))
        return node

    def whole_unary_tests(self) -> s.UnaryTestList:
        """The unary tests that take up the whole text."""
        return self._guarded(lambda: unary_test_list(self))

    def restart(self) -> None:
        """Forgets the nesting of an attempt that was given up."""
        self._depth = 0

    def _refuse_deep(self, tree: s.Node) -> None:
        """What was written flat may still be deep: `a.b.c.d`."""
        waiting = [(tree, 1)]
        while waiting:
            node, depth = waiting.pop()
            if depth > MAX_DEPTH:
                raise self._too_deep(node.column)
            waiting.extend((child, depth + 1) for child in s.children(node))

    def _guarded(self, read: Callable[[], s.AnyNode]) -> s.AnyNode:
        try:
            tree = read()
        except RecursionError:
            raise self._too_deep(self.stream.current.column) from None
        self._refuse_deep(tree)
        return tree

    def _too_deep(self, column: int) -> ExpressionError:
        message = Said("Expected at most {MAX_DEPTH} levels of nesting", MAX_DEPTH=MAX_DEPTH)
        return ExpressionError(message, column, self.stream.text)

    def expression(self, power: int = ANYTHING) -> s.Node:
        """The longest expression from here whose operators bind tighter than `power`."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._too_deep(self.stream.current.column)
        node = prefix(self)
        while True:
            sign = self.stream.current
            rule = _INFIX.get(sign.text) if sign.kind in (t.SYMBOL, t.NAME) else None
            if rule is None or rule[0] <= power or self._ends_range(sign):
                break
            self.stream.advance()
            node = rule[1](self, node, sign)
        self._depth -= 1
        return node

    def _ends_range(self, sign: Token) -> bool:
        following = self.stream.peek()
        return sign.text == "[" and (following.text in _NEVER_BEGINS or following.kind == t.END)

    def property_name(self) -> str:
        """Passes a name after a dot: a known one of several words, or a single word."""
        known = self.stream.known_property()
        if known is not None:
            return known
        if self.stream.current.kind != t.NAME:
            self.stream.fail("Expected a name after `.`")
        return self.stream.advance().text

    def read_type(self) -> FeelType:
        """Passes the name of a type."""
        return read_type(self.stream, self.types)


def _two_words_hint(stream: TokenStream) -> str | None:
    if stream.current.text == "=" and stream.peek(-1).text == "=":
        return "Write one `=` for equality."
    return None


def _chain(level: int, signs: tuple[str, ...]) -> Callable[[Parser, s.Node, Token], s.Node]:
    def read(parser: Parser, left: s.Node, sign: Token) -> s.Node:
        rest = [(sign.text, parser.expression(level), sign.column)]
        while parser.stream.at(*signs):
            following = parser.stream.advance()
            rest.append((following.text, parser.expression(level), following.column))
        return s.Arithmetic(sign.column, left, tuple(rest))

    return read


def _power(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    return s.Arithmetic(sign.column, left, (("**", parser.expression(POWER), sign.column),))


def _logical(level: int) -> Callable[[Parser, s.Node, Token], s.Node]:
    def read(parser: Parser, left: s.Node, sign: Token) -> s.Node:
        terms = [left, parser.expression(level)]
        while parser.stream.accept(sign.text):
            terms.append(parser.expression(level))
        return s.Logical(sign.column, sign.text, tuple(terms))

    return read


def _comparison(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    if parser.stream.at("=") or (sign.text == "<" and parser.stream.at(">")):
        hint = "Write `!=` for “is not equal”." if sign.text == "<" else "Write one `=` for equality."
        parser.stream.fail("Expected a value", hint)
    return s.Comparison(sign.column, sign.text, left, parser.expression(COMPARISON))


def _between(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    low = parser.expression(COMPARISON)
    parser.stream.expect("and", "after `between` and a value")
    return s.Between(sign.column, left, low, parser.expression(COMPARISON))


def _in(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    return s.In(sign.column, left, tests_after_in(parser))


def _instance(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    parser.stream.expect("of", "after `instance`")
    return s.InstanceOf(sign.column, left, parser.read_type())


def _path(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    column = parser.stream.current.column
    return s.Path(column, left, parser.property_name())


def _filter(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    test = parser.expression()
    parser.stream.expect("]", "after a position or condition in brackets")
    return s.Filter(sign.column, left, test)


def _call(parser: Parser, left: s.Node, sign: Token) -> s.Node:
    names: list[str] = []
    arguments: list[s.Node] = []
    while not parser.stream.accept(")"):
        if arguments:
            parser.stream.expect(",", "or `)` after an argument")
        if _argument_is_named(parser.stream):
            names.append(parser.stream.phrase_until(":", what="the name of an argument"))
            parser.stream.advance()
        elif names:
            parser.stream.fail("Expected a named argument, as the ones before it")
        arguments.append(parser.expression())
    if names and len(names) != len(arguments):
        raise ExpressionError("Expected all arguments by name, or none", sign.column, parser.stream.text)
    column = left.column if isinstance(left, s.Name) else sign.column
    return s.Call(column, left, tuple(arguments), tuple(names) if names else None)


def _argument_is_named(stream: TokenStream) -> bool:
    distance = 0
    while stream.peek(distance).kind == t.NAME:
        distance += 1
    return distance > 0 and stream.peek(distance).text == ":"


_Rule = Callable[[Parser, s.Node, Token], s.Node]
_INFIX: Final[Mapping[str, tuple[int, _Rule]]] = {
    "or": (OR, _logical(OR)),
    "and": (AND, _logical(AND)),
    **dict.fromkeys(COMPARISONS, (COMPARISON, _comparison)),
    "between": (COMPARISON, _between),
    "in": (COMPARISON, _in),
    "+": (SUM, _chain(SUM, ("+", "-"))),
    "-": (SUM, _chain(SUM, ("+", "-"))),
    "*": (PRODUCT, _chain(PRODUCT, ("*", "/"))),
    "/": (PRODUCT, _chain(PRODUCT, ("*", "/"))),
    "**": (POWER, _power),
    "instance": (INSTANCE, _instance),
    ".": (POSTFIX, _path),
    "[": (POSTFIX, _filter),
    "(": (POSTFIX, _call),
}
