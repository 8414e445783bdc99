"""Starts put together: what somebody may begin, the form of it, the way it would go."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from api.company_in_force import newest_plans
from api.filled_told import Filling, form_told
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.problems import of_rejected, unknown
from api.rights import fields_seen, read_words
from api.shapes.starts import (
    CopiedFrom,
    DepartmentChoice,
    Predicted,
    PreviewProblem,
    StartForm,
    StartGroup,
    StartLine,
    StartPreview,
    Starts,
)
from api.shapes.tasks import DraftShown
from api.shapes.wire import Words
from api.ways_told import coming
from api.words_told import WordsTold, text_of
from engine.administering.access import Standing
from engine.insight.filling import NOTHING_FILLED, Filled, as_filled
from engine.insight.predicting import Trial, Tried, try_start
from engine.insight.startable import startable, startable_for_others
from engine.insight.titles import titles_told
from engine.model.forms import Form
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime.departments import climbs
from engine.runtime.refusals import Rejected
from engine.runtime.related import with_picks
from engine.runtime.revisions import CURRENT
from engine.runtime.stimuli import Started
from engine.runtime.world import World
from store import DeployedPlan
from store.drafts import Draft

Wire = Mapping[str, Any]
Whose = Literal["own", "others", "either"]
MOST_RECENT = 8


async def starts(office: Office, asker: Asker) -> Starts:
    """What somebody may begin."""
    lines = await _lines(office, asker)
    used = await office.store.starts_used(asker.person)
    liked = [lines[key] for key in await office.store.favourites(asker.person) if key in lines]
    recent = [lines[one.process, one.start] for one in used if (one.process, one.start) in lines]
    company = await office.store.company()
    people = PeopleTold(company.directory if company else None)
    departments = dict.fromkeys(line.department for line in lines.values())
    groups = [
        StartGroup(
            department=one, name=people.department(one),
            items=[line for line in lines.values() if line.department == one],
        )
        for one in departments
    ]  # fmt: skip
    return Starts(groups=groups, favourites=liked, recent=recent[:MOST_RECENT])


async def _lines(office: Office, asker: Asker) -> dict[tuple[str, str], StartLine]:
    now, person = office.clock(), asker.person
    world = await office.store.world(now)
    stopped = await office.store.stopped_starts()
    liked = set(await office.store.favourites(person))
    used = {(one.process, one.start): one for one in await office.store.starts_used(person)}
    drafted = {(one.process, one.start) for one in await office.store.drafts_of(person) if not one.case_id}
    found: dict[tuple[str, str], StartLine] = {}
    for plan in await newest_plans(office):
        if plan.process in stopped:
            continue
        definition = plan.definition
        mine = startable(plan, person, world, now)
        others = startable_for_others(plan, person, world, now)
        for start in dict.fromkeys((*mine, *others)):
            key = (plan.process, start)
            found[key] = StartLine(
                process=plan.process, start=start, name=text_of(definition.name, plan.process),
                start_name=text_of(definition.start[start].name) if len({*mine, *others}) > 1 else Words(),
                department=definition.department, favourite=key in liked, draft=key in drafted,
                used=used[key].times if key in used else 0, last=used[key].case_id if key in used else None,
                for_others=start not in mine,
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class Desk:
    """A start that somebody may make, with all that its form and its way are told by. `for_whom`: for whom, if not for
    themselves."""

    office: Office
    asker: Asker
    deployed: DeployedPlan
    start: str
    world: World
    settings: Wire
    whose: Whose
    for_whom: str | None = None

    @property
    def starter(self) -> str:
        """Whose case it would be."""
        return self.for_whom or self.asker.person

    @property
    def plan(self) -> Plan:
        """The plan a new case takes."""
        return self.deployed.plan

    @property
    def form(self) -> Form:
        """What is handed in."""
        return self.plan.definition.start[self.start].form or Form()

    @property
    def directory(self) -> Directory:
        """The people there are."""
        return self.world.directory

    @property
    def words(self) -> WordsTold:
        """What the definition calls things."""
        return WordsTold.of(self.plan, self.directory.zone, self.directory)

    @property
    def people(self) -> PeopleTold:
        """How people are called."""
        return PeopleTold.at(self.directory, self.office.clock())

    def started(self, data: Wire, department: str | None = None) -> Started:
        """The stimulus it would begin with."""
        return Started(
            self.office.clock(), "", self.start, "", self.starter, dict(data), dict(self.settings),
            self.directory.zone.key, engine_revision=CURRENT, department=department,
            started_by=self.asker.person if self.for_whom else None,
        )  # fmt: skip

    def filled(self, data: Wire, department: str | None = None) -> Filled:
        """What follows from what is filled in so far."""
        started = self.started(data, department)
        try:
            return as_filled(self.plan, started, data, self.form, self.world, started.at)
        except Rejected:
            return NOTHING_FILLED


async def desk_of(office: Office, asker: Asker, process: str, start: str, for_whom: str | None = None) -> Desk:
    """A start that this person may make, for themselves or for somebody else. Raises 404 `unknown-start` for others."""
    deployed, now = await office.store.newest(process), office.clock()
    world = await office.store.world(now)
    stopped = await office.store.stopped_starts()
    if deployed is None or process in stopped:
        raise unknown("start", "可发起的流程")
    own = start in startable(deployed.plan, asker.person, world, now)
    others = start in startable_for_others(deployed.plan, asker.person, world, now)
    for_whom = for_whom if for_whom != asker.person else None
    if not (own or others) or (for_whom is not None and not others):
        raise unknown("start", "可发起的流程")
    whose: Whose = "own" if not others else "either" if own else "others"
    return Desk(office, asker, deployed, start, world, await office.store.settings(process), whose, for_whom)


async def form(desk: Desk, who: Standing, copy_of: str | None) -> StartForm:
    """The form, with what a case it is copied from, and over that a draft, fills in already."""
    draft = await desk.office.drafts.of_start(desk.plan.process, desk.start, desk.asker.person, copy_of or "")
    copied, data = await _copied(desk, who, copy_of) if copy_of else (None, {})
    data = {**data, **(draft.data if draft is not None else {})}
    definition, words = desk.plan.definition, desk.words
    return StartForm(
        process=desk.plan.process, start=desk.start, plan=desk.plan.digest,
        version=desk.deployed.deployment.version, name=words.process(),
        start_name=text_of(definition.start[desk.start].name),
        department_name=desk.people.department(definition.department),
        form=await asyncio.to_thread(_form, desk, data, None), departments=_departments(desk),
        whose=desk.whose, for_person=desk.people.maybe(desk.for_whom),
        draft=_draft(draft), copied=copied,
        favourite=(desk.plan.process, desk.start) in await desk.office.store.favourites(desk.asker.person),
    )  # fmt: skip


def _form(desk: Desk, data: Wire, department: str | None) -> Any:
    return form_told(desk.form, Filling(desk.words, desk.people, data, desk.filled(data, department)))


def _draft(draft: Draft | None) -> DraftShown | None:
    if draft is None:
        return None
    return DraftShown(at=draft.at, data=draft.data, outcome=None, comment="", turn=None, stale=False)


def _departments(desk: Desk) -> list[DepartmentChoice]:
    """Those of the starter's departments of which one must be named."""
    person = desk.directory.person(desk.starter)
    own = person.departments if person is not None else ()
    if person is None or len(own) < 2 or not climbs(desk.plan.definition):
        return []
    return [
        DepartmentChoice(id=one, name=desk.people.department(one), main=one == person.department) for one in own
    ]  # fmt: skip


