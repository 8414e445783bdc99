"""A plan: a checked, normalised definition, ready to run, identified by its content.

The plan is what a running case carries. It is the definition with every inherited rule written out (escalation,
calendars, defaults), so that running it needs nothing else; the index below is derived from it and never stored.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from engine.model.forms import Form
from engine.model.process import ProcessDefinition
from engine.model.reactions import Event, Reaction
from engine.model.steps import Step
from engine.model.steps.choose import Choose
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.parallel import Parallel
from engine.model.steps.scope import Scope
from engine.model.steps.send import Send
from engine.model.steps.user_task import Outcome, Return, UserTask
from engine.model.text_layer import behaviour_digest, retold, texts_digest, texts_in
from engine.model.who import Who

START = "start"
MAIN = "steps"
"""The address of the outermost list."""


@dataclass(frozen=True)
class StepList:
    """A list of steps and where it stands: `address` is its path in the definition, `owner` the step or event it
    belongs to (None for the outermost list), `around` the list its `next` may also reach."""

    address: str
    steps: tuple[Step, ...]
    owner: str | None
    around: str | None

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Step id to its position in this list."""
        return {step.id: position for position, step in enumerate(self.steps)}


@dataclass(frozen=True)
class Wording:
    """In which other words a plan is read: `own` is the plan as it is written, and as cases record what it says;
    `since` when it is read in these."""

    own: "Plan"
    since: datetime


@dataclass(frozen=True)
class Plan:
    """A definition that passed its checks. `digest` is the SHA-256 of its canonical JSON.

    `wording`: it is only read, in the words of a newer version. No turn is made with such a plan.
    """

    definition: ProcessDefinition
    digest: str = field(default="")
    wording: Wording | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.digest:
            object.__setattr__(self, "digest", hashlib.sha256(self.canonical).hexdigest())

    @cached_property
    def canonical(self) -> bytes:
        """The plan as canonical JSON: keys in the order written (the order of rungs and branches means something)."""
        wire = self.as_written.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(wire, ensure_ascii=False, sort_keys=False, separators=(",", ":")).encode()

    def to_bytes(self) -> bytes:
        """The compressed form that travels in a workflow's input."""
        return zlib.compress(self.canonical, 9)

    @classmethod
    def from_bytes(cls, packed: bytes) -> Self:
        """Read what `to_bytes` wrote. The digest is computed again, never trusted."""
        return cls(ProcessDefinition.model_validate(json.loads(zlib.decompress(packed))))

    @property
    def process(self) -> str:
        return self.definition.process

    @cached_property
    def behaviour(self) -> str:
        """The digest of what it does."""
        return behaviour_digest(self.definition)

    @cached_property
    def texts(self) -> str:
        """The digest of the texts in which it tells of it."""
        return texts_digest(self.definition)

    @property
    def as_written(self) -> "Plan":
        """The plan in its own words, by which cases run."""
        return self.wording.own if self.wording is not None else self

    def in_words_of(self, newer: "Plan", since: datetime) -> "Plan":
        """The same plan to be read in the words of a newer version, in force since then."""
        return Plan(retold(self.definition, texts_in(newer.definition)), self.digest, Wording(self, since))

    @cached_property
    def lists(self) -> Mapping[str, StepList]:
        """Every list of steps by its address."""
        lists = {found.address: found for found in _lists_of(self.definition)}
        written = [step for found in lists.values() for step in found.steps]
        lists |= {found.address: found for found in _extra_lists(self.definition, written)}
        if any(_returns_to_start(step) for step in written) or _is_recallable(self.definition):
            main = lists[MAIN]
            lists[MAIN] = StepList(MAIN, (*main.steps, _rework(self.definition)), None, None)
        return lists

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        """Every step by its id; ids are unique in a definition."""
        return {step.id: step for found in self.lists.values() for step in found.steps}

    @cached_property
    def list_of(self) -> Mapping[str, str]:
        """Step id to the address of the list it stands in."""
        return {step.id: found.address for found in self.lists.values() for step in found.steps}


def list_address(owner: str | None, *way: str) -> str:
    """The address of a list inside `owner`: `route/cases/0`, `moved/events`, …"""
    return "/".join((owner, *way)) if owner else MAIN


def _lists_of(definition: ProcessDefinition) -> Iterator[StepList]:
    yield from _list(MAIN, definition.steps, None, None)
    for event_id, event in definition.events.items():
        if event.steps:
            yield from _list(list_address("events", event_id), event.steps, event_id, MAIN)


