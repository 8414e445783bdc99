"""Answering a turn's questions with the directory and the calendars of the moment. Pure; called inside the commit.

What comes out are events: who may act, when limits are due, who is told, that nobody was found; or a refusal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, assert_never, cast

from engine.calendars import BoundMoment, Calendars, Pause, parse_duration
from engine.expressions import EvaluationError, ExpressionError
from engine.people import (
    BoundWho,
    Directory,
    PostTaken,
    Reason,
    SeatAnswer,
    WhoAnswer,
    WhoQuestion,
    may_act,
    may_do,
    people_told,
    resolve_anew,
    resolve_handed,
    resolve_who,
    stand_ins_of,
)
from engine.people.finding import covers, directory_functions, find
from engine.people.rosters import duty_changes
from engine.runtime import questions as q
from engine.runtime.copies_found import copies_given
from engine.runtime.events import (
    CopiesGiven,
    HandOverPutOff,
    LimitSet,
    NobodyFound,
    NoticeAddressed,
    QuestionFailed,
    Resolved,
    TaskOffered,
    VotersLeft,
    VotersListed,
)
from engine.runtime.facts import NO_FACTS, FactQuestion, Facts, NoAnswer
from engine.runtime.limit_keys import seat_beside
from engine.runtime.refusals import Parked
from engine.runtime.telling import end_of_half_day, leaving, works_at
from engine.runtime.turn import Refusal, Resolution
from engine.runtime.wire import encode

RULE_FAULTS = (ValueError, ArithmeticError, ExpressionError, EvaluationError)
"""What a rule of the definition, the directory or a calendar may fail with: `WhoError`, `CalendarError`, dates beyond
time, expressions. Trying again brings the same, so a turn never fails with one of these. All else is a bug."""

SHORT_LIMIT_SECONDS = 300
"""Limits under five minutes send no reminder and no personal notice of the company's rungs (catalogue, G-ESC)."""


@dataclass(frozen=True)
class World:
    """What the core may know of the world: people, time, how busy everybody is, and when the last lists of what was
    raised to people left, or leave (by `engine.runtime.telling.list_of`)."""

    directory: Directory
    calendars: Calendars
    workload: Mapping[str, int] = field(default_factory=dict)
    turns: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None
    zone: str = "Asia/Shanghai"
    lists: Mapping[str, datetime] = field(default_factory=dict)

    def seen_from(self, post: PostTaken | None) -> "World":
        """This world for a case that somebody started for one of their departments."""
        return replace(self, directory=self.directory.seen_from(post))


def resolve(questions: Iterable[q.Question], world: World, *, process: str = "") -> Resolution:
    """Answer every question in order. The first missing right refuses the whole turn.

    A rule that fails keeps nothing waiting: what a person asked is refused (`rule-failed`), every other question is
    answered by `QuestionFailed`, and an incident follows.
    """
    events: list[Resolved] = []
    more_seats: dict[str, list[str]] = {}
    for question in questions:
        try:
            copied = [person for event in events if isinstance(event, CopiesGiven) for person in event.to]
            answer = _answer(question, world, process, more_seats, copied)
        except RULE_FAULTS as fault:
            answer = _no_answer(question, fault)
        if isinstance(answer, Refusal):
            return Resolution((), answer)
        events += answer
    return Resolution(tuple(events))


def _answer(
    question: q.Question, world: World, process: str, more_seats: dict[str, list[str]], copied: list[str]
) -> list[Resolved] | Refusal:
    match question:
        case q.AskMay():
            acting = may_do(question.person, question.who, world.directory, question.at, process=process)
            return [] if acting.ok else Refusal(question.code, question.message, question.field)
        case q.AskAct():
            return _may_not_act(question, world, process) or []
        case q.AskWho():
            offered = _who(question, world)
            own = [one.task for one in offered if isinstance(one, TaskOffered) and one.task not in question.tasks]
            if question.tasks:
                more_seats[question.tasks[-1]] = own
            return offered
        case q.AskLimit():
            limit = _limit(question, world)
            return [limit, *(replace(limit, key=task) for task in more_seats.get(question.key, ()))]
        case q.AskNotice():
            return _notice(question, world, process)
        case q.AskSignature():
            return _not_their_name(question, world) or []
        case q.AskVoters():
            return _gone(question, world)
        case q.AskReassign():
            return _reassign(question, world, process)
        case q.AskCopies():
            return copies_given(question, world.directory, copied)
        case q.AskAnew():
            return _anew(question, world)
        case q.AskWindow():
            too_soon = question.at < end_of_half_day(question.since, world.calendars, question.calendar)
            return Refusal(question.code, question.message) if too_soon else []
        case _:
            assert_never(question)


