"""The five fields of cron: minute, hour, day of the month, month, day of the week (0 and 7 are Sunday)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.calendars.errors import TimeTextError
from engine.said import Said

_FIELDS = (("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12), ("day of the week", 0, 7))
_PART = re.compile(r"(?:\*|([0-9]+)(?:-([0-9]+))?)(?:/([0-9]+))?")
_HINT = "cron has five fields of numbers, ranges, lists and steps: 'cron 0 18 * * 1-5'"


@dataclass(frozen=True)
class Cron:
    """The values each field allows. A restricted day of the month and day of the week: either will do, as in cron."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    days: frozenset[int] | None
    months: frozenset[int]
    weekdays: frozenset[int] | None

    def seconds_on(self, day: date) -> Iterator[int]:
        """The times of that day, in seconds from midnight, in order."""
        if day.month in self.months and self._has(day):
            for hour in self.hours:
                for minute in self.minutes:
                    yield hour * 3600 + minute * 60

    def _has(self, day: date) -> bool:
        by_day = self.days is not None and day.day in self.days
        by_weekday = self.weekdays is not None and day.isoweekday() % 7 in self.weekdays
        return by_day or by_weekday or (self.days is None and self.weekdays is None)


def read_cron(text: str, start: int) -> Cron:
    """The five fields; `start` is the column before the text. Raises `TimeTextError`."""
    words = [(match.group(), start + match.start() + 1) for match in re.finditer(r"\S+", text)]
    if len(words) != 5:
        raise TimeTextError(
            Said("Expected five fields after cron, but found {count}", count=len(words)), start + 1, _HINT
        )
    values = [_field(word, column, *field) for (word, column), field in zip(words, _FIELDS, strict=True)]
    weekdays = frozenset(value % 7 for value in values[4])
    return Cron(
        minutes=tuple(sorted(values[0])),
        hours=tuple(sorted(values[1])),
        days=None if words[2][0].startswith("*") else frozenset(values[2]),
        months=frozenset(values[3]),
        weekdays=None if words[4][0].startswith("*") else weekdays,
    )


def _field(word: str, column: int, name: str, lowest: int, highest: int) -> set[int]:
    allowed: set[int] = set()
    for part in word.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise TimeTextError(
                Said("Expected the {name} in cron, but found '{part}'", name=name, part=part), column, _HINT
            )
        first = int(match[1]) if match[1] else lowest
        last = int(match[2]) if match[2] else (first if match[1] and not match[3] else highest)
        step = int(match[3]) if match[3] else 1
        if not (lowest <= first <= last <= highest) or step == 0:
            raise TimeTextError(
                Said(
                    "Expected a {name} from {lowest} to {highest}, but found '{part}'",
                    name=name,
                    lowest=lowest,
                    highest=highest,
                    part=part,
                ),
                column,
                _HINT,
            )
        allowed.update(range(first, last + 1, step))
    return allowed
