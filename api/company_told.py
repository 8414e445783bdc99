"""Calendars and organisation put together: days of a month, the effect of a change, problems where they are."""

from calendar import monthrange
from datetime import date
from typing import Any

import yaml

from activities import changing_calendars
from activities.changing_calendars import CalendarChange, CalendarChangeEffect, UnusableCalendar, change_of, effect_of
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold, words
from api.problems import Refusal, unknown
from api.shapes.company import (
    CalendarApplied,
    CalendarEffect,
    CalendarsTold,
    CalendarTold,
    CompanyVersion,
    DayChanged,
    DayTold,
    FileProblem,
    LimitMoved,
    LimitsFollow,
    MonthTold,
    OrganisationChecked,
    OrganisationText,
    OrganisationTold,
)
from api.shapes.wire import Words
from api.stand_ins_told import moved_tasks
from api.words_told import text_of
from engine.calendars import Calendars
from engine.people import DirectoryError
from engine.runtime.limit_keys import read_key
from engine.runtime.retargeting import Day
from engine.said import Said
from engine.said.chinese import in_both
from store import NoCompany
from store.company import Company, company_of_texts
from store.company_text import UNUSABLE, Lines, UnreadableFile, read_yaml, what_is_wrong
from store.moving_limits import MovedLimit
from store.open_tasks import ConcernedCase

MOST_DAYS, MOST_TOLD, MOST_CASES = 60, 100, 500
THE_CASE = Words(zh="整件", en="The case")


async def _written(office: Office) -> Company:
    company = await office.store.company_written()
    if company is None:
        raise NoCompany
    return company


async def calendars(office: Office, asker: Asker) -> CalendarsTold:
    """All of them, the company's first."""
    company, now = await _written(office), office.clock()
    today = company.directory.day_of(now)
    default = company.calendars.default
    told = [_calendar(company.calendars, one, today.year) for one in company.calendars.ids]
    told.sort(key=lambda one: (one.id != default, one.id))
    may_change = "administrator" in asker.roles
    follow = await _follow(office, company) if may_change else None
    return CalendarsTold(items=told, today=today, may_change=may_change, follow=follow)


async def _follow(office: Office, company: Company) -> LimitsFollow | None:
    progress = await office.store.limits_progress()
    if progress is None:
        return None
    by = PeopleTold.at(company.directory, office.clock()).maybe(progress.by)
    return LimitsFollow(
        version=progress.version, at=progress.at, by=by, reason=progress.reason, told=progress.told, left=progress.left
    )


def _calendar(all_of_them: Calendars, id: str, year: int) -> CalendarTold:
    one = all_of_them.calendar(id)
    table = one.holidays
    provisional = [this for this in (year, year + 1) if table is not None and table.is_provisional(this)]
    return CalendarTold(
        id=id, name=words(one.name), zone=one.zone.key, is_default=id == all_of_them.default,
        holidays=table.id if table else None, provisional=provisional,
    )  # fmt: skip


async def month(office: Office, id: str, year: int, number: int) -> MonthTold:
    """A month of a calendar. Raises 404 `unknown-calendar`."""
    known = (await _written(office)).calendars
    if id not in known.ids:
        raise unknown("calendar", "日历")
    calendar = known.calendar(id)
    days = [calendar.day(date(year, number, one)) for one in range(1, monthrange(year, number)[1] + 1)]
    return MonthTold(
        calendar=id,
        days=[
            DayTold(
                date=one.date, kind=one.kind, hours=[span.text for span in one.spans],
                name=words(one.name) if one.name else Words(), provisional=one.provisional,
            )
            for one in days
        ],
    )  # fmt: skip


async def _change(office: Office, text: str) -> CalendarChange:
    """Raises `Refusal` `bad-calendar` with the place."""
    try:
        return await change_of(office.store, text)
    except UnusableCalendar as error:
        wrong = error.told(Lines.of(text).of_place(error.path))
        said = in_both(Said("Expected a calendar or holidays, but {error}", error=wrong))
        raise Refusal(422, "bad-calendar", said.en, said.zh) from error


async def effect(office: Office, text: str) -> CalendarEffect:
    """Which days and which open limits would be others; nothing is done. Raises `Refusal` `bad-calendar`."""
    change = await _change(office, text)
    found = await effect_of(office.store, change, office.clock())
    told = [
        DayChanged(
            calendar=words(change.calendars.calendar(one.calendar).name), date=one.day, before=list(one.before),
            now=list(one.now),
        )
        for one in found.days[:MOST_DAYS]
    ]  # fmt: skip
    looked = found.looked
    return CalendarEffect(
        seen=change.seen, days=told, more_days=max(0, len(found.days) - MOST_DAYS), looked=looked.looked,
        all_limits=looked.all_of_them, moved=await _moved(office, found), count_moved=len(looked.moved),
        count_breached=len(found.breached),
    )  # fmt: skip


