"""Who may act on an open task once the directory has changed: its rule is asked anew, what people have begun stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.people.directory import Directory
from engine.people.finding import excluded
from engine.people.resolving import resolve_who
from engine.people.who import BoundWho, SeatAnswer, WhoAnswer, WhoQuestion, each_once


@dataclass(frozen=True)
class Standing:
    """Who has an open task. `touched`: its holder has begun it (claimed it, lent it, asked others for something).

    `handed_on`: it is theirs by a transfer or a rung of its limit, not by the rule of its step.
    """

    offered: tuple[str, ...] = ()
    holder: str | None = None
    for_whom: Mapping[str, str] = field(default_factory=dict)
    touched: bool = False
    handed_on: bool = False


def resolve_anew(
    question: WhoQuestion, standing: Standing, directory: Directory, workload: Mapping[str, int]
) -> WhoAnswer | None:
    """Who may act on the one seat of a task from now on; None: nothing changes.

    Who has begun a task keeps it as long as they are there and not excluded. One that was handed on stays with those
    of them who are there. For all others, and where nobody is left, the rule of the step is asked.
    """
    kept = _kept(question, standing, directory)
    if kept is not None and standing.handed_on:
        return _unless_same(kept, standing, WhoAnswer((kept,), "assigned", directory.version, (0,)))
    answer = resolve_who(question, directory, workload)
    if answer.verdict != "assigned":
        begun = kept if kept is not None and standing.touched and kept.assignee else None
        return answer if begun is None else _unless_same(begun, standing, replace(answer, seats=(begun,)))
    seat = _with_holder(answer.seats[0], kept, standing)
    return _unless_same(seat, standing, replace(answer, seats=(seat,)))


def resolve_handed(
    question: WhoQuestion, person: str, to: str, directory: Directory, workload: Mapping[str, int]
) -> tuple[WhoAnswer, str]:
    """Who may act on the seat of a task that is handed over from a person: the other one.

    Who may not have it leaves it to the rule, asked without the person; then with the code why.
    """
    rule = question.rules[0]
    theirs = replace(question, rules=(replace(BoundWho.people(to), exclude=rule.exclude),), when_nobody="incident")
    answer = resolve_who(theirs, directory, workload)
    if answer.verdict == "assigned" and answer.seats[0].assignee in (to, *_standing_in(answer.seats[0], to)):
        return answer, ""
    code = "excluded" if to in excluded(rule, directory, question.at) else "not-allowed"
    without = replace(rule, exclude=(*rule.exclude, BoundWho.people(person)))
    return resolve_who(replace(question, rules=(without,)), directory, workload), code


def _standing_in(seat: SeatAnswer, person: str) -> tuple[str, ...]:
    return tuple(one for one, whom in seat.for_whom.items() if whom == person)


def _kept(question: WhoQuestion, standing: Standing, directory: Directory) -> SeatAnswer | None:
    """Those who have the task now and still may; None where nobody of them does."""
    day = directory.day_of(question.at)
    banned = excluded(question.rules[0], directory, question.at)
    if question.approval and question.when_initiator != "allow":
        banned |= {*question.successors, *((question.initiator,) if question.initiator else ())}
    people = each_once([*standing.offered, *([standing.holder] if standing.holder else [])])
    staying = tuple(one for one in people if directory.is_here(one, day) and one not in banned)
    if not staying:
        return None
    holder = standing.holder if standing.holder in staying else None
    return SeatAnswer(staying, holder, {one: whom for one, whom in standing.for_whom.items() if one in staying})


def _with_holder(seat: SeatAnswer, kept: SeatAnswer | None, standing: Standing) -> SeatAnswer:
    """The seat with the holder who stays: one whom the rule still finds, or who has begun it."""
    if standing.holder is None:
        pooled = set(standing.offered) & set(seat.candidates)
        return replace(seat, assignee=None) if pooled else seat
    holder = kept.assignee if kept is not None else None
    if holder is None or kept is None or not (holder in seat.candidates or standing.touched):
        return seat
    if holder in seat.candidates:
        return replace(seat, assignee=holder)
    for_whom = {**seat.for_whom, **{one: whom for one, whom in kept.for_whom.items() if one == holder}}
    return replace(seat, candidates=(*seat.candidates, holder), assignee=holder, for_whom=for_whom)


def _unless_same(seat: SeatAnswer, standing: Standing, answer: WhoAnswer) -> WhoAnswer | None:
    had = {*standing.offered, *([standing.holder] if standing.holder else [])}
    same = set(seat.candidates) == had and seat.assignee == standing.holder and bool(had)
    return None if same else answer
