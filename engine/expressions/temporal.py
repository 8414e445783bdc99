"""Dates, times and durations to and from their ISO 8601 texts, exactly as FEEL writes them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from engine.calendars.zones import zone_named
from engine.expressions.values import YearsMonths

_DATE: Final = r"(?P<year>-?(?:[1-9][0-9]{4,8}|[0-9]{4}))-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
_TIME: Final = (
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,12}))?"
    r"(?P<zone>[zZ]|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z0-9_+\-/]{1,64})?"
)
DATE_TEXT: Final = re.compile(_DATE)
TIME_TEXT: Final = re.compile("T?" + _TIME)
DATE_TIME_TEXT: Final = re.compile(_DATE + "T" + _TIME)
_YEARS_MONTHS_TEXT: Final = re.compile(r"(?P<sign>-?)P(?:(?P<years>[0-9]{1,10})Y)?(?:(?P<months>[0-9]{1,10})M)?")
_DAYS_TIME_TEXT: Final = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>[0-9]{1,10})D)?"
    r"(?:T(?:(?P<hours>[0-9]{1,12})H)?(?:(?P<minutes>[0-9]{1,14})M)?(?:(?P<seconds>[0-9]{1,15})(?:\.(?P<fraction>[0-9]{0,12}))?S)?)?"
)


def date_from_text(text: str) -> date | None:
    """`2026-03-02`; None for any other text and for days that do not exist."""
    match = DATE_TEXT.fullmatch(text)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def time_from_text(text: str) -> time | None:
    """`09:30:00`, with fraction, offset or zone; None for any other text."""
    match = TIME_TEXT.fullmatch(text)
    return _time(match) if match else None


def _time(match: re.Match[str]) -> time | None:
    zone = match["zone"]
    info = zone_from_text(zone) if zone else None
    if zone and info is None:
        return None
    try:
        return time(int(match["hour"]), int(match["minute"]), int(match["second"]), _micros(match["fraction"]), info)
    except ValueError:
        return None


def _micros(fraction: str | None) -> int:
    return int(((fraction or "") + "000000")[:6])


def date_time_from_text(text: str) -> datetime | None:
    """`2026-03-02T09:30:00`, with fraction, offset or zone; None for any other text."""
    match = DATE_TIME_TEXT.fullmatch(text)
    if match is None:
        return None
    day = _date(match)
    if day is None:
        return None
    moment = _time(match)
    return datetime.combine(day, moment) if moment else None


@lru_cache(maxsize=256)
def zone_from_text(text: str) -> tzinfo | None:
    """`Z`, `+08:00` or `@Asia/Shanghai`; None if there is no such offset or zone."""
    if text in ("Z", "z"):
        return timezone.utc  # noqa: UP017 - one spelling with timezone(...) below
    if text.startswith("@"):
        return zone_named(text[1:])
    hours, minutes, seconds = ([*text[1:].split(":"), "0"])[:3]
    offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    if int(minutes) > 59 or int(seconds) > 59 or offset > timedelta(hours=18):
        return None
    return timezone(-offset if text[0] == "-" else offset)


def zone_of_offset(offset: timedelta) -> tzinfo | None:
    """The fixed zone of an offset from UTC."""
    return zone_from_text(offset_to_text(offset))


def duration_from_text(text: str) -> timedelta | YearsMonths | None:
    """`P1Y2M` or `P2DT3H4M5.5S`, possibly negative; None for any other text, also for a mixture of the two."""
    match = _YEARS_MONTHS_TEXT.fullmatch(text)
    if match and (match["years"] or match["months"]):
        months = int(match["years"] or 0) * 12 + int(match["months"] or 0)
        return YearsMonths(-months if match["sign"] else months)
    match = _DAYS_TIME_TEXT.fullmatch(text)
    if not match or text.endswith(("P", "T")):
        return None
    return _days_time(match)


def _days_time(match: re.Match[str]) -> timedelta | None:
    try:
        length = timedelta(
            days=int(match["days"] or 0),
            hours=int(match["hours"] or 0),
            minutes=int(match["minutes"] or 0),
            seconds=int(match["seconds"] or 0),
            microseconds=_micros(match["fraction"]),
        )
        return -length if match["sign"] else length
    except OverflowError:
        return None


def date_to_text(value: date) -> str:
    """ISO 8601."""
    return value.isoformat()[:10]


def time_to_text(value: time) -> str:
    """ISO 8601; a named zone is written after `@`, UTC as `Z`."""
    fraction = f".{value.microsecond:06}".rstrip("0") if value.microsecond else ""
    return f"{value.hour:02}:{value.minute:02}:{value.second:02}{fraction}{zone_to_text(value.tzinfo)}"


def date_time_to_text(value: datetime) -> str:
    """ISO 8601; a named zone is written after `@`, UTC as `Z`."""
    return f"{date_to_text(value.date())}T{time_to_text(value.timetz())}"


def zone_to_text(zone: tzinfo | None) -> str:
    """`@Asia/Shanghai`, `+08:00`, `Z`, or nothing for local times."""
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo) and zone.key:
        return f"@{zone.key}"
    offset = zone.utcoffset(None)
    return offset_to_text(offset) if offset is not None else ""


def offset_to_text(offset: timedelta) -> str:
    """`+08:00`, or `Z` for no offset."""
    if not offset:
        return "Z"
    sign = "-" if offset < timedelta(0) else "+"
    hours, rest = divmod(int(abs(offset).total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def duration_to_text(value: timedelta | YearsMonths) -> str:
    """ISO 8601, shortest form: `P1Y2M`, `P2DT3H`, `PT0S`, `P0M`."""
    if isinstance(value, YearsMonths):
        return _years_months_to_text(value)
    sign, value = ("-", -value) if value < timedelta(0) else ("", value)
    hours, rest = divmod(value.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{value.microseconds:06}".rstrip("0") if value.microseconds else ""
    days_text = f"{value.days}D" if value.days else ""
    time_text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    time_text += f"{seconds}{fraction}S" if seconds or fraction else ""
    if not days_text and not time_text:
        return "PT0S"
    return f"{sign}P{days_text}" + (f"T{time_text}" if time_text else "")


def _years_months_to_text(value: YearsMonths) -> str:
    years, months = divmod(abs(value.months), 12)
    text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
    return ("-" if value.months < 0 else "") + "P" + (text or "0M")
