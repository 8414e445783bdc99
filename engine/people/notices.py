"""Whom to tell: the people a notice is for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from engine.people.directory import Directory
from engine.people.finding import find
from engine.people.reasons import Reason
from engine.people.superiors import told_of_lapses
from engine.people.who import BoundWho, each_once


def people_told(
    to: Iterable[BoundWho], directory: Directory, at: datetime, *, process: str = ""
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Everybody the rules name, each once, with those who stand in for them.

    `manager of` somebody at the top is their deputy here: a lapse of the general manager reaches somebody too.
    """
    told: list[str] = []
    why: list[Reason] = []
    day = directory.day_of(at)
    for rule in to:
        found, reasons = find(rule, directory, at, told_of_lapses)
        why += reasons
        for person in found:
            told.append(person)
            for relation in directory.stand_ins_for(person, day, process):
                if directory.is_here(relation.person, day):
                    told.append(relation.person)
                    why.append(Reason("stands_in", (relation.person,), (person,)))
    return each_once(told), tuple(why)
