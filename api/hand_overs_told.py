"""Hand-overs put together: each item in words."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from api.company_in_force import directory_of
from api.identity import Asker, must_have
from api.office import Office
from api.people_told import PeopleTold
from api.problems import of_rejected, unknown
from api.rights import standing
from api.shapes.hand_overs import HandOverItem, HandOverList, HandOverPlan, HandOverTold, ToHandOver
from api.shapes.wire import Words
from api.stand_ins_told import author
from engine.administering.access import Standing, scope_to_arrange
from engine.administering.handing_over import Item, may_see
from engine.administering.stand_ins import must_be_theirs
from engine.runtime import Rejected
from store.handing_over import HandOver

_SAID = {
    "ends": Words(zh="到此结束", en="ends"),
    "starter": Words(zh="发起人", en="started it"),
}


async def plan(office: Office, asker: Asker, body: ToHandOver) -> HandOverPlan:
    """What hangs on somebody; nothing is done. Raises as doing it would."""
    must_have(asker, scope_to_arrange(body.person, asker.person))
    directory = await directory_of(office)
    must_be_theirs(body.person, directory, asker.person, office.settings.stand_in_setters)
    told = PeopleTold.at(directory, office.clock())
    items = await office.store.plan_hand_over(body.person, body.to, leaves=body.leaves)
    return HandOverPlan(
        person=told.person(body.person), to=told.person(body.to), items=[_item(one, told) for one in items]
    )


async def begin(office: Office, asker: Asker, body: ToHandOver, once: str) -> HandOverTold:
    """Begin one, by somebody who may. Raises `Rejected`, 403 `scope-missing`."""
    by = author(office, asker, body.person, body.reason, once)
    number = await office.store.hand_over(body.person, body.to, by, leaves=body.leaves)
    return await report(office, await standing(asker, office), number)


async def report(office: Office, who: Standing, number: str) -> HandOverTold:
    """One with its items. Raises 404 `unknown-hand-over`."""
    found = await office.store.hand_over_of(number)
    told = PeopleTold.at(await directory_of(office), office.clock())
    if found is None or not _may_see(office, who, found, told):
        raise unknown("hand-over", "交接")
    return _told(found, told, with_items=True)


async def undo(office: Office, asker: Asker, number: str, reason: str, once: str) -> HandOverTold:
    """Undo one, by somebody who might have begun it. Raises 404, `Rejected`, 403 `scope-missing`."""
    who = await standing(asker, office)
    known = await report(office, who, number)
    await office.store.undo_hand_over(number, author(office, asker, known.person.id, reason, once))
    return await report(office, who, number)


async def listed(office: Office, who: Standing) -> HandOverList:
    """Those one may see, the latest first."""
    told = PeopleTold.at(await directory_of(office), office.clock())
    found = [one for one in await office.store.hand_overs() if _may_see(office, who, one, told)]
    return HandOverList(items=[_told(one, told, with_items=False) for one in found])


def _may_see(office: Office, who: Standing, one: HandOver, told: PeopleTold) -> bool:
    directory, setters = told.directory, office.settings.stand_in_setters
    return directory is not None and may_see(who, directory, setters, person=one.person, to=one.to, by=one.by)


def _told(one: HandOver, told: PeopleTold, *, with_items: bool) -> HandOverTold:
    return HandOverTold(
        id=one.id, person=told.person(one.person), to=told.person(one.to), reason=one.reason, by=told.person(one.by),
        at=one.at, over=one.is_over, undone_by=told.maybe(one.undone_by), done=one.count - one.to_do,
        count=one.count, items=[_item(item, told) for item in one.items] if with_items else [],
    )  # fmt: skip


def _item(item: Item, told: PeopleTold) -> HandOverItem:
    problem = of_rejected(Rejected(item.code, item.text)).sentence if item.code and item.text else Words()
    return HandOverItem(
        kind=item.kind, subject=item.subject, label=_label(item, told), said=list(_said(item, told)),
        status=item.status, code=item.code, problem=problem,
    )  # fmt: skip


def _label(item: Item, told: PeopleTold) -> str:
    return told.person(item.subject).name.zh if item.kind == "departure" else item.label


def _said(item: Item, told: PeopleTold) -> Iterator[Words]:
    """What there is to an item, part by part."""
    said: Any = item.said
    if said.get("starter"):
        yield _SAID["starter"]
    for step, count in Counter(said.get("tasks", ())).items():
        yield Words.of(f"{step} × {count}" if count > 1 else step)
    for name, steps in said.get("chosen", {}).items():
        yield Words.of(f"{name} → {', '.join(steps)}")
    if "then" in said:
        yield _SAID["ends"] if said["then"] == "ends" else told.person(said["then"]).name
    if "line" in said:
        yield Words.of(said["line"])
