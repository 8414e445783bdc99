"""Cells as spreadsheets show them, brought into the form in which values of their types are written."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.wrong_values import wrong

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_IN_BRACKETS = re.compile(r"\((.+)\)")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_DAY_IN_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?")
_MARKS = {"√": "yes", "✓": "yes", "✔": "yes", "y": "yes", "1": "yes", "×": "no", "✗": "no", "n": "no", "0": "no"}
_BETWEEN = re.compile(r"[、,，;；\n]+")


def as_written(field: Field, cell: str) -> Any:
    """What is in a cell, as a value of the field is written; None for an empty one. It may still not fit.

    Raises `WrongValue` for a type that no cell can hold.
    """
    if cell == "":
        return None
    if field.type in ("file", "files", "object", "table"):
        raise wrong("Expected an empty cell: files and tables are not pasted", "文件、表格不能粘贴，请留空")
    return _READERS.get(field.type, _text)(field, cell)


def _narrow(cell: str) -> str:
    """Full-width digits and signs as usual ones."""
    return unicodedata.normalize("NFKC", cell).replace("−", "-").strip()


def _text(field: Field, cell: str) -> str:
    return cell


def _number(field: Field, cell: str) -> str:
    """Without thousands separators and signs of currency; in brackets means below nought, `%` hundredths."""
    text = re.sub(r"^[¥$€£]\s*|\s*(元|CNY)$", "", _narrow(cell)).strip()
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = f"-{bracketed[1]}"
    hundredths = text.endswith("%")
    text = text.removesuffix("%").strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    try:
        return format(Decimal(text) / 100, "f") if hundredths else format(Decimal(text), "f")
    except InvalidOperation:
        return cell


def _date(field: Field, cell: str) -> str:
    text = _narrow(cell)
    found = _DAY.fullmatch(text) or _DAY_IN_DIGITS.fullmatch(text)
    return _iso_day(found) if found else cell


def _iso_day(found: re.Match[str]) -> str:
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"


def _time(field: Field, cell: str) -> str:
    found = _CLOCK.fullmatch(_narrow(cell))
    return f"{int(found[1]):02}:{found[2]}{found[3] or ''}" if found else cell


def _date_time(field: Field, cell: str) -> str:
    text = _narrow(cell)
    day = _DAY.match(text)
    if day is None:
        return cell
    clock = text[day.end() :].strip(" T")
    return f"{_iso_day(day)} {_time(field, clock) if clock else '00:00'}"


def _yes_no(field: Field, cell: str) -> str:
    text = _narrow(cell).casefold()
    return _MARKS.get(text, text)


def _choice(field: Field, cell: str) -> str:
    """The value, also where the cell has what people call it."""
    values = field.values or {}
    if cell in values:
        return cell
    called = {text_in(label, lang): value for value, label in values.items() for lang in ("zh", "en")}
    return called.get(cell, cell)


def _list(field: Field, cell: str) -> list[Any]:
    item = Field.model_construct(type=field.of or "text")
    return [as_written(item, part.strip()) for part in _BETWEEN.split(cell) if part.strip()]


_READERS: dict[str, Callable[[Field, str], Any]] = {
    "integer": _number, "number": _number, "percent": _number, "money": _number, "date": _date, "time": _time,
    "date_time": _date_time, "yes_no": _yes_no, "choice": _choice, "list": _list,
}  # fmt: skip
