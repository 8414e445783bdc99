"""Picking a related case in a browser: found by its number or title as one types, a link with what is used of it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.api.test_related import RETURN, compensation
from tests.web.conftest import DESK, PHONE, Site, Visiting
from tests.web.looks import must_look_right

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
FORM = "/start/aftersales-compensation/applied"


async def a_return(site: Site) -> tuple[str, dict[str, Any]]:
    """A return for which 20.00 have been paid, and what picking it gives."""
    back = await site.house.start("fu-rong", "return-exchange", "recorded", RETURN)
    async with site.house.as_person("fu-rong") as desk:
        found = (await desk.get("/api/related/aftersales-compensation/for_return")).json()["items"]
    picked = next(one for one in found if one["case_id"] == back)
    data = await compensation(site.house, "fu-rong", picked["value"])
    await site.house.start("fu-rong", "aftersales-compensation", "applied", data)
    return back, picked


async def pick(page: Page, typed: str, key: str) -> None:
    await page.locator("#field-for_return").fill(typed)
    await page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text=key).first.click()


async def test_a_case_is_picked_by_what_one_knows_of_it_and_shown_with_what_is_used(
    site: Site, visit: Visiting
) -> None:
    back, picked = await a_return(site)
    page = (await visit("fu-rong", PHONE)).page
    await page.goto(FORM)
    await pick(page, "tb-77", picked["business_key"])
    await expect(page.locator('.field[data-path="for_return"] .case-use')).to_have_text("已用 ¥20.00")
    await must_look_right(page, "start-related")
    await page.goto(f"/cases/{back}")
    related = page.locator(".related-list")
    await expect(related).to_contain_text("points here")
    await related.locator("li").filter(has_text="points here").get_by_role("link").first.click()
    link = page.locator('.field-view[data-path="for_return"] a')
    await expect(link).to_contain_text(f"{picked['business_key']} · Return TB-77")
    await link.click()
    await expect(page.locator(".related-use")).to_contain_text("20.00")
    await must_look_right(page, "case-related", shown=".related-use")


async def test_who_may_read_none_of_them_is_told_so(site: Site, visit: Visiting) -> None:
    await a_return(site)
    page = (await visit("fu-rong", DESK, "en")).page
    await page.goto("/start/finance-refund/applied")
    await page.locator("#field-order").fill("no such order")
    await expect(page.locator(".ant-select-dropdown:visible")).to_contain_text("There is none that you may read")
