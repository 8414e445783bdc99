"""Cases by what their summary says: a field that has a value, has a piece of text in it, or lies between two bounds."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import JSON, ColumnElement, Connection, Numeric, Text, case, cast, func, type_coerce

from store.tables.projection import cases

Comparison = Literal["=", "~", ">=", "<="]
_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


@dataclass(frozen=True)
class SummaryWanted:
    """A field of the summary, by its path: `=` it is this, `~` this is in it, `>=` and `<=` it is not below or above.

    What is compared with a number is compared as one; dates and times as they are written.
    """

    path: str
    comparison: Comparison
    value: str


def says(connection: Connection, wanted: SummaryWanted) -> ColumnElement[bool]:
    """The condition on rows of `cases`."""
    value = _value(connection, wanted.path)
    if wanted.comparison == "~":
        return value.contains(wanted.value, autoescape=True)
    if wanted.comparison == "=":
        return value == wanted.value
    if re.match(_NUMBER, wanted.value) is None:
        return value >= wanted.value if wanted.comparison == ">=" else value <= wanted.value
    number: ColumnElement[Any] = case((value.regexp_match(_NUMBER), cast(value, Numeric)))
    bound = cast(wanted.value, Numeric)
    return number >= bound if wanted.comparison == ">=" else number <= bound


def _value(connection: Connection, path: str) -> ColumnElement[str]:
    """The value of a field as text, truth as `true` and `false`."""
    summary = type_coerce(cases.c.summary, Text)
    if connection.dialect.name != "sqlite":
        told: ColumnElement[str] = cast(summary, JSON)[path].as_string()
        return told
    place = f'$."{path}"'
    truth = {"true": "true", "false": "false"}
    plain = cast(func.json_extract(summary, place), Text)
    return case(truth, value=func.json_type(summary, place), else_=plain)
