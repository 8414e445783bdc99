"""From the people a rule found to the candidates of a seat: the absent, their stand-ins, and who is picked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from engine.people.directory import Directory
from engine.people.reasons import Code, Reason
from engine.people.who import BoundWho, SeatAnswer, each_once


def present(
    found: tuple[str, ...], directory: Directory, day: date, process: str, *, named: bool
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Who of several found stays a candidate: the absent without a stand-in only where nobody else is there.

    Somebody `named` in person stays in any case: the task is meant for nobody else.
    """
    away = tuple(
        one for one in found if directory.is_absent(one, day) and not directory.stand_ins_for(one, day, process)
    )
    if not away:
        return found, ()
    there = tuple(one for one in found if one not in away)
    if named or not there:
        return found, (Reason("absent_kept", away),)
    return there, (Reason("absent_left_out", away),)


def with_stand_ins(
    people: tuple[str, ...],
    banned: frozenset[str],
    directory: Directory,
    day: date,
    process: str,
    voters: frozenset[str] = frozenset(),
    offered: date | None = None,
    amount: Decimal | None = None,
) -> SeatAnswer:
    """The candidates with those who stand in for them. Both may act, unless the stand-in does alone.

    A stand-in's own stand-ins do not count. One who may act anyway acts for nobody but themselves. `voters` have a vote
    of their own in the same step and cast no second one: the next stand-in does. `offered`: the day since which the
    task is open, so that not everybody who has come to stand in since is added. `amount`: what is decided on.
    """
    candidates: list[str] = []
    stand_ins: dict[str, str] = {}
    why: list[Reason] = []
    for person in people:
        alone = False
        for relation in directory.stand_ins_for(person, day, process):
            if not relation.reaches(offered) or not relation.covers(amount):
                continue
            if relation.person in banned or not directory.is_here(relation.person, day):
                why.append(Reason("stand_in_excluded", (relation.person,), (person,)))
                continue
            if relation.person in voters:
                why.append(Reason("stand_in_votes", (relation.person,), (person,)))
                continue
            alone = alone or relation.only
            code: Code = "stands_in_alone" if relation.only else "stands_in"
            why.append(Reason(code, (relation.person,), (person,)))
            if relation.person not in people:
                stand_ins.setdefault(relation.person, person)
        if not alone:
            candidates.append(person)
    return SeatAnswer(each_once([*candidates, *stand_ins]), None, stand_ins, tuple(why))


def assigned(
    seat: SeatAnswer, who: BoundWho, found: tuple[str, ...], workload: Mapping[str, int], turn: int, seed: str
) -> SeatAnswer:
    """The seat with its assignee, where it is somebody's without claiming: picked, or the one person named."""
    if who.pick is not None:
        own = tuple(one for one in seat.candidates if one not in seat.for_whom) or seat.candidates
        picked = _picked(who.pick, own, workload, turn, seed)
        why = (*seat.why, Reason(who.pick, (picked,), own))
        return SeatAnswer(seat.candidates, picked, seat.for_whom, why)
    if (who.kind == "person" or who.each) and len(found) == 1:
        holder = found[0] if found[0] in seat.candidates else seat.candidates[0]
        return SeatAnswer(seat.candidates, holder, seat.for_whom, seat.why)
    return seat


def _picked(how: str, people: tuple[str, ...], workload: Mapping[str, int], turn: int, seed: str) -> str:
    if how == "least_busy":
        return min(people, key=lambda person: workload.get(person, 0))
    if how == "round_robin":
        return people[turn % len(people)]
    drawn = hashlib.sha256(f"{seed}:{turn}".encode()).digest()
    return people[int.from_bytes(drawn[:8]) % len(people)]
