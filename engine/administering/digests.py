"""Before days off, in the afternoon: what lapses before noon of the next working day, for each who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.administering.absences import day_of
from engine.calendars import Calendars, Text
from engine.people import Directory

AFTERNOON = time(14)
MOST_LISTED = 20


@dataclass(frozen=True)
class Ahead:
    """A task that lapses soon: of which case and step, whose it is, due when."""

    case: str
    step: Text
    people: tuple[str, ...]
    due: datetime


def week_ends(directory: Directory, calendars: Calendars, now: datetime) -> bool:
    """Whether it is the afternoon of a working day after which the company is closed for a day or more."""
    first, next_day = day_of(directory, now)
    if now.astimezone(directory.zone).time() < AFTERNOON or calendars.between(first, now) <= 0:
        return False
    return calendars.between(next_day, next_day + timedelta(days=1)) <= 0


def told_ahead(ahead: Sequence[Ahead], count: int, until: datetime, directory: Directory) -> Text:
    """What a letter says of it: how many there are, and the first of them with whose they are."""
    at = f"{until.astimezone(directory.zone):%m-%d %H:%M}"
    zh = [f"{at} 前到期 {count} 件，可催办或改派："]
    en = [f"Due before {at}: {count}. You may nudge, or give them to somebody else."]
    for one in ahead[:MOST_LISTED]:
        names = [directory.name_of(person) for person in one.people[:3]]
        due = f"{one.due.astimezone(directory.zone):%m-%d %H:%M}"
        zh.append(f"{one.case} {one.step.zh}（{'、'.join(name.zh for name in names)}，{due}）")
        en.append(f"{one.case} {one.step.en} ({', '.join(name.en for name in names)}, {due})")
    if count > min(len(ahead), MOST_LISTED):
        more = count - min(len(ahead), MOST_LISTED)
        zh.append(f"……另有 {more} 件")
        en.append(f"… and {more} more")
    return Text("\n".join(zh), "\n".join(en))


def digest_key(person: str, day: date) -> str:
    """The name of a letter: one a person and day."""
    return f"week-ahead/{person}/{day.isoformat()}"
