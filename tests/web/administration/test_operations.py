"""An operator sees whether all is well, and lets a refused start go."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from store import RefusedStart
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_an_operator_lets_a_refused_start_go_with_a_reason(site: Site, visit: Visiting) -> None:
    await site.house.store.note_refused_start(
        RefusedStart("of-nobody", "leave-request", "application", "message", "m-1", {}, None, datetime.now(UTC),
                     "field-missing", "Expected from_day, but it is missing")
    )  # fmt: skip
    page = (await visit("yu-yang")).page
    await page.goto("/administration/operations")
    await expect(page.get_by_text("系统状况")).to_be_visible()
    await expect(page.get_by_role("table", name="连接器")).to_be_visible()
    refused = page.get_by_role("table", name="被拒的发起").locator("tr").filter(has_text="请假")
    await refused.get_by_role("button", name="放弃").click()
    await page.get_by_role("dialog").get_by_label("理由").fill("对方发错了")
    await page.get_by_role("dialog").get_by_role("button", name="放弃").click()
    await expect(refused).to_have_count(0)
