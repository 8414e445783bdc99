"""Reading a duration: English, Chinese and ISO 8601, with the column and a hint where it goes wrong."""

from __future__ import annotations

import difflib
import re
from decimal import Decimal
from typing import Literal

from engine.calendars.durations import HOUR, MINUTE, Duration
from engine.calendars.errors import TimeTextError
from engine.said import Said

Unit = Literal["s", "min", "h", "day", "week", "month", "year"]

_ENGLISH: dict[str, Unit] = {
    "s": "s", "second": "s", "seconds": "s",
    "min": "min", "minute": "min", "minutes": "min",
    "h": "h", "hour": "h", "hours": "h",
    "day": "day", "days": "day",
    "week": "week", "weeks": "week",
    "month": "month", "months": "month",
    "year": "year", "years": "year",
}  # fmt: skip
_CHINESE: dict[str, Unit] = {
    "秒": "s", "秒钟": "s", "分": "min", "分钟": "min", "小时": "h", "时": "h", "日": "day", "天": "day",
    "周": "week", "星期": "week", "月": "month", "年": "year",
}  # fmt: skip
_SECONDS: dict[Unit, int] = {"s": 1, "min": MINUTE, "h": HOUR}
_WORKING: tuple[Unit, ...] = ("s", "min", "h", "day")

_ENGLISH_PART = re.compile(
    r"(?P<n>[0-9]+(?:\.[0-9]+)?|half\s+an?\b)\s*(?P<w>working\s+)?(?P<u>[A-Za-z]+)(?=\s|[0-9]|$)"
)
_CHINESE_PART = re.compile(
    r"(?P<n>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|半)"
    r"\s*个?\s*(?P<w>工作)?(?P<u>秒钟?|分钟?|小时|时|日|天|周|星期|月|年)"
)
_ISO = re.compile(
    r"P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
)
_HINTS = {
    "m": "Write 'min' for minutes or 'months' for months",
    "d": "Write 'days'",
    "hr": "Write 'h'",
    "hrs": "Write 'h'",
    "mins": "Write 'min'",
    "sec": "Write 's'",
    "secs": "Write 's'",
    "w": "Write 'weeks'",
    "business": "Write 'working', as in '2 working days'",
    "workday": "Write 'working day'",
    "workdays": "Write 'working days'",
    "quarter": "Write '3 months'",
    "quarters": "Write it in months, as in '3 months'",
}
MOST_DIGITS = 12
"""Those of a number; with more nothing can be calculated."""
FORMS = "Durations look like '30 min', '48 h', '2 days', '4 working hours', '2 working days' or '2个工作日'"


def parse_duration(text: str) -> Duration:
    """The duration `text` spells. Raises `TimeTextError` with the column of the first part that cannot be read."""
    stripped = text.strip()
    start = len(text) - len(text.lstrip())
    if not stripped:
        raise TimeTextError("Expected a duration, but found nothing", 1, FORMS)
    if stripped[0] == "P":
        return _iso(stripped, start)
    total = Duration()
    position = start
    end = start + len(stripped)
    while position < end:
        part, position = _part(text, position)
        total += part
        while position < end and text[position].isspace():
            position += 1
    return total


def _part(text: str, position: int) -> tuple[Duration, int]:
    """One number with its unit at `position`, and where it ends."""
    match = _CHINESE_PART.match(text, position)
    units: dict[str, Unit] = _CHINESE
    if match is None:
        match, units = _ENGLISH_PART.match(text, position), _ENGLISH
    if match is None:
        shown = text[position:].strip()
        raise TimeTextError(Said("Expected a duration, but found '{shown}'", shown=shown), position + 1, FORMS)
    unit = units.get(match["u"])
    if unit is None:
        raise _unknown_unit(match["u"], match.start("u"))
    count = _number(_readable(match["n"], match.start() + 1))
    return _measured(count, unit, bool(match["w"]), match), match.end()


def _measured(count: Decimal, unit: Unit, working: bool, match: re.Match[str]) -> Duration:
    column = match.start() + 1
    if working:
        if unit not in _WORKING:
            raise TimeTextError(
                Said("Expected working seconds, minutes, hours or days, but found a working {unit}", unit=unit),
                column,
                "A working week of five days is '5 working days'",
            )
        if unit == "day":
            return Duration(working_days=_halves(count, column))
        return Duration(working_seconds=_whole(count * _SECONDS[unit], "seconds", column))
    if unit in _SECONDS:
        return Duration(seconds=_whole(count * _SECONDS[unit], "seconds", column))
    whole = _whole(count, f"{unit}s", column)
    if unit in ("day", "week"):
        return Duration(days=whole * (7 if unit == "week" else 1))
    return Duration(months=whole * (12 if unit == "year" else 1))


def _readable(digits: str, column: int) -> str:
    if len(digits) > MOST_DIGITS:
        raise TimeTextError(
            Said("Expected a number of at most {most} digits, but found one of {count}", most=MOST_DIGITS,
                 count=len(digits)), column,
        )  # fmt: skip
    return digits


def _number(word: str) -> Decimal:
    if word == "半" or word.startswith("half"):
        return Decimal("0.5")
    if word[0].isdigit():
        return Decimal(word)
    return Decimal(_chinese_number(word))


def _chinese_number(word: str) -> int:
    """Numbers up to ninety-nine, as they are written: 三, 十, 十五, 二十, 三十六."""
    digits = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
    if "十" not in word:
        return digits[word]
    tens, _, ones = word.partition("十")
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)


def _whole(count: Decimal, unit: str, column: int) -> int:
    if count % 1 != 0:
        raise TimeTextError(
            Said("Expected a whole number of {unit}, but found {count}", unit=unit, count=count.normalize()),
            column,
            "Half a day of clock time is '12 h', of working time 'half a working day'",
        )
    return int(count)


def _halves(count: Decimal, column: int) -> Decimal:
    if count * 2 % 1 != 0:
        raise TimeTextError(
            Said("Expected whole or half working days, but found {count}", count=count), column, "Use working hours"
        )
    return count


def _unknown_unit(word: str, start: int) -> TimeTextError:
    close = difflib.get_close_matches(word.lower(), [*_ENGLISH, "working"], n=1)
    hint = _HINTS.get(word.lower()) or (Said("Did you mean '{word}'?", word=close[0]) if close else FORMS)
    return TimeTextError(Said("Expected a unit of time, but found '{word}'", word=word), start + 1, hint)


def _iso(text: str, start: int) -> Duration:
    match = _ISO.fullmatch(text)
    if match is None or not any(match.groups()) or text.endswith("T"):
        hint = "ISO 8601 durations look like P2D, PT4H or P1Y6M, in whole numbers"
        raise TimeTextError(Said("Expected an ISO 8601 duration, but found '{text}'", text=text), start + 1, hint)
    years, months, weeks, days, hours, minutes, seconds = (
        int(_readable(group or "0", start + 1)) for group in match.groups()
    )
    clock = hours * HOUR + minutes * MINUTE + seconds
    return Duration(months=years * 12 + months, days=weeks * 7 + days, seconds=clock)
