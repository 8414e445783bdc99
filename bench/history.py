"""How many history events a task costs, counted in histories of the real server.

Ten-step cases. Human tasks have a due date and a reminder at 80 % of it; each manner is how late people act:
at once, after 30 % of the time to the reminder, after the reminder, after the due date; or they put each aside to a
moment before the reminder, and it returns by itself. Time is scaled down to seconds, which changes nothing in what is
counted.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import embedded
from activities.client import utc_now
from bench import commands
from bench.commands import Spent
from engine.runtime.commands import Complete, Hold
from proving.office import Office, open_office

STEPS = 10
LIMIT = 3.0
REMINDER = 2.0
"""Instants of rungs are whole seconds."""
BUDGETS = {"at_once": 7.0, "at_30_percent": 8.5, "reminded": 15.0, "lapsed": 19.0, "held": 21.0, "service": 8.0}
"""Events per step, all events of the case counted."""
DELAYS = {"at_once": 0.0, "at_30_percent": 0.3 * REMINDER, "reminded": REMINDER + 0.4, "lapsed": LIMIT + 0.4}
HELD = 0.7
"""Seconds for which a task is put aside."""


@dataclass(frozen=True)
class Cost:
    """Events and bytes per step of one manner, by all events of the case, and the most events that are allowed."""

    manner: str
    events_per_step: float
    budget: float
    bytes_per_step: int
    by_kind: dict[str, int]

    @property
    def within(self) -> bool:
        return self.events_per_step <= self.budget


async def measure() -> tuple[list[Cost], list[Spent]]:
    """All manners of steps, and every further command, at the same time, on one server."""
    with TemporaryDirectory(prefix="banjie-bench-") as folder:
        async with (
            embedded.temporal_server(Path(folder) / "server", synchronous="NORMAL") as address,
            open_office(address, Path(folder) / "office") as office,
        ):
            await office.store.put_setting("ten-tasks", "within", f"{LIMIT:g} s")
            work: list[Awaitable[Cost]] = [_tasks(office, manner) for manner in DELAYS]
            return await asyncio.gather(
                asyncio.gather(*work, _held(office), _services(office)), commands.measure(office)
            )


async def _tasks(office: Office, manner: str) -> Cost:
    case = await office.start("ten-tasks", manner)
    for number in range(1, STEPS + 1):
        task = await office.open_task(case.case_id, f"task_{number}")
        await asyncio.sleep(DELAYS[manner])
        await office.command(case.case_id, Complete(task.task, "done"))
    assert await office.ended(case) == "finished"
    return await _counted(office, case.workflow_id, manner)


async def _held(office: Office) -> Cost:
    case = await office.start("ten-tasks", "held")
    for number in range(1, STEPS + 1):
        task = await office.open_task(case.case_id, f"task_{number}")
        await office.command(case.case_id, Hold(task.task, utc_now() + timedelta(seconds=HELD), "waiting"))
        await asyncio.sleep(HELD + 0.3)
        await office.command(case.case_id, Complete(task.task, "done"))
    assert await office.ended(case) == "finished"
    return await _counted(office, case.workflow_id, "held")


async def _services(office: Office) -> Cost:
    case = await office.start("ten-services", "service")
    assert await office.ended(case, within=60) == "finished"
    return await _counted(office, case.workflow_id, "service")


async def _counted(office: Office, workflow_id: str, manner: str) -> Cost:
    history = await office.client.get_workflow_handle(workflow_id).fetch_history()
    by_kind: dict[str, int] = {}
    for event in history.events:
        kind = str(event.WhichOneof("attributes")).removesuffix("_event_attributes")
        by_kind[kind] = by_kind.get(kind, 0) + 1
    size = sum(event.ByteSize() for event in history.events)
    return Cost(manner, len(history.events) / STEPS, BUDGETS[manner], size // STEPS, by_kind)
