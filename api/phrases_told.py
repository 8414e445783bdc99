"""Phrases for comments put together: what is offered, and who has set it."""

from api.company_in_force import directory_of
from api.office import Office
from api.people_told import PeopleTold
from api.problems import unknown
from api.shapes.phrases import Kind, PhrasePlace, PhrasesOfKind, PhrasesTold, ToOffer
from api.shapes.wire import Words
from api.words_told import text_of
from engine.administering.access import Standing
from engine.administering.phrases import COMPANY, KINDS, PhraseKind, offered, phrases_of
from engine.administering.settings import may_set
from engine.calendars import Text
from store.phrases import PhrasesSet


async def told(office: Office, who: Standing, process: str = COMPANY) -> PhrasesTold:
    """Those of the company, or of a process. Raises 404 `unknown-process`."""
    plans = {one.plan.process: one.plan for one in await office.store.newest_of_each()}
    if process != COMPANY and process not in plans:
        raise unknown("process", "流程定义")
    people = PeopleTold.at(await directory_of(office), office.clock())
    there = await office.store.phrases_set(process)
    return PhrasesTold(
        process=process, may_change=may_set(who, process),
        kinds=[_of_kind(kind, there, process, people) for kind in KINDS],
        places=[
            PhrasePlace(process=id, name=text_of(plan.definition.name, id))
            for id, plan in plans.items() if may_set(who, id)
        ],
    )  # fmt: skip


async def offer(office: Office, who: Standing, kind: Kind, body: ToOffer) -> PhrasesTold:
    """Set those of a kind, by somebody who may. Raises 404 `unknown-process`, `Rejected` for what is too much."""
    process = body.process or COMPANY
    if process != COMPANY and await office.store.newest(process) is None:
        raise unknown("process", "流程定义")
    said = None if body.phrases is None else phrases_of(Text(zh=one.zh, en=one.en) for one in body.phrases)
    await office.store.put_phrases(process, kind, said, by=who.person, reason=body.reason)
    return await told(office, who, process)


def words_offered(kind: PhraseKind, there: PhrasesSet, process: str = COMPANY) -> list[Words]:
    """What is offered at a touch."""
    said = offered(kind, {key: one.said for key, one in there.items()}, process)
    return [Words(zh=one.zh, en=one.en) for one in said]


def _of_kind(kind: PhraseKind, there: PhrasesSet, process: str, people: PeopleTold) -> PhrasesOfKind:
    set_so = there.get((process, kind))
    if process == COMPANY:
        shown = words_offered(kind, there)
    else:
        shown = [Words(zh=one.zh, en=one.en) for one in set_so.said] if set_so else []
    return PhrasesOfKind(
        kind=kind, phrases=shown, changed_at=set_so.at if set_so else None,
        changed_by=people.maybe(set_so.by) if set_so else None,
    )  # fmt: skip
