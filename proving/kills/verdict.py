"""What must be true when all is quiet: the histories are the truth, and everything else says the same, once."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from temporalio.client import Client

from engine.runtime.requests import SendMessage
from engine.runtime.wire import decode_as
from proving.kills.databases import DELETED, dump, looking
from proving.kills.peers import Peers
from proving.kills.people import Ledger
from store import Store
from store.tables import primary
from workflows.replaying import histories_of, turns_of

SENDER = "office@example.com"


@dataclass(frozen=True)
class Disturbance:
    """From when to when something was dead or away."""

    begin: float
    end: float


async def workflow_ids(client: Client, task_queue: str) -> list[str]:
    """All cases the server knows."""
    found = client.list_workflows(f"TaskQueue = '{task_queue}'")
    return sorted({one.id async for one in found})


async def histories_against(client: Client, store: Store, fresh: Store, ids: Iterable[str]) -> list[str]:
    """Put all histories into an empty database, and into the one that was lived with; gives what changed in that."""
    wrong = []
    for workflow_id in ids:
        turns = await turns_of(await histories_of(client, workflow_id), client.data_converter)
        if not turns:
            wrong.append(f"{workflow_id}: its history has no turn")
            continue
        commits = [(turn.commit, turn.resolution) for turn in turns]
        await fresh.replace_turns(commits)
        if (await store.replace_turns(commits)).different:
            wrong.append(f"{workflow_id}: the record is not what the history says")
    wrong += [f"{case_id}: the read model is not what the turns say" for case_id in (await store.rebuild()).different]
    return wrong


def dumps(lived: str) -> dict[str, list[bytes]]:
    """Record and read model of a database."""
    with looking(lived) as connection:
        return dump(connection)


def differences(lived: dict[str, list[bytes]], fresh: dict[str, list[bytes]]) -> list[str]:
    """Rows of the two databases that are not the same, byte for byte."""
    wrong = []
    for table, rows in lived.items():
        only_lived, only_fresh = Counter(rows) - Counter(fresh[table]), Counter(fresh[table]) - Counter(rows)
        wrong += [f"{table}: only in the database: {row[:300]!r}" for row in only_lived.elements()]
        wrong += [f"{table}: only in the histories: {row[:300]!r}" for row in only_fresh.elements()]
    return wrong


def commands_once(lived: str, fresh: str, ledger: Ledger) -> list[str]:
    """Every command is one turn of the histories, the one its sender was told; a refused one is none."""
    with looking(fresh) as connection:
        rows = connection.execute(select(primary.turns.c.n, primary.turns.c.stimulus))
        obeyed: dict[str, list[int]] = {}
        for n, stimulus in rows:
            if stimulus["kind"] == "commanded":
                obeyed.setdefault(stimulus["id"], []).append(n)
    wrong = []
    for id, turn in ledger.told.items():
        if obeyed.get(id, []) != ([] if turn is None else [turn]):
            wrong.append(f"command {id}: its sender was told {turn or 'a refusal'}, the history has {obeyed.get(id)}")
    wrong += [f"command {id}: nobody gave it" for id in obeyed if id not in ledger.told]
    with looking(lived) as connection:
        of = primary.commands.c
        for row in connection.execute(select(of.id, of.status).where(of.status.not_in(["answered", "refused"]))):
            wrong.append(f"command {row.id}: {row.status}")
    return wrong


def left_once(lived: str, fresh: str, peers: Peers, disturbances: list[Disturbance]) -> list[str]:
    """What the histories want told has left, nothing else has, and a key is repeated only across a death."""
    with looking(lived) as one, looking(fresh) as other:
        keys, wanted = _outbox(one), _outbox(other)
        mailed = {_message_id(key): key for key in _mailed(other)}
    wrong = [f"outbox {key}: no history has it" for key in keys.keys() - wanted.keys()]
    wrong += [f"outbox {key}: not there" for key in wanted.keys() - keys.keys()]
    wrong += [f"outbox {key}: {status}" for key, status in keys.items() if status != "sent"]
    wrong += [f"mail {key}: never came" for id, key in mailed.items() if id not in peers.mails.at]
    wrong += [f"mail {id}: no history wants it" for id in peers.mails.at if id not in mailed]
    for begin, end in (*peers.mails.repeats, *peers.calls.repeats):
        if not any(one.begin <= end and begin - 1 <= one.end for one in disturbances):
            wrong.append(f"a key was repeated within {end - begin:.1f} s, and nothing had died")
    return wrong


def _outbox(connection: Connection) -> dict[str, str]:
    return {row.key: row.status for row in connection.execute(select(primary.outbox))}


def _mailed(connection: Connection) -> list[str]:
    """Keys of what goes by mail: letters, and notices to somebody with an address."""
    keys = []
    for row in connection.execute(select(primary.outbox)):
        if row.kind == "message" and decode_as(SendMessage, row.payload).to is not None:
            keys.append(row.key)
        if row.kind == "notice" and set(row.payload["to"]) - {"cyd"}:
            keys.append(row.key)
    return keys


def _message_id(key: str) -> str:
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{SENDER.rpartition('@')[2]}>"


async def ends_as_expected(client: Client, fresh: Store, ledger: Ledger, ids: list[str]) -> list[str]:
    """Every case ended as its story says, and there is no other case."""
    expected = ledger.ends | {id: "cancelled" for id in ids if id in ledger.perhaps}
    wrong = [f"{id}: nobody began it" for id in ids if id not in expected]
    for id, end in expected.items():
        if id not in ids:
            wrong.append(f"{id}: the server does not know it")
            continue
        came = str(await client.get_workflow_handle(id).result())
        if end and came != end:
            wrong.append(f"{id}: expected end {end}, but it is {came}")
        case_id = await fresh.find_case(id)
        detail = await fresh.case(case_id) if case_id else None
        data: dict[str, Any] = detail.data if detail else {}
        for name, value in ledger.data.get(id, {}).items():
            if data.get(name) != value:
                wrong.append(f"{id}: expected {name} {value}, but it is {data.get(name)}")
    return wrong


def counted(lived: str) -> tuple[int, int]:
    """Turns, and how many phantoms were deleted on the way."""
    with looking(lived) as connection:
        turns = connection.scalar(select(func.count()).select_from(primary.turns))
        deleted = connection.exec_driver_sql(f"SELECT count(*) FROM {DELETED}").scalar()
        return int(turns or 0), int(deleted or 0)


def waiting(lived: str) -> dict[str, int]:
    """What has not come to rest in the database."""
    with looking(lived) as connection:
        commands, outbox = primary.commands.c, primary.outbox.c
        found = {
            "commands": select(func.count()).where(commands.settled_at.is_(None)),
            "outbox": select(func.count()).where(outbox.status == "waiting"),
        }
        return {name: count for name, query in found.items() if (count := connection.scalar(query) or 0)}


async def still_running(client: Client, ids: Iterable[str]) -> list[str]:
    """Cases that the server has not ended."""
    running = []
    for id in ids:
        described = await client.get_workflow_handle(id).describe()
        if described.close_time is None:
            task = described.raw_description.pending_workflow_task
            running.append(f"{id} (run {described.run_id}, task attempt {task.attempt or 'none'})")
    return running
