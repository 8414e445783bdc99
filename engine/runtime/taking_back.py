"""Taking back (拿回): a decision is undone while nothing has been built on it.

After the turn of a decision the state keeps what that turn has changed, as it was before (`Retractable`). As long as no
later turn touches any of it, taking the decision back puts it all in place again; whatever another branch of the case
has done meanwhile stays. Opening or claiming what followed is no touch: such tasks are cancelled, with notice.

Codes: `task-not-open` (there never was such a task), `not-decided`, `not-yours`, `built-upon`, `vote-settled`,
`done-outside`, `verb-forbidden`, `verb-not-yours`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.model.values import write_value
from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import flow, limit_pauses, limit_questions, switches, user_tasks, votes
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import DataWritten, StageReached, StepReopened, TaskDecided, TaskReopened, TaskTakenBack
from engine.runtime.questions import AskAct, AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.state import Retractable, UserTask
from engine.runtime.stimuli import Commanded, PolicyDecided, Stimulus, Unanswered, WorkLeft

REMEMBERED = 50
"""Decisions whose fate is known, so that a refusal can say why; of older ones: they have been built upon."""

_KEPT = ("lists", "steps", "tasks", "limits", "data", "last", "decisions", "carried", "reopened", "rechecks")
"""What of the state a decision changes and taking it back restores."""

_TOUCHED = ("lists", "steps", "data")
"""What must not have changed since. A task may: it was opened, claimed, reminded of."""

_ANSWERED = ("supplement", "question")
"""Kinds of tasks whose answer belongs to a task that is open; it is built upon once that is over."""

_OUTSIDE = ("service_task", "call_process")
"""Steps that wait for somebody outside: left once, their answer is lost."""


def take_back(turn: TurnBuilder, order: Commanded, command: c.TakeBack) -> None:
    """Undo one's own decision."""
    if command.task in turn.tasks:
        raise Rejected("not-decided", f"Expected a decided task, but {turn.tasks[command.task].step} is still open")
    kept = turn.retractable.get(command.task)
    if kept is None:
        raise _unknown(turn, command.task)
    step: Any = turn.plan.steps[kept.task.step]
    switches.must_be_allowed(turn, step, "take_back", order.by, None)
    if order.by != kept.by:
        raise Rejected("not-yours", f"Expected {kept.by}, who has decided {step.id}, but {order.by} asked")
    if kept.closed:
        raise _refusal(kept.closed)
    people = tuple(dict.fromkeys([*kept.task.offered, kept.by]))
    act = AskAct(kept.by, step.id, people, kept.task.holder, dict(kept.task.for_whom), kept.task.created, turn.at)
    turn.ask(act)
    turn.emit(TaskTakenBack(kept.task.id, kept.by, command.comment))
    del turn.retractable[kept.task.id]
    _leave_what_followed(turn, kept)
    _restore(turn, kept)


def _unknown(turn: TurnBuilder, task: str) -> Rejected:
    if task.partition(".")[0].removeprefix("t").isdigit() and int(task.partition(".")[0][1:]) <= turn.counter:
        return _refusal("built-upon")
    return Rejected("task-not-open", f"Expected a task of this case, but {task} was never there")


def _refusal(why: str) -> Rejected:
    match why:
        case "vote-settled":
            return Rejected("vote-settled", "Expected a vote that is still open, but this decision has settled it")
        case "done-outside":
            return Rejected("done-outside", "Expected nothing done outside since, but somebody has been reached there")
        case _:
            return Rejected("built-upon", "Expected nobody to have built on it, but the case has gone on from there")


