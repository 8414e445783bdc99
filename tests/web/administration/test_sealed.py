"""A sealed case is opened by two: one asks with a reason, another one agrees, and it can be read."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from engine.compiler import compile_definition
from proving.house import DEFINITIONS
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]
ASKER, OPENER = "yu-yang", "chu-zhengming"


async def sealed_leave(site: Site) -> tuple[str, str]:
    """A leave request nobody but those in it may read: its id and its key."""
    house, company = site.house, await site.house.store.company()
    assert company is not None
    text = (DEFINITIONS / "hr" / "leave-request.yaml").read_text(encoding="utf-8")
    text = text.replace("process: leave-request", "process: sealed-leave\nsealed: true")
    compiled = compile_definition(text, "sealed.yaml", known=replace(company.known(None, {}), most_states=0))
    assert compiled.plan is not None, compiled.problems
    await house.store.deploy(compiled.plan, text, "sealed.yaml")
    data = {"from_day": "2030-03-05", "to_day": "2030-03-06", "reason": "family", "cover": "yuan-fang"}
    case_id = await house.start("cao-min", "sealed-leave", "application", data)
    detail = await house.store.case(case_id)
    assert detail is not None
    return case_id, detail.case.business_key


async def test_one_asks_another_agrees_and_it_can_be_read(site: Site, visit: Visiting) -> None:
    case_id, key = await sealed_leave(site)
    asker = (await visit(ASKER)).page
    await asker.goto(f"/cases/{case_id}")
    await expect(asker.get_by_text("密件")).not_to_have_count(0)
    await expect(asker.get_by_role("heading", name="申请内容")).to_have_count(0)
    await asker.goto("/administration/sealed")
    await asker.get_by_role("button", name="申请打开密件").click()
    await asker.get_by_label("流程").fill(key)
    await asker.get_by_label("理由").fill("核对考勤争议")
    await asker.locator("section").get_by_role("button", name="申请打开密件").click()
    await expect(asker.get_by_text("待答复")).to_be_visible()

    opener = (await visit(OPENER, language="en")).page
    await opener.goto("/administration/sealed")
    asked = opener.locator("section").filter(has_text=key)
    await expect(asked).to_contain_text("核对考勤争议")
    await asked.get_by_role("button", name="Open it").click()
    await expect(asked).to_contain_text("open until")

    await asker.reload()
    await asker.get_by_role("link", name=key).click()
    await expect(asker.get_by_role("heading", name="申请内容")).to_be_visible()