async def _copied(desk: Desk, who: Standing, case_id: str) -> tuple[CopiedFrom, dict[str, Any]]:
    """What a case holds of the fields that are handed in here, as far as the asker reads them and they still fit."""
    store = desk.office.store
    case, found = (await read_words(case_id, who, desk.office)).case, await store.case_read(case_id, who)
    if found is None:
        raise unknown("case", "流程")
    detail, before = found.detail, await store.plan(found.detail.case.plan)
    read = None if before is None else fields_seen(who, case, before, detail.case.start, found.tasks)
    wanted = dict.fromkeys(path.partition(".")[0] for path in desk.form.writable)
    own = {name: detail.data[name] for name in wanted if detail.data.get(name) is not None}
    fit = {name: value for name, value in own.items() if read is None or name in read}
    tried = await _tried(desk, fit, None)
    wrong = {error.path.partition(".")[0] for error in tried.refused.errors} if tried.refused else set()
    kept = {name: value for name, value in fit.items() if name not in wrong}
    title = titles_told(detail.case.title, before, desk.directory)
    left = [desk.words.field(name) for name in wanted if name in detail.data and name not in kept]
    return CopiedFrom(
        case_id=case_id, business_key=detail.case.business_key, title=Words(**title), left_out=left
    ), kept  # fmt: skip


async def preview(desk: Desk, body: StartPreview) -> Predicted:
    """Where it would go, and what is wrong with the form; nothing is opened."""
    found = await desk.office.cases.door.known(desk.plan, body.data, "", desk.asker.person)
    desk, filled = replace(desk, world=replace(desk.world, related=found)), with_picks(desk.plan, body.data, found)
    tried = await _tried(desk, filled, body.department)
    data = await asyncio.to_thread(_form, desk, filled, body.department)
    title = titles_told(tried.way.title, desk.plan, desk.directory)
    return Predicted(
        title=Words(**title), way=coming(tried.way, desk.words, desk.people), form=data, problems=_problems(tried)
    )


async def _tried(desk: Desk, data: Wire, department: str | None) -> Tried:
    trial = Trial(
        desk.start, data, desk.asker.person, desk.office.clock(), desk.settings, department, desk.for_whom
    )  # fmt: skip
    return await asyncio.to_thread(try_start, desk.plan, trial, desk.world)


def _problems(tried: Tried) -> list[PreviewProblem]:
    if tried.refused is None:
        return []
    found = [
        PreviewProblem(path=one.path, code=one.code, sentence=Words(zh=one.zh, en=one.en))
        for one in tried.refused.errors
    ]
    if found:
        return found
    told = of_rejected(tried.refused)
    return [PreviewProblem(path="", code=told.code, sentence=told.sentence)]