async def _moved(office: Office, effect: CalendarChangeEffect) -> list[LimitMoved]:
    worst = sorted(effect.looked.moved, key=lambda one: (not effect.is_breached(one), one.then))[:MOST_TOLD]
    plans = await office.store.plans_of({one.plan for one in worst})
    return [
        LimitMoved(
            case_id=one.case_id, business_key=one.business_key, step=_about(one, plans), was=one.due, due=one.then,
            breached=effect.is_breached(one),
        )
        for one in worst
    ]  # fmt: skip


def _about(one: MovedLimit, plans: dict[str, Any]) -> Words:
    """The step, the clock, or the case as a whole."""
    plan, clock = plans.get(one.plan), read_key(one.key).clock
    if clock is not None:
        return text_of(plan.definition.clocks[clock].name if plan else None, clock)
    if not one.step:
        return THE_CASE
    return text_of(getattr(plan.steps.get(one.step), "name", None) if plan else None, one.step)


async def apply_calendars(office: Office, asker: Asker, body: CalendarApplied) -> CalendarsTold:
    """Put a change in force, as a new version. Raises `Rejected` `comment-missing`, `changed-meanwhile`."""
    change = await _change(office, body.text)
    await changing_calendars.apply(office.store, change, seen=body.seen, by=asker.person, reason=body.reason)
    return await calendars(office, asker)


async def organisation(office: Office) -> OrganisationTold:
    """As it is written, with its versions."""
    company = await _written(office)
    told = PeopleTold.at(company.directory, office.clock())
    versions = [
        CompanyVersion(version=version, at=at, by=told.maybe(by))
        for version, at, by in await office.store.company_versions()
    ]
    text = yaml.safe_dump(_plain(company.directory.written), allow_unicode=True, sort_keys=False, width=120)
    return OrganisationTold(text=text, versions=versions)


def _plain(written: Any) -> Any:
    if isinstance(written, dict):
        return {key: _plain(value) for key, value in written.items()}
    return [_plain(one) for one in written] if isinstance(written, list | tuple) else written


def _read(text: str, calendars: Calendars) -> tuple[Company | None, list[FileProblem]]:
    try:
        return company_of_texts(read_yaml(text), calendars), []
    except DirectoryError as error:
        lines = Lines.of(text)
        return None, [_problem(lines.of_place(one.partition(":")[0]), one) for one in error.problems[:MOST_TOLD]]
    except UnreadableFile as error:
        return None, [_problem(one.position[0], one.message) for one in error.problems[:MOST_TOLD]]
    except UNUSABLE as error:
        return None, [_problem(*what_is_wrong(error))]


def _problem(line: int | None, said: str) -> FileProblem:
    return FileProblem(line=line, said=words(in_both(said)))


async def check(office: Office, text: str) -> OrganisationChecked:
    """What is wrong with an organisation, or whose open tasks would move by it."""
    here = await _written(office)
    made, problems = _read(text, here.calendars)
    in_force = await office.store.company()
    if made is None or in_force is None:
        return OrganisationChecked(problems=problems, moved=[], more=0, all_cases=True)
    now = office.clock()
    then = await office.store.company_to_be(made)
    cases: list[ConcernedCase] = []
    done_to, looked = "", 0
    following: str | None = ""
    while following is not None and looked < MOST_CASES:
        some, following = await office.store.concerned_cases(
            Day(in_force.directory, now), Day(then.directory, now), after=done_to
        )
        cases, done_to, looked = [*cases, *some], following or "", looked + 100
    moved = await moved_tasks(office, PeopleTold.at(then.directory, now), cases)
    return OrganisationChecked(
        problems=[], moved=moved[:MOST_TOLD], more=max(0, len(moved) - MOST_TOLD), all_cases=following is None
    )


async def apply_organisation(office: Office, asker: Asker, body: OrganisationText) -> OrganisationTold:
    """Put an organisation in force, as a new version. Raises 422 `bad-organisation`, `Rejected` `changed-meanwhile`."""
    made, problems = _read(body.text, (await _written(office)).calendars)
    if made is None:
        en, zh = "; ".join(one.said.en for one in problems[:5]), "；".join(one.said.zh for one in problems[:5])
        english = f"Expected an organisation that can be used, but {en}"
        raise Refusal(422, "bad-organisation", english, f"组织文件不可用：{zh}")
    await office.store.put_company(made, by=asker.person, over=body.version)
    return await organisation(office)
