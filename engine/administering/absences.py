"""What is due today of somebody who is away, nobody standing in: it is on their superior's page when the day begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from engine.calendars import Calendars, Text
from engine.people import Directory, superiors_of


@dataclass(frozen=True)
class DueTask:
    """An open task that is due on a day, of the process whose stand-ins count; `case` is the key of its case."""

    case_id: str
    case: str
    task: str
    step: str
    process: str
    due: datetime
    people: tuple[str, ...]


@dataclass(frozen=True)
class DueOfAbsent:
    """What is due of one person who is away."""

    person: str
    tasks: tuple[DueTask, ...]


def day_has_begun(directory: Directory, calendars: Calendars, now: datetime) -> bool:
    """Whether work has begun on the company's day; never on a day off."""
    return calendars.between(day_of(directory, now)[0], now) > 0


def day_of(directory: Directory, now: datetime) -> tuple[datetime, datetime]:
    """The first instant of the company's day, and the first one after it."""
    day = directory.day_of(now)
    first = datetime.combine(day, time.min, directory.zone)
    return first, datetime.combine(day + timedelta(days=1), time.min, directory.zone)


def due_while_absent(tasks: Iterable[DueTask], directory: Directory, day: date) -> dict[str, list[DueOfAbsent]]:
    """For each superior, what is due of people of theirs who are away without a stand-in: the nearest one who is there.

    A task that somebody else may do as well is not listed: it waits for nobody.
    """
    of_person: dict[str, list[DueTask]] = {}
    for task in tasks:
        if len(task.people) == 1 and _is_missed(task.people[0], task.process, directory, day):
            of_person.setdefault(task.people[0], []).append(task)
    told: dict[str, list[DueOfAbsent]] = {}
    for person, due in of_person.items():
        superior = _who_is_there(superiors_of(directory, person), directory, day)
        if superior is not None:
            told.setdefault(superior, []).append(DueOfAbsent(person, tuple(due)))
    return told


def told_as(due: Iterable[DueOfAbsent], directory: Directory) -> Text:
    """What a letter to the superior says of it: for each who is away, what is due."""
    zh, en = [], []
    for one in due:
        name, listed = directory.name_of(one.person), [f"{task.case}/{task.step}" for task in one.tasks]
        zh.append(f"{name.zh} 不在岗且无人代理，今天到期：{_counted(listed, '、', '等 {} 件')}")
        en.append(f"{name.en} is away, nobody stands in, and today is due: {_counted(listed, ', ', ', {} in all')}")
    return Text("；".join(zh), "; ".join(en))


MOST_LISTED = 20


def _counted(listed: list[str], between: str, rest: str) -> str:
    """Some of them, and how many there are where these are not all."""
    more = rest.format(len(listed)) if len(listed) > MOST_LISTED else ""
    return between.join(listed[:MOST_LISTED]) + more


def _is_missed(person: str, process: str, directory: Directory, day: date) -> bool:
    if not directory.is_absent(person, day):
        return False
    stand_ins = directory.stand_ins_for(person, day, process)
    return not any(directory.is_here(one.person, day) and not directory.is_absent(one.person, day) for one in stand_ins)


def _who_is_there(chain: tuple[str, ...], directory: Directory, day: date) -> str | None:
    there = (one for one in chain if directory.is_here(one, day) and not directory.is_absent(one, day))
    return next(there, None)
