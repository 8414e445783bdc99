"""Acts on stuck cases: looked at first, done, done on many with a canary."""

import asyncio
from dataclasses import replace

from fastapi import Response

from activities.client import Pending
from api.acts import part_of, told
from api.card_told import MOST_TURNS, OPERATORS_ONLY, Record, effect_of
from api.identity import Asker, must_be_for
from api.office import Office
from api.problems import Refusal, of_rejected, unknown
from api.rights import CaseRead, may_manage
from api.shapes.stuck import ActBody, ActName, Effect, ManagedBody, ManagedDone, ManagedItem, PreviewBody
from api.shapes.wire import Act, Words
from api.stuck_told import named
from engine.administering.access import Standing
from engine.insight.managing import OPERATED, Asked, told_blind
from engine.runtime.commands import Command
from engine.runtime.refusals import Rejected
from engine.runtime.wire import decode
from store.reading import Reader

AT_ONCE = 8
"""So many of many cases are acted on at a time."""


def asked(act: ActName, body: ActBody) -> Asked:
    """An act with what came with it."""
    return Asked(
        act, body.subject or "", body.to or "", body.text, body.until, dict(body.data), body.outcome,
        body.target or "",
    )  # fmt: skip


def must_be_theirs(read: CaseRead, asker: Asker, act: ActName) -> None:
    """Raise 403 `no-right` for an act against the definition by who may not operate the case, 403 `scope-missing` by a
    token that was not made for it."""
    if act not in OPERATED:
        return
    if not read.may_operate:
        raise Refusal(403, "no-right", OPERATORS_ONLY.en, OPERATORS_ONLY.zh)
    must_be_for(asker, "POST", "operator")


async def preview(office: Office, asker: Asker, read: CaseRead, body: PreviewBody) -> Effect:
    """What an act would do. Raises `Rejected` for one that would be refused."""
    must_be_theirs(read, asker, body.act)
    now = office.clock()
    events = await office.store.act_tried(
        read.case_id, asker.person, now, asked(body.act, body), operates=read.may_operate
    )
    if events is None:
        return Effect(lines=(Words(zh="无法预先告知。", en="It cannot be told beforehand."),))
    cases = await named(office, asker, [read.case_id])
    row = cases.cases.get(read.case_id)
    words = cases.words(row.plan) if row is not None else None
    if words is None:
        raise unknown("case", "流程")
    turns = await office.store.history(read.case_id, limit=MOST_TURNS, reader=Reader(asker.person))
    return effect_of(told_blind(events) if read.blind else events, Record.of(turns, words))


async def act(
    office: Office, asker: Asker, read: CaseRead, name: ActName, body: ActBody, id: str, response: Response
) -> Act:
    """Do it. Raises `Rejected`."""
    must_be_theirs(read, asker, name)
    command = await office.store.command_for(
        read.case_id, asker.person, office.clock(), asked(name, body), operates=read.may_operate
    )
    answer = await office.cases.command(read.case_id, command, by=asker.person, id=id, at=office.clock(), via=asker.via)
    return told(answer, id, response)


async def act_on_many(office: Office, asker: Asker, who: Standing, body: ManagedBody, id: str) -> ManagedDone:
    """Do it on the first few; if none of them was refused, on the rest."""
    ids, slots = list(dict.fromkeys(body.case_ids)), asyncio.Semaphore(AT_ONCE)

    async def one(place: int, case_id: str, skip: bool = False) -> ManagedItem:
        async with slots:
            return await _one_of_many(office, asker, who, case_id, body, None if skip else part_of(id, place))

    first, rest = list(enumerate(ids))[: body.canary], list(enumerate(ids))[body.canary :]
    done = [await one(*each) for each in first]
    stopped = bool(rest) and any(one.status == "refused" for one in done)
    done += await asyncio.gather(*(one(*each, skip=stopped) for each in rest))
    return ManagedDone(items=tuple(done), stopped=stopped)


async def _one_of_many(
    office: Office, asker: Asker, who: Standing, case_id: str, body: ManagedBody, id: str | None
) -> ManagedItem:
    """What became of one case; named where who asks answers for it. Without an `id` it is left as it is."""
    item = ManagedItem(case_id=case_id, business_key="", status="skipped", sentence=None)
    try:
        read = await may_manage(case_id, who, office)
        keys = await office.store.keys_of([case_id])
        item = item.model_copy(update={"business_key": keys.get(case_id, "")})
        if id is None:
            return item
        must_be_theirs(read, asker, body.act)
        status = await _on_each(office, asker, read, body, id)
    except Refusal as refusal:
        wrong = refusal.problem.sentence
    except Rejected as refused:
        wrong = of_rejected(refused).sentence
    else:
        return item.model_copy(update={"status": status})
    return item if id is None else item.model_copy(update={"status": "refused", "sentence": wrong})


async def _on_each(office: Office, asker: Asker, read: CaseRead, body: ManagedBody, id: str) -> str:
    """The act on every place of a case where it is possible; on one that names its subject, there alone. Asked once
    more, what was sent is answered as it was, and what was not is sent."""
    now, given = office.clock(), asked(body.act, body)
    commands = await _sent_before(office, asker, read, id)
    if not (commands and given.subject):
        try:
            commands += [one for one in await _commands(office, asker, read, given) if one not in commands]
        except Rejected:
            if not commands:
                raise
    answers = [
        await office.cases.command(read.case_id, command, by=asker.person, id=part_of(id, place), at=now, via=asker.via)
        for place, command in enumerate(commands)
    ]
    return "pending" if any(isinstance(one, Pending) for one in answers) else "done"


async def _sent_before(office: Office, asker: Asker, read: CaseRead, id: str) -> list[Command]:
    """What this very act has sent to a case, when it was asked before."""
    sent: list[Command] = []
    while (stored := await office.store.command(part_of(id, len(sent)))) is not None:
        if (stored.by, stored.case_id) != (asker.person, read.case_id):
            break
        sent.append(decode(Command, stored.payload["command"]))
    return sent


async def _commands(office: Office, asker: Asker, read: CaseRead, given: Asked) -> list[Command]:
    """The act about all it is possible with in a case, or about what it names. Raises `Rejected`."""
    now, subjects = office.clock(), [given.subject] if given.subject else await _subjects(office, asker, read, given)
    if not subjects:
        raise Rejected("nothing-to-do", f"Expected something to {given.act} in this case, but there is nothing")
    each = (replace(given, subject=subject) for subject in subjects)
    return [
        await office.store.command_for(read.case_id, asker.person, now, one, operates=read.may_operate) for one in each
    ]


async def _subjects(office: Office, asker: Asker, read: CaseRead, given: Asked) -> list[str]:
    """About what the act is possible in a case; raises the first reason where it is nowhere."""
    found = await office.store.possible_acts(read.case_id, asker.person, office.clock(), operates=read.may_operate)
    same = [one for one in found or () if one.act == given.act]
    allowed = [one.subject for one in same if one.refused is None and not one.for_operators]
    refused = next((one.refused for one in same if one.refused is not None), None)
    if not allowed and refused is not None:
        raise refused
    return allowed
