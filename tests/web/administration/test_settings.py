"""A department head changes what a process reads, with a reason, and takes it back."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_a_head_changes_a_setting_and_takes_it_back(visit: Visiting) -> None:
    page = (await visit("gu-weimin")).page
    await page.goto("/administration/settings")
    change = page.get_by_role("button", name="修改 背景调查须本人同意")
    await change.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("否", exact=True).click()
    await dialog.get_by_label("理由").fill("本季度试行")
    await dialog.get_by_role("button", name="保存").click()
    line = page.locator(".setting").filter(has_text="背景调查须本人同意")
    await expect(line).to_contain_text("默认")
    await change.click()
    await dialog.get_by_role("button", name="恢复默认").click()
    await expect(line).not_to_contain_text("默认")
