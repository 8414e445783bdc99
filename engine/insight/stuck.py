"""Which cases are stuck, why, and what happens next by itself (design, section 7). Pure rules over a `Situation`.

A case is stuck if it *cannot move*; or if it *does not move*: past a due time, or longer in a step without one than
nine of ten before it; or if it *will be late*: what it takes at least from here is more than what is left. Slow is not
stuck.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.insight.causes import CANNOT_MOVE, CauseCode, Evidence, StepCause, causes_of
from engine.insight.situation import Coming, Known, Running, Situation, Standing
from engine.runtime.limit_keys import read_key

StuckClass = Literal["cannot_move", "does_not_move", "will_be_late"]
ORDER: tuple[StuckClass, ...] = ("cannot_move", "does_not_move", "will_be_late")
"""The worst first."""


@dataclass(frozen=True)
class Stuck:
    """A stuck case: the class, the step and the cause, who can act, since when, and what comes next by itself.

    `stuck_for` are working seconds; of a case that will be late, those by which it will be. `root` is the case in which
    the cause lies, where that is a called one. `entered`: since when it stands there, stuck or not.
    """

    case_id: str
    process: str
    business_key: str
    stuck: StuckClass
    cause: CauseCode
    step: str
    instance: str
    people: tuple[str, ...]
    since: datetime
    stuck_for: int
    evidence: tuple[Evidence, ...]
    next: Coming | None
    root: str | None = None
    entered: datetime | None = None


@dataclass(frozen=True)
class Explained:
    """What a case waits for, step by step; whether that is stuck; and what comes by itself, in order of time.

    An ended case waits for nothing.
    """

    case_id: str
    waits: tuple[StepCause, ...]
    stuck: Stuck | None
    coming: tuple[Coming, ...]


def explain(situation: Situation, now: datetime, known: Known) -> Explained:
    """Why a case is where it is."""
    causes = tuple(causes_of(situation, now, known))
    return Explained(situation.case_id, causes, _stuck(situation, causes, now, known), situation.coming)


def find_stuck(situation: Situation, now: datetime, known: Known) -> Stuck | None:
    """Why and how a case is stuck; None when it is not."""
    return _stuck(situation, tuple(causes_of(situation, now, known)), now, known)


def by_weight(found: Stuck) -> tuple[int, int, str]:
    """The order of a list of stuck cases: the worst class first, in it the longest stuck."""
    return ORDER.index(found.stuck), -found.stuck_for, found.case_id


def _stuck(situation: Situation, causes: tuple[StepCause, ...], now: datetime, known: Known) -> Stuck | None:
    for rule in (_cannot_move, _does_not_move, _will_be_late):
        found = sorted(rule(situation, causes, now, known), key=by_weight)
        if found:
            return found[0]
    return None


def _cannot_move(situation: Situation, causes: tuple[StepCause, ...], now: datetime, known: Known) -> Iterator[Stuck]:
    for cause in causes:
        if cause.blocked or cause.cause in CANNOT_MOVE:
            lasted = known.working(cause.since, now, situation.calendar(cause.step))
            yield _found(situation, "cannot_move", cause, cause.since, lasted)


def _does_not_move(situation: Situation, causes: tuple[StepCause, ...], now: datetime, known: Known) -> Iterator[Stuck]:
    by_instance = {cause.instance: cause for cause in causes}
    for here in situation.standing:
        cause = by_instance[here.instance]
        calendar = situation.calendar(here.step)
        due = here.first_due
        if due is not None and due < now:
            lasted = known.working(due, now, calendar)
            yield _found(
                situation, "does_not_move", cause, due, lasted, Evidence("due", {"due": due, "working": lasted})
            )
        elif due is None:
            yield from _longer_than_usual(situation, here, cause, now, known)
    for limit in _whole_limits(situation):
        if limit.due is not None and limit.due < now and causes:
            lasted = known.working(limit.due, now, situation.calendar(None))
            told = Evidence("due", {"of": limit.key, "due": limit.due, "working": lasted})
            yield _found(situation, "does_not_move", causes[0], limit.due, lasted, told)


def _longer_than_usual(
    situation: Situation, here: Standing, cause: StepCause, now: datetime, known: Known
) -> Iterator[Stuck]:
    """A timer is on its way, however long it takes."""
    usual = known.usual.get(here.step)
    if usual is None or cause.cause == "waiting-for-timer":
        return
    lasted = known.working(here.entered_at, now, situation.calendar(here.step))
    if lasted > usual:
        told = Evidence("usual", {"working": usual, "lasted": lasted})
        yield _found(situation, "does_not_move", cause, here.entered_at, lasted - usual, told)


def _will_be_late(situation: Situation, causes: tuple[StepCause, ...], now: datetime, known: Known) -> Iterator[Stuck]:
    by_instance = {cause.instance: cause for cause in causes}
    calendar = situation.calendar(None)
    for limit in _whole_limits(situation):
        if limit.due is None or limit.due < now or limit.paused_since is not None:
            continue
        left = known.working(now, limit.due, calendar)
        target = _target(situation, limit)
        for here in situation.standing:
            least = known.least.get((here.step, target))
            if least is not None and least > left:
                told = Evidence("least", {"of": limit.key, "due": limit.due, "left": left, "working": least})
                yield _found(situation, "will_be_late", by_instance[here.instance], now, least - left, told)


def _whole_limits(situation: Situation) -> Iterator[Running]:
    """Limits of more than one step: the case's own, and its clocks."""
    for limit in situation.limits:
        if read_key(limit.key).is_of_the_whole:
            yield limit


def _target(situation: Situation, limit: Running) -> str | None:
    """The step at whose end a clock stops; None for the case's own limit."""
    named = read_key(limit.key).clock
    if named is None or situation.plan is None:
        return None
    clock = situation.plan.definition.clocks.get(named)
    return clock.to if clock else None


def _found(
    situation: Situation, stuck: StuckClass, cause: StepCause, since: datetime, lasted: int, *more: Evidence
) -> Stuck:
    return Stuck(
        case_id=situation.case_id,
        process=situation.process,
        business_key=situation.business_key,
        stuck=stuck,
        cause=cause.cause,
        step=cause.step,
        instance=cause.instance,
        people=cause.people,
        since=since,
        stuck_for=lasted,
        evidence=(*more, *cause.evidence),
        next=situation.coming[0] if situation.coming else None,
        root=cause.root,
        entered=cause.since,
    )
