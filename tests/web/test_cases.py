"""Cases in a browser: on their lists, as a parcel is tracked, drawn, acted on, on paper."""

import asyncio
import re

import pytest
from playwright.async_api import Route, expect

from tests.api.leave import BOSS, BY, leave
from tests.web.conftest import DESK, PHONE, Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_a_starter_sees_who_has_it_and_urges(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY, PHONE)).page
    await page.goto("/cases")
    row = page.locator(f"a[href='/cases/{case_id}']")
    await expect(row).to_contain_text("赵明辉")
    await row.tap()
    await expect(page.locator(".way-step.is-now")).to_contain_text("部门经理审批")
    await page.get_by_role("button", name="催办").tap()
    await page.locator("#case-comment").fill("请今天批一下")
    await page.locator(".ant-modal").get_by_role("button", name="催办").tap()
    await expect(page.locator(".history")).to_contain_text("请今天批一下")


async def test_who_came_by_a_link_from_outside_goes_back_to_their_cases(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY)).page
    await page.goto(f"/cases/{case_id}")
    await page.get_by_role("button", name="返回", exact=True).click()
    await page.wait_for_url("**/cases")
    await page.locator(f"a[href='/cases/{case_id}']").click()
    await page.get_by_role("heading", name="办理进度").wait_for()
    await page.get_by_role("button", name="返回", exact=True).click()
    await page.wait_for_url("**/cases")


async def test_what_is_written_while_a_file_is_on_its_way_stays_and_waits_for_it(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY)).page
    may_come = asyncio.Event()

    async def held(route: Route) -> None:
        await may_come.wait()
        await route.continue_()

    await page.route("**/api/files", held)
    await page.goto(f"/cases/{case_id}")
    await page.get_by_role("button", name="更多", exact=True).click()
    await page.get_by_role("menuitem", name="添加附件").click()
    dialog = page.get_by_role("dialog")
    await dialog.locator("input[type=file]").set_input_files(
        {"name": "证明.txt", "mimeType": "text/plain", "buffer": "见附件".encode()}
    )
    await dialog.locator("#case-comment").fill("医院证明")
    await expect(dialog.get_by_role("button", name="添加附件")).to_have_class(re.compile("loading"))
    may_come.set()
    await expect(dialog.locator(".file-name")).to_have_text("证明.txt")
    await expect(dialog.locator("#case-comment")).to_have_value("医院证明")
    await dialog.get_by_role("button", name="添加附件").click()
    await expect(page.locator(".history")).to_contain_text("证明.txt")


async def test_the_diagram_is_read_by_keyboard_and_shows_where_it_is(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BOSS, DESK, "en")).page
    await page.goto(f"/cases/{case_id}")
    await page.get_by_role("button", name="Show the diagram").click()
    await expect(page.locator(".node.is-now")).to_contain_text("The department manager approves")
    frame = page.locator(".diagram-frame")
    before = await page.locator(".diagram-drawing").bounding_box()
    await frame.focus()
    await frame.press("+")
    after = await page.locator(".diagram-drawing").bounding_box()
    assert before and after and after["width"] > before["width"]
    await frame.press("ArrowDown")
    assert await frame.evaluate("(here) => here.scrollTop") > 0


async def test_a_copy_is_unread_until_it_is_opened(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY)).page
    await page.goto(f"/cases/{case_id}")
    await page.get_by_role("button", name="关注").click()
    await expect(page.get_by_role("button", name="取消关注")).to_be_visible()
    await page.goto("/cases?list=followed")
    await expect(page.locator(f"a[href='/cases/{case_id}']")).to_be_visible()


async def test_a_case_that_is_not_ones_own_is_not_told(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    seen = await visit("wen-jiajia")
    await seen.page.goto(f"/cases/{case_id}")
    await expect(seen.page.get_by_role("alert")).to_contain_text("没有这个流程")
    await seen.page.get_by_role("link", name="回到待办").click()
    await expect(seen.page.get_by_role("heading", name="待办", exact=True)).to_be_visible()
    seen.errors.clear()


async def test_on_paper_there_is_the_case_and_no_button(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY)).page
    await page.goto(f"/cases/{case_id}")
    await expect(page.locator(".history li")).not_to_have_count(0)
    await page.emulate_media(media="print")
    await expect(page.locator(".case-acts")).to_be_hidden()
    await expect(page.get_by_role("heading", name="申请内容")).to_be_visible()
    await page.emulate_media(media="screen")
