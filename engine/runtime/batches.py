"""Batches, from both sides: a case that waits in a batch step, and the list on which such cases gather.

Codes: `batch-reason-missing`, `unknown-member`, `nobody-left`, `excluded` (found by the commit).
"""

from collections.abc import Mapping
from typing import Any

from engine.model.batch_plan import GATHERING, LIST_NUMBER, MEMBERS, context_fields
from engine.model.steps.user_task import UserTask
from engine.model.values import write_value
from engine.runtime import commands as c
from engine.runtime import flow, revisions, sides
from engine.runtime.builder import TurnBuilder
from engine.runtime.derived_ids import derived_id
from engine.runtime.events import (
    BatchAwaited,
    BatchDecided,
    BatchJoined,
    BatchTakenOut,
    CaseEnded,
    MemberListed,
    MemberRemoved,
    TaskDecided,
)
from engine.runtime.questions import AskNoneOf
from engine.runtime.refusals import Rejected
from engine.runtime.requests import JoinBatch, LeaveBatch, Request, TellMember
from engine.runtime.state import CaseState, StepInstance
from engine.runtime.stimuli import BatchTold, Member, MemberJoined, MemberLeft, Stimulus
from engine.runtime.wire import encode

OVER = "the case is over"
UNDECIDED = "the list was not decided"

# -- the member -----------------------------------------------------------------------------------------------------


def await_list(turn: TurnBuilder, step: UserTask, here: StepInstance, missed: str = "") -> None:
    """The case has come to a batch step, or must find another list than `missed`."""
    assert step.batch is not None
    key = "" if step.batch.key is None else str(write_value(turn.evaluate(step.batch.key, here.list)))
    flow.update(turn, here.id, awaiting=True, list="")
    scope = turn.scope(here.list)
    shown = {path: write_value(scope.shown_at(path)) for path in step.form.show}
    context = {name: write_value(turn.value_of(name)) for name in context_fields(turn.plan, step.id)}
    workflow_id = f"{turn.plan.process}:{turn.state.business_key}"
    strict = turn.state.engine_revision >= revisions.OTHER_EYES
    left_out = sides.excluded_from(turn, step, here.list) if strict else ()
    member = Member(turn.state.case_id, workflow_id, here.id, turn.state.business_key, turn.at, shown, left_out)
    known = {name: value for name, value in context.items() if value is not None}
    turn.emit(BatchAwaited(here.id, step.id, key))
    new_list = derived_id(turn.state.case_id, here.id, missed)
    turn.request(JoinBatch(turn.plan.process, step.id, key, turn.plan.digest, member, new_list, known, missed))


def leave_list(turn: TurnBuilder, here: StepInstance, reason: str) -> None:
    """The case leaves the step by itself."""
    if here.progress.get("list"):
        turn.request(LeaveBatch(here.progress["list"], turn.state.case_id, here.id, reason))


def hear(turn: TurnBuilder, told: BatchTold) -> None:
    """The list has told its member something. A member that has left meanwhile tells the list so."""
    here = turn.steps.get(told.instance)
    if here is None or not here.progress.get("awaiting"):
        if told.what == "joined":
            turn.request(LeaveBatch(told.batch, turn.state.case_id, told.instance, "left meanwhile"))
        return
    step = turn.plan.steps[here.step]
    assert isinstance(step, UserTask)
    match told.what:
        case "joined":
            flow.update(turn, here.id, list=told.batch)
            turn.emit(BatchJoined(here.id, told.batch))
        case "missed":
            _await_next(turn, step, here, told.batch)
        case "taken-out":
            turn.emit(BatchTakenOut(here.id, told.batch, told.by, told.comment))
            _await_next(turn, step, here, told.batch)
        case "decided":
            _decided(turn, here, told)


def _await_next(turn: TurnBuilder, step: UserTask, here: StepInstance, missed: str) -> None:
    what = {"do": "list", "missed": missed}
    flow.guarded(turn, here.id, what, lambda: await_list(turn, step, here, missed))


