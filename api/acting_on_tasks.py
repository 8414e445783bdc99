"""Verbs of tasks: sent as commands, one or many; tried on a copy; what became of them."""

import asyncio
from typing import Any

from fastapi import Response

from activities.client import Answered, Pending
from api.acts import part_of, told
from api.decisions_told import Bar
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.problems import Problem, Refusal, Refused, of_rejected, unknown
from api.rights import read_words
from api.shapes.tasks import BatchAnswer, BatchBody, BatchItem, BatchResult, CommandFate, Consequence
from api.shapes.verbs import BODIES, command_of
from api.shapes.wire import Act, Body, Words
from api.task_over_told import over
from api.words_told import WordsTold
from engine.administering.access import Standing
from engine.runtime.commands import Command, Complete
from engine.runtime.readers import REFUSALS_NAMING_WHOSE, keeps_whose
from engine.runtime.refusals import Rejected
from store.commands import StoredCommand

OVER = frozenset({"task-not-open", "case-ended"})
AT_ONCE = 8
"""So many of a batch are under way at a time."""


async def act(
    office: Office, asker: Asker, case_id: str, task: str, verb: str, body: Body, command_id: str, response: Response
) -> Act:
    """Do it. Raises `Rejected`; of a task that is over, with what became of it."""
    kind, _ = BODIES[verb]
    command = command_of(kind, task, body)
    try:
        answer = await _sent(office, asker, case_id, command, command_id)
    except Rejected as refused:
        raise Refused(await problem_of(office, case_id, task, refused)) from refused
    return told(answer, command_id, response)


async def _sent(office: Office, asker: Asker, case_id: str, command: Command, command_id: str) -> Answered | Pending:
    return await office.cases.command(
        case_id, command, by=asker.person, id=command_id, at=office.clock(), via=asker.via
    )


async def problem_of(office: Office, case_id: str, task: str, refused: Rejected) -> Problem:
    """A refusal of a verb: of a task that is over, what became of it; where whose it is is kept, without that."""
    found = of_rejected(refused)
    if refused.code not in OVER | REFUSALS_NAMING_WHOSE:
        return found
    row, words = await office.store.task(case_id, task), await _words_of(office, case_id)
    if row is None or words is None:
        return found
    if refused.code in REFUSALS_NAMING_WHOSE:
        hidden = keeps_whose(words.plan.steps.get(row.step))
        return found.model_copy(update={"detail": found.sentence.en}) if hidden else found
    said = over(row, words, PeopleTold(words.zh.directory))
    return found.model_copy(update={"sentence": said}) if said is not None else found


async def _words_of(office: Office, case_id: str) -> WordsTold | None:
    """What things are called in a case."""
    detail, company = await office.store.case(case_id), await office.store.company()
    plan = await office.store.plan(detail.case.plan) if detail is not None else None
    if plan is None or company is None:
        return None
    return WordsTold.of(plan, company.directory.zone, company.directory)


async def tried(office: Office, asker: Asker, case_id: str, task: str, body: Any) -> Consequence:
    """What a verb would do, or why it would be refused. Raises 404 `unknown-task`."""
    kind, _ = BODIES[body.verb]
    row, words, now = await office.store.task(case_id, task), await _words_of(office, case_id), office.clock()
    if row is None or words is None:
        raise unknown("task", "任务")
    try:
        command = await office.cases.door.with_picks(case_id, command_of(kind, task, body), asker.person)
        shown = await office.store.command_tried(case_id, task, asker.person, command, now)
    except Rejected as refused:
        return _refused(await problem_of(office, case_id, task, refused))
    if shown is not None:
        people = PeopleTold.at(words.zh.directory, now)
        return Bar(words.plan.steps[row.step], words, people, now).consequence(shown)
    if row.status != "open":
        is_over = Rejected("task-not-open", "Expected an open task, but it is over")
        return _refused(await problem_of(office, case_id, task, is_over))
    return Consequence(sentence=Words(zh="无法预先告知", en="it cannot be told beforehand"))


def _refused(found: Problem) -> Consequence:
    return Consequence(sentence=found.sentence, refused=found)


# -- many at once ----------------------------------------------------------------------------------------------------


async def act_on_many(office: Office, asker: Asker, who: Standing, body: BatchBody, command_id: str) -> BatchAnswer:
    """Decide each task for itself; gives a result for each, in their order."""
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, item: BatchItem) -> BatchResult:
        async with slots:
            return await _one_of_many(office, asker, who, item, body.comment, part_of(command_id, number))

    return BatchAnswer(items=list(await asyncio.gather(*(one(place, item) for place, item in enumerate(body.items)))))


async def _one_of_many(
    office: Office, asker: Asker, who: Standing, item: BatchItem, comment: str, command_id: str
) -> BatchResult:
    command = Complete(
        item.task, item.outcome, dict(item.data), comment, seen=item.seen, together=True, signature=item.signature
    )
    result = BatchResult(
        case_id=item.case_id, task=item.task, status="refused", command=command_id, turn=None, problem=None
    )
    try:
        await read_words(item.case_id, who, office)
        answer = await _sent(office, asker, item.case_id, command, command_id)
    except Refusal as refusal:
        return result.model_copy(update={"problem": refusal.problem})
    except Rejected as refused:
        found = await problem_of(office, item.case_id, item.task, refused)
        return result.model_copy(update={"problem": found})
    if isinstance(answer, Pending):
        return result.model_copy(update={"status": "pending"})
    return result.model_copy(update={"status": "done", "turn": answer.turn})


# -- what became of it -----------------------------------------------------------------------------------------------


async def fate(office: Office, asker: Asker, command_id: str) -> CommandFate:
    """What became of an act of one's own. Raises 404 `unknown-command`."""
    stored = await office.store.command(command_id)
    if stored is None or stored.by != asker.person:
        raise unknown("command", "操作")
    refused = Rejected.from_wire(stored.refusal) if stored.refusal is not None else None
    status = "refused" if refused is not None else "pending" if stored.answer is None else "done"
    found = await _refusal_told(office, stored, refused) if refused is not None else None
    return CommandFate(
        command=stored.id, case_id=stored.case_id, verb=_verb(stored), at=stored.at, status=status, turn=stored.turn,
        problem=found,
    )  # fmt: skip


async def _refusal_told(office: Office, stored: StoredCommand, refused: Rejected) -> Problem:
    task = (stored.payload.get("command") or {}).get("task")
    return await problem_of(office, stored.case_id, str(task), refused) if task else of_rejected(refused)


def _verb(stored: StoredCommand) -> str:
    command = stored.payload.get("command")
    return str(command["verb"]) if command is not None else next(iter(stored.payload), "")
