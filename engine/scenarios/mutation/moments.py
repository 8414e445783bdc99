"""Changes to durations and moments: twice as long, in the other kind of time, from the other side, an hour later."""

from collections.abc import Iterator
from datetime import time
from decimal import Decimal

from engine.calendars import Duration, Moment, parse_duration, parse_moment, parse_rung_moment

_OTHER_UNIT = {
    "day": "working day", "working day": "day", "half day": "working day", "week": "month", "month": "quarter",
    "quarter": "year", "year": "quarter",
}  # fmt: skip


def changed_durations(written: str) -> Iterator[str]:
    """Twice as long; and in clock time where it was working time, or the other way about."""
    duration = parse_duration(written)
    others = (_twice(duration), _other_time(duration))
    yield from (other.text for other in others if other != duration)


def _twice(one: Duration) -> Duration:
    return one + one


def _other_time(one: Duration) -> Duration:
    """The same length in the other kind of time; months and weeks have only one kind."""
    if one.counts_working_time:
        whole, half = divmod(one.working_days, 1)
        seconds = one.seconds + one.working_seconds + (12 * 3600 if half else 0)
        return Duration(one.months, one.days + int(whole), seconds)
    return Duration(one.months, 0, 0, Decimal(one.days), one.seconds)


def changed_moments(written: str) -> Iterator[str]:
    """Another moment of the same form."""
    yield from (text for text in _changes(parse_moment(written)) if text != written)


def changed_rung_moments(written: str) -> Iterator[str]:
    """Another moment for a rung; a share of the time allowed is ten points larger."""
    moment = parse_rung_moment(written)
    if moment.form == "percent" and moment.percent is not None:
        yield f"{moment.percent + 10}%"
    else:
        yield from (text for text in _changes(moment) if text != written)


def _changes(moment: Moment) -> Iterator[str]:
    match moment.form:
        case "within" if isinstance(moment.duration, Duration):
            yield from changed_durations(moment.duration.text)
        case "at":
            yield f"1 working day after {moment.anchor}" if moment.anchor == "due" else f"2 days after {moment.anchor}"
        case "relative":
            yield from _relative(moment)
        case "clock" | "next_of":
            yield from _clock_times(moment)
        case "on_day":
            yield from _on_day(moment)
        case "end_of" if moment.unit:
            of = f" of {moment.anchor}" if moment.anchor else ""
            yield f"end of {_OTHER_UNIT[moment.unit]}{of}"
        case _:
            pass


def _relative(moment: Moment) -> Iterator[str]:
    if isinstance(moment.duration, Duration):
        for duration in changed_durations(moment.duration.text):
            yield f"{duration} {moment.side} {moment.anchor}"
    other = "before" if moment.side == "after" else "after"
    length = moment.duration.text if isinstance(moment.duration, Duration) else moment.duration
    yield f"{length} {other} {moment.anchor}"


def _clock_times(moment: Moment) -> Iterator[str]:
    if moment.form == "clock":
        yield _later(moment.times[0]).strftime("%H:%M")
        return
    for number in range(len(moment.times)):
        left = [one for place, one in enumerate(moment.times) if place != number] or [_later(moment.times[0])]
        yield f"next of {', '.join(one.strftime('%H:%M') for one in left)}"


def _on_day(moment: Moment) -> Iterator[str]:
    at = moment.times[0].strftime("%H:%M")
    anchored = Moment("", "relative", moment.duration, moment.side, moment.anchor)
    day = f"{_text(moment)} {moment.side} {moment.anchor}" if moment.duration else str(moment.anchor)
    yield f"{_later(moment.times[0]).strftime('%H:%M')} on {day}"
    if moment.duration:
        yield from (f"{at} on {other}" for other in _relative(anchored) if "working" in other or "day" in other)


def _text(moment: Moment) -> str:
    return moment.duration.text if isinstance(moment.duration, Duration) else str(moment.duration)


def _later(at: time) -> time:
    """An hour later on the same day; an hour earlier in the last hour."""
    return at.replace(hour=at.hour + 1 if at.hour < 23 else 22)