def _decided(turn: TurnBuilder, here: StepInstance, told: BatchTold) -> None:
    turn.emit(BatchDecided(here.id, told.batch, told.number, told.outcome, told.by))
    flow.update(turn, here.id, awaiting=False, batch=told.number)
    what = {"do": "batch", "told": encode(told)}
    flow.guarded(turn, here.id, what, lambda: follow_decision(turn, here.id, told))


def follow_decision(turn: TurnBuilder, instance: str, told: BatchTold) -> None:
    """What was filled on the list is written to each member, and its step is over."""
    here = turn.steps[instance]
    turn.write(told.data, here.step, here.list, told.by)
    flow.finish(turn, instance, outcome=told.outcome, by=told.by)


# -- who is gone ----------------------------------------------------------------------------------------------------


def last_words(state: CaseState, stimulus: Stimulus, workflow_id: str) -> Request | None:
    """What a case that is over still answers, without a turn, to what comes in its last moment, for nobody else would:
    a case that came to this list has missed it, and the list that has taken this one in is left again."""
    match stimulus:
        case MemberJoined(member=member):
            told = BatchTold(state.now, member.instance, "missed", workflow_id)
            return TellMember(member.workflow_id, member.case_id, told)
        case BatchTold(what="joined"):
            return LeaveBatch(stimulus.batch, state.case_id, stimulus.instance, OVER)
    return None


def unheard(request: TellMember) -> MemberLeft | None:
    """What a list hears instead of a member that is over and was told that it is on the list."""
    told = request.told
    return MemberLeft(told.at, request.case_id, told.instance, OVER) if told.what == "joined" else None


# -- the list -------------------------------------------------------------------------------------------------------


def join(turn: TurnBuilder, joined: MemberJoined) -> None:
    """A case comes to the list while it gathers; later it has missed it. One that is there may be brought again, and
    later too: whoever brought it had died, and did not know."""
    member = joined.member
    rows = _rows(turn)
    if any(_same(row, member.case_id, member.instance) for row in rows):
        return
    if not any(one.step == GATHERING for one in turn.steps.values()):
        _tell(turn, encode(member), "missed")
        return
    line = {
        "case_id": member.case_id,
        "workflow_id": member.workflow_id,
        "instance": member.instance,
        "business_key": member.business_key,
        "joined_at": encode(member.joined_at),
        "shown": "; ".join(f"{path}: {value}" for path, value in member.shown.items() if value is not None),
        "left_because": None,
    }
    _write_rows(turn, [*rows, line])
    if member.left_out:
        turn.left_out[f"{member.case_id}/{member.instance}"] = member.left_out
    told = dict(line) if _tells_lines(turn) else {}
    turn.emit(MemberListed(member.case_id, member.business_key, len(rows) + 1, told))
    _tell(turn, line, "joined")


def part(turn: TurnBuilder, left: MemberLeft) -> None:
    """A case has left the step by itself, so it leaves the list; a list nobody is on any more is closed."""
    rows = _rows(turn)
    for row in rows:
        if _same(row, left.case_id, left.instance) and row["left_because"] is None:
            _write_rows(turn, [{**one, "left_because": left.reason} if one is row else one for one in rows])
            turn.emit(_removed(turn, row, left.reason))
    if not active(turn):
        flow.cancel_case(turn, "nobody is on the list any more", None)


def take_out(turn: TurnBuilder, by: str, taken: tuple[c.TakenOut, ...]) -> None:
    """Cases are taken off the list by whoever decides it, each with a reason; they wait for the next list."""
    for one in taken:
        if not one.reason.strip():
            raise Rejected("batch-reason-missing", f"Expected the reason why {one.case} is taken out, but it is empty")
        rows = _rows(turn)
        row = next((row for row in rows if row["business_key"] == one.case and row["left_because"] is None), None)
        if row is None:
            raise Rejected("unknown-member", f"Expected a case on this list, but {one.case} is not on it")
        _take_off(turn, row, one.reason, by)
    if taken and not active(turn):
        raise Rejected("nobody-left", "Expected at least one case to stay on the list, but all were taken out")


