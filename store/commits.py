"""Writing a turn: the history is the truth, and what stands here gives way to it (design, decision 6).

A commit reaches the database before its turn reaches the history, so a turn that was lost may have left a *phantom*.
The next commit of that number either is the same turn, and gets the stored answer, or takes its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from engine.model.batch_plan import MEMBERS
from engine.runtime.border import CommitTurn
from engine.runtime.questions import Question
from engine.runtime.resolving import resolve
from engine.runtime.turn import Refusal, Resolution
from engine.runtime.wire import encode
from store import chains, commands, drafts, outbox, projections, turns
from store.limits import CASE_DATA, size_of
from store.projections import Held
from store.questions import read_questions
from store.rebuild import remake
from store.rows import DataRow
from store.turns import Link, StoredTurn
from store.world import CompanyKept, count_turns, world_for

Wire = dict[str, Any]


@dataclass(frozen=True)
class Committed:
    """The answer of a commit: an encoded `engine.runtime.Resolution`.

    A refused turn was not written. `repeated`: the turn stood there already, and this is its stored answer.
    """

    resolution: Wire
    repeated: bool = False


class TurnSealed(Exception):
    """The history is known to have another turn of this number. Who writes this one works for a workflow task that the
    server has given to somebody else: a worker that was cut off, or slept."""


def commit(connection: Connection, company: CompanyKept, commit: CommitTurn, now: datetime) -> Committed:
    """Write the turn, unless it is there or is refused. In the caller's transaction. Raises `TurnSealed`."""
    n = commit.turn["number"]
    turns.lock(connection, commit.case_id)
    links = turns.links_from(connection, commit.case_id, n - 1)
    if n in links and links[n].digest == commit.turn["digest"]:
        return Committed(links[n].resolution, repeated=True)
    if chains.sealed_up_to(connection, commit.case_id) >= n:
        raise TurnSealed(f"Expected the turn after those of the history, but it has turn {n} of {commit.workflow_id}")
    before = links.pop(n - 1, None)
    if links:
        take_back(connection, commit.case_id, n)
    questions = read_questions(commit.turn["questions"])
    resolution = _resolved(connection, company, commit, questions, now)
    if resolution.refused is None:
        turn = stored_turn(commit, resolution, now, before.record if before else "")
        resolution = _write(connection, commit, turn, resolution)
    if resolution.refused is not None:
        return Committed(encode(resolution))
    count_turns(connection, questions)
    chains.advance(connection, turn, _sealed(commit, before))
    if commit.command_id is not None:
        commands.note_turn(connection, commit.command_id, n)
    return Committed(turn.resolution)


def _resolved(
    connection: Connection, company: CompanyKept, commit: CommitTurn, questions: Sequence[Question], now: datetime
) -> Resolution:
    if not questions:
        return Resolution()
    world = world_for(connection, company, questions, now).seen_from(commit.post)
    return resolve(questions, world, process=commit.process)


def take_back(connection: Connection, case_id: str, n: int) -> None:
    """Turns from `n` on were phantoms: they go, with what they wanted to tell and what they had answered."""
    turns.remove_from(connection, case_id, n)
    outbox.withdraw(connection, case_id, n)
    commands.unsettle(connection, case_id, n)
    chains.set_back(connection, case_id, n - 1)
    remake(connection, case_id)


def _write(connection: Connection, commit: CommitTurn, turn: StoredTurn, resolution: Resolution) -> Resolution:
    """Write turn, projections and outbox; a command that would make the case's data too large is refused instead."""
    facts = turn.facts()
    held = projections.load(connection, facts)
    after = projections.fold(held, facts)
    refusal = _too_large(commit, after)
    if refusal is not None:
        return Resolution((), refusal)
    turns.write(connection, turn)
    projections.save(connection, held, after)
    drafts.forget(connection, turn)
    items = [*outbox.outgoing_of(turn.requests, turn.resolution["events"])]
    outbox.put(connection, turn.case_id, turn.n, turn.committed_at, items)
    return resolution


def stored_turn(commit: CommitTurn, resolution: Resolution, now: datetime, record_before: str) -> StoredTurn:
    """The row of a turn whose predecessor has the record `record_before`."""
    wire, resolved = commit.turn, encode(resolution)
    turn = StoredTurn(
        case_id=commit.case_id,
        n=wire["number"],
        process=commit.process,
        workflow_id=commit.workflow_id,
        plan=commit.plan_digest,
        digest=wire["digest"],
        previous=wire["previous"],
        at=datetime.fromisoformat(wire["at"]),
        committed_at=now,
        stimulus=commit.stimulus,
        questions=wire["questions"],
        events=[*wire["events"], *resolved["events"]],
        requests=wire["requests"],
        resolution=resolved,
    )
    return replace(turn, record=turn.recorded_after(record_before))


def _sealed(commit: CommitTurn, before: Link | None) -> int:
    """How much of the record the history has, now that this turn is committed. A turn that is not the one this one
    follows is none of the history's."""
    n: int = commit.turn["number"]
    if before is None or before.digest != commit.turn["previous"]:
        return 0
    return n - 1 if commit.sealed is None else min(commit.sealed, n - 1)


def _too_large(commit: CommitTurn, after: Held) -> Refusal | None:
    """Only a person can be told; what machines bring was measured at the door. The lines of a list nobody wrote."""
    row = after.get(DataRow)
    if commit.stimulus["kind"] != "commanded" or row is None:
        return None
    size = size_of({name: value for name, value in row.data.items() if name != MEMBERS})
    if size <= CASE_DATA:
        return None
    return Refusal(
        "too-large",
        f"Expected the case's data to take at most {CASE_DATA // 1024} KB, but with this it would take "
        f"{-(-size // 1024)} KB: put files into the document store",
    )
