"""Whom to tell: the people a notice is for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from engine.people.directory import Directory
from engine.people.finding import find
from engine.people.reasons import Reason
from engine.people.superiors import deputy_of
from engine.people.who import BoundWho, each_once


def stand_ins_of(people: Iterable[str], why: Iterable[Reason]) -> tuple[str, ...]:
    """Those who are told because they stand in for one of these."""
    absent = set(people)
    found = (one.people for one in why if one.code == "stands_in" and absent & set(one.of))
    return each_once(person for several in found for person in several)


def people_told(
    to: Iterable[BoundWho],
    directory: Directory,
    at: datetime,
    *,
    process: str = "",
    lapsed: Iterable[str] = (),
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Everybody the rules name, each once, with those who stand in for them.

    `lapsed`: those whose own lapse it is. Where one of them has nobody above, their deputy is told as well.
    """
    told: list[str] = []
    why: list[Reason] = []
    day = directory.day_of(at)
    for rule in to:
        found, reasons = find(rule, directory, at)
        why += reasons
        for person in found:
            told.append(person)
            for relation in directory.stand_ins_for(person, day, process):
                if directory.is_here(relation.person, day):
                    told.append(relation.person)
                    why.append(Reason("stands_in", (relation.person,), (person,)))
    deputies = [(deputy_of(directory, person), person) for person in lapsed]
    why += [Reason("deputy", (deputy,), (person,)) for deputy, person in deputies if deputy]
    return each_once([*told, *(deputy for deputy, _ in deputies if deputy)]), tuple(why)
