"""What becomes of the case's own rows: its state, data, words, messages, incidents."""

from dataclasses import replace
from typing import Any, Literal

from engine.model.base import texts_of
from engine.model.batch_plan import MEMBERS
from engine.model.file_references import digests_in
from engine.runtime import events as e
from store.projections.held import Held, TurnFacts
from store.projections.of_links import points_at
from store.rows import (
    HOLDING_KINDS,
    AttachmentRow,
    CaseFileRow,
    CaseRow,
    CopyRow,
    DataRow,
    DeadlineRow,
    HeardRow,
    IncidentRow,
    LimitRow,
    MessageRow,
    NoticeRow,
    Row,
    SearchRow,
    StepRow,
    TaskRow,
)

SEARCHED = 500
"""Most characters a case is searched by; an index holds them."""

_WAITING: tuple[type[Row], ...] = (LimitRow, DeadlineRow, HeardRow)


def turn_written(held: Held, turn: TurnFacts) -> None:
    """Every turn: the case knows its last one, and whether the chain holds."""
    case = held.get(CaseRow)
    if case is None:
        case = _unknown_case(turn)
        held.put(DataRow(turn.case_id))
        held.put(_search(case, ()))
    broken = turn.previous != case.digest or turn.n != case.turns + 1
    held.put(
        replace(
            case,
            turns=turn.n,
            digest=turn.digest,
            changed_at=turn.at,
            plan=turn.plan,
            needs_repair=case.needs_repair or broken,
        )
    )


def _unknown_case(turn: TurnFacts) -> CaseRow:
    """What can be said of a case before its first event is read, or when its first turn is missing."""
    return CaseRow(
        case_id=turn.case_id,
        workflow_id=turn.workflow_id,
        process=turn.process,
        plan=turn.plan,
        business_key=turn.workflow_id.partition(":")[2] or turn.workflow_id,
        start="",
        initiator=None,
        caller_case=None,
        started_at=turn.at,
        changed_at=turn.at,
        turns=0,
        digest="",
    )


def started(held: Held, turn: TurnFacts, event: e.CaseStarted) -> None:
    case = replace(
        held.case,
        business_key=event.business_key,
        start=event.start,
        initiator=event.initiator,
        caller_case=event.caller_case,
        sealed=event.sealed,
        on_behalf=event.on_behalf,
        started_by=event.started_by,
    )
    held.put(case)
    held.put(_search(case, ()))


def ended(held: Held, turn: TurnFacts, event: e.CaseEnded) -> None:
    """Nothing waits any more, whatever the core has said of it before."""
    status: Literal["cancelled", "completed"] = "cancelled" if event.how == "cancelled" else "completed"
    held.put(
        replace(
            held.case, status=status, end=event.end, ended_at=turn.at, ended_by=event.by, reason=event.reason, due=None
        )
    )
    for kind in _WAITING:
        held.rows[kind] = {}
    why = f"case {status}"
    for step in list(held.all(StepRow).values()):
        if step.status == "open":
            held.put(replace(step, status="cancelled", left_at=turn.at, reason=why))
    for task in list(held.all(TaskRow).values()):
        if task.status in ("created", "open"):
            held.put(replace(task, status="cancelled", done_at=turn.at, comment=why))
    for incident in list(held.all(IncidentRow).values()):
        if incident.resolved_at is None:
            held.put(replace(incident, resolved_at=turn.at, how="left", reason=why))


def stage_reached(held: Held, turn: TurnFacts, event: e.StageReached) -> None:
    held.put(replace(held.case, stage=event.stage))


def described(held: Held, turn: TurnFacts, event: e.CaseDescribed) -> None:
    case = replace(held.case, title=event.title, summary=dict(event.summary))
    held.put(case)
    held.put(_search(case, event.search))


def _search(case: CaseRow, words: tuple[str, ...]) -> SearchRow:
    """A sealed case is found by its key alone."""
    told = (case.business_key,) if case.sealed else (case.business_key, *texts_of(case.title).values(), *words)
    found = dict.fromkeys(word.strip().lower() for word in told if word.strip())
    return SearchRow(case.case_id, case.process, case.started_at, "\n".join(found)[:SEARCHED])


def data_written(held: Held, turn: TurnFacts, event: e.DataWritten) -> None:
    row = held.get(DataRow)
    data: Any = row.data if row else {}
    for path, value in event.values.items():
        data = _with_value(data, path.split("."), value)
    held.put(DataRow(held.case_id, data))
    _refers_to(held, turn, event.values)
    points_at(held, event.values)


def _refers_to(held: Held, turn: TurnFacts, value: Any) -> None:
    """The case refers to the files in a value; it does so for ever, for its history shows them."""
    for digest in digests_in(value):
        held.put(CaseFileRow(held.case_id, digest, turn.n))


