"""What is true after every turn, whatever happened: held against every turn of the tests, and every state explored."""

from __future__ import annotations

from typing import Any

from engine.model.plan import MAIN, Plan
from engine.runtime import apply, pack_state, unpack_state
from engine.runtime.builder import TurnBuilder
from engine.runtime.facts import Facts
from engine.runtime.limit_keys import KEEP, RETRY, deadline_name, keeping_name
from engine.runtime.limit_rules import rule_of
from engine.runtime.packing import same_state
from engine.runtime.state import CaseState, StepInstance
from engine.runtime.stimuli import Stimulus
from engine.runtime.turn import Turn
from engine.runtime.wire import decode, encode

AT_ONCE = ("calculate", "choose", "decision", "notify", "send", "raise")


def check_turn(plan: Plan, state: CaseState | None, stimulus: Stimulus, facts: Facts) -> Turn:
    """The turn of a stimulus, made twice: the state given stays as it was, and both turns are the same."""
    before = snapshot(state)
    turn = apply(plan, state, stimulus, facts)
    assert snapshot(state) == before, "Expected the given state to stay as it was"
    again = apply(plan, state, decode(Stimulus, encode(stimulus)), facts)
    assert again.digest == turn.digest, "Expected the same turn from the same stimulus"
    assert snapshot(again.state) == snapshot(turn.state)
    return turn


def snapshot(state: object) -> str:
    """All of a state, or of its data, as deep as it goes."""
    return repr(state)


def check_state(plan: Plan, state: CaseState, follow_up: Stimulus | None) -> None:
    """The state is whole: it packs and unpacks, everything hangs on something, nothing waits for nothing."""
    unpacked = unpack_state(plan, pack_state(plan, state))
    assert same_state(state, unpacked, plan), "Expected the packed state to be the same case"
    assert snapshot(unpacked.data) == snapshot(state.data) or _equal(unpacked.data, state.data)
    check_open(plan, state, follow_up)


def check_open(plan: Plan, state: CaseState, follow_up: Stimulus | None) -> None:
    """Everything open hangs on something, and nothing waits for nothing; a case that has ended has nothing open."""
    if state.ended is not None:
        assert not (state.steps or state.tasks or state.lists or state.deadlines or state.incidents or state.kept)
        assert follow_up is None
        return
    _check_hangs_together(state)
    _check_limits(plan, state)
    if follow_up is None:
        assert not state.work_left, "Expected nothing left to do"
        for here in state.steps.values():
            _check_waits(plan, state, here)


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _check_hangs_together(state: CaseState) -> None:
    assert [one.address for one in state.lists.values()].count(MAIN) == 1
    for found in state.lists.values():
        assert found.inside is None or found.inside in state.steps, f"{found} stands in a step that is gone"
        assert found.beside is None or found.beside in state.lists, f"{found} runs beside a list that is gone"
        assert found.at is None or state.steps[found.at].list == found.id
        assert found.address == MAIN or found.inside or found.beside
    for here in state.steps.values():
        assert here.list in state.lists, f"{here} stands in a list that is gone"
        assert state.lists[here.list].at == here.id, f"{here} is open, but its list stands elsewhere"
    for task in state.tasks.values():
        assert task.instance in state.steps, f"{task} is of a step that is gone"
        assert state.steps[task.instance].phase == "working"
    for incident in state.incidents.values():
        assert incident.instance in state.steps, f"{incident} is of a step that is gone"
    for waiting in state.waiting_events:
        running = [(one.event, one.hangs_on) for one in state.lists.values()]
        assert (waiting.event, waiting.holder) in running, f"{waiting} follows nothing"


def _check_limits(plan: Plan, state: CaseState) -> None:
    turn = TurnBuilder(plan, state, state.now)
    for key, limit in state.limits.items():
        assert key == limit.key
        assert rule_of(turn, key) is not None, f"{limit} limits something that is gone"
    for name, deadline in state.deadlines.items():
        kept = deadline.rung == KEEP
        assert name == (keeping_name(deadline.key) if kept else deadline_name(deadline.key, deadline.rung))
        if deadline.rung == "keep":
            assert any(one.id == deadline.key for one in state.kept)
        elif deadline.rung == "hold":
            assert deadline.key in state.tasks and state.tasks[deadline.key].held_until == deadline.at
        elif deadline.rung == "promise":
            assert state.limits[deadline.key].promised == deadline.at
        elif deadline.rung == "retry":
            assert deadline.key in state.steps
        else:
            assert deadline.key in state.limits, f"{deadline} belongs to a limit that is gone"


def _check_waits(plan: Plan, state: CaseState, here: StepInstance) -> None:
    """An open step waits for something: people, an answer, time, what is inside it; or it is parked."""
    if any(incident.instance == here.id for incident in state.incidents.values()):
        return
    inside = any(one.inside == here.id for one in state.lists.values())
    if here.phase == "reacting":
        assert inside, f"{here} reacts, but to nothing"
        return
    kind = plan.steps[here.step].kind
    assert kind not in AT_ONCE, f"{here} should be over at once"
    if kind in ("parallel", "for_each", "scope", "compensate"):
        assert inside, f"{here} holds nothing"
    elif kind == "service_task":
        assert here.progress.get("call") or deadline_name(here.id, RETRY) in state.deadlines, (
            f"{here} waits for no answer"
        )
    elif kind == "user_task" and not here.progress.get("awaiting"):
        tasks = [one for one in state.tasks.values() if one.instance == here.id]
        assert tasks, f"{here} is offered to nobody"
        assert all(task.resolved and task.offered for task in tasks), f"{tasks} are offered to nobody"
