"""The end of a case."""

from engine.model.values import write_value
from engine.runtime import copying, revisions
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import (
    CaseEnded,
)
from engine.runtime.flow import lists
from engine.runtime.requests import ReportEnd
from engine.runtime.results import written_result


def reach_end(turn: TurnBuilder, list_id: str, end: str) -> None:
    """The outermost list has come to an end state; the case is over once nothing runs beside it any more."""
    turn.ending = end
    lists.finish_list(turn, list_id)


def close_case(turn: TurnBuilder, *, how: str = "completed", by: str | None = None, reason: str = "") -> None:
    """The case is over: nothing waits any more, and who called it is told."""
    copying.at_case(turn, "end")
    turn.ended = turn.ending or "done"
    for name in ("limits", "deadlines", "conditions", "steps", "tasks", "lists", "incidents"):
        setattr(turn, name, {})
    turn.kept, turn.waiting_events, turn.undo = [], [], []
    turn.agenda.clear()
    turn.emit(CaseEnded(turn.ended, "cancelled" if how == "cancelled" else "completed", by, reason))
    caller = turn.state.caller
    if caller is not None:
        scope = turn.scope()
        write = written_result if turn.state.engine_revision >= revisions.TYPED_OUTPUTS else write_value
        outputs = {path: write(scope.shown_at(path)) for path in turn.plan.definition.outputs}
        turn.request(ReportEnd(caller, turn.ended, outputs))


def cancel_case(turn: TurnBuilder, reason: str, by: str | None, end: str = "cancelled") -> None:
    """A person ends the case: everything open is left."""
    for list_id in [one.id for one in turn.lists.values() if one.inside is None and one.beside is None]:
        lists.cancel_list(turn, list_id, reason)
    turn.ending = end
    close_case(turn, how="cancelled", by=by, reason=reason)
