"""A case as a story speaks of it: what is open and for whom, what happened since, what its fields hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Any

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.call_process import CallProcess
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.model.steps.wait import Wait
from engine.model.values import write_value
from engine.runtime import World
from engine.runtime.builder import TurnBuilder
from engine.runtime.data import read_at
from engine.runtime.events import (
    CaseEnded,
    Event,
    LimitSet,
    StepEntered,
    StepFinished,
    StepSkipped,
    TaskCreated,
    TaskDecided,
)
from engine.runtime.facts_found import informed
from engine.runtime.limit_keys import clock_key
from engine.runtime.revoking import EndedCase
from engine.runtime.state import CaseState
from engine.scenarios.around import list_at
from engine.scenarios.stage import CaseLook, Look

WAITING_KINDS = (UserTask, Wait, ServiceTask, CallProcess)


@dataclass
class OpenStep:
    """A step at which the case stands. `people` may act (they are offered it, or hold it)."""

    people: list[str] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)
    due: datetime | None = None

    def limit(self, due: datetime | None) -> None:
        """The earliest due of what is open counts."""
        if due is not None and (self.due is None or due < self.due):
            self.due = due


def open_steps(case: CaseLook, look: Look | None = None) -> dict[str, OpenStep]:
    """Exactly the open steps: user tasks not yet decided, waits, services in flight, calls; by step id.

    A step where cases gather is for those who have its list, and due when the list is (`look`: where to find it).
    """
    found = _open_steps(case)
    for step, one in found.items():
        gathered = list_at(look, case, step) if look else None
        if gathered is not None:
            on_list = _open_steps(gathered).get(step, OpenStep())
            clock = gathered.state.limits.get(clock_key(step))
            one.people, one.holders = on_list.people, on_list.holders
            one.limit(clock.due if clock else None)
    return found


def _open_steps(case: CaseLook) -> dict[str, OpenStep]:
    state = case.state
    found: dict[str, OpenStep] = {}
    for here in state.steps.values():
        step = case.plan.steps.get(here.step)
        if here.phase == "working" and (step is None or isinstance(step, WAITING_KINDS)):
            limit = state.limits.get(here.id)
            found.setdefault(here.step, OpenStep()).limit(limit.due if limit else None)
    for task in state.tasks.values():
        one = found.setdefault(task.step, OpenStep())
        people = (task.holder,) if task.holder else task.offered
        one.people += [person for person in people if person not in one.people]
        if task.holder and task.holder not in one.holders:
            one.holders.append(task.holder)
        limit = state.limits.get(task.id)
        one.limit(limit.due if limit else None)
    return found


@dataclass(frozen=True)
class Dated:
    """An event with the instant of its turn."""

    at: datetime
    event: Event


def events_of(case: CaseLook, since: int = 0) -> Iterator[Dated]:
    """The events of the turns after the first `since`."""
    for turn in case.turns[since:]:
        for event in turn.events:
            yield Dated(turn.at, event)


def touched(case: CaseLook) -> set[str]:
    """The steps the case came to: entered, or skipped for a reason; and the end that was reached."""
    skipped = {one.event.step for one in events_of(case) if isinstance(one.event, StepSkipped)}
    return entered(case) | skipped


def entered(case: CaseLook) -> set[str]:
    """The steps that have been entered so far, and the end that was reached."""
    steps = {one.event.step for one in events_of(case) if isinstance(one.event, StepEntered)}
    return steps | ({case.state.ended} if case.state.ended else set())


def lateness(case: CaseLook, step: str) -> timedelta | None:
    """Clock time from the due of a step's (or clock's) last entry to its decision; None when it had none, or is open.

    Negative when it was decided in time.
    """
    keys, due, decided = {clock_key(step)}, None, None
    clock = case.plan.definition.clocks.get(step)
    for one in events_of(case):
        match one.event:
            case StepEntered(step=entered_step, instance=instance) if entered_step == step:
                keys, due, decided = {instance}, None, None
            case TaskCreated(step=created, task=task) if created == step:
                keys.add(task)
            case LimitSet(key=key, due=instant) if key in keys:
                due = instant
            case TaskDecided(task=task) if task in keys:
                decided = one.at
            case StepFinished(step=finished) if finished == step or (clock and finished == clock.to):
                decided = one.at
            case _:
                pass
    return None if due is None or decided is None else decided - due


class Values:
    """Reads the fields of a case, formulas included, with the world of the story."""

    def __init__(self, plan: Plan, world: World, zone: tzinfo) -> None:
        self.plan = plan
        self.world = world
        self.zone = zone

    def at(self, state: CaseState, path: str) -> Any:
        """The value at a path: a field, a part of an object, a column or cell of a table."""
        name, *way = path.split(".")
        read = lambda facts: TurnBuilder(self.plan, state, state.now, facts).value_of(name)  # noqa: E731
        return _cell(informed(read, self.world.seen_from(state.post)), way)

    def field(self, path: str) -> tuple[Field, bool]:
        """The field a path means, and whether it is a column: one value for each row."""
        name, *way = path.split(".")
        found, column = self.plan.definition.data[name], False
        for part in way:
            column = found.type == "table" if not part.isdigit() else column
            found = found if part.isdigit() else (found.fields or {})[part]
        return found, column


def _cell(value: Any, way: list[str]) -> Any:
    for number, part in enumerate(way):
        if part.isdigit() and isinstance(value, list):
            value = value[int(part) - 1] if 0 < int(part) <= len(value) else None
        else:
            return read_at(value, way[number:])
    return value


def ended_case(case: CaseLook, undone_by: str | None) -> EndedCase:
    """A case as it is known to who wants to undo it."""
    state, end, ended_at = case.state, None, None
    for turn in case.turns:
        found = next((event for event in turn.events if isinstance(event, CaseEnded)), None)
        end, ended_at = (found, turn.at) if found is not None else (end, ended_at)
    return EndedCase(
        case.case_id, state.business_key, state.initiator, state.started_at, ended_at, end.end if end else None,
        end is not None and end.how == "completed", {name: write_value(one) for name, one in state.data.items()},
        undone_by,
    )  # fmt: skip


def texts_of(stage: Any) -> tuple[str, ...]:
    """What a text says, in each of its languages."""
    if isinstance(stage, Mapping):
        return tuple(str(text) for text in stage.values() if text)
    if hasattr(stage, "model_dump"):
        return texts_of(stage.model_dump(exclude_none=True))
    return (str(stage),) if stage else ()
