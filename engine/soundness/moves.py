"""What may happen next in a case: decisions, events, messages, timers, answers, each as a label and an act."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from engine.model.plan import Plan
from engine.model.reactions import Event
from engine.runtime import flow, user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.runners import runner_of
from engine.runtime.state import CaseState, StepInstance

Act = Callable[[TurnBuilder], None]
Move = tuple[str, Act]


def moves(plan: Plan, state: CaseState) -> Iterator[Move]:
    """Everything that may happen to a case in this state. What is left of a turn goes on before anything else."""
    if state.work_left:
        yield "it goes on by itself", _go_on
        return
    for here in state.steps.values():
        if here.phase == "working":
            yield from _of_step(plan, state, here)
            yield from _events(plan, state, here)
    for event_id, event in plan.definition.events.items():
        if event.error is None and not _runs(state, event_id, None, event):
            yield f"event {event_id}", partial(_happen, holder=None, event_id=event_id, event=event)


def _of_step(plan: Plan, state: CaseState, here: StepInstance) -> Iterator[Move]:
    step: Any = plan.steps[here.step]
    if step.kind == "user_task":
        yield from _decisions(plan, state, here, step)
    elif step.kind == "service_task":
        yield f"{step.id} answers", partial(_finish, instance=here.id, outcome=None)
        for error in _errors(plan, state, here):
            yield f"{step.id} fails with {error}", partial(_fail, instance=here.id, error=error)
    elif step.kind == "wait" and step.first_of is None:
        yield f"{step.id} is over", partial(_finish, instance=here.id, outcome=None)
    elif step.kind == "wait":
        for event_id, event in step.first_of.items():
            yield f"{step.id}: {event_id}", partial(_happen, holder=here.id, event_id=event_id, event=event)
    elif step.kind == "call_process":
        for end in (*step.outcomes, "any other end"):
            yield f"{step.id} ends {end}", partial(_finish, instance=here.id, outcome=end)


def _errors(plan: Plan, state: CaseState, here: StepInstance) -> list[str]:
    """The errors that the step, a step around it, or the process would catch."""
    caught = [event.error for event in plan.definition.events.values() if event.error]
    at: StepInstance | None = here
    while at is not None:
        caught += [event.error for event in getattr(plan.steps[at.step], "events", {}).values() if event.error]
        outer: str | None = at.list
        while outer is not None and state.lists[outer].inside is None:
            outer = state.lists[outer].beside
        holder = state.lists[outer].inside if outer else None
        at = state.steps.get(holder) if holder else None
    return list(dict.fromkeys(caught))


def _decisions(plan: Plan, state: CaseState, here: StepInstance, step: Any) -> Iterator[Move]:
    if step.batch is not None:
        for outcome in step.outcomes:
            yield f"{step.id}: {outcome}", partial(_finish, instance=here.id, outcome=outcome)
        return
    tasks = [task for task in state.tasks.values() if task.instance == here.id]
    if here.progress.get("in_order") and not tasks and "listed" not in here.progress:
        yield f"{step.id}: its voters are listed", partial(_list_voters, instance=here.id)
    for task in tasks[:1]:
        for outcome in step.outcomes:
            yield f"{step.id}: {outcome}", partial(_decide, task_id=task.id, outcome=outcome)
        for target in getattr(step.return_, "to", ()):
            if target in plan.steps:
                yield f"{step.id} returns to {target}", partial(_go, list_id=here.list, target=target)


def _events(plan: Plan, state: CaseState, here: StepInstance) -> Iterator[Move]:
    step: Any = plan.steps[here.step]
    for event_id, event in step.events.items():
        if event.error is None and not _runs(state, event_id, here.id, event):
            label = f"{step.id}: event {event_id}"
            yield label, partial(_happen, holder=here.id, event_id=event_id, event=event)


def _runs(state: CaseState, event_id: str, holder: str | None, event: Event) -> bool:
    """Whether an event changes nothing new: its steps run already, or it has none and leads nowhere."""
    if event.next is None and not event.steps:
        return True
    return any(one.event == event_id and one.hangs_on == holder for one in state.lists.values())


def _list_voters(turn: TurnBuilder, instance: str) -> None:
    """One voter for each rule stands for all that it may find."""
    step: Any = turn.plan.steps[turn.steps[instance].step]
    rules = step.assign if isinstance(step.assign, list) else [step.assign]
    listed = [{"seat": number, "person": None} for number in range(len(rules))]
    runner: Any = runner_of(step)
    runner.nobody(step, flow.update(turn, instance, listed=listed), turn, "listed", "")


def _decide(turn: TurnBuilder, task_id: str, outcome: str) -> None:
    user_tasks.decide(turn, turn.tasks[task_id], outcome, "somebody", None, "")


def _finish(turn: TurnBuilder, instance: str, outcome: str | None) -> None:
    here = turn.steps[instance]
    step: Any = turn.plan.steps[here.step]
    if step.kind == "call_process":
        runner_of(step).leave(step, here, turn, "ended")
    flow.finish(turn, instance, outcome=outcome, by="somebody")


def _fail(turn: TurnBuilder, instance: str, error: str) -> None:
    flow.fail(turn, instance, error, "")


def _happen(turn: TurnBuilder, holder: str | None, event_id: str, event: Event) -> None:
    flow.happen(turn, holder, event_id, event)


def _go_on(turn: TurnBuilder) -> None:
    flow.work(turn)


def _go(turn: TurnBuilder, list_id: str, target: str) -> None:
    flow.go_to(turn, list_id, target, "returned")
