"""Numbers and texts made from other values, and `not`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from engine.expressions.builtins.registry import CallSite, NoValue, builtin
from engine.expressions.evaluation import Function
from engine.expressions.temporal import date_time_to_text, date_to_text, duration_to_text, time_to_text
from engine.expressions.values import Range, YearsMonths, rounded

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,5})?")


@builtin(
    "number(from: string) -> number",
    "number(from: string, grouping separator: string or null, decimal separator: string or null) -> number",
)
def number(text: str, grouping: str | None = None, point: str | None = None) -> Decimal:
    if grouping not in (None, " ", ",", "."):
        raise NoValue("Expected a blank, comma or full stop as grouping separator")
    if point not in (None, ",", ".") or (point is not None and point == grouping):
        raise NoValue("Expected a comma or full stop as decimal separator, another than the grouping separator")
    plain = text.replace(grouping, "") if grouping else text
    ambiguous = point == "," and "." in plain
    plain = plain.replace(point, ".") if point else plain
    value = rounded(Decimal(plain)) if _NUMBER.fullmatch(plain) and not ambiguous else None
    if value is None:
        raise NoValue(f'Expected the text of a number, but found "{text[:40]}"')
    return value


@builtin("string(from: any) -> string", site=True)
def string(site: CallSite, value: Any) -> str | None:
    if value is None:
        return None
    text = _Writer(site).text(value) if not isinstance(value, str) else value
    site.run.check_size(len(text), site.column)
    return text


class _Writer:
    """Writes values as FEEL would read them; texts inside lists and contexts stand in quotes."""

    def __init__(self, site: CallSite) -> None:
        self.site = site

    def text(self, value: Any) -> str:
        self.site.run.spend(1, self.site.column)
        if isinstance(value, (list, tuple)):
            return "[" + ", ".join(self.text(item) for item in value) + "]"
        if isinstance(value, Mapping):
            return "{" + ", ".join(f"{key}: {self.text(entry)}" for key, entry in value.items()) + "}"
        if isinstance(value, Range):
            return self._range(value)
        return scalar_text(value)

    def _range(self, value: Range) -> str:
        if value.excludes is not None:
            return f"!= {self.text(value.excludes)}"
        if value.low is None:
            return f"{'<=' if value.high_included else '<'} {self.text(value.high)}"
        if value.high is None:
            return f"{'>=' if value.low_included else '>'} {self.text(value.low)}"
        opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
        return f"{opening}{self.text(value.low)}..{self.text(value.high)}{closing}"


def scalar_text(value: Any) -> str:
    """A value without parts, as it stands inside a list."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Function):
        return repr(value)
    return _temporal_text(value)


def _temporal_text(value: Any) -> str:
    if isinstance(value, datetime):
        return date_time_to_text(value)
    if isinstance(value, date):
        return date_to_text(value)
    if isinstance(value, time):
        return time_to_text(value)
    if isinstance(value, (timedelta, YearsMonths)):
        return duration_to_text(value)
    return str(value)


def number_text(value: Decimal) -> str:
    """A number in plain digits, without superfluous zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@builtin("not(negand: any) -> boolean")
def negation(value: Any) -> bool | None:
    if not isinstance(value, bool):
        raise NoValue("Expected true or false")
    return not value