def _list(address: str, steps: list[Step], owner: str | None, around: str | None) -> Iterator[StepList]:
    yield StepList(address, tuple(steps), owner, around)
    for step in steps:
        for inner_address, inner in lists_inside(step):
            yield from _list(inner_address, inner, step.id, address)


BY_HAND = "by_hand"
RECHECK = "recheck"


def _returns_to_start(step: Step) -> bool:
    return isinstance(step, UserTask) and isinstance(step.return_, Return) and START in step.return_.to


def _is_recallable(definition: ProcessDefinition) -> bool:
    by_hand = any(start.by is not None for start in definition.start.values())
    return by_hand and definition.recall != "none" and definition.batch_of is None


def _rework(definition: ProcessDefinition) -> UserTask:
    """Where a case stands that was returned to its start: the initiator fills the form anew and hands it in again."""
    start = next(
        (one for one in definition.start.values() if one.by is not None), next(iter(definition.start.values()))
    )
    limited = start.rework.model_dump(by_alias=True) if start.rework is not None else {}
    return UserTask(
        user_task=START,
        name=start.name,
        assign=Who(person="initiator"),
        form=start.form or Form(),
        outcomes={"resubmit": Outcome(next=definition.steps[0].id)},
        **limited,
    )


def _extra_lists(definition: ProcessDefinition, written: Iterable[Step]) -> Iterator[StepList]:
    """Lists nobody wrote: a message that no connector carries is sent by hand, a step whose due has moved is checked.

    They run beside the outermost list, so the case ends only after them.
    """
    for step in written:
        if isinstance(step, Send) and (message := definition.messages.get(step.message)) and message.by_hand:
            task = UserTask(user_task=f"{step.id}_{BY_HAND}", name=message.name or step.name, assign=message.by_hand)
            yield StepList(list_address(step.id, BY_HAND), (task,), step.id, MAIN)
        if isinstance(step, UserTask) and step.recheck:
            again = {"user_task": f"{step.id}_{RECHECK}", "recheck": False, "next": None, "if_": None, "undo": None}
            outcomes = {
                outcome_id: one.model_copy(update={"next": None, "steps": None})
                for outcome_id, one in step.outcomes.items()
            }
            task = step.model_copy(update={**again, "outcomes": outcomes, "events": {}})
            yield StepList(list_address(step.id, RECHECK), (task,), step.id, MAIN)


def lists_inside(step: Step) -> Iterator[tuple[str, list[Step]]]:
    """The lists directly inside a step, with their addresses, in the order they are written."""
    if isinstance(step, End):
        return
    if isinstance(step, ForEach | Scope):
        yield list_address(step.id, "steps"), step.steps
    if isinstance(step, Parallel):
        for branch_id, branch in step.branches.items():
            yield list_address(step.id, "branches", branch_id), branch.steps
    for way, reaction in reactions_of(step):
        if reaction.steps:
            yield list_address(step.id, *way), reaction.steps
    if step.undo:
        yield list_address(step.id, "undo"), step.undo


def with_all_inside(step: Step) -> Iterator[str]:
    """The id of a step, and of every step in the lists inside it."""
    yield step.id
    for _, steps in lists_inside(step):
        for inner in steps:
            yield from with_all_inside(inner)


def reactions_of(step: Step) -> Iterator[tuple[tuple[str, ...], Reaction]]:
    """The reactions written at a step (outcomes, cases, `else`, `first_of`, events) with the way to each."""
    groups: dict[str, Mapping[str, Any]] = {"outcomes": getattr(step, "outcomes", None) or {}}
    if isinstance(step, Choose):
        groups["cases"] = {str(number): case for number, case in enumerate(step.cases)}
        if step.else_ is not None:
            yield ("else",), step.else_
    groups["first_of"] = getattr(step, "first_of", None) or {}
    groups["events"] = getattr(step, "events", None) or {}
    for group, reactions in groups.items():
        for name, reaction in reactions.items():
            yield (group, name), reaction


def event_of(plan: Plan, step_id: str | None, event_id: str) -> Event:
    """The event `event_id` of a step (its `events` or `first_of`), or of the process when `step_id` is None."""
    if step_id is None:
        return plan.definition.events[event_id]
    step = plan.steps[step_id]
    first_of = getattr(step, "first_of", None) or {}
    found: Event = first_of[event_id] if event_id in first_of else step.events[event_id]  # type: ignore[union-attr]
    return found
