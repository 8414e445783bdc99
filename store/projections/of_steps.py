"""What becomes of steps and of their user tasks. What is over stays as it is: later events do not touch it."""

from dataclasses import replace
from typing import Any

from engine.runtime import events as e
from engine.runtime.limit_keys import DUTY, HOLD, RETRY
from store.projections.held import Held, TurnFacts
from store.rows import DeadlineRow, StepRow, TaskRow

_OPEN = ("created", "open")
_AT_REST: dict[str, Any] = {"held_until": None, "asked_due": None, "lent_to": None, "advice": {}, "offered_back": None}
"""A task without what hung on its holder."""


def entered(held: Held, turn: TurnFacts, event: e.StepEntered) -> None:
    held.put(StepRow(held.case_id, event.instance, held.case.process, event.step, event.step_kind, event.list, turn.at))


def skipped(held: Held, turn: TurnFacts, event: e.StepSkipped) -> None:
    """Only a step that had been entered has a row; the others are in the history."""
    _leave(held, turn, event.instance, status="skipped", reason=event.reason, by=event.by)


def finished(held: Held, turn: TurnFacts, event: e.StepFinished) -> None:
    _leave(held, turn, event.instance, status="finished", outcome=event.outcome, by=event.by)


def cancelled(held: Held, turn: TurnFacts, event: e.StepCancelled) -> None:
    _leave(held, turn, event.instance, status="cancelled", reason=event.reason)


def _leave(held: Held, turn: TurnFacts, instance: str, **changes: Any) -> None:
    row = held.get(StepRow, instance)
    if row is not None and row.status == "open":
        held.put(replace(row, left_at=turn.at, **changes))
    held.all(DeadlineRow).pop((instance, RETRY), None)


def step_reopened(held: Held, turn: TurnFacts, event: e.StepReopened) -> None:
    """It is as if it had never been over."""
    row = held.get(StepRow, event.instance)
    if row is not None and held.case.status == "open":
        held.put(replace(row, status="open", left_at=None, outcome=None, by=None, reason=""))


def service_called(held: Held, turn: TurnFacts, event: e.ServiceCalled) -> None:
    _change_step(held, event.instance, service=event.service, attempts=event.attempt)


def service_replied(held: Held, turn: TurnFacts, event: e.ServiceReplied) -> None:
    _change_step(held, event.instance, last_error="")


def service_failed(held: Held, turn: TurnFacts, event: e.ServiceFailed) -> None:
    _change_step(held, event.instance, last_error=f"{event.error}: {event.text}" if event.text else event.error)
    if event.again_at is not None:
        held.put(DeadlineRow(held.case_id, event.instance, RETRY, event.again_at))


def _change_step(held: Held, instance: str, **changes: Any) -> None:
    row = held.get(StepRow, instance)
    if row is not None and row.status == "open":
        held.put(replace(row, **changes))


def task_created(held: Held, turn: TurnFacts, event: e.TaskCreated) -> None:
    held.put(
        TaskRow(
            held.case_id,
            event.task,
            held.case.process,
            event.instance,
            event.step,
            event.seat,
            turn.at,
            item=event.item,
            priority=event.priority,
            side=event.side,
            serves=event.serves or None,
            asked=dict(event.asked),
        )
    )


def task_offered(held: Held, turn: TurnFacts, event: e.TaskOffered) -> None:
    """Also the beginning of one more seat, which the core did not know of before the people were found."""
    row = held.get(TaskRow, event.task)
    if row is None and (not event.instance or held.case.status != "open"):
        return
    if row is None:
        row = TaskRow(held.case_id, event.task, held.case.process, event.instance, event.step, event.seat, turn.at)
    if row.status not in _OPEN:
        return
    changes: dict[str, Any] = {"status": "open", "offered": tuple(event.to), "why": dict(event.why)}
    changes["for_whom"] = dict(event.for_whom)
    if event.relieved is not None:
        changes |= {"lent_to": None, "asked_due": None, "offered_back": None}
    if event.assignee != row.holder:
        changes["holder"] = event.assignee
        changes["held_since"] = turn.at if event.assignee else None
        changes |= _AT_REST if event.anew else {}
    held.put(replace(row, directory=event.directory, **changes))
    if event.until is not None:
        held.put(DeadlineRow(held.case_id, event.task, DUTY, event.until))


def shift_followed(held: Held, turn: TurnFacts, event: e.ShiftFollowed) -> None:
    held.all(DeadlineRow).pop((event.task, DUTY), None)
    if event.until is not None:
        held.put(DeadlineRow(held.case_id, event.task, DUTY, event.until))


