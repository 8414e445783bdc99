"""The instants of a story: `Mon 2026-03-02 09:00[:30]`, or a time on the same day; on the clock of the process."""

import re
from datetime import date, datetime, time

from engine.said import Said

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_FORM = re.compile(
    r"(?:(?:(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}) )?"
    r"(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)"
)
FORMS = "Write `Mon 2026-03-02 09:00`, `2026-03-02 09:00:30`, or `'09:00'` on the same day."


class InstantError(Exception):
    """A written instant that cannot be one; `code` is stable, the message says what was expected."""

    def __init__(self, code: str, message: str, hint: str = FORMS) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def read_instant(written: str, day: date | None) -> datetime:
    """The clock time `written` shows, without a zone. `day` is the day of the entry before, None for the first entry.

    Raises `InstantError` for another form, a day there is not, or a wrong weekday.
    """
    match = _FORM.fullmatch(written.strip())
    if match is None:
        raise InstantError(
            "bad-instant", Said("Expected a moment of the story, but found `{written}`.", written=written)
        )
    on = _day(match, day, written)
    try:
        return datetime.combine(on, time.fromisoformat(match["time"]))
    except ValueError:
        raise InstantError(
            "bad-instant", Said("Expected a time of day, but found `{word}`.", word=match["time"])
        ) from None


def _day(match: re.Match[str], day: date | None, written: str) -> date:
    if match["date"] is None:
        if day is None:
            raise InstantError(
                "bad-instant", Said("Expected the first moment with its day, but found `{written}`.", written=written)
            )
        return day
    try:
        on = date.fromisoformat(match["date"])
    except ValueError:
        raise InstantError("bad-instant", Said("Expected a day, but there is no {word}.", word=match["date"])) from None
    right = WEEKDAYS[on.weekday()]
    if match["weekday"] not in (None, right):
        message = Said(
            "Expected the weekday of {word}, which is {right}, but found {word2}.",
            word=match["date"],
            right=right,
            word2=match["weekday"],
        )
        raise InstantError(
            "wrong-weekday",
            message,
            Said("Write `{right} {word} {word2}`.", right=right, word=match["date"], word2=match["time"]),
        )
    return on


def shown(clock: datetime, day: date | None = None) -> str:
    """A clock time as a scenario writes it; the time alone if it is on `day`."""
    seconds = ":%S" if clock.second else ""
    if clock.date() == day:
        return clock.strftime(f"%H:%M{seconds}")
    return f"{WEEKDAYS[clock.weekday()]} {clock.strftime(f'%Y-%m-%d %H:%M{seconds}')}"
