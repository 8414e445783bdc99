"""Values of fields: read from JSON or text by the declared type, and written back as JSON.

In memory a value is what FEEL knows: Decimal, str, bool, date, time, aware datetime, list, dict, and `Duration` for a
field of type duration. As JSON: whole numbers are numbers, other numbers text (`"178.00"`), the rest ISO 8601 text.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from engine.calendars import Duration, TimeTextError, parse_duration
from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.file_kinds import allows, size_in_bytes
from engine.model.file_references import is_digest
from engine.model.related_cases import is_related, kept
from engine.model.wrong_values import Complaint, Gathered, WrongValue, wrong

MAX_TEXT = 100_000
MAX_ROWS = 500
_CENT = Decimal("0.01")
MAX_NAME = 200
_OF_PATHS = set("/\\\0\r\n")
Reader = Callable[[Field, Any, tzinfo], Any]


def read_value(field: Field, written: Any, zone: tzinfo) -> Any:
    """The value of `field` that `written` (JSON, text from YAML, or a value already) means; None stays None.

    A date and time without an offset is in `zone`. Raises `WrongValue`.
    """
    if written is None or (written == "" and field.type not in ("text", "long_text")):
        return None
    return _READERS[field.type](field, written, zone)


def fitted(field: Field, value: Any, zone: tzinfo) -> Any:
    """A calculated value as the field keeps it: money is rounded to two places, half up. Raises `WrongValue`."""
    if field.type == "money" and isinstance(value, Decimal):
        return value.quantize(_CENT, ROUND_HALF_UP)
    return read_value(field, value, zone)


def write_value(value: Any) -> Any:
    """The value as JSON."""
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value() and value.as_tuple().exponent == 0
        return int(value) if whole else format(value, "f")
    if isinstance(value, Duration):
        return value.text
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: write_value(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [write_value(part) for part in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    return str(value)


def _text(field: Field, written: Any, zone: tzinfo) -> str:
    if not isinstance(written, str):
        if isinstance(written, bool | list | dict):
            raise _unfit("a text", "文字", written, type="text")
        written = str(write_value(written))
    if len(written) > MAX_TEXT:
        en = f"Expected at most {MAX_TEXT} characters, but got {len(written)}"
        raise wrong(en, f"最多 {MAX_TEXT} 字，实为 {len(written)} 字", characters=MAX_TEXT)
    if field.pattern and not re.fullmatch(field.pattern, written):
        form = f"a text of the form {field.pattern}"
        raise _unfit(form, f"符合格式 {field.pattern} 的文字", written, pattern=field.pattern)
    return str(written)


def _number(field: Field, written: Any, zone: tzinfo) -> Decimal:
    if isinstance(written, bool) or not isinstance(written, str | int | float | Decimal):
        raise _unfit("a number", "数字", written, type="number")
    try:
        number = Decimal(str(written).strip())
    except InvalidOperation:
        raise _unfit("a number", "数字", written, type="number") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise _unfit("an ordinary number", "大小正常的数字", written, type="number")
    return number


def _integer(field: Field, written: Any, zone: tzinfo) -> Decimal:
    number = _number(field, written, zone)
    if number != number.to_integral_value():
        raise _unfit("a whole number", "整数", written, type="integer")
    return number.quantize(Decimal(1))


def _money(field: Field, written: Any, zone: tzinfo) -> Decimal:
    number = _number(field, written, zone)
    if number != number.quantize(_CENT):
        raise _unfit("an amount with at most two places", "最多两位小数的金额", written, type="money")
    return number.quantize(_CENT)


def _date(field: Field, written: Any, zone: tzinfo) -> date:
    if isinstance(written, datetime):
        return written.astimezone(zone).date() if written.tzinfo else written.date()
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise _unfit("a date such as 2026-03-02", "日期（如 2026-03-02）", written, type="date") from None


def _time(field: Field, written: Any, zone: tzinfo) -> time:
    if isinstance(written, time):
        return written
    try:
        return time.fromisoformat(str(written))
    except ValueError:
        raise _unfit("a time of day such as 19:30", "时刻（如 19:30）", written, type="time") from None


def _date_time(field: Field, written: Any, zone: tzinfo) -> datetime:
    try:
        at = written if isinstance(written, datetime) else datetime.fromisoformat(str(written))
        return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
    except (ValueError, OverflowError):  # the first and the last hours there are have no place in another zone
        what, zh = "a date and time such as 2026-03-02 09:55", "日期和时刻（如 2026-03-02 09:55）"
        raise _unfit(what, zh, written, type="date_time") from None


def _duration(field: Field, written: Any, zone: tzinfo) -> Duration:
    if isinstance(written, Duration):
        return written
    if isinstance(written, timedelta) and written >= timedelta(0):
        return Duration.of(written)
    try:
        return parse_duration(str(written))
    except TimeTextError as error:
        en = f"Expected a duration such as 2 working days, but got '{_shown(written)}'. {error}"
        raise wrong(en, f"应为时长（如 2个工作日），实为“{_shown(written)}”", type="duration") from None


def _yes_no(field: Field, written: Any, zone: tzinfo) -> bool:
    if isinstance(written, bool):
        return written
    if isinstance(written, str) and written.strip().lower() in _SAID:
        return _SAID[written.strip().lower()]
    raise _unfit("yes or no", "是或否", written, type="yes_no")


_SAID = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
"""What people and systems write for it."""


def _choice(field: Field, written: Any, zone: tzinfo) -> str:
    values = field.values or {}
    if not isinstance(written, str) or written not in values:
        labels = "、".join(dict.fromkeys(text_in(label, "zh") or value for value, label in values.items()))
        raise _unfit(f"one of {', '.join(values)}", f"{labels} 之一", written, values=list(values))
    return written


def _file(field: Field, written: Any, zone: tzinfo) -> Any:
    if field.types is not None or field.max_size is not None or (isinstance(written, Mapping) and "digest" in written):
        return _stored_file(field, written)
    if isinstance(written, str) or (isinstance(written, Mapping) and isinstance(written.get("name"), str)):
        return written if isinstance(written, str) else dict(written)
    raise _unfit("a file", "文件", written, type="file")


def _stored_file(field: Field, written: Any) -> dict[str, Any]:
    """A reference into the document store. Where a field limits its files, nothing else is one."""
    if not isinstance(written, Mapping) or set(written) != {"digest", "name", "size", "type"}:
        raise _unfit("a file of the document store", "已上传的文件", written, type="file")
    name, size = str(written["name"]), written["size"]
    counted = isinstance(size, int) and not isinstance(size, bool)
    plain = 0 < len(name) <= MAX_NAME and not set(name) & _OF_PATHS
    if not (is_digest(str(written["digest"])) and counted and plain):
        raise _unfit("a file of the document store", "已上传的文件", name, type="file")
    if field.types is not None and not allows(field.types, name):
        listed = ", ".join(field.types)
        raise _unfit(f"a file of the kinds {listed}", f" {listed} 文件", name, types=field.types)
    if field.max_size is not None and size > size_in_bytes(field.max_size):
        en = f"Expected a file of at most {field.max_size}, but {name} has {-(-size // 1024)} KB"
        raise wrong(en, f"文件最大 {field.max_size}，{name} 有 {-(-size // 1024)} KB", size=field.max_size)
    return dict(written)


def _files(field: Field, written: Any, zone: tzinfo) -> list[Any]:
    gathered = Gathered()
    read = [
        gathered.part(number, _file, field, one, zone)
        for number, one in enumerate(_items(written, "files", "个文件"), start=1)
    ]
    return list(gathered.whole(read))


def _case(field: Field, written: Any, zone: tzinfo) -> dict[str, Any]:
    """What the door has put in the place of the case that was picked; words it found no case for are none."""
    if not is_related(written):
        raise WrongValue(no_such_case(_shown(written)))
    return kept(written)


def no_such_case(wanted: str) -> Complaint:
    """What is said of a case that does not exist, may not be read, or is none of those a field is for."""
    en = f"Expected a case that may be picked here, but found none called '{wanted[:60]}'"
    return Complaint(en, f"没有可在此关联、且您可以查看的“{wanted[:60]}”", {"type": "case"}, code="no-such-case")


def _object(field: Field, written: Any, zone: tzinfo) -> dict[str, Any]:
    if not isinstance(written, Mapping):
        raise _unfit(f"the parts {', '.join(field.fields or {})}", "各组成部分", written, type=field.type)
    parts = field.fields or {}
    gathered = Gathered()
    for key in written:
        if key not in parts:
            gathered.add(unknown_part(field, f"'{key}'"), str(key))
    read = {key: gathered.part(key, _part, part, written.get(key), zone) for key, part in parts.items()}
    return dict(gathered.whole(read))


def unknown_part(field: Field, name: str) -> WrongValue:
    """The complaint that an object, or the rows of a table, have no such part."""
    parts = list(field.fields or {})
    listed = ", ".join(parts)
    return wrong(f"Expected one of the parts {listed}, but got {name}", f"没有这一项，只有 {listed}", parts=parts)


def _part(part: Field, written: Any, zone: tzinfo) -> Any:
    if written is None and isinstance(part.default, str) and not part.default.startswith("="):
        written = part.default
    return accepted(part, written, zone, read_value)


def _table(field: Field, written: Any, zone: tzinfo) -> list[dict[str, Any]]:
    gathered = Gathered()
    read = [
        gathered.part(number, _object, field, row, zone)
        for number, row in enumerate(_items(written, "rows", "行"), start=1)
    ]
    return list(gathered.whole(read))


def _list(field: Field, written: Any, zone: tzinfo) -> list[Any]:
    item = Field.model_construct(type=field.of or "text", currency=field.currency)
    gathered = Gathered()
    read = [
        gathered.part(number, read_value, item, one, zone)
        for number, one in enumerate(_items(written, "items", "项"), start=1)
    ]
    return list(gathered.whole(read))


def _items(written: Any, what: str, zh: str) -> list[Any]:
    if not isinstance(written, list | tuple):
        raise _unfit(f"a list of {what}", f"若干{zh}", written, type="list")
    if len(written) > MAX_ROWS:
        en = f"Expected at most {MAX_ROWS} {what}, but got {len(written)}"
        raise wrong(en, f"最多 {MAX_ROWS} {zh}，实为 {len(written)} {zh}", maximum=MAX_ROWS)
    return list(written)


def accepted(field: Field, written: Any, zone: tzinfo, read: Reader) -> Any:
    """What is handed in for a field: read, and within its bounds; raises `WrongValue` with all that is wrong."""
    gathered = Gathered()
    kept = gathered.itself(read, field, written, zone)
    gathered.itself(checked, field, kept)
    return gathered.whole(kept)


def checked(field: Field, value: Any) -> Any:
    """The value, if it keeps the fixed `minimum` and `maximum` of its field; raises `WrongValue`.

    Of files, tables and lists they say how many; an empty one counts as not filled, which is the form's business.
    Bounds that are calculated are checked where there is a case (`engine.runtime.bounds`).
    """
    for bound, wrong_side in ((field.minimum, -1), (field.maximum, 1)):
        if bound is None or value in (None, []) or (isinstance(bound, str) and bound.startswith("=")):
            continue
        counted = isinstance(value, list)
        measured = Decimal(len(value)) if counted else value
        limit = Decimal(str(bound)) if isinstance(measured, Decimal) else read_value(field, bound, _zone_of(value))
        if (measured > limit) - (measured < limit) == wrong_side:
            raise _out_of_bounds(bound, below=wrong_side < 0, counted=counted, measured=measured)
    return value


def _out_of_bounds(bound: Any, *, below: bool, counted: bool, measured: Any) -> WrongValue:
    words, zh = ("at least", "至少") if below else ("at most", "最多")
    en = f"Expected {words} {bound}{' of them' if counted else ''}, but got '{_shown(measured)}'"
    if not counted:
        zh = "不小于 " if below else "不大于 "
    said = f"{zh}{bound}{' 项' if counted else ''}，实为 {_shown(measured)}"
    return wrong(en, said, **{"minimum" if below else "maximum": write_value(bound)})


def _zone_of(value: Any) -> Any:
    return getattr(value, "tzinfo", None)


def _unfit(what: str, zh: str, written: Any, **expected: Any) -> WrongValue:
    en = f"Expected {what}, but got '{_shown(written)}'"
    return wrong(en, f"应为{zh}，实为“{_shown(written)}”", **expected)


def _shown(written: Any) -> str:
    text = str(write_value(written))
    return f"{text[:60]}…" if len(text) > 60 else text


_READERS = {
    "text": _text, "long_text": _text, "integer": _integer, "number": _number, "percent": _number, "money": _money,
    "date": _date, "time": _time, "date_time": _date_time, "duration": _duration, "yes_no": _yes_no, "choice": _choice,
    "person": _text, "department": _text, "case": _case, "file": _file, "files": _files, "object": _object,
    "table": _table, "list": _list,
}  # fmt: skip
