"""Open tasks follow the directory, on the real server: when the organisation is deployed anew, and day by day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from activities.absences import Absences
from activities.following import Following
from engine.administering.absences import day_of, due_while_absent
from engine.administering.stand_ins import Wanted
from engine.people import overlaid
from engine.runtime import Rejected
from engine.runtime.commands import Claim
from engine.runtime.retargeting import Day
from proving import office as offices
from proving.office import Office, until
from store.directory import Author
from store.rows import TaskRow


async def deployed_anew(here: Office, **people: object) -> None:
    company = offices.company()
    await here.store.put_company(replace(company, directory=overlaid(company.directory, people)))


async def task_for(here: Office, case_id: str, *people: str) -> TaskRow:
    """The open task of a case, as soon as it is offered to these."""

    async def found() -> TaskRow | None:
        task = await here.find_task(case_id)
        return task if task is not None and set(task.offered) == set(people) else None

    return await until(found)


async def to_check(here: Office, ref: str) -> str:
    """A case of which the clerks have to check something."""
    opened = await here.start("approval", ref, note="a")
    await here.complete(opened.case_id, "submit", data={"note": "a"})
    return opened.case_id


async def test_a_new_organisation_moves_open_tasks_and_says_why(office: Office) -> None:
    case_id = await to_check(office, "follow-1")
    before = await task_for(office, case_id, "ben", "cyd")
    company = offices.company()
    to_be = overlaid(company.directory, {"cyd": {"left": "2026-01-01"}, "dora": {"roles": ["staff", "chief", "clerk"]}})
    now = datetime.now(UTC)
    (concerned,), _ = await office.store.concerned_cases(Day(company.directory, now), Day(to_be, now))
    assert [(one.before, one.to, one.gone) for one in concerned.tasks] == [(("ben", "cyd"), ("ben", "dora"), ("cyd",))]
    assert (await office.find_task(case_id)) == before  # looking moves nothing

    await deployed_anew(office, cyd={"left": "2026-01-01"}, dora={"roles": ["staff", "chief", "clerk"]})
    after = await task_for(office, case_id, "ben", "dora")
    assert after.why["before"] == {"to": ["ben", "cyd"], "holder": None, "directory": company.directory.version}
    assert after.directory == to_be.version and after.due == before.due
    turns = len(await office.store.history(case_id))
    await until(lambda: followed(office))
    assert len(await office.store.history(case_id)) == turns
    assert (await office.store.rebuild([case_id], compare_only=True)).different == ()


async def followed(here: Office) -> bool:
    return not await here.store.must_follow(datetime.now(UTC))


async def test_a_stand_in_comes_and_goes_with_its_days(server: str, tmp_path: Path) -> None:
    async with offices.open_office(server, tmp_path) as here:
        case_id = await to_check(here, "follow-2")
        await task_for(here, case_id, "ben", "cyd")
        today = date.today()
        wanted = Wanted("dora", "ben", today, today + timedelta(days=1), open_tasks=True)
        number = await here.store.set_stand_in(wanted, Author("ben", "away", "set-1"))
        assert (number, await here.store.set_stand_in(wanted, Author("ben", "away", "set-1"))) == ("DL-1", "DL-1")
        await task_for(here, case_id, "ben", "cyd", "dora")
        circle = Wanted("ben", "dora", today)
        with pytest.raises(Rejected, match="dora → ben → dora"):
            await here.store.set_stand_in(circle, Author("dora", "", "set-2"))
        later = Following(here.client, here.store, lambda: datetime.now(UTC) + timedelta(days=3))
        await until(lambda: followed(here))
        await later.round()
        await task_for(here, case_id, "ben", "cyd")


async def test_a_superior_has_what_is_due_of_who_is_away(office: Office) -> None:
    case_id = await to_check(office, "follow-3")
    task = await task_for(office, case_id, "ben", "cyd")
    await office.command(case_id, Claim(task.task), by="ben")
    assert task.due is not None
    today = task.due.astimezone(offices.company().directory.zone).date()
    await deployed_anew(office, ben={"absent": [{"from": today.isoformat()}]})
    rounds = Absences(office.store, lambda: task.due or datetime.now(UTC))
    assert (await rounds.round(), await rounds.round()) == (1, 0)
    (told,) = await office.store.due_while_absent("dora", task.due)
    assert told == {"person": "ben", "tasks": [{"case": "follow-3", "step": "check"}]}
    assert await Absences(office.store, lambda: task.due or datetime.now(UTC)).round() == 0  # another worker, or again
    wanted = Wanted("cyd", "ben", today)
    await office.store.set_stand_in(wanted, Author("ben", "", "absence-1"))
    company = await office.store.company()
    due = await office.store.tasks_due(*day_of(company.directory, task.due)) if company else []
    assert company and due and due_while_absent(due, company.directory, today) == {}
