"""Answering a turn's questions with the directory and the calendars of the moment. Pure; called inside the commit.

What comes out are events: who may act, when limits are due, who is told, that nobody was found; or a refusal.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never, cast

from engine.people import BoundWho, may_do, people_told, stand_ins_of
from engine.people.finding import find
from engine.runtime import questions as q
from engine.runtime.copies_found import copies_given
from engine.runtime.events import CopiesGiven, LoanEnded, NoticeAddressed, QuestionFailed, Resolved, TaskOffered
from engine.runtime.limits_found import limit_moved
from engine.runtime.people_found import people_found, people_found_anew, people_handed, voters_gone
from engine.runtime.refusals import Parked
from engine.runtime.related import not_related
from engine.runtime.rights_found import loan_refused, may_not_act, not_their_name, one_of_them
from engine.runtime.telling import end_of_half_day, leaving
from engine.runtime.turn import Refusal, Resolution
from engine.runtime.wire import encode
from engine.runtime.world import RULE_FAULTS, World


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
            return may_not_act(question, world, process) or []
        case q.AskNoneOf():
            return one_of_them(question, world) or []
        case q.AskWho():
            offered = people_found(question, world)
            own = [one.task for one in offered if isinstance(one, TaskOffered) and one.task not in question.tasks]
            if question.tasks:
                more_seats[question.tasks[-1]] = own
            return offered
        case q.AskLimit():
            limit = limit_moved(question, world)
            if limit is None:
                return []
            return [limit, *(replace(limit, key=task) for task in more_seats.get(question.key, ()))]
        case q.AskNotice():
            return _notice(question, world, process)
        case q.AskLoan():
            return [*loan_refused(question, world)]
        case q.AskSignature():
            return not_their_name(question, world) or []
        case q.AskVoters():
            return voters_gone(question, world)
        case q.AskReassign():
            return people_handed(question, world, process)
        case q.AskCopies():
            return copies_given(question, world.directory, copied)
        case q.AskAnew():
            return people_found_anew(question, world)
        case q.AskWindow():
            too_soon = question.at < end_of_half_day(question.since, world.calendars, question.calendar)
            return Refusal(question.code, question.message) if too_soon else []
        case q.AskRelated():
            return (world.related is not None and not_related(question, world.related.get(question.to))) or []
        case _:
            assert_never(question)


def _no_answer(question: q.Question, fault: Exception) -> list[Resolved] | Refusal:
    why = str(fault).rstrip(".")
    match question:
        case q.AskMay() | q.AskAct() | q.AskNoneOf() | q.AskCopies():
            message = f"Expected to find out whether {_whoever(question)} may do that, but the rule fails: {why}"
            return Refusal("rule-failed", message)
        case q.AskLoan():
            return [LoanEnded(question.task, question.person, why="rule-failed")]
        case q.AskLimit(recalculated=q.Recalculated()):
            return []  # what the calendars of now cannot say stays as it was
        case q.AskLimit():
            moment = question.due.text if question.due else "its rungs"
            text = f"Expected a time for `{moment}`, but: {why}. Mend the calendar or the data, then retry"
            parked = Parked("due-failed", text)
        case _:
            text = f"Expected a rule that names people, but: {why}. Mend the directory or the data, then retry"
            parked = Parked("who-failed", text)
    return [QuestionFailed(encode(question), parked.code, parked.text)]


def _whoever(question: q.AskMay | q.AskAct | q.AskNoneOf | q.AskCopies) -> str:
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
