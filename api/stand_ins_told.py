"""Stand-ins put together: lists, and what one would do before it is set."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from api.company_in_force import directory_of, process_names
from api.identity import Asker, must_have
from api.office import Office
from api.people_told import PeopleTold
from api.shapes.people import StandInTold
from api.shapes.stand_ins import MovedTask, NewStandIn, StandInList, StandInPreview
from api.shapes.wire import Words
from api.words_told import text_of
from engine.administering.access import Standing, scope_to_arrange
from engine.administering.stand_ins import Wanted, answers_for, may_see, must_be_allowed
from engine.people import DirectoryChange, StandIn, laid_over
from engine.runtime.retargeting import Day
from store.directory import Author, ChangeMade
from store.open_tasks import ConcernedCase
from store.reading import Reader

MOST_MOVED = 50
"""Tasks a preview names; of the others it says how many."""
MOST_CASES = 300
"""Cases a preview looks at."""
TO_BE = "to-be"


def author(office: Office, asker: Asker, whose: str, reason: str, once: str) -> Author:
    """Who arranges something for somebody, by this office's rules. Raises 403 `scope-missing`."""
    must_have(asker, scope_to_arrange(whose, asker.person))
    return Author(asker.person, reason, once, None, tuple(office.settings.stand_in_setters))


async def listed(office: Office, who: Standing, which: str, *, over: bool) -> StandInList:
    """One's own, those of one's people, or all that one may see."""
    directory = await directory_of(office)
    setters = office.settings.stand_in_setters

    def wanted(one: StandIn) -> bool:
        if which == "all":
            return may_see(one, who, directory, setters)
        return not {one.person, one.absent}.isdisjoint((who.person,) if which == "mine" else who.people)

    found = await _told(office, who, (one for one in await office.store.stand_ins() if wanted(one[0])))
    items = [one for one in found if over or not one.over]
    items.sort(key=lambda one: (one.over, -one.first.toordinal() if one.over else one.first.toordinal()))
    return StandInList(
        items=items, today=directory.day_of(office.clock()), may_set_all=directory.holds_any(who.person, setters)
    )


async def of_person(office: Office, who: Standing, person: str) -> list[StandInTold]:
    """Those of one person that are not over, either way: that they are is for everybody, why for who may see them."""
    found = (one for one in await office.store.stand_ins() if person in (one[0].person, one[0].absent))
    return [one for one in await _told(office, who, found) if not one.over]


async def _told(office: Office, who: Standing, found: Iterable[tuple[StandIn, ChangeMade | None]]) -> list[StandInTold]:
    directory, now = await directory_of(office), office.clock()
    told, today, setters = PeopleTold.at(directory, now), directory.day_of(now), office.settings.stand_in_setters
    names = await process_names(office)

    def line(one: StandIn, made: ChangeMade | None) -> StandInTold:
        why = made if may_see(one, who, directory, setters) else None
        over = one.is_over(today)
        return StandInTold(
            number=one.id, person=told.person(one.person), absent=told.person(one.absent), first=one.first,
            last=one.last, processes=list(one.processes) if one.processes is not None else None,
            process_names=[names.get(process, Words.of(process)) for process in one.processes or ()],
            amount=str(one.amount) if one.amount is not None else None, open_tasks=one.open_tasks, only=one.only,
            by=told.maybe(made.by) if made else None, case_id=why.case_id if why else None,
            reason=why.reason if why else "", over=over,
            may_end=not over and answers_for(one.absent, directory, who.person, setters),
        )  # fmt: skip

    return [line(*both) for both in found]


def wanted_of(body: NewStandIn, asker: str, today: date) -> Wanted:
    """A stand-in as the rule has it."""
    return Wanted(
        body.person, body.absent or asker, body.first or today, body.last,
        tuple(body.processes) if body.processes is not None else None, body.amount, body.open_tasks, body.only,
    )  # fmt: skip


async def set_it(office: Office, asker: Asker, body: NewStandIn, once: str) -> str:
    """Set one; gives its number. Raises `Rejected`, 403 `scope-missing`."""
    wanted = wanted_of(body, asker.person, (await directory_of(office)).day_of(office.clock()))
    return await office.store.set_stand_in(wanted, author(office, asker, wanted.absent, body.reason, once))


async def end(office: Office, asker: Asker, number: str, reason: str, once: str) -> None:
    """End one from now on. Raises `Rejected`, 403 `scope-missing`."""
    known = (one for one in (await directory_of(office)).stand_ins if one.id == number)
    whose = next((one.absent for one in known), asker.person)
    await office.store.end_stand_in(number, author(office, asker, whose, reason, once))


async def preview(office: Office, asker: Asker, body: NewStandIn) -> StandInPreview:
    """What it would do on the day it begins; refused as setting it would be. Raises `Rejected`, 403 `scope-missing`."""
    must_have(asker, scope_to_arrange(body.absent or asker.person, asker.person))
    directory, now = await directory_of(office), office.clock()
    today = directory.day_of(now)
    wanted = wanted_of(body, asker.person, today)
    must_be_allowed(wanted, directory, today, asker.person, office.settings.stand_in_setters)
    begins = max(wanted.first, today)
    then = laid_over(directory, [DirectoryChange("stand-in-set", wanted.to_wire(TO_BE))])
    at = now if begins == today else datetime.combine(begins, time(12), directory.zone).astimezone(UTC)
    cases = await office.store.concerned_cases_of(wanted.absent, Day(directory, at), Day(then, at), limit=MOST_CASES)
    moved = await moved_tasks(office, PeopleTold.at(directory, now), cases)
    return StandInPreview(
        begins=begins, moved=moved[:MOST_MOVED], more=max(0, len(moved) - MOST_MOVED),
        open_tasks=await office.store.count_open(wanted.absent),
    )  # fmt: skip


async def moved_tasks(office: Office, told: PeopleTold, cases: Iterable[ConcernedCase]) -> list[MovedTask]:
    """Open tasks that would be other people's; what a case is about is not said."""
    found: list[MovedTask] = []
    listed = list(cases)
    rows = await office.store.cases_named([one.case_id for one in listed], reader=Reader())
    plans = await office.store.plans_of(row.plan for row in rows.values())
    for case in listed:
        row = rows.get(case.case_id)
        plan = plans.get(row.plan) if row else None
        for task, step in zip(case.tasks, case.steps, strict=True):
            name = getattr(plan.steps.get(step), "name", None) if plan else None
            has = [task.holder] if task.holder else list(task.before)
            found.append(
                MovedTask(
                    case_id=case.case_id, business_key=case.business_key, step=text_of(name, step),
                    now=told.people(has), then=told.people(task.to),
                )
            )  # fmt: skip
    return found
