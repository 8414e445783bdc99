"""What becomes of limits and deadlines. Keys are those of `engine.runtime.limit_keys`."""

from dataclasses import replace
from datetime import datetime

from engine.runtime import events as e
from engine.runtime.limit_keys import CASE, DUTY, HOLD, PROMISE, RETRY, TIMER, later, limit_of, read_key
from store.projections.held import Held, TurnFacts
from store.rows import CaseRow, DeadlineRow, LimitRow, PromiseRow, StepRow, TaskRow


def limit_set(held: Held, turn: TurnFacts, event: e.LimitSet) -> None:
    whole = limit_of(event.key)
    known = held.get(LimitRow, whole)
    if held.case.status != "open" or {event.key, whole} & held.moot or (known and known.paused_since):
        return
    _remove_deadlines(held, event.key, (RETRY, HOLD, PROMISE, DUTY))
    key = read_key(event.key)
    if key.is_timer:
        if event.due is not None:
            held.put(DeadlineRow(held.case_id, event.key, key.rung or TIMER, event.due))
        return
    held.put(LimitRow(held.case_id, event.key, event.due, event.calendar, event.calendars, dict(event.why)))
    for rung, at in event.rungs.items():
        held.put(DeadlineRow(held.case_id, event.key, rung, at))
    _tell_owner(held, event.key, event.due)


def _tell_owner(held: Held, key: str, due: datetime | None) -> None:
    """The due time stands with what is limited, too: lists are ordered by it."""
    if key == CASE:
        held.put(replace(held.case, due=due))
        return
    task = held.get(TaskRow, key)
    if task is not None and task.status in ("created", "open"):
        held.put(replace(task, due=due))
    step = held.get(StepRow, key)
    if step is not None and step.status == "open":
        held.put(replace(step, due=due))


def put_off(held: Held, turn: TurnFacts, event: e.HandOverPutOff) -> None:
    """The moment at which a task is handed on after all."""
    if held.get(LimitRow, event.task):
        held.put(DeadlineRow(held.case_id, event.task, later(event.rung), event.until))


def reached(held: Held, turn: TurnFacts, event: e.DeadlineReached) -> None:
    held.all(DeadlineRow).pop((event.key, event.rung), None)


def gone(held: Held, turn: TurnFacts, event: e.DeadlineGone) -> None:
    known = held.all(LimitRow).pop((event.key,), None) is not None or bool(_deadlines(held, event.key))
    # Tasks and steps come once: what this turn had asked about their limit before it went is answered in vain.
    if not known or not read_key(event.key).is_of_the_whole:
        held.moot.add(event.key)
    _remove_deadlines(held, event.key)
    if event.key == CASE and held.get(CaseRow):
        held.put(replace(held.case, due=None))


def paused(held: Held, turn: TurnFacts, event: e.ClockPaused) -> None:
    """Nothing comes by itself until the limit runs again; then it is set anew."""
    _remove_deadlines(held, event.key)
    row = held.get(LimitRow, event.key) or LimitRow(held.case_id, event.key, None)
    held.put(replace(row, paused_since=turn.at, paused_for=event.reason))


def resumed(held: Held, turn: TurnFacts, event: e.ClockResumed) -> None:
    row = held.get(LimitRow, event.key)
    if row is not None:
        held.put(replace(row, paused_since=None, paused_for=""))


def _deadlines(held: Held, key: str) -> list[DeadlineRow]:
    """Those of the key, and of its rungs that repeat."""
    return [row for row in held.all(DeadlineRow).values() if row.key == key or row.key.startswith(f"{key}|")]


def promised(held: Held, turn: TurnFacts, event: e.PromiseMade) -> None:
    """The rungs that wait for it follow in `LimitSet`."""
    held.put(DeadlineRow(held.case_id, event.task, PROMISE, event.until))
    held.put(PromiseRow(held.case_id, event.task, turn.n, event.by, event.until, event.comment, turn.at))


def _remove_deadlines(held: Held, key: str, keep: tuple[str, ...] = (RETRY, HOLD, DUTY)) -> None:
    for row in _deadlines(held, key):
        if row.rung not in keep:
            held.remove(row)
