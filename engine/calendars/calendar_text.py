"""Reading a calendar from its YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendars.calendar import Calendar, Span, SpecialDay
from engine.calendars.durations import HOUR, MINUTE
from engine.calendars.errors import CalendarError
from engine.calendars.holidays import HolidayTable, read_day, refuse_unknown
from engine.calendars.texts import NoText, Text, read_text
from engine.calendars.zones import zone_named

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KEYS = ("calendar", "name", "zone", "hours", "holidays", "days", "day_ends", "break_name", "counts")
_SPAN = re.compile(r"([0-9]{2}):([0-9]{2})\s*-\s*([0-9]{2}):([0-9]{2})")
DAY_ENDS = 18 * HOUR
"""When a limit ends that is a date without a time, unless the calendar says otherwise (catalogue, G-DUE)."""


def read_calendar(written: Mapping[str, Any], tables: Mapping[str, HolidayTable]) -> Calendar:
    """A calendar as its YAML file has it. Raises `CalendarError` with the place.

    `calendar` (its id) · `name` · `zone` (Asia/Shanghai) · `hours`: days of the week (`every_day`, `monday-friday`,
    `sunday`; a later line holds over an earlier one) to spans `09:00-12:00` within one day · `holidays`: id of a
    table · `days`: date to `hours` and `name`, for single days · `day_ends` ('18:00') · `break_name` ·
    `counts: half_days`.
    """
    refuse_unknown(written, _KEYS, str(written.get("calendar", "calendar")))
    identity = str(written.get("calendar") or "")
    if not identity:
        raise CalendarError("Expected 'calendar', the id of this calendar")
    table = _table(written.get("holidays"), tables, identity)
    counts = written.get("counts", "working_days")
    if counts not in ("working_days", "half_days"):
        raise CalendarError(
            "Expected working_days or half_days, but found '{found}'", f"{identity}.counts", found=counts
        )
    return Calendar(
        id=identity,
        name=_text(written.get("name", identity), f"{identity}.name"),
        zone=read_zone(written.get("zone", "Asia/Shanghai"), f"{identity}.zone"),
        week=_week(written.get("hours"), f"{identity}.hours"),
        holidays=table,
        special=_special(written.get("days") or {}, f"{identity}.days"),
        day_ends=read_clock(written["day_ends"], f"{identity}.day_ends") if "day_ends" in written else DAY_ENDS,
        break_name=_text(written.get("break_name", {"zh": "休息", "en": "break"}), f"{identity}.break_name"),
        counts_half_days=counts == "half_days",
        _days={},
    )


def _table(written: object, tables: Mapping[str, HolidayTable], identity: str) -> HolidayTable | None:
    if written is None:
        return None
    table = tables.get(str(written))
    if table is None:
        known = ", ".join(tables) or "none"
        raise CalendarError(
            "Expected a holiday table ({known:}), but found '{found}'",
            f"{identity}.holidays",
            known=known,
            found=written,
        )
    return table


def _week(written: object, path: str) -> tuple[tuple[Span, ...], ...]:
    if not isinstance(written, Mapping) or not written:
        raise CalendarError("Expected the open hours of the week, such as monday-friday: ['09:00-18:00']", path)
    week: list[tuple[Span, ...]] = [()] * 7
    for key, spans in written.items():
        for weekday in _weekdays(str(key), path):
            week[weekday] = _spans(spans, f"{path}.{key}")
    if not any(week):
        raise CalendarError("Expected open hours on at least one day of the week", path)
    return tuple(week)


def _weekdays(written: str, path: str) -> range:
    if written == "every_day":
        return range(7)
    first, _, last = written.partition("-")
    if first not in WEEKDAYS or (last or first) not in WEEKDAYS:
        raise CalendarError(
            "Expected every_day, a weekday or a range of them, but found '{found}'", path, found=written
        )
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    if end < start:
        raise CalendarError(
            "Expected a range within a week from Monday to Sunday, but found '{found}'", path, found=written
        )
    return range(start, end + 1)


def _spans(written: object, path: str) -> tuple[Span, ...]:
    listed = [written] if isinstance(written, str) else written
    if not isinstance(listed, list):
        raise CalendarError("Expected a list of spans like '09:00-12:00'", path)
    spans = [_span(str(text), path) for text in listed]
    for earlier, later in pairwise(spans):
        if later.start < earlier.end:
            raise CalendarError(
                "Expected spans in order without overlap, but {span:} is too early", path, span=later.text
            )
    return tuple(spans)


def _span(text: str, path: str) -> Span:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise CalendarError("Expected a span like '09:00-12:00', but found '{found}'", path, found=text)
    start, end = (int(match[i]) * HOUR + int(match[i + 1]) * MINUTE for i in (1, 3))
    if not start < end <= 24 * HOUR or int(match[2]) > 59 or int(match[4]) > 59:
        raise CalendarError(
            "Expected a span within one day, but found '{found}'; over midnight it takes two", path, found=text
        )
    return Span(start, end)


def _special(written: Mapping[Any, Any], path: str) -> dict[date, SpecialDay]:
    special = {}
    for key, day in written.items():
        place = f"{path}.{key}"
        refuse_unknown(day, ("hours", "name"), place)
        spans = _spans(day.get("hours") or [], f"{place}.hours")
        default = {"zh": "特殊时间", "en": "special hours"} if spans else {"zh": "停工", "en": "closed"}
        special[read_day(key, place)] = SpecialDay(spans, _text(day.get("name", default), place))
    return special


def read_clock(written: object, path: str) -> int:
    """A time of day (`18:00`, `24:00`) in seconds."""
    match = re.fullmatch(r"([0-9]{2}):([0-5][0-9])", str(written))
    if match is None or int(match[1]) * HOUR + int(match[2]) * MINUTE > 24 * HOUR:
        raise CalendarError("Expected a time of day like '18:00', but found '{found}'", path, found=written)
    return int(match[1]) * HOUR + int(match[2]) * MINUTE


def read_zone(written: object, path: str) -> ZoneInfo:
    """A zone by its IANA name."""
    found = zone_named(str(written))
    if found is None:
        raise CalendarError("Expected a zone like Asia/Shanghai, but found '{found}'", path, found=written)
    return found


def _text(written: object, path: str) -> Text:
    try:
        return read_text(written)
    except NoText as error:
        raise CalendarError(error.said, path) from None
