"""What somebody may do with a task now, found out by trying it on a copy of the case: each decision, each verb.

What a form still lacks is assumed while trying, and said; so the answer may be another once it is filled.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from engine.expressions import EvaluationError, ExpressionError
from engine.insight.predicting import Predicted, predict_on
from engine.insight.previewing import Preview, Worlds, previewed
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.user_task import Return
from engine.model.types import field_at
from engine.model.values import write_value
from engine.runtime import commands as c
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.facts import Facts
from engine.runtime.facts_found import informed
from engine.runtime.refusals import Rejected
from engine.runtime.state import CaseState, UserTask
from engine.runtime.stimuli import Commanded

LATER = timedelta(days=30)
"""How far ahead moments lie that a verb is tried with."""
WORDS = "…"
"""What a comment says that a verb is tried with."""
MOST_ASSUMED = 20

_LACKING = frozenset({"field-missing", "comment-missing", "signature-missing", "signature-differs", "outcome-missing"})
OF_THE_FORM = frozenset({"wrong-type", "check-failed", "outcome-not-allowed"})
OF_WHAT_IS_SAID = _LACKING | {
    "unknown-person", "excluded", "beyond-authority", "already-voter", "already-offered", "nobody-named",
    "transfer-to-self", "delegate-to-self", "asks-oneself", "signer-is-starter", "unknown-due", "not-in-future",
    "not-later", "may-not-see", "field-not-asked", "never-acted", "nothing-attached",
}  # fmt: skip
"""Refusals of a verb that are about what was said with it: with other words it is allowed."""


@dataclass(frozen=True)
class Tried:
    """What a decision would do, or why it is refused. `assumed`: fields that were filled in for trying."""

    command: c.Complete | c.Return
    preview: Preview | None = None
    refused: Rejected | None = None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trial:
    """Somebody at a task: where it stands, who they are, when, in which world."""

    plan: Plan
    state: CaseState
    task: UserTask
    by: str
    at: datetime
    worlds: Worlds

    @property
    def step(self) -> Any:
        """The step of the task."""
        return self.plan.steps[self.task.step]

    def try_out(self, command: c.Command) -> Preview:
        """What a command would do. Raises `Rejected`."""
        commanded = Commanded(self.at, "preview", self.by, command)
        shown, after = previewed(self.plan, self.state, commanded, self.worlds)
        if shown.offered or shown.ends or shown.waits or not shown.going_on:
            return shown
        return _with_next(shown, predict_on(self.plan, after, self.worlds(()), self.at))


def _with_next(shown: Preview, way: Predicted) -> Preview:
    """What begins is nobody's task: the first one that is certain to come behind it is told too."""
    coming = (one for one in way.steps if one.kind == "user_task" and not one.skipped)
    first = next(coming, None)
    if first is None or first.depends:
        return shown
    return replace(shown, offered={first.step: first.people}, due={first.step: first.due})


def decisions(trial: Trial, data: dict[str, Any]) -> Iterator[Tried]:
    """Each outcome and each way back of a task, tried with what a form holds already."""
    step, task = trial.step, trial.task
    beside = task.side is not None and task.side.kind in ("supplement", "question")
    for outcome in ("done",) if beside else getattr(step, "outcomes", {"done": None}):
        chosen = None if beside else outcome
        yield decided(trial, c.Complete(task.id, chosen, dict(data), WORDS, signature=_own_name(trial)))
    rule = getattr(step, "return_", None)
    for target in rule.to if isinstance(rule, Return) and not beside else ():
        yield decided(trial, c.Return(task.id, target, dict(data), WORDS))


def decided(trial: Trial, command: c.Complete | c.Return) -> Tried:
    """What one decision would do. What it lacks is assumed."""
    assumed: list[str] = []
    for _ in range(4):
        try:
            return Tried(command, trial.try_out(command), None, tuple(assumed))
        except Rejected as refused:
            if refused.code == "comment-not-wanted":
                command = replace(command, comment="")
                continue
            lacking = [one.path for one in refused.errors if one.code == "field-missing" and one.path not in assumed]
            filled = dict(_assumed(trial, lacking[:MOST_ASSUMED]))
            if not filled:
                return Tried(command, None, refused, tuple(assumed))
            assumed += filled
            command = replace(command, data={**command.data, **filled})
    return Tried(command, None, None, tuple(assumed))


def _own_name(trial: Trial) -> str:
    return trial.worlds(()).directory.name_of(trial.by).zh