def member_listed(held: Held, turn: TurnFacts, event: e.MemberListed) -> None:
    """A list's lines are a field of it that is never written as a whole. Of old lists the events bring none."""
    if event.row:
        row = held.get(DataRow)
        data: Any = row.data if row else {}
        held.put(DataRow(held.case_id, {**data, MEMBERS: [*data.get(MEMBERS, ()), dict(event.row)]}))
        _refers_to(held, turn, event.row)


def member_removed(held: Held, turn: TurnFacts, event: e.MemberRemoved) -> None:
    row = held.get(DataRow)
    if row is None or MEMBERS not in row.data:
        return
    lines = [{**one, "left_because": event.reason} if _is_line_of(one, event) else one for one in row.data[MEMBERS]]
    held.put(DataRow(held.case_id, {**row.data, MEMBERS: lines}))


def _is_line_of(line: dict[str, Any], event: e.MemberRemoved) -> bool:
    same = line["case_id"] == event.case_id and line["instance"] == event.instance
    return same and line["left_because"] is None


def _with_value(old: Any, way: list[str], value: Any) -> Any:
    """What was there with a value put in at a path; the old stays as it is, rows are shared.

    A path is a field, a part of an object (`receiver.city`), a column of a table (`lines.qty`, one value for each row)
    or a cell (`lines.2.qty`), as the core writes them.
    """
    if not way:
        return value
    here, rest = way[0], way[1:]
    if isinstance(old, list) and here.isdigit():
        return [_with_value(row, rest, value) if place == int(here) else row for place, row in enumerate(old)]
    if isinstance(old, list):
        return [_with_value(row, way, one) for row, one in zip(old, value, strict=False)]
    below = old if isinstance(old, dict) else {}
    return {**below, here: _with_value(below.get(here), rest, value)}


def listened(held: Held, turn: TurnFacts, event: e.KeyListened) -> None:
    if event.key is None:
        held.all(HeardRow).pop((event.message,), None)
    else:
        held.put(HeardRow(held.case_id, event.message, event.key))


def message_received(held: Held, turn: TurnFacts, event: e.MessageReceived) -> None:
    held.put(MessageRow(held.case_id, event.id, event.message, event.key, turn.at, "taken", event.taken_by))


def message_kept(held: Held, turn: TurnFacts, event: e.MessageKept) -> None:
    held.put(MessageRow(held.case_id, event.id, event.message, event.key, turn.at, "kept"))


def message_dropped(held: Held, turn: TurnFacts, event: e.MessageDropped) -> None:
    if event.reason == "duplicate":
        return
    kept = held.get(MessageRow, event.id)
    key = kept.message_key if kept else ""
    held.put(MessageRow(held.case_id, event.id, event.message, key, turn.at, "dropped", event.reason))


def incident_raised(held: Held, turn: TurnFacts, event: e.IncidentRaised) -> None:
    held.put(
        IncidentRow(
            held.case_id,
            event.incident,
            held.case.process,
            event.instance,
            event.step,
            event.code,
            event.text,
            turn.at,
        )
    )


def incident_resolved(held: Held, turn: TurnFacts, event: e.IncidentResolved) -> None:
    row = held.get(IncidentRow, event.incident)
    if row is not None and row.resolved_at is None:
        held.put(replace(row, resolved_at=turn.at, how=event.how, by=event.by, reason=event.reason))


def noticed(held: Held, turn: TurnFacts, event: e.NoticeAddressed) -> None:
    position = next(place for place, one in enumerate(turn.events) if one is event)
    for person in dict.fromkeys(event.to):
        leaves = event.leaves.get(person)
        held.put(
            NoticeRow(held.case_id, turn.n, position, person, event.about, event.text, event.at, event.task, leaves)
        )


def copied(held: Held, turn: TurnFacts, event: e.CopiesGiven) -> None:
    for person in event.to:
        held.put(CopyRow(held.case_id, person, event.at, event.about, event.by, event.text))


def attached(held: Held, turn: TurnFacts, event: e.FilesAttached) -> None:
    _refers_to(held, turn, event.files)
    before = sum(row.turn == turn.n for row in held.all(AttachmentRow).values())
    for position, file in enumerate(event.files, start=before):
        held.put(AttachmentRow(held.case_id, turn.n, position, file, event.by, turn.at, event.comment, event.step))


def summed_up(held: Held) -> None:
    """What the case's row says of its other rows: where it stands, open incidents, what happens next by itself."""
    standing = (
        row.step for row in held.all(StepRow).values() if row.status == "open" and row.step_kind not in HOLDING_KINDS
    )
    incidents = sum(row.resolved_at is None for row in held.all(IncidentRow).values())
    coming = min(held.all(DeadlineRow).values(), key=lambda row: (row.at, row.key, row.rung), default=None)
    held.put(
        replace(
            held.case,
            at_steps=tuple(sorted(set(standing))),
            open_incidents=incidents,
            next_at=coming.at if coming else None,
            next_key=coming.key if coming else None,
            next_rung=coming.rung if coming else None,
        )
    )
