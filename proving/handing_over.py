"""Handing over somebody on whom much hangs: many open tasks, cases of their own, definitions naming them, a circle."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import embedded
from activities.client import utc_now
from engine.administering.stand_ins import Wanted
from engine.compiler import Known, compile_definitions
from proving.office import Office, open_office, until
from store.directory import Author
from store.handing_over import HandOver

LEAVER, SUCCESSOR, HEAD = "cyd", "ben", "dora"

MANY = """
process: many
name: 许多待办
department: office
business_key: ref
data:
  ref: {type: text}
  people:
    type: table
    fields:
      line: {type: integer}
start:
  by_hand: {by: {role: staff}, form: {require: [ref, people]}}
steps:
  - for_each: every
    in: people
    item: one
    steps:
      - user_task: look
        assign: {person: '"cyd"'}
        outcomes: {done: {}}
  - end: looked
"""

NAMING = tuple(
    f"""
process: naming-{number}
name: 点名
department: office
business_key: ref
data: {{ref: {{type: text}}}}
start:
  by_hand: {{by: {{role: staff}}, form: {{require: [ref]}}}}
steps:
  - user_task: look
    assign: {{person: '"cyd"'}}
  - end: looked
"""
    for number in ("one", "two", "three")
)


@dataclass
class Report:
    """What was handed over, in how many seconds each way, and what was wrong."""

    tasks: int = 0
    cases: int = 0
    own: int = 0
    definitions: int = 0
    circles: int = 0
    preview_seconds: float = 0.0
    over_seconds: float = 0.0
    back_seconds: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)
    back: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


async def prove(tasks: int = 500, a_case: int = 14, own: int = 40) -> Report:
    """All of it on a server of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder)
        server = embedded.temporal_server(path, synchronous="NORMAL")
        async with server as address, open_office(address, path) as here:
            return await measure(here, tasks=tasks, a_case=a_case, own=own)


async def measure(here: Office, *, tasks: int, a_case: int, own: int) -> Report:
    """Hand over `tasks` open tasks in cases of `a_case` each, and `own` cases they have started; and back again."""
    report = Report(tasks=tasks, own=own)
    await _furnish(here, report, tasks, a_case, own)
    began = time.monotonic()
    planned = await here.store.plan_hand_over(LEAVER, SUCCESSOR)
    report.preview_seconds = round(time.monotonic() - began, 2)
    report.definitions = sum(one.kind == "definition" for one in planned) - 1  # one line of MANY names them too
    report.circles = sum(one.code == "stand-in-cycle" for one in planned)
    began = time.monotonic()
    number = await here.store.hand_over(LEAVER, SUCCESSOR, Author(HEAD, "leaves", "prove"))
    done = await _over(here, number)
    report.over_seconds = round(time.monotonic() - began, 2)
    report.statuses = dict(Counter(f"{one.kind} {one.status}" for one in done.items))
    await _check_over(here, report, done)
    touched = await _act_on_one(here)
    began = time.monotonic()
    await here.store.undo_hand_over(number, Author(HEAD, "stays", "undo"))
    undone = await _over(here, number)
    report.back_seconds = round(time.monotonic() - began, 2)
    report.back = dict(Counter(f"{one.kind} {one.status}" for one in undone.items))
    await _check_back(here, report, undone, tasks, touched)
    return report


async def _furnish(here: Office, report: Report, tasks: int, a_case: int, own: int) -> None:
    for text in (MANY, *NAMING):
        (compiled,) = compile_definitions({"a.yaml": text}, Known(calendar="always", escalation={})).values()
        assert compiled.plan is not None, [str(one) for one in compiled.problems]
        await here.store.deploy(compiled.plan, text, f"{compiled.plan.process}.yaml")
    today = date.today()
    for count, (person, absent) in enumerate(((LEAVER, HEAD), (HEAD, SUCCESSOR))):
        await here.store.set_stand_in(Wanted(person, absent, today), Author(absent, "", f"stand-in-{count}"))
    starting: list[Any] = []
    for first in range(0, tasks, a_case):
        rows = [{"line": n} for n in range(first, min(first + a_case, tasks))]
        starting.append(here.start("many", f"{here.settings.task_queue}-m{first}", people=rows))
    report.cases = len(starting)
    starting += [here.start("superior", f"{here.settings.task_queue}-o{n}", by=LEAVER) for n in range(own)]
    for first in range(0, len(starting), 8):
        await asyncio.gather(*starting[first : first + 8])
    await until(lambda: _has(here, LEAVER, tasks), within=300)


async def _has(here: Office, person: str, count: int) -> bool:
    return await here.store.count_open(person) >= count


async def _over(here: Office, number: str) -> HandOver:
    async def found() -> HandOver | None:
        known = await here.store.hand_over_of(number)
        return known if known is not None and known.is_over else None

    return await until(found, within=600)


async def _check_over(here: Office, report: Report, done: HandOver) -> None:
    for item in done.items:
        if item.kind in ("case", "departure") and item.status != "done":
            report.wrong.append(f"{item.kind} {item.label}: {item.status} {item.code} {item.text}")
    if await here.store.count_open(LEAVER):
        report.wrong.append(f"{LEAVER} still has {await here.store.count_open(LEAVER)} tasks")
    company = await here.store.company()
    if company is None or company.directory.is_here(LEAVER, company.directory.day_of(utc_now())):
        report.wrong.append(f"{LEAVER} is still there")


async def _act_on_one(here: Office) -> int:
    """The successor does something with one task: it does not go back."""
    from engine.runtime.commands import Delegate

    entry = next(one for one in (await here.store.inbox(SUCCESSOR, limit=100)).entries if one.task.step == "look")
    await here.command(entry.task.case_id, Delegate(entry.task.task, "ana", "look at it"), by=SUCCESSOR)
    return 1


async def _check_back(here: Office, report: Report, undone: HandOver, tasks: int, touched: int) -> None:
    kept = [one for one in undone.items if one.status == "kept"]
    if [one.code for one in kept] != ["acted-on"]:
        report.wrong.append(f"expected one case that was acted on, but kept are {[one.label for one in kept]}")
    there = await here.store.count_open(LEAVER)
    if there < tasks - touched:
        report.wrong.append(f"expected {tasks - touched} tasks to come back, but {there} did")
    company = await here.store.company()
    if company is None or not company.directory.is_here(LEAVER, company.directory.day_of(utc_now())):
        report.wrong.append(f"{LEAVER} did not come back")
