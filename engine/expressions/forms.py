"""What begins with a word or sign of its own: literals, lists, ranges, contexts, `if`, `for`, functions, tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import DecimalException
from typing import TYPE_CHECKING, Any, Final

from engine.expressions import syntax as s
from engine.expressions import tokens as t
from engine.expressions.errors import ExpressionError
from engine.expressions.far_moments import at_literal
from engine.expressions.precedence import COMPARISON, COMPARISONS, NEGATION
from engine.expressions.tokens import Token
from engine.expressions.values import DECIMAL128
from engine.said import Said

if TYPE_CHECKING:
    from engine.expressions.parser import Parser


def prefix(parser: Parser) -> s.Node:
    """What an expression begins with, up to its first operator."""
    token = parser.stream.current
    if token.kind == t.NAME:
        return _word(parser, token)
    read = _BY_SIGN.get(token.text) if token.kind == t.SYMBOL else _BY_KIND.get(token.kind)
    if read is None:
        parser.stream.fail("Expected a value")
    parser.stream.advance()
    return read(parser, token)


def _word(parser: Parser, token: Token) -> s.Node:
    known = parser.stream.known_name()
    if known is not None:
        return s.Name(token.column, known)
    parser.stream.advance()
    if token.text in _CONSTANTS:
        return s.Literal(token.column, _CONSTANTS[token.text])
    read = _BY_WORD.get(token.text)
    if read is not None:
        return read(parser, token)
    if token.text in t.KEYWORDS:
        parser.stream.fail("Expected a value", token=token)
    return s.Name(token.column, token.text)


def _number(parser: Parser, token: Token) -> s.Node:
    try:
        return s.Literal(token.column, DECIMAL128.create_decimal(token.text))
    except DecimalException:
        raise ExpressionError("Expected a number of at most 34 digits", token.column, parser.stream.text) from None


def _string(parser: Parser, token: Token) -> s.Node:
    value = t.string_value(token.text)
    if value is None:
        message = "Expected a text, but a `\\u` in it names no character"
        raise ExpressionError(message, token.column, parser.stream.text)
    return s.Literal(token.column, value)


def _at(parser: Parser, token: Token) -> s.Node:
    text = parser.stream.current
    if text.kind != t.STRING:
        parser.stream.fail("Expected a text in quotes after `@`")
    parser.stream.advance()
    # An impossible date is null, as it is in `date("2026-02-30")`: DMN asks for it.
    written = t.string_value(text.text) or ""
    return s.Literal(token.column, at_literal(written), written)


def _negation(parser: Parser, token: Token) -> s.Node:
    return s.Negate(token.column, parser.expression(NEGATION))


def _question(parser: Parser, token: Token) -> s.Node:
    return s.Name(token.column, "?")


def _parenthesis(parser: Parser, token: Token) -> s.Node:
    if parser.stream.at(*COMPARISONS):
        node = unary_test(parser)
        parser.stream.expect(")", "after a comparison in parentheses")
        return node
    node = parser.expression()
    if parser.stream.accept(".."):
        return _range_from(parser, token, node)
    parser.stream.expect(")", "to close the parenthesis")
    return node


def _bracket(parser: Parser, token: Token) -> s.Node:
    items: list[s.Node] = []
    while not parser.stream.accept("]"):
        if items:
            parser.stream.expect(",", "or `]` after an element of a list")
        items.append(unary_test(parser) if parser.stream.at(*COMPARISONS) else parser.expression())
        if len(items) == 1 and parser.stream.accept(".."):
            return _range_from(parser, token, items[0])
    return s.ListLiteral(token.column, tuple(items))


def _open_range(parser: Parser, token: Token) -> s.Node:
    low = parser.expression()
    parser.stream.expect("..", "in a range")
    return _range_from(parser, token, low)


def _range_from(parser: Parser, opening: Token, low: s.Node) -> s.Node:
    high = parser.expression()
    closing = parser.stream.current
    if not parser.stream.at("]", ")", "["):
        parser.stream.fail("Expected `]`, `)` or `[` after a range")
    parser.stream.advance()
    return s.RangeLiteral(opening.column, low, high, opening.text == "[", closing.text == "]")


def _context(parser: Parser, token: Token) -> s.Node:
    entries: list[tuple[str, s.Node]] = []
    while not parser.stream.accept("}"):
        if entries:
            parser.stream.expect(",", "or `}` after an entry of a context")
        entries.append(_entry(parser, [name for name, _ in entries]))
    return s.ContextLiteral(token.column, tuple(entries))


def _entry(parser: Parser, earlier: list[str]) -> tuple[str, s.Node]:
    key = parser.stream.current
    if key.kind == t.STRING:
        parser.stream.advance()
        name = t.string_value(key.text) or ""
    else:
        name = parser.stream.phrase_until(":", what="the name of an entry")
    if name in earlier:
        raise ExpressionError(
            Said("Expected each name once, but `{name}` comes again", name=name), key.column, parser.stream.text
        )
    parser.stream.expect(":", "after the name of an entry")
    value = parser.expression()
    parser.stream.know(name)
    return name, value


def _if(parser: Parser, token: Token) -> s.Node:
    condition = parser.expression()
    parser.stream.expect("then", "after the condition of `if`")
    then = parser.expression()
    parser.stream.expect("else", "after the first value of `if`")
    return s.If(token.column, condition, then, parser.expression())


def _iterators(parser: Parser, closing: str, what: str) -> tuple[s.Iterator, ...]:
    found: list[s.Iterator] = []
    while not found or parser.stream.accept(","):
        column = parser.stream.current.column
        name = parser.stream.phrase_until("in", what=Said("a name after {what}", what=what))
        parser.stream.expect("in", Said("after the name in {what}", what=what))
        domain = parser.expression()
        until = parser.expression() if parser.stream.accept("..") else None
        parser.stream.know(name)
        found.append(s.Iterator(column, name, domain, until))
    parser.stream.expect(closing, Said("after the lists of {what}", what=what))
    return tuple(found)


def _for(parser: Parser, token: Token) -> s.Node:
    iterators = _iterators(parser, "return", "`for`")
    return s.For(token.column, iterators, parser.expression())


def _quantified(parser: Parser, token: Token) -> s.Node:
    iterators = _iterators(parser, "satisfies", f"`{token.text}`")
    return s.Quantified(token.column, token.text, iterators, parser.expression())


def _function(parser: Parser, token: Token) -> s.Node:
    parser.stream.expect("(", "after `function`")
    parameters: list[s.Parameter] = []
    while not parser.stream.accept(")"):
        if parameters:
            parser.stream.expect(",", "or `)` after a parameter")
        name = parser.stream.phrase_until(":", ",", ")", what="the name of a parameter")
        parser.stream.know(name)
        parameters.append(s.Parameter(name, parser.read_type() if parser.stream.accept(":") else None))
    if parser.stream.accept("external"):
        hint = "Functions of other languages are not called from here; ask for the value in a service task."
        raise ExpressionError("Unsupported: an external function", token.column, parser.stream.text, hint)
    return s.FunctionLiteral(token.column, tuple(parameters), parser.expression())


def unary_test(parser: Parser) -> s.Node:
    """One test: `< 36`, a range, or an expression."""
    sign = parser.stream.current
    if not parser.stream.at(*COMPARISONS):
        return parser.expression()
    parser.stream.advance()
    return s.ComparisonTest(sign.column, sign.text, parser.expression(COMPARISON))


def tests_after_in(parser: Parser) -> tuple[s.Node, ...]:
    """`in` is followed by one test, or by several in parentheses."""
    opening = parser.stream.current
    if opening.text != "(" or opening.kind != t.SYMBOL:
        return (unary_test(parser) if parser.stream.at(*COMPARISONS) else parser.expression(COMPARISON),)
    parser.stream.advance()
    tests = [unary_test(parser)]
    if parser.stream.accept(".."):
        return (_range_from(parser, opening, tests[0]),)
    while parser.stream.accept(","):
        tests.append(unary_test(parser))
    parser.stream.expect(")", "after the tests of `in`")
    return tuple(tests)


def unary_test_list(parser: Parser) -> s.UnaryTestList:
    """A whole decision cell."""
    stream = parser.stream
    if stream.at("-") and stream.peek().kind == t.END:
        return s.UnaryTestList(1, (), False)
    if stream.at("not") and stream.peek().text == "(":
        negated = _negated_tests(parser)
        if negated is not None:
            return negated
    tests = [unary_test(parser)]
    while stream.accept(","):
        tests.append(unary_test(parser))
    if stream.current.kind != t.END:
        stream.fail("Expected `,` or the end after a test")
    return s.UnaryTestList(1, tuple(tests), False)


def _negated_tests(parser: Parser) -> s.UnaryTestList | None:
    """`not(a, b)`; None, and nothing passed, where the cell goes on after the parenthesis."""
    stream = parser.stream
    start = stream.index
    stream.advance()
    stream.advance()
    try:
        tests = [unary_test(parser)]
        while stream.accept(","):
            tests.append(unary_test(parser))
        if stream.accept(")") and stream.current.kind == t.END:
            return s.UnaryTestList(1, tuple(tests), True)
    except ExpressionError:
        pass  # read again as an expression, whose error will then be the one to show
    stream.index, stream.current = start, stream.tokens[start]
    parser.restart()
    return None


_Read = Callable[["Parser", Token], s.Node]
_CONSTANTS: Final[Mapping[str, Any]] = {"true": True, "false": False, "null": None}
_BY_WORD: Final[Mapping[str, _Read]] = {
    "if": _if,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "function": _function,
}
_BY_SIGN: Final[Mapping[str, _Read]] = {
    "-": _negation,
    "?": _question,
    "(": _parenthesis,
    "[": _bracket,
    "]": _open_range,
    "{": _context,
    "@": _at,
}
_BY_KIND: Final[Mapping[str, _Read]] = {t.NUMBER: _number, t.STRING: _string}
