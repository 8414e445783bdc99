"""The plan of a batch: the list on which cases gather at a batch step, as a small process of its own.

It waits until the list is released (at a moment, at a count, by a person), gives the list its number, and offers one
task with the form and the outcomes of the step; what the outcome means for each member is the member's business.
"""

import re
from collections.abc import Iterator
from typing import Any

from engine.expressions import ExpressionError, parse_expression
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.process import Document, ProcessDefinition
from engine.model.reactions import Event
from engine.model.starts import Start
from engine.model.steps.choose import Case, Choose
from engine.model.steps.end import End
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.model.steps.wait import Wait

MEMBERS = "members"
LIST_NUMBER = "list_number"
LIST = "list"
GATHERING = "gathering"
ACTIVE = f"count({MEMBERS}[left_because = null])"

_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def batch_process(process: str, step_id: str) -> str:
    """The address of the batches of a step."""
    return f"{process}-{step_id.replace('_', '-')}-batch"


def batch_plan(plan: Plan, step_id: str) -> Plan:
    """The plan by which the batches of a step run; the same plan and step give the same one."""
    step = plan.steps[step_id]
    assert isinstance(step, UserTask) and step.batch is not None
    definition = plan.definition
    context = context_fields(plan, step_id)
    fields: dict[str, Any] = {
        "batch_id": Field(type="text"),
        LIST_NUMBER: Field(type="text", name=step.batch.name or step.name),
        MEMBERS: Field(type="table", fields=dict.fromkeys(_COLUMNS, Field(type="text"))),
        **{name: definition.data[name].model_copy(update={"only": None, "formula": None}) for name in context},
    }
    return Plan(
        ProcessDefinition(
            process=batch_process(definition.process, step_id),
            name=step.batch.name or step.name or step_id,
            department=definition.department,
            business_key="batch_id",
            calendar=step.batch.calendar or step.calendar or definition.calendar,
            owner=step.assign[0] if isinstance(step.assign, list) else step.assign,
            title=f"{{{LIST_NUMBER}}}",
            search=[LIST_NUMBER],
            data=fields,
            settings=definition.settings,
            documents={LIST: Document(name=step.batch.name or LIST, numbering=step.batch.number, copies=_copies(plan))},
            clocks=_clock(step),
            start={"called": Start(call=True, form={"require": ["batch_id"], "edit": list(context)})},
            steps=[*_gather(step), _task(step), End(end="released")],
            batch_of=f"{definition.process}/{step_id}",
        )
    )


_COLUMNS = ("case_id", "workflow_id", "instance", "business_key", "joined_at", "shown", "left_because")


def _copies(plan: Plan) -> dict[str, str]:
    return {LIST: plan.definition.department}


def _clock(step: UserTask) -> dict[str, Any]:
    """The limit of the step counts from when the first case came to the list."""
    if step.due is None:
        return {}
    limited = {"due": step.due, "calendar": step.calendar, "roll": step.roll, "escalation": step.escalation}
    return {step.id: {"to": step.id, **limited}}


def _gather(step: UserTask) -> Iterator[Any]:
    batch = step.batch
    assert batch is not None
    release: dict[str, Event] = {}
    if batch.release is not None:
        release["time"] = Event(timer=batch.release)
    if batch.at_count is not None:
        release["full"] = Event(condition=f"{ACTIVE} >= {batch.at_count}")
    if batch.by is not None:
        release["release"] = Event(by=batch.by, name=step.name)
    yield Wait(wait=GATHERING, first_of=release)
    yield Choose(choose="anybody", cases=[Case(**{"if": f"{ACTIVE} = 0", "next": GATHERING})], **{"else": {}})
    yield ServiceTask(
        service_task="number_the_list",
        service="document.issue",
        **{"with": {"document": LIST}},
        set={LIST_NUMBER: "=result.number"},
    )


def _task(step: UserTask) -> UserTask:
    outcomes = {
        outcome_id: one.model_copy(update={"set": {}, "steps": None, "next": None})
        for outcome_id, one in step.outcomes.items()
    }
    update: dict[str, Any] = {
        "batch": None,
        "due": None,
        "escalation": None,
        "events": {},
        "set": {},
        "next": None,
        "if_": None,
    }
    shown = [path for path in step.form.show if path.split(".")[0] in _written(step)]
    form = step.form.model_copy(update={"show": [LIST_NUMBER, MEMBERS, *shown]})
    return step.model_copy(
        update={**update, "outcomes": outcomes, "undo": None, "stage": None, "form": form, "copy_": []}
    )


def _written(step: UserTask) -> set[str]:
    paths = [*step.form.writable, *(path for one in step.outcomes.values() for path in one.require)]
    return {path.split(".")[0] for path in paths}


def context_fields(plan: Plan, step_id: str) -> tuple[str, ...]:
    """The fields of the case that the list needs to know: for who does it, by when, and what its form fills."""
    step = plan.steps[step_id]
    assert isinstance(step, UserTask)
    fields = plan.definition.data
    names = dict.fromkeys(name for text in _texts(step) for name in _names(text) if name in fields)
    names |= dict.fromkeys(sorted(_written(step)))
    return tuple(name for name in fields if name in names)


def _texts(step: UserTask) -> Iterator[str]:
    """Every text of the step in which a field may be named."""
    wire = step.model_dump(mode="json", by_alias=True, include={"assign", "due", "escalation", "batch"})
    yield from _leaves({key: value for key, value in wire.items() if value is not None})
    yield from (check.must for check in step.form.checks)
    yield from step.form.only_if.values()
    yield from (one.if_ for one in step.outcomes.values() if one.if_)


def _leaves(wire: Any) -> Iterator[str]:
    if isinstance(wire, str):
        yield wire.removeprefix("=")
    elif isinstance(wire, dict):
        for value in wire.values():
            yield from _leaves(value)
    elif isinstance(wire, list):
        for value in wire:
            yield from _leaves(value)


def _names(text: str) -> Iterator[str]:
    try:
        yield from (path.split(".")[0] for path in parse_expression(text).names)
    except ExpressionError:  # a moment or an address: every word in it may be a field
        yield from _NAME.findall(text)
