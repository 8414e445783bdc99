"""Durations: how long, in clock time, calendar time and working time (language reference, section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Duration:
    """A sum of parts, none negative.

    `months` and `days` move the calendar date and keep the clock time; `seconds` are elapsed time. `working_days`
    (whole or half days) and `working_seconds` pass only while a calendar is open. Parts are applied in this order.
    """

    months: int = 0
    days: int = 0
    seconds: int = 0
    working_days: Decimal = Decimal(0)
    working_seconds: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "working_days", Decimal(self.working_days))
        if min(self.months, self.days, self.seconds, self.working_seconds) < 0 or self.working_days < 0:
            raise ValueError("Expected a duration of zero or more, but a part of it is negative")
        if self.working_days * 2 % 1 != 0:
            raise ValueError(f"Expected whole or half working days, but got {self.working_days}")

    @classmethod
    def of(cls, length: timedelta) -> Duration:
        """The duration of that many elapsed seconds (a fraction of a second is cut off); whole days stay clock time."""
        return cls(seconds=length // timedelta(seconds=1))

    def __add__(self, other: Duration) -> Duration:
        return Duration(
            self.months + other.months,
            self.days + other.days,
            self.seconds + other.seconds,
            self.working_days + other.working_days,
            self.working_seconds + other.working_seconds,
        )

    def __bool__(self) -> bool:
        return bool(self.months or self.days or self.seconds or self.working_days or self.working_seconds)

    def __str__(self) -> str:
        return self.text

    @property
    def counts_working_time(self) -> bool:
        """True if a part of it passes only while the calendar is open."""
        return bool(self.working_days or self.working_seconds)

    @property
    def only_working_time(self) -> bool:
        """True if all of it passes only while the calendar is open."""
        return self.counts_working_time and not (self.months or self.days or self.seconds)

    @property
    def in_days(self) -> bool:
        """True if it is made of months, weeks and days of the calendar alone: it leads from a date to a date."""
        return bool(self.months or self.days) and not (self.seconds or self.counts_working_time)

    @property
    def in_whole_days(self) -> bool:
        """True if it leads from a date to a date, counted in calendar days or whole working days."""
        return not self.seconds and not self.working_seconds and self.working_days % 1 == 0

    @property
    def text(self) -> str:
        """The canonical English spelling; `parse_duration` reads it back equal."""
        parts = [
            *_counted(self.months // 12, "year"),
            *_counted(self.months % 12, "month"),
            *_days(self.days),
            *_clock(self.seconds, ""),
            *_working_days(self.working_days),
            *_clock(self.working_seconds, "working "),
        ]
        return " ".join(parts) or "0 s"

    @property
    def text_zh(self) -> str:
        """The canonical Chinese spelling; `parse_duration` reads it back equal."""
        parts = [
            f"{self.months // 12}年" if self.months // 12 else "",
            f"{self.months % 12}个月" if self.months % 12 else "",
            _days_zh(self.days),
            _clock_zh(self.seconds, ""),
            _working_days_zh(self.working_days),
            _clock_zh(self.working_seconds, "工作"),
        ]
        return "".join(parts) or "0秒"


def _counted(count: int, unit: str) -> list[str]:
    return [f"{count} {unit}{'' if count == 1 else 's'}"] if count else []


def _days(days: int) -> list[str]:
    if days % 7 == 0:
        return _counted(days // 7, "week")
    return _counted(days, "day")


def _clock(seconds: int, kind: str) -> list[str]:
    hours, rest = divmod(seconds, HOUR)
    hour = ("hour" if hours == 1 else "hours") if kind else "h"
    counts = ((hours, hour), (rest // MINUTE, "min"), (rest % MINUTE, "s"))
    return [f"{count} {kind}{unit}" for count, unit in counts if count]


def _working_days(days: Decimal) -> list[str]:
    if not days:
        return []
    if days == Decimal("0.5"):
        return ["half a working day"]
    shown = int(days) if days % 1 == 0 else days
    return [f"{shown} working day{'' if days == 1 else 's'}"]


def _days_zh(days: int) -> str:
    if not days:
        return ""
    return f"{days // 7}周" if days % 7 == 0 else f"{days}天"


def _clock_zh(seconds: int, kind: str) -> str:
    hours, rest = divmod(seconds, HOUR)
    measure = "个" if kind else ""
    counts = ((hours, "小时"), (rest // MINUTE, "分钟"), (rest % MINUTE, "秒"))
    return "".join(f"{count}{measure}{kind}{unit}" for count, unit in counts if count)


def _working_days_zh(days: Decimal) -> str:
    if not days:
        return ""
    if days == Decimal("0.5"):
        return "半个工作日"
    return f"{int(days) if days % 1 == 0 else days}个工作日"
