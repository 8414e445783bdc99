"""What becomes of how cases belong together: called cases, places on a list, fields that point at another case."""

from dataclasses import replace
from typing import Any

from engine.model.related_cases import is_related
from engine.runtime import events as e
from store.projections.held import Held, TurnFacts
from store.rows import BatchRow, CalledRow, RelatedRow


def points_at(held: Held, values: dict[str, Any]) -> None:
    """A field points at the case that was picked in it last, or at none."""
    for name, value in values.items():
        if is_related(value):
            held.put(RelatedRow(held.case_id, name, held.case.process, value["case"]))
        elif (before := held.get(RelatedRow, name)) is not None:
            held.remove(before)


def called(held: Held, turn: TurnFacts, event: e.CaseCalled) -> None:
    held.put(CalledRow(held.case_id, event.instance, event.step, event.process, event.detached, turn.at))


def called_known(held: Held, turn: TurnFacts, event: e.CalledCaseKnown) -> None:
    row = held.get(CalledRow, event.instance)
    if row is not None:
        held.put(replace(row, workflow_id=event.workflow_id, called_case=event.case_id))


def called_ended(held: Held, turn: TurnFacts, event: e.CalledCaseEnded) -> None:
    row = held.get(CalledRow, event.instance)
    if row is not None:
        held.put(replace(row, end=event.end, ended_at=turn.at))


def batch_awaited(held: Held, turn: TurnFacts, event: e.BatchAwaited) -> None:
    held.put(BatchRow(held.case_id, event.instance, event.step, event.key, turn.at))


def batch_joined(held: Held, turn: TurnFacts, event: e.BatchJoined) -> None:
    _change_batch(held, event.instance, batch=event.batch)


def batch_taken_out(held: Held, turn: TurnFacts, event: e.BatchTakenOut) -> None:
    _change_batch(held, event.instance, batch="")


def batch_decided(held: Held, turn: TurnFacts, event: e.BatchDecided) -> None:
    _change_batch(
        held,
        event.instance,
        batch=event.batch,
        number=event.number,
        outcome=event.outcome,
        by=event.by,
        decided_at=turn.at,
    )


def _change_batch(held: Held, instance: str, **changes: Any) -> None:
    row = held.get(BatchRow, instance)
    if row is not None and row.decided_at is None:
        held.put(replace(row, **changes))
