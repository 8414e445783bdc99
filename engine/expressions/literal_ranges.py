"""Ranges written in texts, for `range("[1..9]")`: their ends are literals, nothing is calculated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.expressions import syntax as s
from engine.expressions.errors import ExpressionError
from engine.expressions.far_moments import read_date, read_date_time, read_time
from engine.expressions.operations import less
from engine.expressions.parser import Parser
from engine.expressions.phrases import PhraseTable
from engine.expressions.temporal import duration_from_text
from engine.expressions.values import Range

_FROM_TEXT: Final[Mapping[str, Callable[[str], Any]]] = {
    "date": read_date,
    "time": read_time,
    "date and time": read_date_time,
    "duration": duration_from_text,
}
_FUNCTION_NAMES: Final = PhraseTable(_FROM_TEXT)


def range_from_text(text: str) -> Range | None:
    """The range that the text spells; None for any other text, and for ranges that go down."""
    try:
        tree = Parser(text, (), _FUNCTION_NAMES).whole_expression()
    except ExpressionError:
        return None
    if not isinstance(tree, s.RangeLiteral) or tree.low is None or tree.high is None:
        return None
    low, high = _literal(tree.low), _literal(tree.high)
    if low is None or high is None or less(high, low) is not False:
        return None
    return Range(low, high, tree.low_included, tree.high_included)


def _literal(node: s.Node) -> Any:
    if isinstance(node, s.Literal):
        return node.value
    if isinstance(node, s.Negate) and isinstance(node.operand, s.Literal) and isinstance(node.operand.value, Decimal):
        return -node.operand.value
    if isinstance(node, s.Call) and isinstance(node.function, s.Name) and len(node.arguments) == 1:
        argument = node.arguments[0]
        read = _FROM_TEXT.get(node.function.name)
        if read is not None and isinstance(argument, s.Literal) and isinstance(argument.value, str):
            return read(argument.value)
    return None
