"""Deadlines that have come: timers, rungs of limits, retries of services, messages kept too long."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.calendars import parse_rung_moment
from engine.model.limits import Rung
from engine.people import BoundWho
from engine.runtime import (
    duty,
    flow,
    holding,
    inquiries,
    limit_questions,
    limit_rules,
    limits,
    messages,
    promising,
    revisions,
    sides,
    texts,
)
from engine.runtime.binding import assignee_of, bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import DeadlineReached
from engine.runtime.limit_keys import CASE, DUTY, HOLD, KEEP, PROMISE, RETRY, limit_of, read_key, rung_key, rung_put_off
from engine.runtime.questions import AskNotice, AskReassign
from engine.runtime.runners import runner_of
from engine.runtime.state import Deadline, StepInstance
from engine.runtime.stimuli import Alarm
from engine.runtime.wire import decode_as, encode


def ring(turn: TurnBuilder, alarm: Alarm) -> None:
    """Everything that falls due at the alarm's instant happens; what a former one has ended does not."""
    for name in list(limits.due_now(turn, alarm.at)):
        deadline = turn.deadlines.pop(name, None)
        if deadline is None or turn.ended is not None:
            continue
        turn.emit(DeadlineReached(deadline.key, deadline.rung))
        fall_due(turn, deadline)
        flow.work(turn)


def fall_due(turn: TurnBuilder, deadline: Deadline) -> None:
    """What is to happen then. What cannot be done parks the step it is about, or the one where the case stands."""
    parked_at = next(iter(turn.steps), None) if deadline.rung == KEEP else limit_rules.place_of(turn, deadline.key)
    if parked_at is None:
        _fall_due(turn, deadline)
    else:
        flow.guarded(turn, parked_at, {"do": "deadline", **encode(deadline)}, lambda: _fall_due(turn, deadline))


def fall_due_again(turn: TurnBuilder, what: Mapping[str, Any]) -> None:
    """Try once more what a deadline was to bring, if it is still of anything open."""
    deadline = decode_as(Deadline, {key: value for key, value in what.items() if key != "do"})
    if limit_of(deadline.key) in turn.limits:
        fall_due(turn, deadline)


def _fall_due(turn: TurnBuilder, deadline: Deadline) -> None:
    if deadline.rung == KEEP:
        messages.expire(turn, deadline.key)
    elif deadline.rung == RETRY:
        here = turn.steps[deadline.key]
        step: Any = turn.plan.steps[here.step]
        flow.guarded(turn, here.id, {"do": "call"}, lambda: runner_of(step).enter(step, here, turn))
    elif deadline.rung == HOLD:
        holding.come_back(turn, deadline.key)
    elif deadline.rung == DUTY:
        _shift_ends(turn, deadline.key)
    elif deadline.rung == PROMISE:
        promising.fall_due(turn, deadline.key)
    elif (key := read_key(deadline.key)).waits:
        turn.limits.pop(deadline.key, None)
        flow.finish(turn, key.owner)
    elif key.event is not None:
        _timer(turn, deadline, None if key.owner == CASE else key.owner, key.event)
    else:
        _rung(turn, deadline)


def _shift_ends(turn: TurnBuilder, task_id: str) -> None:
    task = turn.tasks.get(task_id)
    if task is not None:
        step: Any = turn.plan.steps[task.step]
        runner: Any = runner_of(step)
        runner.shift_ends(step, turn.steps[task.instance], turn, task)


def _timer(turn: TurnBuilder, deadline: Deadline, holder: str | None, part: str) -> None:
    event = messages.event_at(turn, holder, part)
    _remember_fired(turn, deadline.key, deadline.rung)
    if event.every is not None:
        limit_questions.repeat(turn, deadline.key, event.every, deadline.at)
    if event.if_ is None or turn.is_true(event.if_, messages.list_at(turn, holder)):
        flow.happen(turn, holder, part, event)


def _rung(turn: TurnBuilder, deadline: Deadline) -> None:
    key = limit_of(deadline.key)
    rule = limit_rules.rule_of(turn, key)
    if deadline.rung == limit_questions.PAUSE_IS_OVER:
        inquiries.pause_is_over(turn, key)
        return
    put_off = rung_put_off(deadline.rung)
    if put_off is not None and rule is not None:
        _hand_over_now(turn, replace(deadline, rung=put_off), rule)
        return
    if rule is None or deadline.rung not in rule.rungs:
        return
    _remember_fired(turn, key, deadline.rung)
    rung = rule.rungs[deadline.rung]
    if rung.every is not None:
        limit_questions.repeat(turn, rung_key(key, deadline.rung), rung.every, deadline.at)
    if rung.if_ is None or turn.is_true(rung.if_, rule.list_id, **_known_in_rungs(turn, key)):
        _act(turn, rung, deadline, key, rule)


def _hand_over_now(turn: TurnBuilder, deadline: Deadline, rule: limit_rules.LimitRule) -> None:
    """Whom a rung hands its task on to works now. Where somebody has moved the task meanwhile, it stays with those."""
    rung = rule.rungs.get(deadline.rung)
    _remember_fired(turn, deadline.key, deadline.rung)
    if rung is not None and set(assignee_of(turn, deadline.key)) <= set(deadline.held):
        _act(turn, rung, deadline, deadline.key, rule)


