"""One walk: a case goes on from where it stands to its end, every step as it likely will be, at the last moment."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from engine.insight.predicting.supposing import SupposedTurn, Supposing
from engine.model.plan import Plan
from engine.model.steps.user_task import ABSTENTIONS, APPROVALS, REFUSALS, UserTask
from engine.runtime import driver, flow, settling, user_tasks
from engine.runtime.absorbing import absorb
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CaseDescribed, Event, LimitSet, StepEntered, StepSkipped, TaskOffered
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.limit_keys import timer_key
from engine.runtime.resolving import resolve
from engine.runtime.runners import runner_of
from engine.runtime.state import CaseState, StepInstance
from engine.runtime.world import World

MOST_MOVES = 120
MOST_VISITS = 2
"""How often a walk comes to the same step; a loop is told by its first rounds."""
MOST_FOLLOW_UPS = 20
SOMEBODY = "somebody"
_HOLDING = ("choose", "parallel", "for_each", "scope", "compensate")

Act = Callable[[TurnBuilder], None]


@dataclass
class Visit:
    """A step a walk came to: with what was supposed until then, to whom it goes and until when; or that it is left out,
    and why."""

    step: str
    kind: str
    at: datetime
    supposed: dict[str, int]
    people: tuple[str, ...] = ()
    due: datetime | None = None
    skipped: str = ""


@dataclass
class Walk:
    """Where a walk went. `end`: the end state it came to; None where it had to stop before. `title`: of the case."""

    visits: list[Visit] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    end: str | None = None
    title: Any = ""


class Walker:
    """Walks once, as `supposing` says."""

    def __init__(self, plan: Plan, world: World, supposing: Supposing) -> None:
        self._plan = plan
        self._world = world
        self._supposing = supposing
        self._walk = Walk(answers=supposing.answers)
        self._visits: dict[str, Visit] = {}

    def walk(self, state: CaseState, at: datetime, begin: Act | None) -> Walk:
        """From a state on; `begin` is what happens first."""
        if begin is not None:
            state = self._turn(state, at, begin)
        for _ in range(MOST_MOVES):
            if state.ended is not None:
                break
            move = self._past_incident(state) if state.incidents else self._move(state)
            if move is None:
                break
            at, act = move
            state = self._turn(state, at, act)
        self._walk.end = state.ended or None
        return self._walk

    # -- what happens next ------------------------------------------------------------------------------------------

    def _move(self, state: CaseState) -> tuple[datetime, Act] | None:
        """The move of the step that is over first, if each takes until it is due."""
        found = [(self._over_at(state, here), here) for here in state.steps.values() if here.phase == "working"]
        moves = [(at, here) for at, here in found if self._act(state, here) is not None]
        if not moves:
            return None
        at, here = min(moves, key=lambda one: one[0])
        entered = sum(visit.step == here.step for visit in self._walk.visits)
        act = self._act(state, here)
        return None if entered > MOST_VISITS or act is None else (at, act)

    def _past_incident(self, state: CaseState) -> tuple[datetime, Act] | None:
        """A step that was parked for want of what is not known yet will come to its end all the same."""
        incident = next(iter(state.incidents.values()))
        here = state.steps.get(incident.instance)
        step: Any = self._plan.steps[incident.step]
        if here is None or step.kind in _HOLDING or here.phase != "working":
            return None
        outcome = self._outcome(step) if getattr(step, "outcomes", None) else None

        def passed(turn: TurnBuilder) -> None:
            turn.incidents.pop(incident.id)
            _finish(turn, here.id, outcome)

        return state.now, passed

    def _over_at(self, state: CaseState, here: StepInstance) -> datetime:
        dues = [task.due for task in state.tasks.values() if task.instance == here.id and task.due]
        timers = [one.at for one in state.deadlines.values() if one.key == timer_key(here.id)]
        return max([state.now, *dues, *timers])

    def _act(self, state: CaseState, here: StepInstance) -> Act | None:
        step: Any = self._plan.steps[here.step]
        match step.kind:
            case "user_task" if step.batch is not None:
                return partial(_finish, instance=here.id, outcome=self._outcome(step))
            case "user_task":
                return self._decision(state, here, step)
            case "service_task":
                return partial(_finish, instance=here.id, outcome=None)
            case "wait" if step.first_of is not None:
                return self._first_of(here, step)
            case "wait":
                return partial(_finish, instance=here.id, outcome=None)
            case "call_process":
                return partial(_finish, instance=here.id, outcome=self._outcome(step))
        return None

    def _decision(self, state: CaseState, here: StepInstance, step: UserTask) -> Act | None:
        task = next((one for one in state.tasks.values() if one.instance == here.id and one.side is None), None)
        if task is None:
            return None
        by = task.holder or (task.offered[0] if task.offered else SOMEBODY)
        outcome = self._outcome(step)

        def decided(turn: TurnBuilder) -> None:
            user_tasks.decide(turn, turn.tasks[task.id], outcome or next(iter(step.outcomes)), by, None, "")

        return decided

    def _outcome(self, step: Any) -> str | None:
        """What a step comes to: the outcome that goes on; where several do, that is asked."""
        against = (*REFUSALS, *ABSTENTIONS)
        for_it: list[str] = [name for name in step.outcomes if name not in against]
        if not for_it:
            return next(iter(list[str](step.outcomes)), None)
        agreed = next((name for name in for_it if name in (*APPROVALS, "done")), None)
        if agreed is not None or len(for_it) == 1 or not _differ(step, for_it):
            return agreed or for_it[0]
        return for_it[self._supposing.chooses(f"outcome of {step.id}", len(for_it))]

    def _first_of(self, here: StepInstance, step: Any) -> Act:
        names = list(step.first_of)
        chosen = names[self._supposing.chooses(f"first of {step.id}", len(names))]

        def happened(turn: TurnBuilder) -> None:
            flow.happen(turn, here.id, chosen, step.first_of[chosen])

        return happened

    # -- turns ------------------------------------------------------------------------------------------------------

    def _turn(self, state: CaseState, at: datetime, act: Act) -> CaseState:
        """The case after an act, and all that follows from it at once."""
        self._note_open(state, act)
        following: Act | None = act
        for _ in range(MOST_FOLLOW_UPS):
            if following is None:
                break
            turn = informed(partial(self._made, state, at, following), self._world)
            resolution = resolve(turn.questions, self._world, process=self._plan.process)
            absorbed = absorb(self._plan, turn.state, resolution)
            self._note([*turn.events, *resolution.events], at)
            state, stimulus = absorbed.state, absorbed.follow_up
            following = partial(driver.handle, stimulus=stimulus) if stimulus is not None else None
        return state

    def _made(self, state: CaseState, at: datetime, act: Act, facts: Facts) -> Any:
        turn = SupposedTurn(self._plan, state, at, self._supposing, facts)
        act(turn)
        settling.settle(turn)
        return turn.turn()

    def _note_open(self, state: CaseState, act: Act) -> None:
        """Whatever the steps that are open now may write is open from here on."""
        for here in state.steps.values():
            self._supposing.open.update(_written_by(self._plan.steps[here.step]))

    def _note(self, events: list[Event | Any], at: datetime) -> None:
        for event in events:
            if isinstance(event, CaseDescribed):
                self._walk.title = self._walk.title or event.title
            elif isinstance(event, StepEntered):
                visit = Visit(event.step, event.step_kind, at, dict(self._supposing.answers))
                self._visits[event.instance] = visit
                self._walk.visits.append(visit)
            elif isinstance(event, StepSkipped):
                self._skipped(event, at)
            elif isinstance(event, TaskOffered) and event.instance in self._visits:
                visit = self._visits[event.instance]
                new = (event.assignee,) if event.assignee else event.to
                visit.people = tuple(dict.fromkeys((*visit.people, *new)))
                self._visits[event.task] = visit
            elif isinstance(event, LimitSet) and event.key in self._visits:
                self._visits[event.key].due = event.due

    def _skipped(self, event: StepSkipped, at: datetime) -> None:
        known = self._visits.get(event.instance)
        if known is not None:
            known.skipped = event.reason
            return
        kind = self._plan.steps[event.step].kind
        self._walk.visits.append(Visit(event.step, kind, at, dict(self._supposing.answers), skipped=event.reason))


def _finish(turn: TurnBuilder, instance: str, outcome: str | None) -> None:
    here = turn.steps[instance]
    step: Any = turn.plan.steps[here.step]
    if step.kind == "call_process":
        runner_of(step).leave(step, here, turn, "ended")
    flow.finish(turn, instance, outcome=outcome, by=SOMEBODY)


def _differ(step: Any, outcomes: list[str]) -> bool:
    """Whether these outcomes lead to different places."""
    places = {(one.next, one.steps is None) for one in (step.outcomes[name] for name in outcomes)}
    return len(places) > 1


def _written_by(step: Any) -> Iterator[str]:
    """The fields a step may still write: those of its form, and what it gets from outside."""
    form = getattr(step, "form", None)
    for path in form.writable if form is not None else ():
        yield path.partition(".")[0]
    reactions = [*(getattr(step, "outcomes", None) or {}).values(), *(getattr(step, "first_of", None) or {}).values()]
    for reaction in reactions:
        yield from (path.partition(".")[0] for path in getattr(reaction, "require", ()))
        brought = getattr(reaction, "form", None)
        yield from (path.partition(".")[0] for path in (brought.writable if brought is not None else ()))
