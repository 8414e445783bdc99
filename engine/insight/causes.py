"""Why a step does not go on: a cause out of a closed list, with the evidence for it.

The list is what the engine can prove (design, section 7). Evidence is data; pages and command line put it into words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from engine.insight.reach import reach_of
from engine.insight.situation import Known, Parked, Seat, Situation, Standing
from engine.runtime.limit_keys import read_key

CauseCode = Literal[
    "assignee-has-not-acted",
    "assignee-away",
    "nobody-may-act",
    "nobody-has-claimed",
    "vote-short",
    "waiting-for-initiator",
    "waiting-for-message",
    "waiting-for-timer",
    "waiting-for-condition",
    "waiting-for-batch",
    "clock-paused",
    "service-failing",
    "waiting-for-service",
    "no-worker",
    "workflow-failing",
    "data-gives-no-answer",
    "join-dead",
    "called-case",
    "engine-behind",
]

CANNOT_MOVE: frozenset[CauseCode] = frozenset(
    {"nobody-may-act", "no-worker", "workflow-failing", "data-gives-no-answer", "join-dead", "engine-behind"}
)
"""Causes by which a case cannot move, whoever may wish it to."""

EvidenceCode = Literal[
    "held", "offered", "away", "gone", "voted", "returned", "hears", "other-message", "paused", "failed", "incident",
    "calls", "due", "usual", "least", "waits", "list", "seen-outside",
]  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """One thing that proves a cause. `values` are texts, numbers (`working`: seconds) and instants."""

    code: EvidenceCode
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StepCause:
    """Why a step is still open. `people` can act on it; `blocked`: it cannot move by anything that is expected.

    `root` is the case in which the cause lies, where that is a called one.
    """

    step: str
    instance: str
    cause: CauseCode
    since: datetime
    people: tuple[str, ...] = ()
    due: datetime | None = None
    blocked: bool = False
    evidence: tuple[Evidence, ...] = ()
    root: str | None = None


def cause_of(situation: Situation, here: Standing, now: datetime, known: Known) -> StepCause:
    """Why the case still stands at a step."""
    parked = next((one for one in situation.parked if one.instance == here.instance), None)
    if parked is not None:
        return parked_cause(parked)
    if here.batch is not None:
        return _made(here, "waiting-for-batch", [Evidence("list", {"list": here.batch})])
    if here.seats:
        return _of_people(situation, here, now, known)
    match here.kind:
        case "user_task":
            return _made(here, "nobody-may-act", [Evidence("offered", {"to": []})], blocked=True)
        case "wait":
            return _of_wait(situation, here)
        case "service_task":
            return _of_service(here)
        case "call_process":
            return _of_call(situation, here, now, known)
        case _:
            return _made(here, "engine-behind", [Evidence("waits", {"kind": here.kind})], blocked=True)


def parked_cause(parked: Parked) -> StepCause:
    """Why an incident's step is parked: nothing but a person moves it."""
    told = Evidence("incident", {"code": parked.code, "text": parked.text, "since": parked.since})
    return StepCause(
        parked.step, parked.instance, _PARKED.get(parked.code) or _parked(parked.code), parked.since, blocked=True,
        evidence=(told,),
    )  # fmt: skip


_PARKED: dict[str, CauseCode] = {
    "nobody-found": "nobody-may-act",
    "not-people": "nobody-may-act",
    "join-unreachable": "join-dead",
    "vote-undecided": "vote-short",
}


def _parked(code: str) -> CauseCode:
    if code.startswith("service-"):
        return "service-failing"
    return "called-case" if code.startswith("call-") else "data-gives-no-answer"


def _made(
    here: Standing, cause: CauseCode, evidence: list[Evidence], *, blocked: bool = False, root: str | None = None
) -> StepCause:
    people = tuple(dict.fromkeys(person for seat in here.seats for person in seat.people))
    return StepCause(
        here.step, here.instance, cause, here.entered_at, people, here.first_due, blocked, tuple(evidence), root
    )


# -- people ---------------------------------------------------------------------------------------------------------


def _of_people(situation: Situation, here: Standing, now: datetime, known: Known) -> StepCause:
    evidence = [*_votes(here), *_seats(situation, here, now, known), *_paused(situation, here)]
    if all(not _present(seat, now, known) for seat in here.seats):
        # Somebody away may still come back or act from where they are; somebody gone may not.
        gone = all(reach_of(person, known.directory, now) == "gone" for seat in here.seats for person in seat.people)
        return _made(here, "nobody-may-act" if gone else "assignee-away", evidence, blocked=gone)
    if any(one.code == "paused" for one in evidence):
        return _made(here, "clock-paused", evidence)
    if here.votes:
        return _made(here, "vote-short", evidence)
    if here.returned_by is not None:
        by_initiator = all(seat.people == (situation.initiator,) for seat in here.seats)
        returned = Evidence("returned", {"by": here.returned_by, "at": here.entered_at})
        return _made(here, "waiting-for-initiator" if by_initiator else "assignee-has-not-acted", [returned, *evidence])
    unclaimed = all(seat.holder is None for seat in here.seats)
    return _made(here, "nobody-has-claimed" if unclaimed else "assignee-has-not-acted", evidence)


def _votes(here: Standing) -> Iterator[Evidence]:
    for person, outcome in here.votes:
        yield Evidence("voted", {"by": person, "outcome": outcome})


