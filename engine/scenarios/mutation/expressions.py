"""Changes to FEEL expressions and decision cells: one token at a time, and only into what still parses."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from engine.expressions import ExpressionError, parse_expression, parse_unary_tests
from engine.expressions.tokens import NAME, NUMBER, STRING, SYMBOL, Token, tokenize

_SWAPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "=", "and": "or", "or": "and"}


def changed_conditions(condition: str) -> Iterator[str]:
    """A condition negated, and with one sign, number or connective changed."""
    yield from _parsing([f"not({condition})"], parse_expression)
    single_equality = not any(token.text in ("and", "or") for token in tokenize(condition))
    for text in changed_expressions(condition):
        # `a != b` says the same as `not(a = b)`, which is there already.
        if not (single_equality and _flips_equality(condition, text)):
            yield text


def changed_expressions(expression: str) -> Iterator[str]:
    """An expression with one comparison, number or connective changed."""
    yield from _parsing(_token_changes(expression), parse_expression)


def changed_cells(cell: str) -> Iterator[str]:
    """A decision cell with one sign or number changed, one of its alternatives left out, or open to anything."""
    changes = list(_token_changes(cell))
    tokens = tokenize(cell)
    texts = [token for token in tokens if token.kind == STRING]
    if len(texts) > 1 and all(token.kind == STRING or token.text == "," for token in tokens[:-1]):
        changes.append(", ".join(token.text for token in texts[1:]))
    if cell.strip() != "-":
        changes.append("-")
    yield from _parsing(changes, parse_unary_tests)


def _token_changes(text: str) -> Iterator[str]:
    between = False
    for token in tokenize(text):
        if token.text == "between":
            between = True
        elif token.text == "and" and between:
            between = False
        elif (token.kind == SYMBOL and token.text in _SWAPPED) or (token.kind == NAME and token.text in ("and", "or")):
            yield _with(text, token, _SWAPPED[token.text])
        elif token.kind == NUMBER:
            yield _with(text, token, another_number(token.text))


def another_number(written: str) -> str:
    """Twice the number; 1 for zero."""
    number = Decimal(written)
    return str(number * 2) if number else "1"


def _with(text: str, token: Token, written: str) -> str:
    return text[: token.start] + written + text[token.end :]


def _flips_equality(before: str, after: str) -> bool:
    return [token.text for token in tokenize(before) if token.text not in ("=", "!=")] == [
        token.text for token in tokenize(after) if token.text not in ("=", "!=")
    ]


def _parsing(texts: Iterator[str] | list[str], parse: Callable[[str], object]) -> Iterator[str]:
    for text in texts:
        try:
            parse(text)
        except ExpressionError:
            continue
        yield text
