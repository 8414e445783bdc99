"""Choices (由人指定): a field of people with `from`, by which a later step is assigned (`assign: {person: field}`).

Who is chosen is one of `from`, and nobody whom a step assigned by the field leaves out. Once all who were chosen have
left the company, who chose them is asked again, by a supplement of the field, with the time of the step; where nobody
can be asked, or those chosen then have left too, `when_nobody` of the step counts.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from engine.model.fields import Field
from engine.model.steps.user_task import UserTask
from engine.model.who import Who
from engine.people import BoundWho
from engine.runtime import flow, revisions, sides
from engine.runtime.binding import bind_excluded, bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.state import Side, StepInstance
from engine.runtime.state import UserTask as Task
from engine.runtime.successors import successor_of


def choices(turn: TurnBuilder, name: str, field: Field, value: Any) -> Iterator[tuple[str, BoundWho]]:
    """Those somebody has chosen in a field, as handed in, each with who may be chosen there."""
    if field.from_ is not None:
        for person in _people_in(turn, value):
            yield person, allowed(turn, name, field.from_)


def _people_in(turn: TurnBuilder, value: Any) -> list[str]:
    """The people in a value; cases of earlier rules know a choice of one only."""
    if isinstance(value, list | tuple) and turn.state.engine_revision >= revisions.CHOICES:
        return [one for one in value if isinstance(one, str) and one]
    return [value] if isinstance(value, str) and value else []


def allowed(turn: TurnBuilder, name: str, rule: Who) -> BoundWho:
    """Who may be chosen for a field: those of `from`, without whom the steps assigned by it leave out."""
    bound = bind_who(turn, rule, None)
    if turn.state.engine_revision < revisions.CHOICES:
        return bound
    return replace(bound, exclude=(*bound.exclude, *_left_out(turn, name)))


def _left_out(turn: TurnBuilder, name: str) -> Iterator[BoundWho]:
    """Whom the steps that are assigned by a field leave out, as far as that is known yet."""
    for step in turn.plan.steps.values():
        rules = [one for one in _rules(step) if one.person == name]
        for rule in (one for written in rules for one in written.exclude or ()):
            try:
                yield bind_excluded(turn, rule, None)
            except Parked:
                continue
        if rules and isinstance(step, UserTask) and step.is_approval and step.when_initiator != "allow":
            yield from map(BoundWho.people, turn.starters)


def _rules(step: Any) -> list[Who]:
    if not isinstance(step, UserTask):
        return []
    return step.assign if isinstance(step.assign, list) else [step.assign]


def may_be_asked_again(turn: TurnBuilder, step: UserTask, here: StepInstance) -> bool:
    """Whether a step is assigned by a choice, and who made it was not asked again yet."""
    if turn.state.engine_revision < revisions.CHOICES or here.progress.get("chosen_again"):
        return False
    name = _choice_of(turn, step)
    return name is not None and _chooser(turn, name) is not None


def ask_again(turn: TurnBuilder, step: UserTask, here: StepInstance, task: Task) -> None:
    """Those chosen have left: who chose them does so again, and the task waits for that."""
    name = _choice_of(turn, step)
    chooser = _chooser(turn, name) if name is not None else None
    assert name is not None and chooser is not None
    flow.update(turn, here.id, chosen_again=True)
    side = Side(task.id, "supplement", chooser, fields=(name,))
    sides.open_side(turn, task, side, chooser, (), fields=[name])


def _choice_of(turn: TurnBuilder, step: UserTask) -> str | None:
    """The field by which a step is assigned, if people are chosen in it."""
    name = step.assign.person if isinstance(step.assign, Who) else None
    field = turn.plan.definition.data.get(name or "")
    return name if field is not None and field.from_ is not None else None


def _chooser(turn: TurnBuilder, name: str) -> str | None:
    """Who filled the field last: whoever did a step in whose form it may be filled, else the starter."""
    done = [
        entry for step_id, entry in turn.last.items() if entry.by and name in _filled_at(turn.plan.steps.get(step_id))
    ]
    chooser = max(done, key=lambda entry: entry.at).by if done else turn.state.initiator
    return None if chooser is None else successor_of(turn.successors, chooser)


def _filled_at(step: Any) -> tuple[str, ...]:
    if not isinstance(step, UserTask):
        return ()
    return (*step.form.writable, *(path for outcome in step.outcomes.values() for path in outcome.require))
