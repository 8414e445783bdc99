"""The page of a task in a browser: read, decided, undone, found again as it was left, done by somebody else."""

import asyncio
from uuid import uuid4

import pytest
from playwright.async_api import Page, Route, expect

from engine.runtime.commands import Complete
from proving.office import until
from tests.api.leave import BOSS, BY, leave
from tests.web.conftest import DESK, PHONE, Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_two_taps_on_a_phone_approve_from_a_link(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS, PHONE)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.get_by_role("button", name="同意", exact=True).tap()
    await page.get_by_role("button", name="立即提交").tap()
    await expect(page.locator(".sending")).to_contain_text("已完成")
    await until(lambda: _has(site, case_id, task, "decided"))


async def test_a_decision_is_undone_before_it_is_sent(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").click()
    await expect(page.locator(".sending")).to_contain_text("秒后提交")
    await page.get_by_role("button", name="撤销").click()
    await page.wait_for_url(f"**/tasks/{case_id}/{task}")
    await expect(page.locator("#decide-approve")).to_be_enabled()
    assert await _has(site, case_id, task, "open")


async def test_the_next_task_can_be_decided_while_the_last_is_sent(site: Site, visit: Visiting) -> None:
    await leave(site.house)
    case_id, task = await leave(site.house)
    page = (await visit(BOSS, PHONE)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").tap()
    await page.wait_for_url(lambda url: case_id not in url)
    await expect(page.locator("#decide-approve")).to_be_enabled()
    await expect(page.locator(".sending")).to_contain_text("秒后提交")
    await until(lambda: _is_above(page))
    await page.get_by_role("button", name="撤销").tap()
    await page.wait_for_url(f"**/tasks/{case_id}/{task}")


async def test_who_decides_before_their_list_has_come_gets_the_next_task_all_the_same(
    site: Site, visit: Visiting
) -> None:
    await leave(site.house)
    case_id, task = await leave(site.house)
    page = (await visit(BOSS, PHONE)).page
    asked, may_come = asyncio.Event(), asyncio.Event()

    async def held(route: Route) -> None:
        asked.set()
        await may_come.wait()
        await route.continue_()

    await page.route("**/api/tasks?*", held)
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").tap()
    await asked.wait()
    await expect(page.locator(".decide")).to_contain_text("已决定")
    assert case_id in page.url
    may_come.set()
    await expect(page.locator("#decide-approve")).to_be_enabled()
    assert case_id not in page.url


async def _is_above(page: Page) -> bool:
    """Whether what one decides with stands above what is being sent."""
    decide, sending = [await page.locator(one).bounding_box() for one in (".decide", ".sending")]
    assert decide is not None and sending is not None
    return decide["y"] + decide["height"] <= sending["y"] + 1


async def test_what_asks_for_nothing_is_done_at_once_and_nobody_was_added_to_be_left_out(
    site: Site, visit: Visiting
) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.get_by_role("button", name="更多", exact=True).click()
    await expect(page.get_by_role("menuitem", name="认领")).to_have_count(0)
    await expect(page.get_by_role("menuitem", name="减签")).to_have_attribute("aria-disabled", "true")
    await page.get_by_role("menuitem", name="放回").click()
    await expect(page.locator(".sending")).to_contain_text("放回")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_who_leaves_the_page_has_sent_what_was_decided(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").click()
    await expect(page.locator(".sending")).to_contain_text("秒后提交")
    await page.goto("about:blank")
    await until(lambda: _has(site, case_id, task, "decided"))


async def test_what_is_typed_is_there_after_a_reload(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS, DESK, "en")).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.get_by_label("Comment").fill("Not in the week of the audit")
    await page.reload()
    await expect(page.get_by_label("Comment")).to_have_value("Not in the week of the audit")


async def test_own_phrases_are_kept_used_and_removed(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    comment = page.get_by_label("意见")
    await comment.fill("请先交接再休假")
    await page.get_by_role("button", name="存为常用语").click()
    await comment.fill("")
    await page.reload()
    await comment.focus()
    await page.get_by_role("button", name="请先交接再休假", exact=True).click()
    await expect(comment).to_have_value("请先交接再休假")
    await page.get_by_role("button", name="删除常用语“请先交接再休假”").click()
    await expect(page.get_by_role("button", name="请先交接再休假", exact=True)).to_have_count(0)


async def test_who_returns_without_a_word_taps_a_reason_that_survives(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS, PHONE)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-start").tap()
    await expect(page.locator(".decide [role=alert]")).to_contain_text("请填写意见")
    await page.get_by_role("button", name="材料不全，请补充。", exact=True).tap()
    await page.reload()
    await expect(page.get_by_label("意见")).to_have_value("材料不全，请补充。")
    await page.locator("#decide-start").tap()
    await page.get_by_role("button", name="立即提交").tap()
    await until(lambda: _has(site, case_id, task, "returned"))


async def test_a_task_that_somebody_has_done_says_who(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    page = seen.page
    await page.route("**/api/events*", lambda route: route.abort())  # a card that hears no news
    await page.goto(f"/tasks/{case_id}/{task}")
    await expect(page.locator("#decide-approve")).to_be_visible()
    await page.request.post(
        f"/api/tasks/{case_id}/{task}/complete", data={"outcome": "approve"},
        headers={"Idempotency-Key": uuid4().hex, "X-CSRF-Token": await _csrf(page)},
    )  # fmt: skip
    await page.get_by_label("意见").fill("人手不够")
    await page.locator("#decide-refuse").click()
    await page.get_by_role("button", name="立即提交").click()
    await expect(page.locator(".sending")).to_contain_text("赵明辉 已于")
    await page.goto(f"/tasks/{case_id}/{task}")
    await expect(page.get_by_role("alert")).to_contain_text("赵明辉 已于")
    await expect(page.locator("#decide-approve")).to_have_count(0)
    refused = [one for one in seen.errors if "409" in one]
    assert refused
    seen.errors.clear()


async def test_what_is_missing_is_told_at_its_field(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    desk = site.house.office
    await desk.cases.command(case_id, Complete(task, "approve"), by=BOSS, id=uuid4().hex, at=desk.clock())
    mine = await site.house.task_of(case_id, "hand_over")
    page = (await visit(BY, DESK, "en")).page
    await page.goto(f"/tasks/{case_id}/{mine}")
    await page.locator("#decide-done").click()
    await expect(page.locator(".field.is-wrong")).to_have_count(1)
    await page.locator(".field.is-wrong textarea, .field.is-wrong input").first.fill("All in the shared folder")
    await page.locator("#decide-done").click()
    await expect(page.locator(".sending")).to_contain_text("sent in")


async def _has(site: Site, case_id: str, task: str, status: str) -> bool:
    row = await site.house.store.task(case_id, task)
    return row is not None and row.status == status


async def _csrf(page: Page) -> str:
    return str(await page.evaluate("fetch('/api/session').then((one) => one.json()).then((one) => one.csrf)"))
