"""What people may do next in a case: decide, return, add a signer, take back, recall; each as a command of a person."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.user_task import Return
from engine.runtime import commands as c
from engine.runtime.state import CaseState, StepInstance, UserTask
from engine.scenarios.acting import item_of
from proving.returns.flows import SIGNER, STARTER

Wire = dict[str, Any]


@dataclass(frozen=True)
class Left:
    """How often something may still be done on the way: what keeps the exploring finite.

    With `asides` the starter also recalls (it counts as a return), people ask somebody (as a signer), and take signers
    back.
    """

    returns: int = 2
    signers: int = 1
    taken_back: int = 1
    presses: int = 1
    asides: bool = True

    def without(self, what: str) -> "Left":
        """One of it less."""
        return replace(self, **{what: getattr(self, what) - 1})


@dataclass(frozen=True)
class Move:
    """One command, by whom, what it uses up of what is left, and how a scenario says it."""

    by: str
    command: c.Command
    written: Wire = field(hash=False)
    uses: str = ""

    def __str__(self) -> str:
        return ", ".join(f"{key} {value}" for key, value in self.written.items())


def moves(plan: Plan, state: CaseState, left: Left) -> Iterator[Move]:
    """Everything that somebody may try. Who acts on a task is its holder, or the first it is offered to."""
    for task in state.tasks.values():
        if task.offered:
            yield from _on_task(plan, state, task, left)
    if left.taken_back:
        for kept in state.retractable.values():
            if not kept.closed:
                written = {"by": kept.by, "take_back": kept.task.step}
                yield Move(kept.by, c.TakeBack(kept.task.id), written, "taken_back")
    if left.asides and left.returns and plan.definition.recall != "none":
        yield Move(STARTER, c.Recall(), {"by": STARTER, "recall": "case"}, "returns")
    if left.presses:
        yield from _presses(plan, state)


def _on_task(plan: Plan, state: CaseState, task: UserTask, left: Left) -> Iterator[Move]:
    step: Any = plan.steps[task.step]
    by = task.holder or task.offered[0]
    item = item_of(state, task.instance)
    at = {"by": by} | ({"item": item} if item is not None else {})
    signs_aside = task.side is not None and task.side.kind != "beside"
    outcomes = (None,) if task.side is not None and task.side.kind == "question" else step.outcomes
    for outcome, comment in product(outcomes, _comments(plan, step, task)):
        for data in [{}] if signs_aside else _filled(plan, step):
            said = {"outcome": outcome, "comment": comment, "with": data}
            written = at | {"complete": task.step} | {key: value for key, value in said.items() if value}
            yield Move(by, c.Complete(task.id, outcome, data, comment), written)
    if left.returns and isinstance(step.return_, Return):
        for to in step.return_.to:
            written = at | {"return": task.step, "to": to, "comment": "again"}
            yield Move(by, c.Return(task.id, to, {}, "again"), written, "returns")
    if left.signers:
        yield from _signers(step, task, by, at, left)
    if left.asides and task.side is not None and task.side.kind in ("before", "after", "beside"):
        asked_by = task.side.by
        written = at | {"by": asked_by, "remove_signer": task.step}
        yield Move(asked_by, c.RemoveSigner(task.id), written)


def _signers(step: Any, task: UserTask, by: str, at: Wire, left: Left) -> Iterator[Move]:
    if left.asides:
        written = at | {"ask": task.step, "to": SIGNER, "comment": "why"}
        yield Move(by, c.Ask(task.id, (SIGNER,), "why"), written, "signers")
    for how in step.signers.how:
        for outcome in step.outcomes if how == "after" else (None,):
            given = {"outcome": outcome} if outcome else {}
            written = at | {"add_signer": task.step, "to": SIGNER, "how": how, "comment": "look"} | given
            data = next(iter(_filled(plan=None, step=step))) if how == "after" else {}
            yield Move(by, c.AddSigner(task.id, (SIGNER,), how, "all", "look", None, outcome, data), written, "signers")


def _presses(plan: Plan, state: CaseState) -> Iterator[Move]:
    for here in state.steps.values():
        events = getattr(plan.steps[here.step], "events", {}) if here.phase == "working" else {}
        for name, event in events.items():
            if event.by is not None and not _runs(state, name, here):
                by = "ann"
                yield Move(by, c.Press(name, {}, "so", here.id), {"by": by, "do": name, "comment": "so"}, "presses")


def _runs(state: CaseState, event: str, here: StepInstance) -> bool:
    return any(one.event == event and one.hangs_on == here.id for one in state.lists.values())


def _comments(plan: Plan, step: Any, task: UserTask) -> tuple[str, ...]:
    """With and without a comment, where somebody who commented signs again."""
    rules = (getattr(one, "return_", None) for one in plan.steps.values())
    matters = any(isinstance(rule, Return) and rule.again == "commented" for rule in rules)
    return ("", "so") if matters and task.side is None and step.is_approval else ("so",)


def _filled(plan: Plan | None, step: Any) -> Iterator[Wire]:
    """What a form may be filled with: each way its choices and its yes-or-no fields can be set."""
    paths = (*step.form.edit, *step.form.require)
    fields = plan.definition.data if plan is not None else {}
    choices = {path: _values(fields[path]) for path in paths if path in fields}
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def _values(of: Field) -> list[Any]:
    return [True, False] if of.type == "yes_no" else list(of.values or {})
