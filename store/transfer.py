"""Cases on their way: put right from their histories, carried out to another installation, taken in from one."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from engine.model.plan import Plan
from engine.runtime.border import CommitTurn
from engine.runtime.refusals import Rejected
from engine.runtime.turn import Resolution
from engine.runtime.wire import decode_as, encode
from store import chains, deployments, outbox, turns
from store.carried_rows import WITH_A_CASE, read_row, rows_of, take
from store.commits import stored_turn
from store.rebuild import Rebuilt, remake
from store.tables import primary
from store.turns import StoredTurn

Wire = dict[str, Any]
UNDER_WAY = timedelta(minutes=1)
"""How long after its commit a turn may still be on its way into the history: a workflow task, and what it waits for."""
FORM = 2
"""The form of an exported case; a newer one is refused. The first had fewer tables."""


def replace_turns(connection: Connection, commits: Sequence[tuple[CommitTurn, Wire]], now: datetime) -> Rebuilt:
    """Put a history's turns in the place of what is stored of their case, and make its projections again.

    `commits` are all turns of one case in order, each with the resolution its history recorded. A turn that is stored
    as it should be keeps its time of writing. What left for turns that were none is not called back.
    """
    case_id = commits[0][0].case_id
    turns.lock(connection, case_id)
    before = turns.of_case(connection, case_id)
    made: list[StoredTurn] = []
    for commit, resolution in commits:
        last = made[-1].record if made else ""
        made.append(stored_turn(commit, decode_as(Resolution, resolution), now, last))
    of_history = len(made)
    for turn in _under_way(before, made[-1], now):
        made.append(replace(turn, record=turn.recorded_after(made[-1].record)))
    made = [_as_written(turn, before) for turn in made]
    if made == before:
        return Rebuilt(1, of_history)
    first_wrong = next(n for n, turn in enumerate([*made, None], 1) if turn is None or turn not in before)
    _put_right(connection, case_id, made, first_wrong, of_history)
    remake(connection, case_id)
    return Rebuilt(1, of_history, (case_id,))


def _under_way(before: Sequence[StoredTurn], last: StoredTurn, now: datetime) -> Sequence[StoredTurn]:
    """Turns that were written just now and follow the history's last one: it may not have them yet. If they are
    phantoms, the next commit takes their place."""
    tail = [turn for turn in before if turn.n > last.n]
    follows = tail and tail[0].n == last.n + 1 and tail[0].previous == last.digest
    return tail if follows and tail[0].committed_at > now - UNDER_WAY else ()


def _as_written(turn: StoredTurn, before: Sequence[StoredTurn]) -> StoredTurn:
    same = next((one for one in before if one.n == turn.n and one.record == turn.record), None)
    return replace(turn, committed_at=same.committed_at) if same else turn


def _put_right(
    connection: Connection, case_id: str, made: Sequence[StoredTurn], first_wrong: int, of_history: int
) -> None:
    turns.remove_from(connection, case_id, first_wrong)
    outbox.withdraw(connection, case_id, first_wrong)
    chains.set_back(connection, case_id, first_wrong - 1)
    for turn in made[first_wrong - 1 :]:
        turns.write(connection, turn)
        items = [*outbox.outgoing_of(turn.requests, turn.resolution["events"])]
        outbox.put(connection, case_id, turn.n, turn.committed_at, items)
    chains.advance(connection, made[-1], of_history)


def export_case(connection: Connection, case_id: str, state: bytes | None) -> Wire | None:
    """A case as JSON. `state` is what `pack_state` made of a running one."""
    stored = turns.of_case(connection, case_id)
    if not stored:
        return None
    plans = {turn.plan: deployments.packed_plan(connection, turn.plan) for turn in stored}
    return {
        "form": FORM,
        "case_id": case_id,
        "workflow_id": stored[-1].workflow_id,
        "plan": stored[-1].plan,
        "plans": {digest: base64.b64encode(packed).decode() for digest, packed in plans.items() if packed},
        "state": None if state is None else base64.b64encode(state).decode(),
        "turns": [encode(turn) for turn in stored],
        **{table.name: rows_of(connection, table, table.c.case_id == case_id) for table in WITH_A_CASE},
    }


def import_case(connection: Connection, exported: Wire) -> tuple[Plan, bytes | None]:
    """Take a case in; gives its plan and its packed state. Raises `Rejected`: `already-here`, `newer-form`,
    `plan-missing`, and `key-taken` when another case has its key."""
    case_id = exported["case_id"]
    if exported["form"] > FORM:
        raise Rejected(
            "newer-form", f"Expected a case exported in form {FORM}, but this one has form {exported['form']}"
        )
    turns.lock(connection, case_id)
    if turns.count(connection, case_id):
        raise Rejected("already-here", f"Expected a case that is not here yet, but {case_id} is")
    plan = _take_plans(connection, exported)
    _refuse_taken_keys(connection, exported)
    stored = [StoredTurn(**read_row(primary.turns, wire)) for wire in exported["turns"]]
    for turn in stored:
        turns.write(connection, turn)
    for table in WITH_A_CASE:
        take(connection, table, exported.get(table.name, ()))
    chains.advance(connection, stored[-1], stored[-1].n)
    remake(connection, case_id)
    return plan, base64.b64decode(exported["state"]) if exported["state"] else None


def _take_plans(connection: Connection, exported: Wire) -> Plan:
    found: Plan | None = None
    for digest, packed in exported["plans"].items():
        plan = Plan.from_bytes(base64.b64decode(packed))
        deployments.keep_plan(connection, plan.digest, plan.process, plan.to_bytes())
        if digest == exported["plan"] == plan.digest:
            found = plan
    if found is None:
        raise Rejected("plan-missing", f"Expected the plan {exported['plan']} to come with its case, but it does not")
    return found


def _refuse_taken_keys(connection: Connection, exported: Wire) -> None:
    of = primary.reservations.c
    for wire in exported["reservations"]:
        same = (of.process == wire["process"], of.business_key == wire["business_key"], of.use == wire["use"])
        if connection.scalar(select(of.case_id).where(*same)) not in (None, exported["case_id"]):
            raise Rejected(
                "key-taken", f"Expected a free business key, but '{wire['business_key']}' belongs to another case here"
            )
