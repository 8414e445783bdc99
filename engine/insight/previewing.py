"""What a return will do, before it is done: the rule itself, carried out on a copy of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from engine.model.plan import Plan
from engine.runtime import apply
from engine.runtime.absorbing import absorb
from engine.runtime.commands import Return
from engine.runtime.events import Event, LimitSet, ReturnProposed, StepCancelled, TaskOffered
from engine.runtime.facts_found import informed
from engine.runtime.form_errors import found_by_commit
from engine.runtime.resolving import resolve
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Commanded, Stimulus
from engine.runtime.world import World

MOST_FOLLOW_UPS = 20


@dataclass(frozen=True)
class Preview:
    """Steps that will be left, those decided that must be decided again, those whose decision stands.

    `offered`: who will have what is open then, `due`: until when. `waits`: inside a vote it is an opinion first, and
    nothing else happens yet.
    """

    left: tuple[str, ...]
    again: tuple[str, ...]
    stands: tuple[str, ...]
    offered: Mapping[str, tuple[str, ...]]
    due: Mapping[str, datetime | None]
    waits: bool = False


def preview_return(plan: Plan, state: CaseState, returned: Commanded, world: World) -> Preview:
    """What this return will do; nothing has happened afterwards. Raises `Rejected` for one that would be refused."""
    assert isinstance(returned.command, Return)
    after, events = _carried_out(plan, state, returned, world)
    voided = [step for step in state.decisions if step not in after.decisions and step not in after.carried]
    steps = {task.id: task.step for task in after.tasks.values()}
    offered = {
        event.step: ((event.assignee,) if event.assignee else event.to)
        for event in events
        if isinstance(event, TaskOffered)
    }
    return Preview(
        left=tuple(dict.fromkeys(event.step for event in events if isinstance(event, StepCancelled))),
        again=tuple(voided),
        stands=tuple(after.carried),
        offered=offered,
        due={steps[event.key]: event.due for event in events if isinstance(event, LimitSet) and event.key in steps},
        waits=any(isinstance(event, ReturnProposed) for event in events),
    )


def _carried_out(plan: Plan, state: CaseState, stimulus: Stimulus, world: World) -> tuple[CaseState, list[Event]]:
    """The case after a stimulus and what follows from it at once."""
    events: list[Event] = []
    following: Stimulus | None = stimulus
    world = world.seen_from(state.post)
    for _ in range(MOST_FOLLOW_UPS):
        if following is None:
            break
        turn = informed(partial(apply, plan, state, following), world)
        resolution = resolve(turn.questions, world, process=plan.process)
        if resolution.refused is not None:
            refused = resolution.refused
            raise found_by_commit(plan.definition.data, refused.code, refused.message, refused.field)
        absorbed = absorb(plan, turn.state, resolution)
        events += [*turn.events, *resolution.events]
        state, following = absorbed.state, absorbed.follow_up
    return state, events
