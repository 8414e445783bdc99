"""An auditor looks into a register, finds a line, and takes it along."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_an_auditor_finds_a_line_and_takes_the_sheet(site: Site, visit: Visiting) -> None:
    for at in range(3):
        entry = {"name": f"印章 {at}", "amount": "12.50"}
        await site.house.store.add_to_register("seals", f"S-{at}", entry, once=f"seal{at}", by="cao-min")
    page = (await visit("chen-zhiyuan")).page
    await page.goto("/administration/registers")
    await page.get_by_label("台账").last.click()
    await page.locator(".ant-select-item").filter(has_text="seals").click()
    await page.get_by_role("textbox", name="查找").fill("S-2")
    await expect(page.get_by_role("table", name="seals").locator("tbody tr")).to_have_count(1)
    async with page.expect_download() as taken:
        await page.get_by_role("link", name="导出 Excel").click()
    assert (await taken.value).suggested_filename.endswith(".xlsx")
