"""What a stuck case does: money at stake, how late it is or how soon, how many others wait for it. Age comes last."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from engine.insight.situation import Known, Situation
from engine.insight.stuck import Stuck, StuckClass
from engine.model.types import field_at
from engine.runtime.limit_keys import read_key

WORKING_HOUR = 3600
WORKING_DAY = 8 * WORKING_HOUR
CLASS_POINTS: Mapping[StuckClass, int] = {"cannot_move": 10, "does_not_move": 5, "will_be_late": 0}


@dataclass(frozen=True)
class Harm:
    """`field` is the path of the summary that says the amount. `left`: working seconds until `due`; less than nothing:
    so much too late. `blocked`: cases that wait for this one."""

    field: str | None
    amount: Decimal | None
    due: datetime | None
    left: int | None
    blocked: int


def harm_of(situation: Situation, summary: Mapping[str, Any], blocked: int, now: datetime, known: Known) -> Harm:
    """What a case does by standing still."""
    field, amount = _at_stake(situation, summary)
    due, calendar = _nearest(situation)
    left = None if due is None else _left(due, now, known, calendar)
    return Harm(field, amount, due, left, blocked)


def weight_of(found: Stuck, harm: Harm) -> int:
    """By what a list of stuck cases is sorted, the highest first."""
    age = min(9, found.stuck_for // WORKING_DAY)
    return _money(harm.amount) + _lateness(harm.left) + min(20, 5 * harm.blocked) + CLASS_POINTS[found.stuck] + age


def _money(amount: Decimal | None) -> int:
    """Up to 40: nothing below a hundred, eight for each place before the point above that."""
    if amount is None or amount <= 100:
        return 0
    return min(40, int(8 * (math.log10(float(amount)) - 2)))


def _lateness(left: int | None) -> int:
    """Up to 30: late by how many working days; else how near it is."""
    if left is None:
        return 0
    if left < 0:
        return 20 + min(10, -left // WORKING_DAY)
    return 16 if left < WORKING_DAY // 2 else 12 if left < WORKING_DAY else 6 if left < 3 * WORKING_DAY else 0


def _at_stake(situation: Situation, summary: Mapping[str, Any]) -> tuple[str | None, Decimal | None]:
    """The first amount of money of the case's summary."""
    fields = situation.plan.definition.data if situation.plan else {}
    for path, value in summary.items():
        field = field_at(fields, path)
        if field is None or field.type != "money" or value is None:
            continue
        try:
            return path, abs(Decimal(str(value)))
        except InvalidOperation:
            continue
    return None, None


def _nearest(situation: Situation) -> tuple[datetime | None, str | None]:
    """The first due time it is under, its own or that of a step, and the calendar that counts for it."""
    dues = [(here.first_due, here.step) for here in situation.standing if here.first_due is not None]
    whole = [
        (one.due, None)
        for one in situation.limits
        if one.due is not None and one.paused_since is None and read_key(one.key).is_of_the_whole
    ]
    if not dues and not whole:
        return None, None
    due, step = min([*dues, *whole], key=lambda one: one[0])
    return due, situation.calendar(step)


def _left(due: datetime, now: datetime, known: Known, calendar: str | None) -> int:
    if due >= now:
        return known.working(now, due, calendar)
    return -known.working(due, now, calendar)
