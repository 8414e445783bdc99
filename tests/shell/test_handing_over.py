"""Handing a person over on the real server: item by item, after a kill too, and back again."""

from datetime import UTC, date, datetime

from engine.administering.handing_over import Item
from engine.administering.stand_ins import Wanted
from engine.compiler import Known, compile_definitions
from engine.runtime.commands import HandOver
from proving.handing_over import MANY, NAMING, measure
from proving.office import Office, until
from store.directory import Author


async def deploy(here: Office, text: str) -> None:
    (compiled,) = compile_definitions({"a.yaml": text}, Known(calendar="always", escalation={})).values()
    assert compiled.plan, [str(one) for one in compiled.problems]
    await here.store.deploy(compiled.plan, text, f"{compiled.plan.process}.yaml")


async def over(here: Office, number: str) -> list[Item]:
    async def found() -> list[Item] | None:
        known = await here.store.hand_over_of(number)
        return list(known.items) if known is not None and known.is_over else None

    return await until(found)


async def test_a_leaver_is_handed_over_item_by_item_and_back(office: Office) -> None:
    report = await measure(office, tasks=30, a_case=6, own=5)
    assert report.wrong == []
    assert (report.tasks, report.own, report.definitions, report.circles) == (30, 5, 3, 1)
    assert (await office.store.rebuild(compare_only=True)).different == ()


async def test_what_was_begun_by_a_worker_that_died_is_done_once(office: Office) -> None:
    await deploy(office, MANY)
    opened = await office.start("many", "killed-1", people=[{"line": 1}, {"line": 2}])
    await until(lambda: two_tasks(office))
    number = await office.store.hand_over("cyd", "ben", Author("dora", "", "killed"), leaves=False)
    # A worker took the item, sent its command, and died before it wrote down what came of it.
    command = HandOver("cyd", "ben", number, "")
    await office.command(opened.case_id, command, by="dora", id=f"hand-over/{number}/{opened.case_id}")
    items = await over(office, number)
    assert [(one.kind, one.status) for one in items] == [("case", "done"), ("definition", "left")]
    turns = [one for one in await office.store.history(opened.case_id) if one.stimulus["kind"] == "commanded"]
    assert len(turns) == 1


async def two_tasks(here: Office) -> bool:
    return await here.store.count_open("cyd") == 2


async def test_a_preview_does_nothing_and_names_the_circle(office: Office) -> None:
    for process in NAMING:
        await deploy(office, process)
    today = date.today()
    for number, (person, absent) in enumerate((("cyd", "ben"), ("ben", "dora"))):
        await office.store.set_stand_in(Wanted(person, absent, today), Author(absent, "", f"circle-{number}"))
    items = await office.store.plan_hand_over("cyd", "dora")
    (stand_in,) = [one for one in items if one.kind == "stand-in"]
    assert (stand_in.code, "ben → dora → ben" in stand_in.text) == ("stand-in-cycle", True)
    assert [one.code for one in items if one.kind == "definition"] == ["named-in-definition"] * 3
    assert items[-1].kind == "departure"
    assert await office.store.hand_overs() == []
    company = await office.store.company()
    assert company and company.directory.is_here("cyd", company.directory.day_of(datetime.now(UTC)))