def _assumed(trial: Trial, paths: list[str]) -> Iterator[tuple[str, Any]]:
    for path in paths:
        field = field_at(trial.plan.definition.data, path)
        value = None if field is None else sample(field, trial.by, trial.at)
        if value is not None:
            yield path, value


def sample(field: Field, person: str, at: datetime) -> Any:
    """A value that fits a field, to try out what follows once it is filled; None where none can be guessed."""
    if field.pattern is not None or field.from_ is not None:
        return None
    if field.type == "choice":
        return next(iter(field.values or {}), None)
    if field.type in ("integer", "number", "percent", "money"):
        return field.minimum if field.minimum is not None and not str(field.minimum).startswith("=") else 1
    plain: dict[str, Any] = {
        "text": WORDS, "long_text": WORDS, "yes_no": True, "person": person, "duration": "P1D", "time": "09:00:00",
        "date": (at + LATER).date().isoformat(), "date_time": (at + LATER).isoformat(),
    }  # fmt: skip
    if field.type in ("object", "table"):
        row = {name: sample(part, person, at) for name, part in (field.fields or {}).items() if part.formula is None}
        return row if field.type == "object" else [row]
    return plain.get(field.type)


@dataclass(frozen=True)
class Filled:
    """What a path of the form holds, as JSON, formulas too; `open`: its `only_if` is met, or it has none."""

    path: str
    value: Any
    open: bool = True


def form_filled(trial: Trial) -> Iterator[Filled]:
    """The paths of a task's form as they stand, from where the task stands: items of `for_each` are its own."""
    form: Any = getattr(trial.step, "form", None)
    here = trial.state.steps[trial.task.instance].list
    for path in (*form.show, *form.writable) if form is not None else ():
        condition = form.only_if.get(path)
        opened = condition is None or _told(trial, condition, here) is True
        yield Filled(path, write_value(_told(trial, path, here)), opened)


def _told(trial: Trial, expression: str, list_id: str) -> Any:
    """What an expression gives there now; None where it cannot be told."""

    def told(facts: Facts) -> Any:
        return TurnBuilder(trial.plan, trial.state, trial.at, facts).evaluate(expression, list_id)

    try:
        return informed(told, trial.worlds(()).seen_from(trial.state.post))
    except (Parked, ExpressionError, EvaluationError):
        return None


# -- verbs ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verb:
    """A verb of the task, and why it is not allowed now, if it is not."""

    verb: str
    refused: Rejected | None = None


def verbs(trial: Trial) -> Iterator[Verb]:
    """The verbs of a task besides deciding it and returning it, each tried with words that would do."""
    for command in _verbs(trial):
        try:
            trial.try_out(command)
        except Rejected as refused:
            said = refused.code in OF_WHAT_IS_SAID or refused.code in OF_THE_FORM
            yield Verb(command.verb, None if said else refused)
        else:
            yield Verb(command.verb)


def _verbs(trial: Trial) -> Iterator[c.Command]:
    task, until, other = trial.task.id, trial.at + LATER, _somebody_else(trial)
    supplement = getattr(trial.step, "supplement", None)
    yield c.Claim(task)
    yield c.Release(task)
    yield c.Transfer(task, other, WORDS)
    yield c.Delegate(task, other, WORDS)
    yield c.Reclaim(task)
    for how in getattr(getattr(trial.step, "signers", None), "how", ())[:1]:
        yield c.AddSigner(task, (other,), how, comment=WORDS)
    yield c.RemoveSigner(task)
    yield c.Ask(task, (other,), WORDS)
    if supplement is not None:
        yield c.Supplement(task, tuple(supplement.fields[:1]), WORDS)
    yield c.Unask(task)
    yield c.Hold(task, until, WORDS)
    yield c.Resume(task)
    yield c.Extend(task, until + LATER, WORDS)
    yield c.DecideExtension(task, True)
    yield c.Promise(task, until, WORDS)
    yield c.Comment(WORDS, task=task)


def _somebody_else(trial: Trial) -> str:
    """Somebody of the directory who has nothing to do with the task: a verb is tried with them."""
    world, task = trial.worlds(()), trial.task
    directory, day = world.directory, world.directory.day_of(trial.at)
    concerned = {trial.by, trial.state.initiator, task.holder, task.lent_to, *task.offered}
    others = (one for one in directory.people if one not in concerned and directory.is_here(one, day))
    return next(others, trial.by)
