"""Definitions, the company and settings as they are in force."""

import pytest
from hand_made import A_COMPANY, Clock, company_with

from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.runtime.refusals import Rejected
from store import NoCompany, Store


def plan(name: str = "请假", process: str = "leave") -> Plan:
    """A small plan; its name makes the version."""
    return Plan(
        ProcessDefinition.model_validate({
            "process": process,
            "name": name,
            "department": "hr",
            "business_key": "leave_no",
            "data": {"leave_no": {"type": "text"}},
            "start": {"application": {"by": {"role": "clerk"}}},
            "steps": [{"user_task": "check", "assign": {"role": "clerk"}}, {"end": "granted"}],
        })
    )  # fmt: skip


async def test_the_newest_version_is_what_new_cases_take(store: Store, clock: Clock) -> None:
    first = await store.deploy(plan(), "process: leave", "hr/leave.yaml", by="max")
    clock.advance(hours=1)
    second = await store.deploy(plan("请假二"), "process: leave # 2", "hr/leave.yaml")
    assert (first.version, second.version, first.by) == (1, 2, "max")
    newest = await store.newest("leave")
    assert newest is not None
    assert (newest.deployment, newest.source) == (second, "process: leave # 2")
    assert newest.plan.digest == second.digest
    old = await store.plan(first.digest)
    assert old is not None and (old.as_written.definition.name, old.definition.name) == ("请假", "请假二")
    assert [one.deployment.version for one in await store.deployments("leave")] == [2, 1]


async def test_the_same_again_is_no_new_version_but_a_way_back_is(store: Store) -> None:
    await store.deploy(plan(), "a", "leave.yaml")
    assert (await store.deploy(plan(), "a", "leave.yaml")).version == 1
    await store.deploy(plan("二"), "b", "leave.yaml")
    back = await store.deploy(plan(), "a", "leave.yaml")
    assert back.version == 3
    assert [one.version for one in await store.processes()] == [3]


async def test_processes_are_listed_with_their_newest_versions(store: Store) -> None:
    await store.deploy(plan(process="purchase"), "p", "p.yaml")
    await store.deploy(plan(), "a", "a.yaml")
    await store.deploy(plan("二"), "b", "a.yaml")
    assert [(one.process, one.version) for one in await store.processes()] == [("leave", 2), ("purchase", 1)]
    assert await store.newest("unknown") is None
    assert await store.plan("unknown") is None


async def test_the_company_in_force_is_the_one_put_last(store: Store, clock: Clock) -> None:
    before = await store.company()
    assert before is not None
    assert before.directory.version == A_COMPANY.directory.version
    assert before.calendars.version == A_COMPANY.calendars.version
    assert await store.put_company(A_COMPANY) == 1
    changed = company_with(zoe={"name": "赵"})
    assert await store.put_company(changed, by="max") == 2
    world = await store.world(clock())
    assert world.directory.version == changed.directory.version
    assert world.directory.person("zoe") is not None
    assert world.zone == "Asia/Shanghai"


async def test_a_change_of_the_company_is_seen_by_everybody(store: Store, url: str) -> None:
    other = await Store.open(url)
    assert await other.company() is not None
    await store.put_company(company_with(zoe={"name": "赵"}))
    seen = await other.company()
    assert seen is not None and seen.directory.person("zoe") is not None
    await other.dispose()


async def test_without_a_company_nothing_can_be_resolved(url: str, clock: Clock) -> None:
    empty = await Store.open(url, clock=clock)
    assert await empty.company() is None
    try:
        await empty.world(clock())
    except NoCompany as missing:
        assert "organisation.yaml" in str(missing)
    else:
        raise AssertionError("a world without a company")
    await empty.dispose()


async def test_a_changed_setting_is_kept_until_it_is_taken_back(store: Store) -> None:
    await store.put_setting("leave", "major_limit", "1000000.00", by="max")
    await store.put_setting("leave", "answer_in", "30 working min")
    await store.put_setting("leave", "major_limit", "2000000.00")
    assert await store.settings("leave") == {"answer_in": "30 working min", "major_limit": "2000000.00"}
    await store.put_setting("leave", "answer_in", None)
    assert await store.settings("leave") == {"major_limit": "2000000.00"}
    assert await store.settings("purchase") == {}


async def test_the_settings_a_case_begins_with_have_a_bound_together(store: Store) -> None:
    await store.put_setting("leave", "first", "x" * 150_000)
    with pytest.raises(Rejected) as refused:
        await store.put_setting("leave", "second", "x" * 150_000)
    assert refused.value.code == "too-large"
    await store.put_setting("leave", "first", "y" * 150_000)
    await store.put_setting("purchase", "second", "x" * 150_000)
    assert set(await store.settings("leave")) == {"first"}
