"""Answering who may act: by the rule, by a rung, or when the directory has changed. Pure; called inside the commit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine.people import Reason, SeatAnswer, WhoAnswer, WhoQuestion, resolve_anew, resolve_handed, resolve_who
from engine.people.rosters import duty_changes
from engine.runtime import questions as q
from engine.runtime.events import (
    HandOverPutOff,
    NobodyFound,
    NoticeAddressed,
    Resolved,
    TaskOffered,
    VotersLeft,
    VotersListed,
)
from engine.runtime.limit_keys import seat_beside
from engine.runtime.telling import works_at
from engine.runtime.world import World


def people_found(question: q.AskWho, world: World) -> list[Resolved]:
    turn = world.turns.get(f"{question.question.process}/{question.step}", 0)
    answer = resolve_who(replace(question.question, turn=turn), world.directory, world.workload)
    if answer.verdict != "assigned":
        left_alone = question.tasks if question.handover is not None else ()
        why = _why(answer)
        return [NobodyFound(question.instance, answer.verdict, why, answer.directory_version, tasks=left_alone)]
    events: list[Resolved] = []
    if answer.left:
        left = {"reasons": [reason.to_wire() for reason in answer.left]}
        events.append(VotersLeft(question.instance, left, answer.directory_version))
    if question.listed:
        return [*events, VotersListed(question.instance, _in_order(answer, question), answer.directory_version)]
    for number, seat in enumerate(answer.seats):
        rule = answer.rules[number]
        own = number < len(question.tasks)
        task = question.tasks[number] if own else seat_beside(question.tasks[-1], number - len(question.tasks) + 2)
        why = {"reasons": [reason.to_wire() for reason in seat.why], **_picked_by(question.question, rule, turn, world)}
        offered = TaskOffered(
            task,
            question.instance,
            question.step,
            question.first_seat + number,
            seat.candidates,
            seat.assignee,
            dict(seat.for_whom),
            why,
            answer.directory_version,
            rule=question.first_seat + rule,
            until=_shift_ends(question.question, rule, world),
        )
        events += [offered] if question.handover is None else _handed_over(offered, question, question.handover)
    return events


def _picked_by(question: WhoQuestion, rule: int, turn: int, world: World) -> dict[str, Any]:
    """What a pick rests on besides question and directory, so that the record can answer the question again."""
    match question.rules[rule].pick:
        case None:
            return {}
        case "least_busy":
            return {"inputs": {"workload": dict(world.workload)}}
        case _:
            return {"inputs": {"turn": turn}}


def _shift_ends(question: WhoQuestion, rule: int, world: World) -> datetime | None:
    """When others are on duty than those a rule has found; None for rules that ask no roster."""
    who = question.rules[rule]
    changes = duty_changes(world.directory, who, question.at) if who.kind == "on_duty" else None
    return changes.astimezone(UTC) if changes else None


def _handed_over(offered: TaskOffered, question: q.AskWho, handover: q.Handover) -> list[Resolved]:
    """A task of the shift before: who has it keeps it while they are on duty, else the next ones are told."""
    offered = replace(offered, rule=handover.rule)
    if handover.holder is None:
        return [offered]
    if handover.holder in offered.to:
        return [replace(offered, assignee=handover.holder)]
    about, at = f"{question.step}.handed_over", question.question.at
    told = NoticeAddressed(about, offered.to, handover.note or None, at, offered.task, handover.notice)
    return [replace(offered, relieved=handover.holder), told]


def voters_gone(question: q.AskVoters, world: World) -> list[Resolved]:
    """The open seats all of whose people have left the company."""
    day = world.directory.day_of(question.at)
    gone = {
        task: people
        for task, people in question.seats
        if not any(world.directory.is_here(person, day) for person in people)
    }
    if not gone:
        return []
    reasons = [Reason("has_left", people).to_wire() for people in gone.values()]
    why = {"reasons": reasons}
    return [VotersLeft(question.instance, why, world.directory.version, tuple(gone))]


def _in_order(answer: WhoAnswer, question: q.AskWho) -> tuple[dict[str, Any], ...]:
    """The voters one after another: a person where the seat is one person's, else None, for whoever takes it."""
    listed = []
    for rule, seat in zip(answer.rules, answer.seats, strict=True):
        alone = question.question.rules[rule].each
        person = seat.for_whom.get(seat.candidates[0], seat.candidates[0]) if alone else None
        listed.append({"seat": rule, "person": person})
    return tuple(listed)


def _why(answer: WhoAnswer) -> dict[str, Any]:
    return {"reasons": [reason.to_wire() for seat in answer.seats for reason in seat.why]}


def people_handed(question: q.AskReassign, world: World, process: str) -> list[Resolved]:
    asked = WhoQuestion(question.who, question.at, process)
    seats = [seat for seat in resolve_who(asked, world.directory, world.workload).seats if seat.candidates]
    if not seats:
        return []
    first = _first_at_work(question, seats, world)
    if question.waits_for and first > question.at:
        people = tuple(dict.fromkeys(person for seat in seats for person in seat.candidates))
        return [HandOverPutOff(question.task, question.waits_for, people, first, question.held)]
    held = question.held if question.add else ()
    to = tuple(dict.fromkeys([*held, *(person for seat in seats for person in seat.candidates)]))
    for_whom = {person: whom for seat in seats for person, whom in seat.for_whom.items()}
    assignee = seats[0].assignee if len(seats) == 1 and not question.add else None
    why = {"rung": question.reason, "reasons": [reason.to_wire() for seat in seats for reason in seat.why]}
    return [TaskOffered(question.task, "", "", 0, to, assignee, for_whom, why, world.directory.version, moved=True)]


def _first_at_work(question: q.AskReassign, seats: Sequence[SeatAnswer], world: World) -> datetime:
    """When the first of those who get a task works; people on duty do."""
    if any(rule.kind == "on_duty" for rule in question.who):
        return question.at
    people = [person for seat in seats for person in seat.candidates]
    return min(works_at(person, question.at, world.directory, world.calendars) for person in people)


def people_found_anew(question: q.AskAnew, world: World) -> list[Resolved]:
    """Who has an open task from now on, where that is another than it was; or that nobody has it any more."""
    asked, had, hand = question.question, question.standing, question.hand
    refused = ""
    if hand is not None:
        answer, refused = resolve_handed(asked, hand.person, hand.to, world.directory, world.workload)
    else:
        found = resolve_anew(asked, had, world.directory, world.workload)
        if found is None:
            return []
        answer = found
    version = answer.directory_version
    before = {"to": list(had.offered), "holder": had.holder, "directory": question.before}
    why: dict[str, Any] = {**_why(answer), "before": before}
    if hand is not None:
        why["handed_over"] = {"from": hand.person, "to": hand.to, "comment": hand.comment, "refused": refused}
    if answer.verdict != "assigned":
        verdict: Any = "skip" if answer.verdict == "skip" else "gone"
        return [NobodyFound(question.instance, verdict, why, version, tasks=(question.task,))]
    (seat,) = answer.seats
    offered = TaskOffered(
        question.task,
        "",
        "",
        0,
        seat.candidates,
        seat.assignee,
        dict(seat.for_whom),
        why,
        version,
        moved=True,
        anew=True,
        until=None if had.handed_on else _shift_ends(question.question, 0, world),
    )
    return [offered]
