"""Somebody is handed over by their superior: looked at, done, reported, undone."""

import pytest
from playwright.async_api import expect

from tests.api.leave import BOSS, leave
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_all_that_hangs_on_somebody_goes_to_another_and_comes_back(site: Site, visit: Visiting) -> None:
    await leave(site.house)
    boss = (await visit(BOSS)).page
    await boss.goto("/administration/people/zhang-ke")
    await boss.get_by_role("link", name="交接").first.click()
    await boss.get_by_label("接收人").fill("白一帆")
    await boss.get_by_text("白一帆").last.click()
    await boss.get_by_label("交出人离职").uncheck()
    await boss.get_by_label("理由").fill("调往设计部")
    await boss.get_by_role("button", name="先看影响").click()
    await expect(boss.get_by_role("status")).to_contain_text("项将交接")
    await boss.get_by_role("button", name="全部交接").click()
    await expect(boss.get_by_role("heading", name="张可 → 白一帆")).to_be_visible()
    await expect(boss.get_by_text("调往设计部")).to_be_visible()
    await expect(boss.get_by_role("progressbar")).to_have_count(0)
    await boss.get_by_role("button", name="撤销").click()
    await boss.get_by_role("tooltip").get_by_role("button", name="撤销").click()
    await expect(boss.get_by_role("status")).to_contain_text("已撤销")


async def test_nobody_hands_over_who_is_not_theirs(visit: Visiting) -> None:
    seen = await visit("cao-min", language="en")
    clerk = seen.page
    await clerk.goto("/administration/hand-overs?person=sun-lihua")
    await clerk.get_by_label("To", exact=True).fill("yuan")
    await clerk.get_by_text("Yuan Fang").last.click()
    await clerk.get_by_role("button", name="See what happens").click()
    await expect(clerk.get_by_role("alert")).to_be_visible()
    await expect(clerk.get_by_role("button", name="Hand all of it over")).to_have_count(0)
    seen.errors.clear()
