"""Business time: durations, moments, calendars, schedules, and the receipt of every count."""

from engine.calendars.duration_text import parse_duration
from engine.calendars.durations import Duration
from engine.calendars.errors import CalendarError, TimeTextError
from engine.calendars.moment_text import parse_moment, parse_rung_moment
from engine.calendars.moments import BoundMoment, Moment

__all__ = [
    "BoundMoment",
    "CalendarError",
    "Duration",
    "Moment",
    "TimeTextError",
    "parse_duration",
    "parse_moment",
    "parse_rung_moment",
]