def _no_answer(question: q.Question, fault: Exception) -> list[Resolved] | Refusal:
    why = str(fault).rstrip(".")
    match question:
        case q.AskMay() | q.AskAct() | q.AskCopies():
            message = f"Expected to find out whether {_whoever(question)} may do that, but the rule fails: {why}"
            return Refusal("rule-failed", message)
        case q.AskLimit():
            moment = question.due.text if question.due else "its rungs"
            text = f"Expected a time for `{moment}`, but: {why}. Mend the calendar or the data, then retry"
            parked = Parked("due-failed", text)
        case _:
            text = f"Expected a rule that names people, but: {why}. Mend the directory or the data, then retry"
            parked = Parked("who-failed", text)
    return [QuestionFailed(encode(question), parked.code, parked.text)]


def _whoever(question: q.AskMay | q.AskAct | q.AskCopies) -> str:
    return str(question.by) if isinstance(question, q.AskCopies) else question.person


def _notice(question: q.AskNotice, world: World, process: str) -> list[Resolved]:
    """Those whose rules can be read are told; the others remain a question."""
    failed: list[tuple[BoundWho, Exception]] = []
    for rule in question.to:
        try:
            find(rule, world.directory, question.at)
        except RULE_FAULTS as fault:
            failed.append((rule, fault))
    unread = tuple(rule for rule, _ in failed)
    rules = tuple(rule for rule in question.to if rule not in unread)
    events: list[Resolved] = []
    if rules or not failed:
        events.append(_addressed(replace(question, to=rules), world, process))
    if failed:
        events += cast(list[Resolved], _no_answer(replace(question, to=unread), failed[0][1]))
    return events


def _addressed(question: q.AskNotice, world: World, process: str) -> NoticeAddressed:
    to, why = people_told(question.to, world.directory, question.at, process=process, lapsed=question.lapsed)
    notice = NoticeAddressed(question.about, to, question.text, question.at, question.task, question.notice)
    if not question.waits:
        return notice
    own = {*question.own, *stand_ins_of(question.own, why)}
    leaves = leaving(to, own, question.about, question.at, world.directory, world.calendars, world.lists)
    return replace(notice, leaves=leaves, raised=tuple(person for person in to if person not in own))


_WHY_NOT = {
    "has-left": "has left",
    "stand-in-ended": "does not stand in any more",
    "stood-in-for": "is stood in for by another",
    "excluded": "is excluded",
}


def _may_not_act(question: q.AskAct, world: World, process: str) -> Refusal | None:
    seat = SeatAnswer(question.candidates, question.holder, question.for_whom)
    banned = {one for rule in question.excluded for one in find(rule, world.directory, question.at)[0]}
    acting = may_act(
        question.person,
        seat,
        world.directory,
        question.at,
        process=process,
        offered_at=question.offered_at,
        excluded_people=banned,
    )
    if acting.refused is None:
        return _beyond_authority(question, acting.on_behalf_of or question.person, world)
    why = _WHY_NOT.get(acting.refused, "may not")
    return Refusal(acting.refused, f"Expected somebody who may act on {question.task}, but {question.person} {why}")


def _beyond_authority(question: q.AskAct, counts: str, world: World) -> Refusal | None:
    """An act for another counts as that one's."""
    if covers(world.directory, counts, question.authority):
        return None
    text = f"Expected somebody who may decide on {question.authority}, but the authority of {counts} does not cover it"
    return Refusal("beyond-authority", text)


def _who(question: q.AskWho, world: World) -> list[Resolved]:
    turn = world.turns.get(f"{question.question.process}/{question.step}", 0)
    answer = resolve_who(replace(question.question, turn=turn), world.directory, world.workload)
    if answer.verdict != "assigned":
        return [NobodyFound(question.instance, answer.verdict, _why(answer), answer.directory_version)]
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


def _not_their_name(question: q.AskSignature, world: World) -> Refusal | None:
    """A signature is the person's name in either language; blanks and small letters do not matter."""
    name = world.directory.name_of(question.person)
    if _plain(question.name) in {_plain(name.zh), _plain(name.en)}:
        return None
    return Refusal(question.code, f"Expected {name.zh} ({name.en}) as a signature, but got {question.name}")


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _gone(question: q.AskVoters, world: World) -> list[Resolved]:
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


