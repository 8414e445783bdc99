"""Reading a moment: the table of language reference, section 4, and nothing else."""

from __future__ import annotations

import difflib
import re
from datetime import time
from decimal import Decimal
from typing import cast

from engine.calendars.duration_text import parse_duration
from engine.calendars.durations import Duration
from engine.calendars.errors import TimeTextError
from engine.calendars.moments import UNITS, Moment, Side, Unit
from engine.said import Said

_PATH = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_RELATIVE = re.compile(r"(?P<d>\S.*?)\s+(?P<side>before|after)\s+(?P<a>\S.*)")
_ON = re.compile(r"(?P<t>[0-9]\S*)\s+on\s+(?P<rest>\S.*)")
_NEXT = re.compile(r"next\s+of\s+(?P<times>\S.*)")
_END = re.compile(r"end\s+of\s+(?P<unit>\S.*?)(?:\s+of\s+(?P<a>\S.*))?")
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*%")
FORMS = (
    "Moments look like '2 working days', 'due_on', '3 days before etd', '09:00 on 1 working day before etd', "
    "'next of 14:00, 15:00' or 'end of month'"
)


def parse_moment(text: str) -> Moment:
    """The moment `text` spells. Raises `TimeTextError` with the column and a hint."""
    written = text.strip()
    start = len(text) - len(text.lstrip())
    if not written:
        raise TimeTextError("Expected a moment, but found nothing", 1, FORMS)
    if _PERCENT.fullmatch(written):
        hint = "A share of the time allowed stands in escalation only"
        raise TimeTextError(
            Said("Expected a moment, but found the percentage '{written}'", written=written), start + 1, hint
        )
    return _moment(written, start)


def parse_rung_moment(text: str) -> Moment:
    """The moment of an escalation rung: as `parse_moment`, or a percentage of the time allowed ('80%').

    The path `due` in it is the due time itself.
    """
    match = _PERCENT.fullmatch(text.strip())
    if match is None:
        return parse_moment(text)
    percent = Decimal(match[1])
    if percent <= 0:
        column = text.index(match[1]) + 1
        raise TimeTextError("Expected a percentage above zero", column, "The beginning itself is no rung")
    return Moment(text.strip(), "percent", percent=percent)


def _moment(text: str, start: int) -> Moment:
    if match := _NEXT.fullmatch(text):
        return Moment(text, "next_of", times=_times(match["times"], start + match.start("times")))
    if match := _END.fullmatch(text):
        anchor = _anchor(match["a"], start + match.start("a")) if match["a"] else None
        return Moment(text, "end_of", anchor=anchor, unit=_unit(match["unit"], start + match.start("unit")))
    if match := _ON.fullmatch(text):
        return _on_day(text, match, start)
    if re.match(r"[0-9]+:", text):
        return Moment(text, "clock", times=(_time(text, start),))
    if match := _RELATIVE.fullmatch(text):
        duration, side, anchor = _relative(match, start)
        return Moment(text, "relative", duration, side, anchor)
    if _PATH.fullmatch(text):
        return Moment(text, "at", anchor=text)
    return Moment(text, "within", _literal_duration(text, start))


def _on_day(text: str, match: re.Match[str], start: int) -> Moment:
    at = (_time(match["t"], start),)
    rest, offset = match["rest"], start + match.start("rest")
    relative = _RELATIVE.fullmatch(rest)
    if relative is None:
        return Moment(text, "on_day", anchor=_anchor(rest, offset), times=at)
    duration, side, anchor = _relative(relative, offset)
    return Moment(text, "on_day", duration, side, anchor, at)


def _relative(match: re.Match[str], start: int) -> tuple[Duration | str, Side, str]:
    written = match["d"]
    duration = written if _PATH.fullmatch(written) else _literal_duration(written, start)
    return duration, cast("Side", match["side"]), _anchor(match["a"], start + match.start("a"))


def _literal_duration(text: str, start: int) -> Duration:
    try:
        return parse_duration(text)
    except TimeTextError as error:
        hint = FORMS if error.column == 1 and not text[:1].isdigit() else error.hint
        raise TimeTextError(error.message, start + error.column, hint) from None


def _anchor(text: str, start: int) -> str:
    if _PATH.fullmatch(text):
        return text
    hint = "Name a field that holds a date; what must be calculated goes into a field with a formula first"
    raise TimeTextError(Said("Expected the path of a date, but found '{text}'", text=text), start + 1, hint)


def _unit(text: str, start: int) -> Unit:
    unit = " ".join(text.split())
    for known in UNITS:
        if unit == known:
            return known
    close = difflib.get_close_matches(unit, UNITS, n=1)
    hint = Said("Did you mean '{word}'?", word=close[0]) if close else Said("One of {names}", names=", ".join(UNITS))
    raise TimeTextError(
        Said("Expected a unit of the calendar after 'end of', but found '{unit}'", unit=unit), start + 1, hint
    )


def _times(text: str, start: int) -> tuple[time, ...]:
    times = []
    position = 0
    for part in text.split(","):
        lead = len(part) - len(part.lstrip())
        times.append(_time(part.strip(), start + position + lead))
        position += len(part) + 1
    return tuple(sorted(set(times)))


def _time(text: str, start: int) -> time:
    match = _TIME.fullmatch(text)
    hint = "Times of day look like 09:00 or 18:30:15; midnight at the end of a day is 'end of day'"
    if match is None:
        raise TimeTextError(Said("Expected a time of day, but found '{text}'", text=text), start + 1, hint)
    hour, minute, second = (int(group or 0) for group in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise TimeTextError(Said("Expected a time of day, but {text} does not exist", text=text), start + 1, hint)
    return time(hour, minute, second)