def _seats(situation: Situation, here: Standing, now: datetime, known: Known) -> Iterator[Evidence]:
    """Who has had each seat for how long, and which of them are not there."""
    calendar = situation.calendar(here.step)
    for seat in here.seats:
        since = seat.held_since if seat.holder and seat.held_since else seat.created_at
        took = {"task": seat.task, "since": since, "working": known.working(since, now, calendar)}
        if seat.holder is not None:
            yield Evidence("held", {"by": seat.holder, **took})
        else:
            yield Evidence("offered", {"to": list(seat.offered), **took})
        for person in seat.people:
            reach = reach_of(person, known.directory, now)
            if reach != "here":
                yield Evidence(reach, {"who": person})


def _present(seat: Seat, now: datetime, known: Known) -> bool:
    return any(reach_of(one, known.directory, now) == "here" for one in seat.people)


def _paused(situation: Situation, here: Standing) -> Iterator[Evidence]:
    keys = {here.instance, *(seat.task for seat in here.seats)}
    for limit in situation.limits:
        if limit.key in keys and limit.paused_since is not None:
            yield Evidence("paused", {"since": limit.paused_since, "for": limit.paused_for})


# -- waits, services, called cases ----------------------------------------------------------------------------------


def _of_wait(situation: Situation, here: Standing) -> StepCause:
    step = situation.step(here.step)
    awaited = _messages_of(step)
    evidence = []
    for message in awaited:
        evidence.append(Evidence("hears", {"message": message, "key": situation.keys.get(message)}))
        evidence += [
            Evidence("other-message", {"message": one.message, "key": one.key, "at": one.at, "fate": one.fate})
            for one in situation.messages
            if one.message == message and one.fate != "taken" and one.key != situation.keys.get(message)
        ]
    if awaited:
        return _made(here, "waiting-for-message", evidence)
    conditions = [one for one in _conditions_of(step) if one]
    if conditions:
        return _made(here, "waiting-for-condition", [Evidence("waits", {"condition": one}) for one in conditions])
    timers = [one for one in situation.coming if _is_timer_of(one.key, here.instance)]
    return _made(here, "waiting-for-timer", [Evidence("waits", {"until": one.at}) for one in timers[:1]])


def _is_timer_of(key: str, instance: str) -> bool:
    named = read_key(key)
    return named.owner == instance and (named.waits or named.event is not None)


def _messages_of(step: Any) -> list[str]:
    first_of = getattr(step, "first_of", None) or {}
    found = [getattr(step, "message", None), *(event.message for event in first_of.values())]
    return [message for message in found if message]


def _conditions_of(step: Any) -> list[str | None]:
    first_of = getattr(step, "first_of", None) or {}
    return [getattr(step, "condition", None), *(event.condition for event in first_of.values())]


def _of_service(here: Standing) -> StepCause:
    tried = {"service": here.service, "attempts": here.attempts}
    if here.last_error:
        return _made(here, "service-failing", [Evidence("failed", {**tried, "error": here.last_error})])
    return _made(here, "waiting-for-service", [Evidence("calls", tried)])


def _of_call(situation: Situation, here: Standing, now: datetime, known: Known) -> StepCause:
    """The cause lies in the called case, or in one that that one calls."""
    called = situation.called.get(here.instance)
    if called is None:
        return _made(here, "called-case", [])
    inner = causes_of(called, now, known)
    worst = next((one for one in inner if one.blocked), inner[0] if inner else None)
    told = {"case": called.case_id, "process": called.process, "business_key": called.business_key}
    if worst is None:
        return _made(here, "called-case", [Evidence("calls", told)])
    evidence = [Evidence("calls", {**told, "cause": worst.cause, "step": worst.step}), *worst.evidence]
    root = worst.root or called.case_id
    return _made(here, "called-case", evidence, blocked=worst.blocked, root=root)


def causes_of(situation: Situation, now: datetime, known: Known) -> list[StepCause]:
    """Why a case stands where it does, for every step it stands at; and what holds it as a whole, first."""
    whole = _of_the_whole(situation)
    standing = {here.instance for here in situation.standing}
    parked = [parked_cause(one) for one in situation.parked if one.instance not in standing]
    found = [*whole, *parked, *(cause_of(situation, here, now, known) for here in situation.standing)]
    return [_without_words(one) for one in found] if situation.blind else found


_WORDS: Mapping[EvidenceCode, tuple[str, ...]] = {
    "incident": ("text",), "failed": ("error",), "voted": ("outcome",), "hears": ("key",),
    "other-message": ("key",), "waits": ("condition",),
}  # fmt: skip
"""What of a piece of evidence tells the content of a case."""


def _without_words(cause: StepCause) -> StepCause:
    """The cause for whoever may not read the case: what, who and when, to repair it blind."""
    told = (
        replace(one, values={name: "…" if name in _WORDS.get(one.code, ()) else value
                             for name, value in one.values.items()})
        for one in cause.evidence
    )  # fmt: skip
    return replace(cause, evidence=tuple(told))


def _of_the_whole(situation: Situation) -> Iterator[StepCause]:
    since = situation.changed_at
    if situation.outside in ("no-worker", "workflow-failing"):
        cause: CauseCode = "no-worker" if situation.outside == "no-worker" else "workflow-failing"
        yield StepCause("", "", cause, since, blocked=True, evidence=(Evidence("seen-outside", {"since": since}),))
    if situation.needs_repair:
        yield StepCause("", "", "engine-behind", since, blocked=True)
    if not situation.standing and not situation.parked:
        yield StepCause("", "", "join-dead", since, blocked=True)
