"""An administrator sets the reasons that are offered, in both languages, and takes them back."""

import pytest
from playwright.async_api import expect

from tests.api.leave import BOSS, leave
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_a_reason_is_set_offered_and_taken_back(site: Site, visit: Visiting) -> None:
    page = (await visit("yu-yang")).page
    await page.goto("/administration/phrases")
    await page.get_by_role("button", name="修改 退回的原因").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("第 1 条，中文").fill("请写明出发时间。")
    await dialog.get_by_label("第 1 条，英文").fill("Please say when you leave.")
    await dialog.get_by_label("理由").fill("常见问题")
    await dialog.get_by_role("button", name="保存").click()
    reasons = page.get_by_role("region", name="退回的原因")
    await expect(reasons).to_contain_text("请写明出发时间。")

    case_id, task = await leave(site.house)
    boss = (await visit(BOSS, language="en")).page
    await boss.goto(f"/tasks/{case_id}/{task}")
    await boss.locator("#decide-start").click()
    await boss.get_by_role("button", name="Please say when you leave.").click()
    await expect(boss.get_by_label("Comment")).to_have_value("Please say when you leave.")

    await page.get_by_role("button", name="修改 退回的原因").click()
    await dialog.get_by_role("button", name="恢复默认").click()
    await expect(reasons).not_to_contain_text("请写明出发时间。")
