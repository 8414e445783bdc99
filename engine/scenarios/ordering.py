"""From an act of a story to the command it gives."""

from datetime import datetime

from engine.runtime import Rejected
from engine.runtime import commands as c
from engine.scenarios import acts
from engine.scenarios.instants import InstantError, read_instant
from engine.scenarios.stage import CaseLook

TaskAct = acts.Complete | acts.Return | acts.TaskVerb


def _revision(case: CaseLook, at: datetime) -> int:
    """The last turn of a case by then: what a page that was opened at this moment showed."""
    return sum(turn.at <= at for turn in case.turns)


def command_of(entry: TaskAct, case: CaseLook, task: str, at: datetime) -> c.Command:
    """The command an act on a task gives; `at` is its instant. Raises `Rejected` for a moment that is none."""
    match entry:
        case acts.Complete():
            taken_out = tuple(c.TakenOut(one.case, one.reason) for one in entry.take_out)
            seen = _seen(case, entry.seen, at)
            return c.Complete(
                task, entry.outcome, entry.with_, entry.comment, taken_out, seen, entry.together, entry.signature
            )
        case acts.Return():
            return c.Return(task, entry.to, entry.with_, entry.comment, _seen(case, entry.seen, at))
        case acts.Claim():
            return c.Claim(task)
        case acts.Release():
            return c.Release(task)
        case acts.Transfer():
            return c.Transfer(task, entry.to, entry.comment)
        case acts.Reassign():
            return c.Reassign(task, entry.to, entry.comment, entry.override)
        case acts.Hold():
            return c.Hold(task, _moment(entry.to, at), entry.comment)
        case acts.Resume():
            return c.Resume(task)
        case acts.Extend():
            return c.Extend(task, _moment(entry.to, at), entry.comment)
        case acts.Promise():
            return c.Promise(task, _moment(entry.to, at), entry.comment)
        case acts.Grant() | acts.Deny():
            return c.DecideExtension(task, isinstance(entry, acts.Grant), entry.comment)
        case acts.Delegate():
            return c.Delegate(task, entry.to, entry.comment)
        case acts.Reclaim():
            return c.Reclaim(task)
        case acts.AddSigner():
            to = (entry.to,) if isinstance(entry.to, str) else tuple(entry.to)
            return c.AddSigner(
                task, to, entry.how, entry.mode, entry.comment, entry.due, entry.outcome, entry.with_, entry.signature
            )
        case acts.RemoveSigner():
            return c.RemoveSigner(task, (entry.to,) if entry.to else (), entry.comment)
        case acts.Supplement():
            return c.Supplement(task, tuple(entry.fields), entry.comment, entry.to, entry.due)
        case acts.Ask():
            to = (entry.to,) if isinstance(entry.to, str) else tuple(entry.to)
            return c.Ask(task, to, entry.comment, entry.due)
        case acts.Unask():
            return c.Unask(task, (entry.to,) if entry.to else (), entry.comment)
        case acts.TakeBack():
            return c.TakeBack(task, entry.comment)
        case _:
            raise Rejected("unsupported-act", f"Expected a verb the core has, but `{entry.act}` is none yet")


def _seen(case: CaseLook, written: str | None, at: datetime) -> int | None:
    """The revision of the data that a page showed which was opened then."""
    return None if written is None else _revision(case, _moment(written, at))


def _moment(written: str, at: datetime) -> datetime:
    """A moment an act names, on the clock of the story."""
    try:
        return read_instant(written, at.date()).replace(tzinfo=at.tzinfo)
    except InstantError as error:
        raise Rejected(error.code, error.message) from None


def _task_at(case: CaseLook, step: str | None) -> str | None:
    """The open task of a step."""
    return next((task.id for task in case.state.tasks.values() if task.step == step), None)


def case_command_of(entry: acts.CaseVerb, case: CaseLook) -> c.Command:
    """The command an act on a whole case gives."""
    if isinstance(entry, acts.Remark):
        return c.Comment(entry.comment, tuple(entry.to), _task_at(case, entry.about), entry.approvers)
    if isinstance(entry, acts.Attach):
        return c.Attach(tuple(entry.files), entry.comment, _task_at(case, entry.about))
    if isinstance(entry, acts.HandOver):
        return c.HandOver(entry.hand_over, entry.to, f"of {entry.hand_over}", entry.comment)
    if isinstance(entry, acts.HandBack):
        return c.HandBack(f"of {entry.hand_back}", entry.comment)
    if isinstance(entry, acts.Move):
        return c.Move(entry.to, entry.comment)
    if isinstance(entry, acts.Copy):
        return c.Copy(tuple(entry.to), entry.comment)
    return c.Recall(entry.comment) if isinstance(entry, acts.Recall) else c.Withdraw(entry.comment)