def _known_in_rungs(turn: TurnBuilder, key: str) -> dict[str, Any]:
    """The names only a rung knows: `assignee` (several: a list) and `due`."""
    people = assignee_of(turn, key)
    due = turn.limits[key].due if key in turn.limits else None
    assignee = list(people) if len(people) > 1 else next(iter(people), None)
    return {"assignee": assignee, "due": None if due is None else due.astimezone(turn.zone)}


def _remember_fired(turn: TurnBuilder, key: str, rung: str) -> None:
    """What has come once comes again only if its limit moves to an instant still ahead."""
    if key in turn.limits:
        limit = turn.limits[key]
        turn.limits[key] = replace(limit, fired=tuple(dict.fromkeys((*limit.fired, rung))))


def _act(turn: TurnBuilder, rung: Rung, deadline: Deadline, key: str, rule: limit_rules.LimitRule) -> None:
    about = f"{rule.about}.{deadline.rung}"
    task = key if key in turn.tasks else None
    if rung.notify is not None:
        to = tuple(bind_who(turn, who, rule.list_id, limit=key) for who in rung.notify)
        text = (
            None if rung.text is None else texts.rendered(turn, rung.text, rule.list_id, **_known_in_rungs(turn, key))
        )
        lapsed = assignee_of(turn, key) if rung.at == "due" else ()
        waits = limit_questions.told_sanely(turn) and not rung.urgent
        own = assignee_of(turn, key) if waits else ()
        turn.ask(AskNotice(about, to, text, deadline.at, turn.new_id("n"), task, lapsed, waits=waits, own=own))
    elif rung.reassign is not None or rung.add is not None:
        who = rung.add if rung.add is not None else [rung.reassign] if rung.reassign is not None else []
        bound = tuple(_without_excluded(turn, bind_who(turn, one, rule.list_id, limit=key), task) for one in who)
        if task is not None and rung.add is None:
            duty.stop(turn, task)
        if task is not None and _waits_to_hand_over(turn, rung):
            held = assignee_of(turn, task)
            turn.ask(AskReassign(task, bound, False, about, deadline.at, held, waits_for=deadline.rung))
        elif task is not None:
            turn.ask(AskReassign(task, bound, rung.add is not None, about, deadline.at, turn.tasks[task].offered))
    elif rung.outcome is not None and task is not None:
        step: Any = turn.plan.steps[turn.tasks[task].step]
        runner: Any = runner_of(step)
        runner.decide_by_timeout(turn, turn.tasks[task], rung.outcome)


def _waits_to_hand_over(turn: TurnBuilder, rung: Rung) -> bool:
    """Whether a task goes to others only when they work: because of its lapse, not at a time the rung itself names,
    which is their shift's."""
    if rung.reassign is None or rung.urgent or not limit_questions.told_sanely(turn):
        return False
    moment = parse_rung_moment(rung.at)
    return moment.form == "percent" or "due" in moment.paths


def _without_excluded(turn: TurnBuilder, who: BoundWho, task: str | None) -> BoundWho:
    """To whom a rung hands a task, without whom its step leaves out."""
    if task is None or turn.state.engine_revision < revisions.FOUR_EYES:
        return who
    return replace(who, exclude=(*who.exclude, *sides.excluded(turn, turn.tasks[task])))


def check_conditions(turn: TurnBuilder) -> bool:
    """Let what waits for a condition go on where it is true, or has become true; gives whether anything did."""
    for here in list(turn.steps.values()):
        if here.id not in turn.steps or here.phase != "working":
            continue
        step: Any = turn.plan.steps[here.step]
        awaited = getattr(step, "condition", None)
        if awaited is not None and _is_true_now(turn, here, awaited):
            flow.finish(turn, here.id)
            return True
        for event_id, event in {**step.events, **(getattr(step, "first_of", None) or {})}.items():
            if event.condition is not None and _became_true(turn, here.id, event_id, event.condition, here.list):
                flow.happen(turn, here.id, event_id, event)
                return True
    for event_id, event in turn.plan.definition.events.items():
        if event.condition is not None and _became_true(turn, "case", event_id, event.condition, None):
            flow.happen(turn, None, event_id, event)
            return True
    return False


def _is_true_now(turn: TurnBuilder, here: StepInstance, condition: str) -> bool:
    """Whether an awaited condition is true; one that cannot be calculated parks its step, once."""
    try:
        return turn.is_true(condition, here.list)
    except Parked as parked:
        if not any(incident.instance == here.id for incident in turn.incidents.values()):
            flow.raise_incident(turn, here.id, parked, {"do": "condition"})
        return False


def _became_true(turn: TurnBuilder, holder: str, event_id: str, condition: str, list_id: str | None) -> bool:
    key = f"{holder}.{event_id}"
    try:
        now_true = turn.is_true(condition, list_id)
    except Parked:
        now_true = False
    before = turn.conditions.get(key, False)
    turn.conditions[key] = now_true
    return now_true and not before
