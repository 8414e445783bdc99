"""A notice of holidays is looked at for what it moves, and put in force."""

import pytest
from playwright.async_api import expect

from tests.web.conftest import Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]
NOTICE = """holidays: cn
years:
  2028:
    off:
      2028-03-01: {zh: 特别假, en: Special day}
"""


async def test_an_administrator_sees_what_a_holiday_moves_before_it_is_one(visit: Visiting) -> None:
    page = (await visit("yu-yang")).page
    await page.goto("/administration/calendars")
    await page.get_by_role("button", name="变更日历或节假日").click()
    await page.get_by_label("YAML 内容").fill(NOTICE)
    await page.get_by_role("button", name="先看影响").click()
    await expect(page.get_by_role("table", name="变更日期")).to_contain_text("2028-03-01")
    await page.get_by_label("理由").fill("国务院通知")
    await page.get_by_role("button", name="应用").click()
    await expect(page.get_by_role("button", name="应用")).to_have_count(0)
    await page.get_by_label("月份").fill("2028-03")
    await page.keyboard.press("Enter")
    await expect(page.locator("ol.month")).to_contain_text("特别假")


async def test_what_cannot_be_read_says_where(visit: Visiting) -> None:
    seen = await visit("yu-yang", language="en")
    page = seen.page
    await page.goto("/administration/calendars")
    await page.get_by_role("button", name="Change a calendar").click()
    await page.get_by_label("YAML").fill("holidays: cn\nyears:\n  2027:\n    off: {2026-01-01: x}")
    await page.get_by_role("button", name="See what happens").click()
    await expect(page.get_by_role("alert")).to_contain_text("line 3")
    seen.errors.clear()


async def test_a_clerk_looks_at_next_month_and_changes_nothing(visit: Visiting) -> None:
    page = (await visit("cao-min")).page
    await page.goto("/administration/calendars")
    first = await page.locator("ol.month").get_attribute("aria-label")
    await page.get_by_role("button", name="下月").click()
    await expect(page.locator("ol.month")).not_to_have_attribute("aria-label", str(first))
    await expect(page.get_by_role("button", name="变更日历或节假日")).to_have_count(0)
