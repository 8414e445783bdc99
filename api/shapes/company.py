"""The company as it is administered: calendars with their days, the organisation as it is written, what changes do."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from api.shapes.stand_ins import MovedTask
from api.shapes.wire import Body, Instant, Person, Shape, Words

Yaml = Annotated[str, Field(min_length=1, max_length=1_500_000)]
DayKindTold = Literal["open", "closed", "weekly", "holiday", "make_up", "extra"]


class CalendarTold(Shape):
    """A calendar. `provisional`: of this year and the next, those whose holidays are not announced yet."""

    id: str
    name: Words
    zone: str
    is_default: bool
    holidays: str | None
    provisional: list[int]


class LimitsFollow(Shape):
    """How far open limits follow the calendars in force: since when these are, by whom and why they were changed; how
    many cases were told, and how many have still to be looked at."""

    version: int
    at: Instant
    by: Person | None
    reason: str
    told: int
    left: int


class CalendarsTold(Shape):
    """All calendars, the company's first. `may_change`: the asker may, and sees how far limits `follow`."""

    items: list[CalendarTold]
    today: date
    may_change: bool
    follow: LimitsFollow | None = None


class DayTold(Shape):
    """A day: why it is as it is, its hours (`09:00-12:00`), what the day is called."""

    date: date
    kind: DayKindTold
    hours: list[str]
    name: Words
    provisional: bool


class MonthTold(Shape):
    """A month of a calendar."""

    calendar: str
    days: list[DayTold]


class CalendarChange(Body):
    """A calendar, a holiday table or a notice of holidays, as its YAML file has it."""

    text: Yaml


class CalendarApplied(CalendarChange):
    """The same, to be put in force: why, and what was looked at before (`CalendarEffect.seen`)."""

    reason: Annotated[str, Field(max_length=2000)]
    seen: Annotated[str, Field(max_length=64)]


class DayChanged(Shape):
    """A day with other hours than before."""

    calendar: Words
    date: date
    before: list[str]
    now: list[str]


class LimitMoved(Shape):
    """An open limit that would be due at another instant; `breached`: it would be past then."""

    case_id: str
    business_key: str
    step: Words
    was: Instant
    due: Instant
    breached: bool


class CalendarEffect(Shape):
    """What a change does. `looked`: at how many open limits, `all_limits`: these are all. `seen` names it."""

    seen: str

    days: list[DayChanged]
    more_days: int
    looked: int
    all_limits: bool
    moved: list[LimitMoved]
    count_moved: int
    count_breached: int


class CompanyVersion(Shape):
    """A version of organisation and calendars."""

    version: int
    at: Instant
    by: Person | None


class OrganisationTold(Shape):
    """The organisation as it is written, and its versions, the latest first."""

    text: str
    versions: list[CompanyVersion]


class OrganisationText(Body):
    """An organisation; `version`: the one it was made from, so that nobody's change is lost."""

    text: Yaml
    version: Annotated[int, Field(ge=0)]


class FileProblem(Shape):
    """What is wrong with a file, and in which line, where that is known."""

    line: int | None
    said: Words


class OrganisationChecked(Shape):
    """What an organisation would do: what is wrong with it, or whose open tasks would move. `all_cases`: all were
    looked at."""

    problems: list[FileProblem]
    moved: list[MovedTask]
    more: int
    all_cases: bool
