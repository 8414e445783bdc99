"""Breadth-first over all that a flow allows within bounds, with the very code that runs cases.

From every state an end must be reachable; no task may be left that nobody can act on; nothing open may wait for
nothing; and nobody may meet anything but `Rejected`. What is wrong comes with a shortest way there.
"""

import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from engine.model.plan import Plan
from engine.runtime import Rejected, open_case
from engine.runtime import stimuli as s
from engine.runtime.sides import WAITED_FOR
from engine.runtime.state import CaseState, UserTask
from engine.scenarios.core_driver import Case, CoreDriver
from proving.returns.flows import CALENDARS, DIRECTORY, STARTER
from proving.returns.keys import Key, Keys
from proving.returns.moves import Left, Move, moves
from proving.whole import check_open

MOST_STATES = 2_000
BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)
BETWEEN_MOVES = timedelta(minutes=1)
CASE_ID = "case"

LEFT_TO_PEOPLE = ("all-abstained",)
"""Incidents that people bring about and an operator mends; behind them nothing is explored. Any other is a fault."""

Node = tuple[Key, Left]


@dataclass(frozen=True)
class Fault:
    """Something that must not be, with a shortest way there; `then` is what a scenario says of the state there."""

    what: str
    moves: tuple[Move, ...]
    then: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.what}: {' → '.join(map(str, self.moves)) or 'from the start'}"


@dataclass
class Explored:
    """What exploring a flow came to. `cut`: states at which it stopped because of `MOST_STATES`, not looked behind; all
    ways of at most `moves` moves have been gone then, and where it stopped lies so many moves away, or one more."""

    flow: str
    states: int = 0
    transitions: int = 0
    seconds: float = 0.0
    cut: int = 0
    moves: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    parked: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


class Exploring:
    """One flow being explored."""

    def __init__(self, plan: Plan, left: Left, most_states: int) -> None:
        self._plan = plan
        self._keys = Keys(plan)
        self._left = left
        self._most_states = most_states
        self._states: dict[Node, CaseState] = {}
        self._parents: dict[Node, tuple[Node, Move]] = {}
        self._before: dict[Node, list[Node]] = {}
        self._alive: list[Node] = []
        self._waiting: deque[Node] = deque()
        self._away: dict[Node, int] = {}
        self.found = Explored(plan.process)

    def go(self) -> Explored:
        """Explore all of it, up to the bound, or to the first faults."""
        begun = time.perf_counter()
        self._note(None, None, begin(self._plan), self._left)
        while self._waiting and not self.found.faults and len(self._states) < self._most_states:
            self._go_on_from(self._waiting.popleft())
        self.found.cut = len(self._waiting)
        self.found.moves = self._away[self._waiting[0]] if self._waiting else max(self._away.values())
        if not self.found.faults:
            self.found.faults += self._lost()
        self.found.states = len(self._states)
        self.found.seconds = round(time.perf_counter() - begun, 2)
        return self.found

    def _go_on_from(self, node: Node) -> None:
        state, left = self._states[node], node[1]
        decided: set[str] = set()
        for move in moves(self._plan, state, left):
            try:
                after = make(self._plan, state, move)
            except Rejected as refused:
                self.found.refused[refused.code] += 1
                continue
            except Exception as fault:
                self._wrong(f"{type(fault).__name__}: {fault}", node, move)
                return
            self.found.transitions += 1
            if "complete" in move.written:
                decided.add(getattr(move.command, "task", ""))
            self._note(node, move, after, left.without(move.uses) if move.uses else left)
        for task in _without_way(state, decided):
            self._wrong(f"nobody can act on {task.step}", node)

    def _note(self, parent: Node | None, move: Move | None, state: CaseState, left: Left) -> None:
        node = (self._keys.of(state, retractable=bool(left.taken_back)), left)
        if parent is not None:
            self._before.setdefault(node, []).append(parent)
        if node in self._states:
            return
        self._states[node] = state
        self._away[node] = 0 if parent is None else self._away[parent] + 1
        if parent is not None and move is not None:
            self._parents[node] = (parent, move)
        try:
            check_open(self._plan, state, None)
        except AssertionError as fault:
            self._wrong(str(fault).splitlines()[0], node)
            return
        if state.ended is not None:
            self._alive.append(node)
        elif state.incidents:
            self._park(node)
        else:
            self._waiting.append(node)

    def _park(self, node: Node) -> None:
        for incident in self._states[node].incidents.values():
            self.found.parked[incident.code] += 1
            if incident.code not in LEFT_TO_PEOPLE:
                self._wrong(f"{incident.step} is parked: {incident.code}", node)
        self._alive.append(node)

    def _lost(self) -> Iterator[Fault]:
        """The nearest states from which no end can be reached. What was not explored any more counts as having one."""
        queue = deque([*self._alive, *self._waiting])
        alive = set(queue)
        while queue:
            for before in self._before.get(queue.popleft(), ()):
                if before not in alive:
                    alive.add(before)
                    queue.append(before)
        lost = (node for node in self._states if node not in alive)
        for _, node in zip(range(3), lost, strict=False):
            yield self._fault("no end can be reached", node)

    def _wrong(self, what: str, node: Node, *more: Move) -> None:
        self.found.faults.append(self._fault(what, node, *more))

    def _fault(self, what: str, node: Node, *more: Move) -> Fault:
        way: list[Move] = []
        at = node
        while at in self._parents:
            at, move = self._parents[at]
            way.append(move)
        return Fault(what, (*reversed(way), *more), {} if more else self._then(self._states[node]))

    def _then(self, state: CaseState) -> dict[str, Any]:
        """How a scenario says where a case stands."""
        if state.incidents:
            return {"incident": {one.step: one.code for one in state.incidents.values()}}
        kinds = {here.step: self._plan.steps[here.step].kind for here in state.steps.values()}
        return {"open": {step: {} for step, kind in kinds.items() if kind == "user_task"}}


