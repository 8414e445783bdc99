"""Business time: durations, moments, calendars, schedules, and the receipt of every count.

Nothing in here reads a clock or a file: calendars come as the data of their YAML files, instants with the question.
"""

from engine.calendars.calendars import Calendars, Instant
from engine.calendars.duration_text import parse_duration
from engine.calendars.durations import Duration
from engine.calendars.errors import CalendarError, TimeTextError
from engine.calendars.moment_text import parse_moment, parse_rung_moment
from engine.calendars.moments import BoundMoment, Moment
from engine.calendars.placing import Roll, Rolled
from engine.calendars.receipts import Receipt
from engine.calendars.schedules import Schedule, parse_schedule
from engine.calendars.shares import Pause
from engine.calendars.texts import Text

__all__ = [
    "BoundMoment",
    "CalendarError",
    "Calendars",
    "Duration",
    "Instant",
    "Moment",
    "Pause",
    "Receipt",
    "Roll",
    "Rolled",
    "Schedule",
    "Text",
    "TimeTextError",
    "parse_duration",
    "parse_moment",
    "parse_rung_moment",
    "parse_schedule",
]
