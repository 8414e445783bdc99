"""What a decision will do, in one sentence: who gets it next, about when, or how it ends."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.insight.previewing import Preview
from engine.scenarios.names import WEEKDAYS_ZH, Names

FEW = 3
"""So many people are named; of more, the first one and how many they are."""
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def told(shown: Preview, names: Names, now: datetime, *, straight_back: bool = False) -> str:
    """The sentence, in the language of the names."""
    if shown.waits:
        return names.pick("记入您的意见，还等其他人", "your opinion counts, others are still asked")
    parts = [names.step(step) for step in shown.going_on]
    parts += [_next(step, people, shown.due.get(step), names, now) for step, people in shown.offered.items()]
    if shown.ends is not None:
        end = names.step(shown.ends)
        parts.append(names.pick(f"流程结束：{end}", f"the case ends as {end}"))
    if straight_back:
        parts.append(names.pick("改后直接回您", "then straight back to you"))
    return names.pick("；", "; ").join(parts) or names.pick("本步完成", "this step is done")


def _next(step: str, people: Sequence[str], due: datetime | None, names: Names, now: datetime) -> str:
    who = " ".join(one for one in (_department(people, names), _people(people, names)) if one)
    when = about(due, names, now)
    said = names.pick(f"{names.step(step)} {who}", f"{names.step(step)}: {who}")
    return names.pick(f"{said}，{when}", f"{said}, {when}") if when else said


def _people(people: Sequence[str], names: Names) -> str:
    if len(people) <= FEW:
        return names.people(people)
    first = names.person(people[0])
    return names.pick(f"{first}等{len(people)}人", f"{first} and {len(people) - 1} others")


def _department(people: Sequence[str], names: Names) -> str:
    """The one they all belong to."""
    known = [names.directory.person(one) for one in people] if names.directory is not None else []
    found = list(dict.fromkeys(one.department for one in known if one is not None and one.department))
    return names.department(found[0]) if len(found) == 1 else ""


def about(at: datetime | None, names: Names, now: datetime) -> str:
    """About when, in a word: today, a day of this week, a date."""
    if at is None:
        return ""
    local, today = at.astimezone(names.zone), now.astimezone(names.zone).date()
    away = local.date() - today
    if away < timedelta(1):
        return names.pick(f"今天{local:%H:%M}前", f"by {local:%H:%M} today")
    if away < timedelta(2):
        return names.pick("约明天", "about tomorrow")
    if away < timedelta(7):
        day = local.weekday()
        return names.pick(f"约{WEEKDAYS_ZH[day]}", f"about {_WEEKDAYS_EN[day]}")
    return names.pick(f"约{local.month}月{local.day}日", f"about {local:%Y-%m-%d}")
