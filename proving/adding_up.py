"""Whether everything adds up after a storm."""

import asyncio
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from activities.connectors.mail import letter_of
from activities.repairing import rebuild_from_history
from proving.crowd import Record
from proving.office import Office
from proving.postbox import Postbox
from workflows.replaying import turns_of_case

LOOK_AGAIN = 0.5


@dataclass
class Sums:
    """What was found. `doubled`: mails that came twice, under one id, as at-least-once allows."""

    turns: int = 0
    doubled: int = 0
    faults: list[str] = field(default_factory=list)


async def add_up(here: Office, record: Record, box: Postbox, patience: float) -> Sums:
    """Wait until all is at rest, then hold people's record, the histories, the database and the mails together."""
    sums = Sums()
    await _until_ended(here, record, patience, sums)
    await _until_sent(here, patience, sums)
    obeyed: Counter[str] = Counter()
    for workflow_id, end in record.cases.items():
        await _check_case(here, workflow_id, end, record, sums, obeyed)
    sums.faults += [f"command {id} took effect {obeyed[id]} times" for id in record.acts if obeyed[id] != 1]
    different = (await here.store.rebuild(compare_only=True)).different
    sums.faults += [f"projections of {case_id} are not what its turns say" for case_id in different]
    _check_mails(here, box, sums)
    return sums


async def _until_ended(here: Office, record: Record, patience: float, sums: Sums) -> None:
    deadline = asyncio.get_running_loop().time() + patience
    for workflow_id in record.cases:
        left = max(1.0, deadline - asyncio.get_running_loop().time())
        try:
            async with asyncio.timeout(left):
                await here.client.get_workflow_handle(workflow_id).result()
        except TimeoutError:
            sums.faults.append(f"{workflow_id} did not end")


async def _until_sent(here: Office, patience: float, sums: Sums) -> None:
    try:
        async with asyncio.timeout(patience):
            while any(row["status"] == "waiting" for row in _outbox(here)):
                await asyncio.sleep(LOOK_AGAIN)
    except TimeoutError:
        sums.faults.append("the outbox did not empty")


async def _check_case(
    here: Office, workflow_id: str, end: str, record: Record, sums: Sums, obeyed: Counter[str]
) -> None:
    rebuilt = await rebuild_from_history(here.store, await turns_of_case(here.client, workflow_id))
    if rebuilt.different:
        sums.faults.append(f"{workflow_id}: the record was not what the history says")
    case_id = await here.store.find_case(workflow_id)
    detail = await here.store.case(case_id) if case_id else None
    if case_id is None or detail is None or detail.case.end != end:
        found = detail.case.end if detail else "missing"
        sums.faults.append(f"{workflow_id}: expected the end {end}, but it is {found}")
        return
    if detail.case.needs_repair or (await here.store.verify(case_id)).broken:
        sums.faults.append(f"{workflow_id}: its chain of turns is broken")
    count = record.counts.get(case_id)
    if count is not None and detail.data.get("count") != count:
        sums.faults.append(f"{workflow_id}: expected {count} to be counted, but {detail.data.get('count')} were")
    turns = await here.store.history(case_id)
    sums.turns += len(turns)
    obeyed.update(turn.stimulus["id"] for turn in turns if turn.stimulus["kind"] == "commanded")


def _check_mails(here: Office, box: Postbox, sums: Sums) -> None:
    """One mail for each notice, none for a turn that was none."""
    keys = [row["key"] for row in _outbox(here) if row["kind"] == "notice"]
    wanted = {str(letter_of("office@example.com", ["x@y"], "", "", key=key)["Message-ID"]) for key in keys}
    came = Counter(box.ids)
    sums.doubled = sum(times - 1 for times in came.values())
    sums.faults += [f"mail {id} belongs to no notice" for id in came if id not in wanted]
    sums.faults += [f"a notice did not leave: {id}" for id in wanted if id not in came]
    once = {str(mail["Message-ID"]): mail for mail in box.mails}
    about = Counter((mail["To"], mail["Subject"]) for mail in once.values())
    sums.faults += [f"told twice: {subject} to {to}" for (to, subject), times in about.items() if times > 1]


def _outbox(here: Office) -> list[dict[str, Any]]:
    with sqlite3.connect(here.settings.database.removeprefix("sqlite:///"), timeout=30) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute("SELECT key, kind, status, attempts, last_error FROM outbox")]
