"""Handing a person over (交接): what hangs on them, item by item, and what is to be done with each.

An item is done by a command of its case, or by a change outside of the cases; what only people can change is reported,
with the place. The person is gone last, so that nothing of theirs is found by anybody else before it was handed over.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from engine.administering.access import Standing
from engine.administering.stand_ins import Wanted, answers_for, circle_with
from engine.expressions import parse_expression
from engine.model.plan import Plan
from engine.people import Directory, StandIn

Kind = Literal["case", "draft", "copy", "setting", "stand-in", "definition", "departure"]
Status = Literal["waiting", "done", "refused", "left", "undoing", "undone", "kept"]


@dataclass(frozen=True)
class Item:
    """One thing that hangs on a person. `subject` names it (a case id, `process/setting`, a number, `file:line`),
    `label` is for people; `said` is what there is to it. `status` `left`: for people to change, `code` says why."""

    kind: Kind
    subject: str
    label: str
    said: Mapping[str, Any] = field(default_factory=dict)
    status: Status = "waiting"
    code: str = ""
    text: str = ""


def when_undone(item: Item, *, begun: bool) -> Status:
    """What becomes of an item when its hand-over is undone. `begun`: a worker has had it, so that its command may be
    under way: a case is then asked to give back, whatever came of it."""
    if item.status == "waiting":
        return "undoing" if begun and item.kind == "case" else "undone"
    is_done = item.status == "done" or (item.status == "left" and item.kind == "stand-in")
    return "undoing" if is_done else item.status


def may_see(who: Standing, directory: Directory, setters: Collection[str], *, person: str, to: str, by: str) -> bool:
    """Whether somebody sees a hand-over of a person: who began it, whom it comes to, who might have begun it, and who
    sees what is arranged for anybody."""
    if who.person in (by, to) or who.sees_arrangements:
        return True
    return answers_for(person, directory, who.person, setters)


@dataclass(frozen=True)
class OwnCase:
    """A running case somebody is in: their open tasks by step, whether they have started it, the later steps (by
    field) that they were chosen for."""

    case_id: str
    business_key: str
    process: str
    tasks: tuple[str, ...]
    starter: bool
    chosen: Mapping[str, tuple[str, ...]]


def items_of_cases(cases: Iterable[OwnCase]) -> Iterator[Item]:
    """One item for each case: one command does all of it."""
    for case in cases:
        chosen = {name: list(steps) for name, steps in case.chosen.items()}
        said = {"process": case.process, "tasks": list(case.tasks), "starter": case.starter, "chosen": chosen}
        yield Item("case", case.case_id, case.business_key, said)


@dataclass(frozen=True)
class OwnDraft:
    """What somebody has filled in and not sent: of a task of a case, or of a start of a process (`about`, `part`).

    `copied`: the case that start copies; empty: none.
    """

    about: str
    part: str
    label: str
    at: datetime
    of_task: bool
    copied: str = ""


def items_of_drafts(drafts: Iterable[OwnDraft], *, leaves: bool) -> Iterator[Item]:
    """One item for each draft; whoever stays keeps those of starts, which nobody else is asked for."""
    for draft in drafts:
        if draft.of_task or leaves:
            said = {"about": draft.about, "part": draft.part, "at": draft.at.isoformat(), "of_task": draft.of_task}
            own = {"copied": draft.copied} if draft.copied else {}
            yield Item("draft", "/".join((draft.about, draft.part, *own.values())), draft.label, {**said, **own})


def items_of_copies(copies: Iterable[tuple[str, str, str]]) -> Iterator[Item]:
    """One item for each copy: the case, its key, and whose copy it was at first."""
    for case_id, business_key, owner in copies:
        yield Item("copy", case_id, business_key, {"owner": owner})


def items_of_settings(settings: Iterable[tuple[str, str, Any]], person: str) -> Iterator[Item]:
    """Changed settings of processes whose value is the person: process, name, value."""
    for process, name, value in settings:
        if value == person:
            yield Item("setting", f"{process}/{name}", f"{process}: {name}")


def items_of_stand_ins(directory: Directory, person: str, to: str, today: date) -> Iterator[Item]:
    """Their stand-ins end; where they stand in for others the successor does, unless that closes a circle."""
    for one in directory.stand_ins:
        if one.is_over(today):
            continue
        said = {"person": one.person, "for": one.absent, "from": one.first.isoformat()}
        if one.absent == person:
            yield Item("stand-in", one.id, f"{one.person} for {one.absent}", {**said, "then": "ends"})
        elif one.person == person:
            yield _passed_on(one.id, one.absent, to, directory, person, today, said)


def _passed_on(
    number: str, absent: str, to: str, directory: Directory, person: str, today: date, said: Mapping[str, Any]
) -> Item:
    label = f"{person} for {absent}"
    if absent == to:
        why = f"Expected somebody else to stand in for {absent} than themselves"
        return Item("stand-in", number, label, {**said, "then": "ends"}, code="stand-in-for-oneself", text=why)
    wanted = taken_on(number, directory, to, today)
    ending = [one.id for one in directory.stand_ins if person in (one.person, one.absent)]
    circle = circle_with(wanted, directory, today, without=ending)
    if circle:
        why = f"Expected {to} to take it on, but that closes the circle {' → '.join(circle)}"
        return Item("stand-in", number, label, {**said, "then": "ends"}, code="stand-in-cycle", text=why)
    return Item("stand-in", number, label, {**said, "then": to})


def taken_on(number: str, directory: Directory, to: str, today: date) -> Wanted:
    """The same stand-in with another person, from today on at the earliest."""
    one = next(one for one in directory.stand_ins if one.id == number)
    return replace(as_wanted(one), person=to, first=max(one.first, today))


def as_wanted(one: StandIn) -> Wanted:
    """A stand-in as it would be set again."""
    return Wanted(one.person, one.absent, one.first, one.last, one.processes, one.amount, one.open_tasks, one.only)


def items_of_definitions(sources: Iterable[tuple[str, str]], person: str) -> Iterator[Item]:
    """Where deployed definitions name the person: file and text. People change that."""
    named = re.compile(rf"(?<![\w-]){re.escape(person)}(?![\w-])")
    for file, text in sources:
        for number, line in enumerate(text.splitlines(), start=1):
            if named.search(line) and not line.lstrip().startswith("#"):
                place = f"{file}:{number}"
                yield Item("definition", place, place, {"line": line.strip()}, "left", "named-in-definition")


def departure_of(person: str) -> Item:
    """They have left: they act on nothing any more, and open tasks do not find them."""
    return Item("departure", person, person)


def chosen_in(plan: Plan, data: Mapping[str, Any], person: str) -> dict[str, tuple[str, ...]]:
    """The fields that name a person, each with the steps that they decide who does."""
    return {name: steps for name, steps in choosing_fields(plan).items() if data.get(name) == person}


def choosing_fields(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Fields of the kind `person` that rules of user tasks use, each with these steps."""
    fields = {name for name, one in plan.definition.data.items() if one.type == "person"}
    found: dict[str, list[str]] = {}
    for step_id, step in plan.steps.items():
        assign = getattr(step, "assign", None)
        for rule in assign if isinstance(assign, list) else [assign] if assign is not None else []:
            for name in _names(rule.person) & fields:
                found.setdefault(name, []).append(step_id)
    return {name: tuple(dict.fromkeys(found[name])) for name in plan.definition.data if name in found}


def outcome_of(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a case's turn has made of a hand-over: its tasks with who has each now, and those that stay, with why."""
    told: dict[str, Any] = {"tasks": {}, "left": {}}
    for event in events:
        if event["kind"] in ("case-handed-over", "case-handed-back"):
            told["left"] |= event["left"]
            told["starter"] = event.get("starter", False)
        elif event["kind"] == "task-offered" and "handed_over" in event.get("why", {}):
            refused = event["why"]["handed_over"]["refused"]
            told["tasks"][event["task"]] = {"to": [event["assignee"]] if event["assignee"] else list(event["to"])}
            if refused:
                told["tasks"][event["task"]]["refused"] = refused
        elif event["kind"] == "loan-ended" and event.get("why"):
            told["left"][event["task"]] = event["why"]
        elif event["kind"] == "nobody-found":
            told["left"] |= dict.fromkeys(event.get("tasks", ()), "nobody-found")
    return told


def _names(expression: str | None) -> set[str]:
    return {name.split(".")[0] for name in parse_expression(expression).names} if expression else set()