def must_be_other_eyes(turn: TurnBuilder, *people: str | None) -> None:
    """Who decides the list is left out by no case still on it; the commit refuses otherwise."""
    for row in active(turn):
        who = turn.left_out.get(f"{row['case_id']}/{row['instance']}", ())
        for person in dict.fromkeys(one for one in people if one is not None and who):
            message = f"Expected a list without {row['business_key']}, which {person} may not decide; take it out"
            turn.ask(AskNoneOf(person, who, "excluded", message, turn.at))


def tell_decision(turn: TurnBuilder, step: UserTask, outcome: str, by: str | None, comment: str) -> None:
    """The list is decided: every case still on it is told, with what was filled."""
    paths = (*step.form.writable, *step.outcomes[outcome].require)
    data = {path: write_value(turn.evaluate(path)) for path in paths}
    for row in active(turn):
        _tell(turn, row, "decided", outcome=outcome, by=by, comment=comment, data=data)


def answers_at_its_end(turn: TurnBuilder) -> bool:
    """Whether this list answers its cases when it ends, and not with each vote on it."""
    return turn.state.engine_revision >= revisions.LISTS_ANSWER


def answer(turn: TurnBuilder) -> None:
    """A list that ends answers every case still on it: as it was decided; and where it was not, because it was
    cancelled or moved on by hand, they are taken off and go to the next one."""
    if turn.ended is None or not is_list(turn) or not answers_at_its_end(turn):
        return
    step_id = str(turn.plan.definition.batch_of).partition("/")[2]
    step, last = turn.plan.steps[step_id], turn.last.get(step_id)
    assert isinstance(step, UserTask)
    if last is not None and last.done and last.outcome in step.outcomes:
        tell_decision(turn, step, last.outcome, last.by, _comment_on(turn, last.outcome))
        return
    ended = next(one for one in turn.events if isinstance(one, CaseEnded))
    for row in active(turn):
        _take_off(turn, row, ended.reason or UNDECIDED, ended.by)


def _comment_on(turn: TurnBuilder, outcome: str) -> str:
    decided = (one for one in reversed(turn.events) if isinstance(one, TaskDecided) and one.outcome == outcome)
    return next((one.comment for one in decided), "")


def _take_off(turn: TurnBuilder, row: Mapping[str, Any], reason: str, by: str | None) -> None:
    _write_rows(turn, [{**other, "left_because": reason} if other is row else other for other in _rows(turn)])
    turn.emit(_removed(turn, row, reason, by))
    _tell(turn, row, "taken-out", by=by, comment=reason)


def is_list(turn: TurnBuilder) -> bool:
    """Whether this case is a list of a batch step."""
    return turn.plan.definition.batch_of is not None


def active(turn: TurnBuilder) -> list[dict[str, Any]]:
    """The lines of the cases that are still on the list."""
    return [row for row in _rows(turn) if row["left_because"] is None]


def _tell(turn: TurnBuilder, row: Mapping[str, Any], what: Any, **more: Any) -> None:
    batch = f"{turn.plan.process}:{turn.state.business_key}"
    number = str(turn.data.get(LIST_NUMBER) or "")
    told = BatchTold(turn.at, row["instance"], what, batch, number, **more)
    turn.request(TellMember(row["workflow_id"], row["case_id"], told))


def _rows(turn: TurnBuilder) -> list[dict[str, Any]]:
    return list(turn.data.get(MEMBERS) or [])


def _write_rows(turn: TurnBuilder, rows: list[dict[str, Any]]) -> None:
    """The lines of a list grow past what a form may hand in, so they are put in place as they are.

    No `DataWritten` says so, which would be all lines for each: `MemberListed` and `MemberRemoved` bring the one.
    """
    turn.data = {**turn.data, MEMBERS: rows}
    turn.forget_formulas()


def _removed(turn: TurnBuilder, row: Mapping[str, Any], reason: str, by: str | None = None) -> MemberRemoved:
    instance = row["instance"] if _tells_lines(turn) else ""
    return MemberRemoved(row["case_id"], row["business_key"], reason, by, instance)


def _tells_lines(turn: TurnBuilder) -> bool:
    return turn.state.engine_revision >= revisions.TOLD_IN_EVENTS


def _same(row: Mapping[str, Any], case_id: str, instance: str) -> bool:
    return bool(row["case_id"] == case_id and row["instance"] == instance)
