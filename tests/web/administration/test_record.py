"""An auditor asks who did what when."""

import re

import pytest
from playwright.async_api import expect

from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_an_auditor_finds_what_somebody_did_and_only_that(site: Site, visit: Visiting) -> None:
    async with site.house.as_person("yu-yang", "administrator") as admin:
        await admin.patch("/api/accounts/tian-tian", json={"disabled": True})
        await admin.patch("/api/accounts/tian-tian", json={"disabled": False})
    page = (await visit("chen-zhiyuan")).page
    await page.goto("/administration/record")
    await page.get_by_label("人员", exact=True).fill("yuyang")
    await page.locator(".ant-select-item").filter(has_text="于洋").click()
    await page.get_by_label("类别").click()
    await page.locator(".ant-select-item").filter(has_text="账号").click()
    lines = page.get_by_role("table", name="操作记录").locator("tbody tr")
    await expect(lines.filter(has_text="停用账号")).not_to_have_count(0)
    await expect(lines.filter(has_not_text="于洋")).to_have_count(0)
    await expect(page.get_by_role("link", name="导出 Excel")).to_have_attribute("href", re.compile("person=yu-yang"))
