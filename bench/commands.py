"""How many history events a further command on an open task costs, counted in histories of the real server.

One case is led through every verb that does not decide. What a command costs is what its history has more when it is
answered: whatever the task, its limits and its timer need for it is in it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from activities.client import OpenedCase, utc_now
from engine.runtime import commands as c
from proving.office import Office
from store.rows import TaskRow

BUDGET = 6
"""Three events of the workflow task, two of the Update, one of the commit."""
SOONER = 1
"""What a command costs more that brings a moment sooner than any other of the case: a timer is begun for it."""
Make = Callable[[str], c.Command]


@dataclass(frozen=True)
class Spent:
    """What one command cost. `…_sooner`: it brings a moment before the next rung."""

    verb: str
    events: int

    @property
    def budget(self) -> int:
        return BUDGET + (SOONER if self.verb.endswith("_sooner") else 0)

    @property
    def within(self) -> bool:
        return self.events <= self.budget


FIRST: tuple[tuple[str, str, Make], ...] = (
    ("claim", "ben", lambda task: c.Claim(task)),
    ("release", "ben", lambda task: c.Release(task)),
    ("transfer", "cyd", lambda task: c.Transfer(task, "ben", "yours")),
    ("delegate", "ben", lambda task: c.Delegate(task, "cyd", "please")),
    ("reclaim", "ben", lambda task: c.Reclaim(task)),
    ("add_signer", "ben", lambda task: c.AddSigner(task, ("cyd",), comment="look", due="11 days")),
    ("remove_signer", "ben", lambda task: c.RemoveSigner(task)),
    ("add_signer_sooner", "ben", lambda task: c.AddSigner(task, ("cyd",), comment="look")),
    ("remove_signer", "ben", lambda task: c.RemoveSigner(task)),
    ("hold", "ben", lambda task: c.Hold(task, utc_now() + timedelta(days=9), "the supplier is away")),
    ("resume", "ben", lambda task: c.Resume(task)),
    ("hold_sooner", "ben", lambda task: c.Hold(task, utc_now() + timedelta(days=1), "the supplier is away")),
    ("resume", "ben", lambda task: c.Resume(task)),
    ("extend", "ben", lambda task: c.Extend(task, utc_now() + timedelta(days=20), "much to read")),
    ("decide_extension", "dora", lambda task: c.DecideExtension(task, True)),
    ("urge", "ana", lambda task: c.Urge("work", "please")),
    ("comment", "ben", lambda task: c.Comment("half done", to=("ana",))),
    ("copy", "ben", lambda task: c.Copy(("dora",))),
    ("ask", "ben", lambda task: c.Ask(task, ("cyd",), "which one?")),
    ("unask", "ben", lambda task: c.Unask(task)),
    ("supplement", "ben", lambda task: c.Supplement(task, ("note",), "say more")),
)
LAST: tuple[tuple[str, str, Make], ...] = (
    ("promise", "dora", lambda task: c.Promise(task, utc_now() + timedelta(days=1), "tomorrow")),
)


async def measure(office: Office) -> list[Spent]:
    """Every verb, one after another."""
    case = await office.start("all-verbs", "verbs")
    work = await office.open_task(case.case_id, "work")
    spent: list[Spent] = []
    for verb, by, make in FIRST:
        if verb == "transfer":
            await office.command(case.case_id, c.Claim(work.task), by="cyd")
        spent.append(await _spend(office, case, verb, by, make(work.task)))
    await _answer(office, case, work)
    late = await office.open_task(case.case_id, "late")
    await asyncio.sleep(1.5)  # until it is past its due time
    return [*spent, *[await _spend(office, case, verb, by, make(late.task)) for verb, by, make in LAST]]


async def _answer(office: Office, case: OpenedCase, work: TaskRow) -> None:
    """What was asked for beside the task is handed in, and the task is done."""
    beside = await office.store.case(case.case_id)
    assert beside is not None
    tasks = [task for here in beside.open_steps for task in here.tasks if task.task != work.task]
    for task in tasks:
        await office.command(case.case_id, c.Complete(task.task, data={"note": "more"}), by="ana")
    await office.command(case.case_id, c.Complete(work.task, "done"), by="ben")


async def _spend(office: Office, case: OpenedCase, verb: str, by: str, command: c.Command) -> Spent:
    before = await _length(office, case)
    await office.command(case.case_id, command, by=by)
    return Spent(verb, await _length(office, case) - before)


async def _length(office: Office, case: OpenedCase) -> int:
    """How long the history is once nothing is added to it any more."""
    handle, last = office.handle(case), -1
    while (now := (await handle.describe()).history_length) != last:
        last = now
        await asyncio.sleep(0.15)
    return last