def explore(plan: Plan, left: Left | None = None, most_states: int = MOST_STATES) -> Explored:
    """Explore a flow as far as `left` and `most_states` allow."""
    return Exploring(plan, left or Left(), most_states).go()


def begin(plan: Plan) -> CaseState:
    """The case after its first turn."""
    driver, case = _driver(plan, None)
    opening = open_case(
        plan, "begin", {}, by=STARTER, at=BEGIN, case_id=CASE_ID, numbers=lambda pattern, at: "R-001",
        settings={}, world=driver.world(BEGIN),
    )  # fmt: skip
    return _taken(driver, case, opening.started)


def make(plan: Plan, state: CaseState, move: Move) -> CaseState:
    """The case after a move and all that follows from it. Raises `Rejected`, and whatever is a fault."""
    driver, case = _driver(plan, state)
    at = state.now + BETWEEN_MOVES
    return _taken(driver, case, s.Commanded(at, f"move-{state.turn + 1}", move.by, move.command))


def _driver(plan: Plan, state: CaseState | None) -> tuple[CoreDriver, Case]:
    driver = CoreDriver(DIRECTORY, CALENDARS, lambda case, request, turn: None)
    return driver, Case(CASE_ID, plan, state)


def _taken(driver: CoreDriver, case: Case, stimulus: s.Stimulus) -> CaseState:
    driver.take(case, stimulus, stimulus.at)
    assert case.state is not None
    return case.state


def _without_way(state: CaseState, decided: set[str]) -> list[UserTask]:
    """The open tasks that nobody could decide, and that wait for no other task."""
    sides = [task.side for task in state.tasks.values() if task.side is not None]
    waiting: set[Any] = {side.serves for side in sides if side.kind in WAITED_FOR}
    return [task for task in state.tasks.values() if task.id not in decided and task.id not in waiting]
