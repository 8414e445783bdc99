"""A session that ends, or becomes another one, behind an open page: nothing typed is lost, nothing is done in the name
of somebody else, and nobody sees what another one was shown."""

import pytest
from playwright.async_api import Page, expect

from activities.demonstration import PASSWORD
from tests.api.leave import BOSS, BY, leave
from tests.web.conftest import Site, Visit, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
FORM = "/start/leave-request/application"


async def sign_in_here(page: Page, person: str) -> None:
    """At the page that came in the place of the one somebody was at."""
    await page.locator("#user_name").fill(person)
    await page.locator("#password").fill(PASSWORD)
    await page.locator("form button[type=submit]").click()


async def end_session(seen: Visit) -> None:
    """As when it is ended from another device."""
    await seen.context.clear_cookies()


def of_no_session(seen: Visit) -> None:
    """What the console says of answers without a session is wanted here."""
    seen.errors = [one for one in seen.errors if "401" not in one and "403" not in one]


async def test_who_signs_in_next_sees_nothing_of_who_was_there_before(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    page = seen.page
    await page.goto("/inbox")
    await expect(page.locator(f'a[href*="{case_id}"]')).to_be_visible()
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.get_by_label("意见").fill("仅我可见的常用语")
    await end_session(seen)
    go_on = "keep => { keep.click(); document.querySelector('a[href=\"/cases\"]').click(); }"
    await page.get_by_role("button", name="存为常用语").evaluate(go_on)  # both before either is answered
    await sign_in_here(page, "liang-bo")
    await page.get_by_role("link", name="待办", exact=True).first.click()
    await expect(page.locator(".empty")).to_be_visible()
    await expect(page.locator(f'a[href*="{case_id}"]')).to_have_count(0)
    kept = await page.evaluate("fetch('/api/me/preferences').then((one) => one.json()).then((one) => one.kept)")
    assert kept.get("phrases") is None
    of_no_session(seen)


async def test_what_is_typed_while_the_session_ends_is_there_after_signing_in(site: Site, visit: Visiting) -> None:
    seen = await visit(BY)
    page = seen.page
    await page.goto(FORM)
    await expect(page.locator(".start-way")).to_contain_text("赵明辉")
    await end_session(seen)
    await page.locator("#field-reason").fill("照顾老人")
    await sign_in_here(page, BY)
    await expect(page.locator("#field-reason")).to_have_value("照顾老人")
    await expect(page.locator(".start-send")).to_contain_text("草稿已保存")
    draft = await site.house.store.draft(BY, process="leave-request", start="application")
    assert draft is not None and draft.data["reason"] == "照顾老人"
    await site.house.store.drop_draft(draft)
    of_no_session(seen)


async def test_who_has_signed_in_again_in_another_window_goes_on_in_this_one(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    page = seen.page
    await page.goto(f"/tasks/{case_id}/{task}")
    await expect(page.locator("#decide-approve")).to_be_enabled()
    again = await seen.context.request.post("/api/session", data={"user_name": BOSS, "password": PASSWORD})
    assert again.ok
    await page.locator("#decide-approve").click()
    await page.get_by_role("button", name="立即提交").click()
    await expect(page.locator(".sending")).to_contain_text("已完成")
    of_no_session(seen)


async def test_when_somebody_else_signs_in_in_another_window_this_one_becomes_theirs(
    site: Site, visit: Visiting
) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    page = seen.page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").click()
    await expect(page.locator(".sending")).to_contain_text("秒后提交")
    other = await seen.context.request.post("/api/session", data={"user_name": BY, "password": PASSWORD})
    assert other.ok
    window = await seen.context.new_page()
    await window.goto("/inbox")
    await expect(page.locator(".shell-name")).to_contain_text("李晓宇")
    row = await site.house.store.task(case_id, task)
    assert row is not None and row.status == "open"
    seen.errors.clear()
