"""The lists of tasks in a browser: by keyboard and thumb, in both languages."""

import re

import pytest
from playwright.async_api import Page, expect

from proving.office import until
from tests.api.leave import BOSS, leave
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_a_list_is_worked_through_by_keyboard(site: Site, visit: Visiting) -> None:
    cases = [await leave(site.house) for _ in range(3)]
    page = (await visit(BOSS, language="en")).page
    await page.goto("/inbox")
    await expect(page.locator(".row")).not_to_have_count(0)
    rows = await page.locator(".row").count()
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    for left in range(rows - 1, -1, -1):
        address = page.url
        await expect(page.locator("#decide-approve")).to_be_visible()
        await page.keyboard.press("a")
        await expect(page).not_to_have_url(address)
        await expect(page.locator(".row, .empty" if left == 0 else ".task-head")).not_to_have_count(0)
    await expect(page.locator(".sending")).to_contain_text(f"{rows} decisions")
    await page.get_by_role("button", name="Send now").click()
    await expect(page.locator(".empty")).to_contain_text("All done")
    for case_id, task in cases:
        await until(lambda one=(case_id, task): _is_decided(site, *one))


async def _is_decided(site: Site, case_id: str, task: str) -> bool:
    row = await site.house.store.task(case_id, task)
    return row is not None and (row.status, row.outcome, row.by) == ("decided", "approve", BOSS)


async def test_what_is_new_comes_by_itself(site: Site, visit: Visiting) -> None:
    await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto("/inbox")
    await expect(page.locator(".row").first).to_be_visible()
    before = await page.locator(".row").count()
    await leave(site.house)
    await expect(page.locator(".row")).to_have_count(before + 1)
    await expect(page.locator(".tab.active .tab-count")).to_have_text(str(before + 1))


@pytest.mark.wide
async def test_several_are_agreed_to_at_once_undone_in_time_and_each_told_for_itself(
    site: Site, visit: Visiting
) -> None:
    short = [await leave(site.house, cover="xu-qiang") for _ in range(2)]
    long, task = await leave(site.house, days=5, cover="xu-qiang")
    page = (await visit(BOSS)).page
    await page.goto("/inbox?search=xu-qiang")
    await expect(page.locator(".row")).to_have_count(3)
    await _only_long_ones_are_left_for_a_moment(page)
    await _select_all_and_agree(page, 3)
    await expect(page.locator(".row")).to_have_count(0)
    await page.locator(".sending").get_by_role("button", name="撤销").click()
    await expect(page.locator(".row")).to_have_count(3)
    assert not [one for one in short if await _is_decided(site, *one)]
    await _select_all_and_agree(page, 3)
    await page.get_by_role("button", name="立即提交").click()
    told = page.locator(".sending")
    await expect(told).to_contain_text("2 件已完成")
    await expect(told).to_contain_text("1 件未办成，仍在列表中")
    await expect(page.locator(".row")).to_have_count(1)
    for one in short:
        await until(lambda one=one: _is_decided(site, *one))
    assert not await _is_decided(site, long, task)
    await told.locator(".sending-refused a").click()
    await expect(page).to_have_url(re.compile(long))


async def _only_long_ones_are_left_for_a_moment(page: Page) -> None:
    """Of one process, what its summary says is a filter; the export asks for the same."""
    await page.locator(".filter-process").click()
    await page.locator(".ant-select-item-option").filter(has_text="请假").click()
    await page.get_by_role("button", name="更多条件").click()
    days = page.get_by_label("工作日天数 从")
    await days.fill("3")
    await days.press("Enter")
    await expect(page.locator(".row")).to_have_count(1)
    sheet = page.locator('a[href*="tasks.xlsx"]')
    await expect(sheet).to_have_attribute("href", re.compile(r"where=days%3E%3D3"))
    await days.fill("")
    await days.press("Enter")
    await expect(page.locator(".row")).to_have_count(3)
    await page.keyboard.press("Escape")


async def _select_all_and_agree(page: Page, count: int) -> None:
    for number in range(count):
        await page.locator(".row-select input").nth(number).check()
    await page.get_by_role("button", name="一并同意").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".batch-items li")).to_have_count(count)
    await dialog.get_by_role("button", name="一并同意").click()


@pytest.mark.wide
async def test_a_search_stands_in_the_address_and_is_kept_found_again_and_cleared(site: Site, visit: Visiting) -> None:
    await leave(site.house)
    page = (await visit(BOSS, language="en")).page
    await page.goto("/inbox")
    box = page.locator("#inbox-search")
    await box.fill("no such thing")
    await expect(page).to_have_url(re.compile(r"search=no\+such\+thing"))
    await expect(page.locator(".empty")).to_contain_text("Nothing fits")
    await page.get_by_role("button", name="Kept filters").click()
    await page.get_by_role("textbox", name="Name", exact=True).fill("mine")
    await page.get_by_role("button", name="Keep these filters").click()
    await page.get_by_role("button", name="Clear", exact=True).click()
    await expect(box).to_have_value("")
    await expect(page.locator(".row")).not_to_have_count(0)
    await page.get_by_role("button", name="mine", exact=True).click()
    await expect(box).to_have_value("no such thing")
