"""Moments: when something is due, as an author writes it and with its values put in (language reference, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from engine.calendars.duration_text import parse_duration
from engine.calendars.durations import Duration

Form = Literal["within", "at", "relative", "clock", "next_of", "on_day", "end_of", "percent"]
"""`within` D · `at` A · `relative` D before|after A · `clock` HH:MM · `next_of` times · `on_day` TIME on … ·
`end_of` U [of A] · `percent` of the time allowed (escalation rungs only)."""
Side = Literal["before", "after"]
Unit = Literal["day", "working day", "half day", "week", "month", "quarter", "year"]
UNITS: tuple[Unit, ...] = ("day", "working day", "half day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Moment:
    """A moment as written. `duration` and `anchor` may be paths, whose values `bind` puts in.

    A lone path has the form `at` and may turn out to be a duration when it is bound.
    """

    text: str
    form: Form
    duration: Duration | str | None = None
    side: Side | None = None
    anchor: str | None = None
    times: tuple[time, ...] = ()
    unit: Unit | None = None
    percent: Decimal | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths it hangs on, duration first: when one of them changes, the moment moves."""
        duration = (self.duration,) if isinstance(self.duration, str) else ()
        return duration + ((self.anchor,) if self.anchor else ())

    def bind(self, lookup: Callable[[str], Any], *, later: str | None = None) -> BoundMoment | None:
        """The moment with the values of its paths; None while one of them is empty.

        An anchor called `later` (`due`, in a rung) is left open, for `BoundMoment.anchored_at` to put in.
        `lookup` gives a date, a datetime (without a zone: in the calendar's), a `Duration`, a timedelta, the text of a
        duration, or None. Any other value is a `TypeError`.
        """
        values = {path: lookup(path) for path in self.paths if path != later}
        if any(value is None for value in values.values()):
            return None
        if self.form == "at" and self.anchor != later and not isinstance(values[self.paths[0]], date):
            return BoundMoment(self.text, "within", duration=_duration(self.paths[0], values[self.paths[0]]))
        duration = self.duration
        if isinstance(duration, str):
            duration = _duration(duration, values[duration])
        bound = BoundMoment(
            self.text,
            self.form,
            duration,
            self.side,
            None,
            None,
            self.times,
            self.unit,
            self.percent,
            self.anchor or "",
        )
        if self.anchor is None or self.anchor == later:
            return bound
        return bound.anchored_at(_anchor(self.anchor, values[self.anchor]))


def _duration(path: str, value: object) -> Duration:
    if isinstance(value, Duration):
        return value
    if isinstance(value, timedelta):
        return Duration.of(value)
    if isinstance(value, str):
        return parse_duration(value)
    raise TypeError(f"Expected a duration in '{path}', but it holds {value!r}")


def _anchor(path: str, value: object) -> date:
    if isinstance(value, date):
        return value
    raise TypeError(f"Expected a date, or a date and time, in '{path}', but it holds {value!r}")


@dataclass(frozen=True)
class BoundMoment:
    """A moment with its values: plain data, ready to be placed on the time line by `Calendars.instant`.

    The anchor is a day or an instant, at most one of them; `anchor_path` says where it came from. Two fields, because
    JSON would not keep a date and a datetime at midnight apart.
    """

    text: str
    form: Form
    duration: Duration | None = None
    side: Side | None = None
    anchor_day: date | None = None
    anchor_instant: datetime | None = None
    times: tuple[time, ...] = ()
    unit: Unit | None = None
    percent: Decimal | None = None
    anchor_path: str = ""

    @property
    def anchor(self) -> date | None:
        """What it hangs on: a date, a datetime, or None for a moment without an anchor."""
        return self.anchor_instant or self.anchor_day

    def anchored_at(self, anchor: date) -> BoundMoment:
        """The same moment hanging on another date or datetime."""
        if isinstance(anchor, datetime):
            return replace(self, anchor_day=None, anchor_instant=anchor)
        return replace(self, anchor_day=anchor, anchor_instant=None)

    @property
    def is_date_limit(self) -> bool:
        """True if the limit is a day rather than a length of time: it hangs on a date, or counts backwards.

        Such limits are reminded of on the working day before, not at a share of the time allowed.
        """
        return self.anchor_day is not None or self.side == "before" or self.form == "on_day"

    @property
    def default_roll(self) -> Literal["none", "backward"]:
        """Where a date goes that falls on a closed day, when nobody says: backward for `before`, else it stays."""
        return "backward" if self.side == "before" else "none"

    def to_wire(self) -> dict[str, Any]:
        """The moment as JSON; `from_wire` gives it back equal."""
        wire = {
            "text": self.text,
            "form": self.form,
            "duration": self.duration.text if self.duration is not None else None,
            "side": self.side,
            "anchor_day": self.anchor_day.isoformat() if self.anchor_day else None,
            "anchor_instant": self.anchor_instant.isoformat() if self.anchor_instant else None,
            "times": [at.isoformat() for at in self.times] or None,
            "unit": self.unit,
            "percent": str(self.percent) if self.percent is not None else None,
            "anchor_path": self.anchor_path or None,
        }
        return {key: value for key, value in wire.items() if value is not None}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> BoundMoment:
        """The moment `to_wire` wrote."""
        percent, duration = wire.get("percent"), wire.get("duration")
        day, instant = wire.get("anchor_day"), wire.get("anchor_instant")
        return cls(
            text=wire["text"],
            form=wire["form"],
            duration=parse_duration(duration) if duration is not None else None,
            side=wire.get("side"),
            anchor_day=date.fromisoformat(day) if day else None,
            anchor_instant=datetime.fromisoformat(instant) if instant else None,
            times=tuple(time.fromisoformat(at) for at in wire.get("times", ())),
            unit=wire.get("unit"),
            percent=Decimal(percent) if percent is not None else None,
            anchor_path=wire.get("anchor_path", ""),
        )
