"""Whether somebody can be reached: here, away with nobody standing in, or gone."""

from datetime import datetime
from typing import Literal

from engine.people import Directory

Reach = Literal["here", "away", "gone"]


def reach_of(person: str, directory: Directory, now: datetime) -> Reach:
    """Somebody away for whom another one stands in counts as here."""
    day = directory.day_of(now)
    if not directory.is_here(person, day):
        return "gone"
    away = directory.is_absent(person, day) and not directory.stand_ins_for(person, day)
    return "away" if away else "here"


def unreachable(directory: Directory, now: datetime) -> frozenset[str]:
    """Everybody whom nobody can reach."""
    return frozenset(one for one in directory.people if reach_of(one, directory, now) != "here")
