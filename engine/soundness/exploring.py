"""Breadth-first over the reachable states: which have a way to an end, which steps nobody ever reaches."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from engine.model.plan import MAIN, START, Plan
from engine.runtime import flow
from engine.runtime.beginning import first_state
from engine.runtime.builder import Parked
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Started
from engine.soundness.abstract import AbstractTurn, NotSaved, Oracle
from engine.soundness.moves import Act, Move, moves

MOST_WAYS = 64
"""Ways through the conditions of one move that are tried."""
MOST_STATES = 2000

FLOW_FAULTS = ("join-unreachable", "error-uncaught", "vote-undecided", "no-such-step")
"""Steps parked for these reasons are faults of the flow itself; others are left to data and to people."""

Key = Any


@dataclass(frozen=True)
class Trace:
    """A shortest way to a state: what happened, in order, and the steps that are open there."""

    moves: tuple[str, ...]
    open_steps: tuple[str, ...]
    fault: str = "no-way-to-end"

    def __str__(self) -> str:
        return " → ".join(self.moves) or "the start"


@dataclass(frozen=True)
class Soundness:
    """What exploring found. `complete`: every reachable state was seen; otherwise `states` says where it stopped."""

    states: int
    complete: bool
    dead_steps: tuple[str, ...] = ()
    stuck: tuple[Trace, ...] = ()


@dataclass
class _Graph:
    states: dict[Key, CaseState] = field(default_factory=dict)
    parent: dict[Key, tuple[Key, str]] = field(default_factory=dict)
    before: dict[Key, list[Key]] = field(default_factory=dict)
    ends: list[Key] = field(default_factory=list)
    entered: dict[str, None] = field(default_factory=dict)
    faults: dict[tuple[str, str], tuple[Key, str]] = field(default_factory=dict)


def explore(plan: Plan, most_states: int = MOST_STATES) -> Soundness:
    """Explore a plan up to `most_states` states."""
    graph, waiting = _Graph(), deque[Key]()
    first = _before_first(plan)
    for turn in _after(plan, first, ("start", _start), graph, None):
        _note(graph, waiting, None, "start", turn)
    while waiting and len(graph.states) < most_states:
        key = waiting.popleft()
        state = graph.states[key]
        for label, act in moves(plan, state):
            for turn in _after(plan, state, (label, act), graph, key):
                _note(graph, waiting, key, label, turn)
    complete = not waiting
    dead = tuple(step for step in plan.steps if step not in graph.entered and _written(plan, step)) if complete else ()
    return Soundness(len(graph.states), complete, dead, _stuck(graph, waiting))


def _written(plan: Plan, step: str) -> bool:
    """Whether an author wrote the step (the plan has lists of its own, for sending by hand and for rechecks)."""
    address = plan.list_of[step]
    if step == START:  # where a case stands that was returned or recalled
        return False
    return not address.endswith(("/by_hand", "/recheck", "/undo")) and "/undo/" not in address


def _before_first(plan: Plan) -> CaseState:
    return first_state(plan, Started(datetime(2026, 1, 5, 1, tzinfo=UTC), "case", "", "key"))


def _start(turn: Any) -> None:
    flow.start_list(turn, MAIN)


def _after(plan: Plan, state: CaseState, move: Move, graph: _Graph, parent: Key) -> list[AbstractTurn]:
    """The turns an act may make: one for each way its conditions may go. A way that parks a step is left aside."""
    found: list[AbstractTurn] = []
    ways: deque[tuple[bool, ...]] = deque([()])
    tried = 0
    while ways and tried < MOST_WAYS:
        tried += 1
        oracle = Oracle(ways.popleft())
        turn, fault = _made(plan, state, oracle, move[1])
        ways.extend(oracle.others())
        if fault is not None:
            graph.faults.setdefault(fault, (parent, move[0]))
        elif not turn.incidents:
            graph.entered.update((event.step, None) for event in turn.events if event.kind == "step-entered")
            graph.entered.update({turn.ending: None} if turn.ending else {})
            found.append(turn)
    return found


def _made(plan: Plan, state: CaseState, oracle: Oracle, act: Act) -> tuple[AbstractTurn, tuple[str, str] | None]:
    """The turn an act makes, and the fault it runs into. Few turns take anything back: only those are made twice."""
    turn = AbstractTurn(plan, state, oracle, saves=False)
    try:
        return turn, _fault(turn, act)
    except NotSaved:
        turn = AbstractTurn(plan, state, oracle)
        return turn, _fault(turn, act)


def _fault(turn: AbstractTurn, act: Act) -> tuple[str, str] | None:
    """Do the act; the fault of the flow it runs into, as (code, step). Parked for another reason, a step just stays."""
    try:
        act(turn)
        flow.work(turn)
    except Parked as parked:
        return (parked.code, "") if parked.code in FLOW_FAULTS else None
    faults = [one for one in turn.incidents.values() if one.code in FLOW_FAULTS]
    return (faults[0].code, faults[0].step) if faults else None


def _as_state(turn: AbstractTurn) -> CaseState:
    return replace(
        turn.state,
        lists=turn.lists,
        steps=turn.steps,
        tasks=turn.tasks,
        undo=tuple(turn.undo),
        counter=turn.counter,
        ending=turn.ending,
        ended=turn.ended,
        work_left=tuple(turn.agenda),
    )


def _note(graph: _Graph, waiting: deque[Key], parent: Key, label: str, turn: AbstractTurn) -> None:
    key = _key(turn)
    if parent is not None:
        graph.before.setdefault(key, []).append(parent)
    if key in graph.states:
        return
    graph.states[key] = _as_state(turn)
    if parent is not None:
        graph.parent[key] = (parent, label)
    if turn.ended is not None:
        graph.ends.append(key)
    else:
        waiting.append(key)


def _key(turn: AbstractTurn) -> Key:
    """Where a case stands, whatever its ids: its lists with the steps they stand at, from the outermost inwards."""
    if turn.ended is not None:
        return ("ended", turn.ended)
    outer = [one.id for one in turn.lists.values() if one.inside is None and one.beside is None]
    return (
        tuple(_list_key(turn, one) for one in outer),
        turn.ending,
        tuple(dict.fromkeys(one.step for one in turn.undo)),
    )


def _list_key(turn: AbstractTurn, list_id: str) -> Key:
    here = turn.lists[list_id]
    beside = sorted((_list_key(turn, one.id) for one in turn.lists.values() if one.beside == list_id), key=repr)
    step = turn.steps.get(here.at) if here.at else None
    return (here.address, here.finished, _step_key(turn, step) if step else None, tuple(beside))


def _step_key(turn: AbstractTurn, step: Any) -> Key:
    inside = sorted((_list_key(turn, one.id) for one in turn.lists.values() if one.inside == step.id), key=repr)
    progress = {key: value for key, value in step.progress.items() if key in ("over", "later", "needed", "begun")}
    votes = sorted(step.progress.get("votes", {}).values())
    return (step.step, step.phase, step.outcome, repr(progress), tuple(votes), tuple(inside))


def _stuck(graph: _Graph, open_ended: deque[Key]) -> tuple[Trace, ...]:
    """Shortest ways to states from which no end can be reached, the nearest first; at most three.

    What was not explored any more counts as having a way.
    """
    alive = dict.fromkeys([*graph.ends, *open_ended])
    queue = deque(alive)
    while queue:
        for before in graph.before.get(queue.popleft(), ()):
            if before not in alive:
                alive[before] = None
                queue.append(before)
    lost = [_trace(graph, key) for key in graph.states if key not in alive][:3]
    faults = [
        replace(_trace(graph, parent, label), open_steps=(step,) if step else (), fault=code)
        for (code, step), (parent, label) in graph.faults.items()
    ]
    return (*faults, *lost)


def _trace(graph: _Graph, key: Key, *more: str) -> Trace:
    labels: list[str] = []
    at = key
    while at in graph.parent:
        at, label = graph.parent[at]
        labels.append(label)
    state = graph.states.get(key)
    open_steps = tuple(step.step for step in state.steps.values()) if state else ()
    return Trace((*reversed(labels), *more), open_steps)