def _limit(question: q.AskLimit, world: World) -> LimitSet:
    if question.half_until is not None:
        question = replace(question, due=_half(question, question.half_until, world))
    due = None if question.due is None else _due(question, question.due, world)
    short = due is not None and question.due is not None and _is_short(question, question.due, due, world)
    rungs = {}
    for rung in question.rungs:
        at = None if short and rung.inherited else _rung(rung, question, due, world)
        if at is not None:
            rungs[rung.rung] = (max(at, question.not_before) if question.not_before else at).astimezone(UTC)
    why: dict[str, Any] = {"moment": question.due.text if question.due else ""}
    why["from"] = question.base.astimezone(UTC).isoformat()
    if short:
        why["short"] = True
    at = due.astimezone(UTC) if due else None
    return LimitSet(question.key, at, rungs, question.calendar, world.calendars.version, why)


def _half(question: q.AskLimit, until: datetime, world: World) -> BoundMoment:
    """Half of what is left until then, in working time unless the limit itself counts on the clock."""
    length = question.due.duration if question.due else None
    if length is not None and not length.only_working_time:
        text = f"{max(0, int((until - question.base).total_seconds())) // 2} s"
    else:
        text = f"{max(0, world.calendars.between(question.base, until, question.calendar)) // 2} working s"
    return BoundMoment(text, "within", duration=parse_duration(text))


def _is_short(question: q.AskLimit, bound: BoundMoment, due: datetime, world: World) -> bool:
    return world.calendars.allowed(question.base, due, bound, question.calendar) < SHORT_LIMIT_SECONDS


def _due(question: q.AskLimit, due: BoundMoment, world: World) -> datetime:
    roll: Any = question.roll
    return world.calendars.instant(
        due, question.base, calendar=question.calendar, roll=roll, **_stood_still(question)
    ).at


def _stood_still(question: q.AskLimit) -> dict[str, Any]:
    return {
        "pauses": [Pause(since, until) for since, until in question.pauses],
        "max_pause": parse_duration(question.max_pause) if question.max_pause else None,
    }


def _rung(rung: q.AskRung, question: q.AskLimit, due: datetime | None, world: World) -> datetime | None:
    at = rung.at
    if due is None or question.due is None:
        if at.form == "percent" or at.anchor_path == "due":
            return None
    elif at.form == "percent":
        percent = at.percent or Decimal(100)
        shared = world.calendars.share(
            question.base, due, percent, question.due, question.calendar, **_stood_still(question)
        )
        return shared.at if shared else None
    elif at.anchor_path == "due":
        if _is_due(at):
            return due
        at = at.anchored_at(due)
    roll: Any = rung.roll
    return world.calendars.instant(at, question.base, calendar=rung.calendar, roll=roll).at


def _is_due(at: BoundMoment) -> bool:
    return at.form == "at" and at.duration is None


def _reassign(question: q.AskReassign, world: World, process: str) -> list[Resolved]:
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


def _anew(question: q.AskAnew, world: World) -> list[Resolved]:
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


def _first_at_work(question: q.AskReassign, seats: Sequence[SeatAnswer], world: World) -> datetime:
    """When the first of those who get a task works; people on duty do."""
    if any(rule.kind == "on_duty" for rule in question.who):
        return question.at
    people = [person for seat in seats for person in seat.candidates]
    return min(works_at(person, question.at, world.directory, world.calendars) for person in people)


def look_up(asked: Sequence[FactQuestion], world: World, known: Facts = NO_FACTS) -> Facts:
    """What is known already, and the answers to what expressions must know besides; `NoAnswer` where there is none."""
    functions: dict[str, Any] = {**directory_functions(world.directory), **_calendar_functions(world.calendars)}
    return known.with_answers({one.key: _fact(functions[one.function], one) for one in asked})


def _fact(function: Any, asked: FactQuestion) -> Any:
    try:
        return function(*asked.arguments)
    except (*RULE_FAULTS, TypeError, AttributeError) as fault:  # arguments are whatever an expression hands over
        return NoAnswer(f"{asked.function}: {fault}")


def _calendar_functions(calendars: Calendars) -> dict[str, Any]:
    def days(start: Any, end: Any) -> Any:
        return None if start is None or end is None else Decimal(calendars.working_days_between(start, end))

    def hours(start: Any, end: Any) -> Any:
        return None if start is None or end is None else Decimal(calendars.between(start, end)) / 3600

    return {"working days between": days, "working hours between": hours}
