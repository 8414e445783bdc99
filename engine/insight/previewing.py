"""What a command will do, before it is done: the rule itself, carried out on a copy of the case."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from engine.model.plan import Plan
from engine.runtime import apply
from engine.runtime.absorbing import absorb
from engine.runtime.commands import Return
from engine.runtime.events import Event, LimitSet, ReturnProposed, StepCancelled, TaskDecided, TaskOffered, VoteSettled
from engine.runtime.facts_found import informed
from engine.runtime.form_errors import found_by_commit
from engine.runtime.questions import Question
from engine.runtime.resolving import resolve
from engine.runtime.state import CaseState, post_of
from engine.runtime.stimuli import Commanded, Stimulus
from engine.runtime.world import World

MOST_FOLLOW_UPS = 20

Worlds = Callable[[Sequence[Question]], World]
"""The world that questions are asked in: how busy people are is looked up for those who may be named."""


@dataclass(frozen=True)
class Preview:
    """Steps that will be left, those decided that must be decided again, those whose decision stands.

    `offered`: who will have what is open then, by step, `due`: until when. `waits`: it is one vote or opinion, and the
    step goes on for others. `going_on`: steps that begin and are nobody's task. `ends`: the end the case comes to.
    """

    left: tuple[str, ...]
    again: tuple[str, ...]
    stands: tuple[str, ...]
    offered: Mapping[str, tuple[str, ...]]
    due: Mapping[str, datetime | None]
    waits: bool = False
    going_on: tuple[str, ...] = ()
    ends: str | None = None


def preview_return(plan: Plan, state: CaseState, returned: Commanded, world: World) -> Preview:
    """What this return will do; nothing has happened afterwards. Raises `Rejected` for one that would be refused."""
    assert isinstance(returned.command, Return)
    return preview(plan, state, returned, lambda _: world)


def preview(plan: Plan, state: CaseState, commanded: Commanded, worlds: Worlds) -> Preview:
    """What this command will do; nothing has happened afterwards. Raises `Rejected` for one that would be refused."""
    return previewed(plan, state, commanded, worlds)[0]


def previewed(plan: Plan, state: CaseState, commanded: Commanded, worlds: Worlds) -> tuple[Preview, CaseState]:
    """The same, with the case as it would stand."""
    after, events = carried_out(plan, state, commanded, worlds)
    voided = [step for step in state.decisions if step not in after.decisions and step not in after.carried]
    steps = {task.id: task.step for task in after.tasks.values()}
    offered = {
        event.step: ((event.assignee,) if event.assignee else event.to)
        for event in events
        if isinstance(event, TaskOffered)
    }
    begun = [one for one in after.steps.values() if one.id not in state.steps and one.phase == "working"]
    with_tasks = {task.instance for task in after.tasks.values()}
    others = [one.step for one in begun if one.id not in with_tasks and not _holds(after, one.id)]
    shown = Preview(
        left=tuple(dict.fromkeys(event.step for event in events if isinstance(event, StepCancelled))),
        again=tuple(voided),
        stands=tuple(after.carried),
        offered=offered,
        due={steps[event.key]: event.due for event in events if isinstance(event, LimitSet) and event.key in steps},
        waits=_is_one_of_several(state, after, events),
        going_on=tuple(dict.fromkeys(others)),
        ends=after.ended,
    )
    return shown, after


def _holds(state: CaseState, instance: str) -> bool:
    """Whether a step only holds others."""
    return any(one.inside == instance for one in state.lists.values())


def _is_one_of_several(before: CaseState, after: CaseState, events: Sequence[Event]) -> bool:
    """Whether a decision leaves its step open for others who decide there."""
    if any(isinstance(event, ReturnProposed) for event in events):
        return True
    decided = [event.task for event in events if isinstance(event, TaskDecided)]
    own = {before.tasks[task].instance for task in decided if task in before.tasks}
    settled = any(isinstance(event, VoteSettled) for event in events)
    return not settled and any(task.instance in own for task in after.tasks.values())


def carried_out(
    plan: Plan, state: CaseState | None, stimulus: Stimulus, worlds: Worlds
) -> tuple[CaseState, list[Event]]:
    """The case after a stimulus and what follows from it at once. Raises `Rejected`."""
    events: list[Event] = []
    following: Stimulus | None = stimulus
    for _ in range(MOST_FOLLOW_UPS):
        if following is None:
            break
        post = post_of(state, following)
        turn = informed(partial(apply, plan, state, following), worlds(()).seen_from(post))
        resolution = resolve(turn.questions, worlds(turn.questions).seen_from(post), process=plan.process)
        if resolution.refused is not None:
            raise found_by_commit(plan.definition.data, resolution.refused)
        absorbed = absorb(plan, turn.state, resolution)
        events += [*turn.events, *resolution.events]
        state, following = absorbed.state, absorbed.follow_up
    assert state is not None
    return state, events