def _leave_what_followed(turn: TurnBuilder, kept: Retractable) -> None:
    """What the decision has opened is left; who had claimed some of it is told."""
    reason = f"taken back by {kept.by}"
    for task in _followed(turn, kept):
        if task.holder is not None and task.holder != kept.by:
            to = (BoundWho.people(task.holder),)
            turn.ask(AskNotice(f"{task.step}.taken_back", to, None, turn.at, turn.new_id("n"), task.id))
    for list_id in [one for one, before in kept.lists.items() if before is None]:
        flow.cancel_list(turn, list_id, reason)
    for instance in [one for one, before in kept.steps.items() if before is None]:
        flow.cancel_step(turn, instance, reason)
    for task_id in [one for one, before in kept.tasks.items() if before is None and one in turn.tasks]:
        user_tasks.cancel_task(turn, turn.tasks[task_id], reason)
    for key in [one for one, before in kept.limits.items() if before is None]:
        limit_questions.drop(turn, key)


def _followed(turn: TurnBuilder, kept: Retractable) -> list[UserTask]:
    """The open tasks of steps that the decision has opened."""
    opened = {one for one, before in kept.steps.items() if before is None}
    return [task for task in turn.tasks.values() if task.instance in opened]


def _restore(turn: TurnBuilder, kept: Retractable) -> None:
    """Everything as it was: places first, then data, then limits, which count by the data."""
    reason = f"taken back by {kept.by}"
    reopened = [one for one in kept.steps.values() if one is not None and not _is_working(turn, one.id)]
    for name in ("lists", "steps", "last", "decisions", "carried", "reopened", "rechecks"):
        _put_back(getattr(turn, name), getattr(kept, name))
    turn.conditions.update(kept.conditions)
    for step in kept.undo:
        turn.undo.remove(next(one for one in reversed(turn.undo) if one.step == step))
    if kept.vote:
        votes.withdraw_vote(turn, kept.vote, kept.task.id, kept.by)
    if not turn.lists[flow.main_list(turn)].finished:
        turn.ending = None
    for here in reopened:
        turn.emit(StepReopened(here.id, here.step, reason))
    for task in [one for one in kept.tasks.values() if one is not None and one.id not in turn.tasks]:
        turn.tasks[task.id] = replace(task, held_until=None, extension=None, lent_to=None)
        turn.emit(TaskReopened(task.id, task.holder, reason))
    turn.way_back = kept.way_back
    if kept.stage is not None and kept.stage != turn.stage:
        turn.stage = kept.stage
        turn.emit(StageReached(turn.stage))
    if kept.data:
        _put_back(turn.data, kept.data)
        turn.forget_formulas()
        turn.emit(DataWritten({name: write_value(value) for name, value in kept.data.items()}, "take_back", kept.by))
    for limit in [one for one in kept.limits.values() if one is not None]:
        limit_pauses.put_back(turn, limit)


def _put_back(now: dict[str, Any], before: Mapping[str, Any]) -> None:
    for key, value in before.items():
        if value is None:
            now.pop(key, None)
        else:
            now[key] = value


# -- remembering ----------------------------------------------------------------------------------------------------


def remember(turn: TurnBuilder, stimulus: Stimulus) -> None:
    """At the end of a turn: what it has touched cannot be taken back any more; its own decision can."""
    if turn.ended is not None:
        turn.retractable = {}
        return
    follows = isinstance(stimulus, PolicyDecided | Unanswered | WorkLeft)
    if turn.retractable:
        changed = {name: set(_changed(turn, name)) for name in _TOUCHED}
        for kept in list(turn.retractable.values()):
            if follows and kept.turn == turn.state.turn and not kept.closed:
                turn.retractable[kept.task.id] = _and_more(turn, kept)
            elif not kept.closed and _is_touched(turn, kept, changed):
                turn.retractable[kept.task.id] = _closed(kept, _why(turn, kept))
    command = stimulus.command if isinstance(stimulus, Commanded) else None
    if isinstance(command, c.Complete):
        _remember_decision(turn, command.task)
    for forgotten in list(turn.retractable)[:-REMEMBERED]:
        del turn.retractable[forgotten]


