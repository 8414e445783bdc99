"""Hand-overs put together: each item in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.company_in_force import directory_of, newest_plans
from api.identity import Asker, must_have
from api.office import Office
from api.people_told import PeopleTold
from api.problems import of_rejected, unknown
from api.rights import standing
from api.shapes.hand_overs import HandOverItem, HandOverList, HandOverPlan, HandOverTold, ToHandOver
from api.shapes.wire import Words
from api.stand_ins_told import author
from api.words_told import text_of
from engine.administering.access import Standing, scope_to_arrange
from engine.administering.handing_over import Item, may_see
from engine.administering.stand_ins import must_be_theirs
from engine.model.plan import Plan
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
    told_items = await _items(office, items, told)
    return HandOverPlan(person=told.person(body.person), to=told.person(body.to), items=told_items)


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
    return _told(found, told, await _items(office, found.items, told))


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
    return HandOverList(items=[_told(one, told) for one in found])


def _may_see(office: Office, who: Standing, one: HandOver, told: PeopleTold) -> bool:
    directory, setters = told.directory, office.settings.stand_in_setters
    return directory is not None and may_see(who, directory, setters, person=one.person, to=one.to, by=one.by)


def _told(one: HandOver, told: PeopleTold, items: list[HandOverItem] | None = None) -> HandOverTold:
    return HandOverTold(
        id=one.id, person=told.person(one.person), to=told.person(one.to), reason=one.reason, by=told.person(one.by),
        at=one.at, over=one.is_over, undone_by=told.maybe(one.undone_by), done=one.count - one.to_do,
        count=one.count, items=items or [],
    )  # fmt: skip


# -- each item in words -----------------------------------------------------------------------------------------------


async def _items(office: Office, items: Iterable[Item], told: PeopleTold) -> list[HandOverItem]:
    plans = {plan.process: plan for plan in await newest_plans(office)}
    return [item_told(one, told, plans) for one in items]


def item_told(item: Item, told: PeopleTold, plans: Mapping[str, Plan]) -> HandOverItem:
    """One thing that hangs on somebody, by the names of people and of these definitions."""
    problem = of_rejected(Rejected(item.code, item.text)).sentence if item.code and item.text else Words()
    return HandOverItem(
        kind=item.kind, subject=item.subject, label=_label(item, told, plans), said=list(_said(item, told, plans)),
        status=item.status, code=item.code, problem=problem,
    )  # fmt: skip


def _label(item: Item, told: PeopleTold, plans: Mapping[str, Plan]) -> Words:
    process, _, name = item.subject.partition("/")
    match item.kind:
        case "departure":
            return told.person(item.subject).name
        case "stand-in" if "for" in item.said:
            person, absent = (told.person(item.said[key]).name for key in ("person", "for"))
            return Words(zh=f"{person.zh}代{absent.zh}", en=f"{person.en} for {absent.en}")
        case "setting" if process in plans:
            return _joined(" · ", _process(plans[process]), _named(plans[process].definition.settings, name))
        case "draft" if process in plans:
            return _joined(" · ", _process(plans[process]), _named(plans[process].definition.start, item.said["part"]))
        case _:
            return Words.of(item.label)


def _said(item: Item, told: PeopleTold, plans: Mapping[str, Plan]) -> Iterator[Words]:
    """What there is to an item, part by part."""
    said: Any = item.said
    plan = plans.get(said.get("process", ""))
    steps, fields = (plan.steps, plan.definition.data) if plan is not None else ({}, {})
    if said.get("starter"):
        yield _SAID["starter"]
    for step, count in Counter(said.get("tasks", ())).items():
        yield _joined(" × ", _named(steps, step), *([Words.of(str(count))] if count > 1 else []))
    for name, chosen in said.get("chosen", {}).items():
        yield _joined(" → ", _named(fields, name), _listed(_named(steps, step) for step in chosen))
    if "then" in said:
        yield _SAID["ends"] if said["then"] == "ends" else told.person(said["then"]).name
    if "line" in said:
        yield Words.of(said["line"])


def _process(plan: Plan) -> Words:
    return text_of(plan.definition.name, plan.process)


def _named(things: Mapping[str, Any], name: str) -> Words:
    """What a definition calls a step, a field, a setting or a start."""
    return text_of(getattr(things.get(name), "name", None), name)


def _joined(by: str, *parts: Words) -> Words:
    return Words(zh=by.join(one.zh for one in parts), en=by.join(one.en for one in parts))


def _listed(parts: Iterable[Words]) -> Words:
    told = list(parts)
    return Words(zh="、".join(one.zh for one in told), en=", ".join(one.en for one in told))
