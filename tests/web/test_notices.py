"""Notices in a browser: read, counted, and chosen."""

import pytest
from playwright.async_api import expect

from tests.api.leave import BOSS, BY, leave
from tests.web.conftest import PHONE, Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_a_notice_leads_to_its_task_and_is_read(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    async with site.house.as_person(BY) as starter:
        await starter.post(f"/api/cases/{case_id}/urge", json={"step": "approve", "comment": "请尽快"})
    page = (await visit(BOSS, PHONE)).page
    await page.goto("/notices")
    unread = page.locator(".notice.is-unread")
    await expect(unread.first).to_be_visible()
    count = await unread.count()
    await expect(page.locator(".tab-count")).to_have_text(str(count))
    await page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    await page.locator(f".notice.is-unread a[href*='{case_id}']").first.tap()
    await expect(page.locator(".task-head")).to_be_visible()
    await page.goto("/notices")
    await expect(unread).to_have_count(count - 1)
    if count > 1:
        await page.locator(".notices-head button").tap()
    await expect(unread).to_have_count(0)
    await expect(page.locator(".tab-count")).to_have_count(0)


async def test_quiet_hours_are_chosen(visit: Visiting) -> None:
    page = (await visit("yuan-fang", language="en")).page
    await page.goto("/notices/choice")
    for label, at in (("From", "20:00"), ("Until", "08:00")):
        await page.get_by_label(label).fill(at)
        await page.keyboard.press("Enter")
    await page.get_by_text("Chinese", exact=True).click()
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved")).to_be_visible()
    await page.reload()
    await expect(page.get_by_label("From")).to_have_value("20:00")
    await expect(page.get_by_label("Until")).to_have_value("08:00")


async def test_quiet_hours_need_both_times(visit: Visiting) -> None:
    page = (await visit("cao-min", language="en")).page
    await page.goto("/notices/choice")
    await page.get_by_label("From").fill("20:00")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Quiet hours need both times")).to_be_visible()
    await expect(page.get_by_role("button", name="Save")).to_be_disabled()


async def test_nobody_has_told_one_anything_yet(visit: Visiting) -> None:
    page = (await visit("wen-jiajia")).page
    await page.goto("/notices")
    await expect(page.locator(".empty")).to_be_visible()