def _remember_decision(turn: TurnBuilder, task_id: str) -> None:
    decided = next((one for one in turn.events if isinstance(one, TaskDecided) and one.task == task_id), None)
    task = turn.state.tasks.get(task_id)
    if decided is None or task is None:
        return
    step: Any = turn.plan.steps[task.step]
    if step.kind != "user_task":
        return
    kept = Retractable(task, decided.by, turn.state.turn + 1, stage=turn.state.stage, way_back=turn.state.way_back)
    is_vote = task.side is None or task.side.kind == "beside"  # what is asked of others beside a task is none
    vote = task.instance if is_vote and _is_working(turn, task.instance) else ""
    turn.retractable[task_id] = _and_more(turn, kept, vote)


def _and_more(turn: TurnBuilder, kept: Retractable, vote: str = "") -> Retractable:
    """What a decision has changed, with what the turn that is being made has changed; closed where it cannot be undone.

    `vote`: the step instance whose vote is still open after it.
    """
    before: dict[str, Any] = {}
    for name in _KEPT:
        was = getattr(turn.state, name)
        found = {key: was.get(key) for key in _changed(turn, name)}
        before[name] = {**found, **getattr(kept, name)}
    if vote and not any(one is None for one in before["tasks"].values()):
        # Beside others who vote, not before them: only this one vote is withdrawn, whatever they do meanwhile.
        before["steps"].pop(vote, None)
    else:
        vote = ""
    undo = tuple(one.step for one in turn.undo[len(turn.state.undo) :])
    conditions = {key: value for key, value in turn.state.conditions.items() if key not in kept.conditions}
    gone = {key: value for key, value in conditions.items() if key not in turn.conditions}
    more = replace(
        kept,
        **before,
        undo=(*kept.undo, *undo),
        conditions={**gone, **kept.conditions},
        vote=vote,
        turn=turn.state.turn + 1,
    )
    reason = _irrevocable(turn, more)
    return _closed(more, reason) if reason else more


def _irrevocable(turn: TurnBuilder, kept: Retractable) -> str:
    """Why this decision cannot be taken back although nobody has built on it; empty when it can."""
    left = [one for one in kept.steps.values() if one is not None and one.id not in turn.steps]
    if turn.requests or any(turn.plan.steps[one.step].kind in _OUTSIDE for one in left):
        return "done-outside"
    if len(turn.waiting_events) != len(turn.state.waiting_events) or len(turn.kept) != len(turn.state.kept):
        return "done-outside"
    return "vote-settled" if _is_vote(turn, kept) and not _is_working(turn, kept.task.instance) else ""


def _is_working(turn: TurnBuilder, instance: str) -> bool:
    here = turn.steps.get(instance)
    return here is not None and here.phase == "working"


def _is_vote(turn: TurnBuilder, kept: Retractable) -> bool:
    """Whether several seats were to decide the step."""
    step: Any = turn.plan.steps[kept.task.step]
    return (isinstance(step.assign, list) and len(step.assign) > 1) or getattr(step.assign, "each", False)


def _changed(turn: TurnBuilder, name: str) -> list[str]:
    """The keys of a map of the state at which this turn has put something else."""
    before, after = getattr(turn.state, name), getattr(turn, name)
    keys = dict.fromkeys([*before, *after])
    return [key for key in keys if before.get(key) is not after.get(key) and before.get(key) != after.get(key)]


def _is_touched(turn: TurnBuilder, kept: Retractable, changed: Mapping[str, set[str]]) -> bool:
    if kept.vote and not _is_working(turn, kept.vote):
        return True
    if kept.task.side is not None and kept.task.side.kind in _ANSWERED and kept.task.side.serves not in turn.tasks:
        return True
    return any(changed[name] & set(getattr(kept, name)) for name in _TOUCHED)


def _why(turn: TurnBuilder, kept: Retractable) -> str:
    if kept.vote and not _is_working(turn, kept.vote):
        return "vote-settled"
    return "done-outside" if turn.requests else "built-upon"


def _closed(kept: Retractable, why: str) -> Retractable:
    """Only who, what and why not is kept of what cannot be taken back."""
    return Retractable(kept.task, kept.by, kept.turn, closed=why)