def nobody_found(held: Held, turn: TurnFacts, event: e.NobodyFound) -> None:
    """Tasks have lost all their people; what becomes of them follows."""
    for task in event.tasks:
        _change_task(held, task, status="created", offered=(), holder=None, held_since=None, **_AT_REST)


def task_claimed(held: Held, turn: TurnFacts, event: e.TaskClaimed) -> None:
    _change_task(held, event.task, holder=event.by, held_since=turn.at)


def task_released(held: Held, turn: TurnFacts, event: e.TaskReleased) -> None:
    _change_task(held, event.task, holder=None, held_since=None, **_AT_REST)


def task_transferred(held: Held, turn: TurnFacts, event: e.TaskTransferred) -> None:
    row = held.get(TaskRow, event.task)
    if row is not None:
        changes: dict[str, Any] = {
            "offered": (event.to,),
            "holder": event.to,
            "held_since": turn.at,
            "transfers": row.transfers + 1,
            "for_whom": {},
        }
        _change_task(held, event.task, **_AT_REST, **changes)


def task_lent(held: Held, turn: TurnFacts, event: e.TaskLent) -> None:
    _change_task(held, event.task, lent_to=event.to, advice={})


def task_recommended(held: Held, turn: TurnFacts, event: e.TaskRecommended) -> None:
    said = {"by": event.by, "outcome": event.outcome, "data": dict(event.data), "comment": event.comment}
    _change_task(held, event.task, lent_to=None, advice=said)


def loan_ended(held: Held, turn: TurnFacts, event: e.LoanEnded) -> None:
    _change_task(held, event.task, lent_to=None)


def transfer_offered(held: Held, turn: TurnFacts, event: e.TransferOffered) -> None:
    _change_task(held, event.task, offered_back=event.to)


def task_held(held: Held, turn: TurnFacts, event: e.TaskHeld) -> None:
    _change_task(held, event.task, held_until=event.until, holds=event.times)
    held.put(DeadlineRow(held.case_id, event.task, HOLD, event.until))


def task_resumed(held: Held, turn: TurnFacts, event: e.TaskResumed) -> None:
    _change_task(held, event.task, held_until=None)
    held.all(DeadlineRow).pop((event.task, HOLD), None)


def extension_asked(held: Held, turn: TurnFacts, event: e.ExtensionAsked) -> None:
    _change_task(held, event.task, asked_due=event.due)


def extension_decided(held: Held, turn: TurnFacts, event: e.ExtensionDecided) -> None:
    """The new due time follows in `LimitSet`."""
    _change_task(held, event.task, asked_due=None)
    if event.granted:
        _change_task(held, event.task, first_due=event.first_due)


def task_decided(held: Held, turn: TurnFacts, event: e.TaskDecided) -> None:
    _change_task(
        held,
        event.task,
        status="decided",
        done_at=turn.at,
        outcome=event.outcome,
        by=event.by,
        on_behalf_of=event.on_behalf_of,
        comment=event.comment,
        by_timeout=event.by_timeout,
    )


def voters_withdrawn(held: Held, turn: TurnFacts, event: e.VotersWithdrawn) -> None:
    """Who has voted is not offered another seat."""
    row = held.get(TaskRow, event.task)
    if row is not None:
        holder = None if row.holder in event.people else row.holder
        offered = tuple(one for one in row.offered if one not in event.people)
        since = row.held_since if holder else None
        _change_task(held, event.task, offered=offered, holder=holder, held_since=since)


def task_returned(held: Held, turn: TurnFacts, event: e.TaskReturned) -> None:
    _change_task(
        held, event.task, status="returned", done_at=turn.at, outcome=event.to, by=event.by, comment=event.comment
    )


def task_cancelled(held: Held, turn: TurnFacts, event: e.TaskCancelled) -> None:
    _change_task(held, event.task, status="cancelled", done_at=turn.at, comment=event.reason)


def task_reopened(held: Held, turn: TurnFacts, event: e.TaskReopened) -> None:
    """It is as if it had never been over; when it is due follows."""
    row = held.get(TaskRow, event.task)
    if row is None or row.status in _OPEN or held.case.status != "open":
        return
    decision: dict[str, Any] = {
        **_AT_REST, "done_at": None, "outcome": None, "by": None, "on_behalf_of": None, "comment": "",
        "by_timeout": False,
    }  # fmt: skip
    held_since = turn.at if event.holder else None
    held.put(replace(row, status="open", holder=event.holder, held_since=held_since, **decision))


def _change_task(held: Held, task: str, **changes: Any) -> None:
    row = held.get(TaskRow, task)
    if row is not None and row.status in _OPEN:
        held.put(replace(row, **changes))
        if changes.get("status") not in (None, *_OPEN):
            for rung in (HOLD, DUTY):
                held.all(DeadlineRow).pop((task, rung), None)
