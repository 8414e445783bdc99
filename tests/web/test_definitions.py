"""Definitions in a browser: read as a diagram and as text, written with problems marked, played, published by two."""

import pytest
from playwright.async_api import Page, expect

from api.definitions_told import around_of
from api.workshop import plan_of
from tests.web.conftest import PHONE, Site, Visiting
from tests.web.looks import must_look_right

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
OWNER, HEAD, STRANGER = "feng-yaqin", "gu-weimin", "cao-min"


async def write_at_the_end(page: Page, text: str) -> None:
    """Put something below the text of a definition, as somebody types."""
    await page.locator(".cm-content").first.click()
    await page.keyboard.press("Control+End")
    await page.keyboard.type(text)


async def test_a_version_is_written_by_one_and_confirmed_by_another(site: Site, visit: Visiting) -> None:
    page = (await visit(OWNER)).page
    await page.goto("/definitions/recruitment/edit")
    publish = page.get_by_role("button", name="申请发布").first
    await expect(publish).to_be_disabled()
    await write_at_the_end(page, "\nsame_key: join\n")
    await expect(publish).to_be_enabled()
    await publish.click()
    await page.get_by_label("变更说明").fill("同一招聘编号合并为一件")
    await page.get_by_role("dialog").get_by_role("button", name="申请发布").click()
    await expect(page.locator(".definition-about")).to_contain_text("等待")
    await expect(page.get_by_role("button", name="确认发布")).to_have_count(0)
    await expect(page.locator(".differences-told")).to_contain_text("same_key")
    await expect(page.locator(".definition")).to_contain_text("在办的流程不受影响")

    second = (await visit(HEAD, language="en")).page
    await second.goto("/definitions/recruitment/publications")
    await second.get_by_role("link", name="同一招聘编号合并为一件").click()
    await expect(second.locator(".difference-line.is-come")).to_contain_text(["same_key: join"])
    await second.get_by_role("button", name="Confirm").click()
    await second.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    await expect(second.locator(".definition-about")).to_contain_text("in force as version 2")
    await second.goto("/definitions/recruitment/versions")
    await expect(second.get_by_role("link", name="Compare with version 1")).to_be_visible()
    await expect(second.locator(".version-line").first).to_contain_text("behaviour only")


async def test_a_wrong_text_is_marked_where_it_is_wrong(visit: Visiting) -> None:
    page = (await visit(OWNER, language="en")).page
    await page.goto("/definitions/leave-request/edit")
    await write_at_the_end(page, "\noutputz: [cover]\n")
    found = page.locator(".found")
    await expect(found).to_contain_text("outputz")
    await expect(page.locator(".cm-lintRange-error")).to_have_text("outputz")
    await expect(page.get_by_role("button", name="Ask to publish")).to_be_disabled()
    await page.get_by_role("button", name="Discard it").click()
    await expect(found).to_have_count(0)


async def test_what_may_stand_there_is_offered(visit: Visiting) -> None:
    page = (await visit(OWNER, language="en")).page
    await page.goto("/definitions/leave-request/edit")
    await write_at_the_end(page, "\nsea")
    offered = page.locator(".cm-tooltip-autocomplete li")
    await expect(offered.first).to_contain_text("sealed")
    await page.wait_for_timeout(200)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("Definition").locator(".cm-line").last).to_have_text("sealed: ")
    await page.get_by_role("button", name="Discard it").click()


async def test_scenarios_are_seen_to_play_step_by_step(visit: Visiting) -> None:
    page = (await visit(STRANGER, PHONE)).page
    await page.goto("/definitions/leave-request/scenarios")
    await page.get_by_role("button", name="演练场景").tap()
    await page.locator(".story-head").first.tap()
    lines = page.locator(".story-line")
    await expect(lines.first).to_contain_text("发起")
    shown = await lines.count()
    await page.get_by_role("button", name="上一步").tap()
    await expect(lines).to_have_count(shown - 1)
    await expect(page.locator(".node.is-now")).not_to_have_count(0)


async def test_starts_are_stopped_for_a_reason_and_go_on(visit: Visiting) -> None:
    page = (await visit(OWNER, language="en")).page
    await page.goto("/definitions/post-vacancy-cover")
    await page.get_by_role("button", name="Stop new starts").click()
    await page.get_by_label("Reason").fill("New rules on Monday")
    await page.get_by_role("dialog").get_by_role("button", name="Stop new starts").click()
    await expect(page.get_by_role("alert")).to_contain_text("New rules on Monday")
    await page.get_by_role("button", name="Let starts go on").click()
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_who_does_not_answer_for_it_only_reads(visit: Visiting) -> None:
    page = (await visit(STRANGER)).page
    await page.goto("/definitions")
    await page.get_by_label("按名称、编号查找").fill("请假")
    await expect(page.locator(".definition-row")).to_have_count(1)
    await page.locator(".definition-row").click()
    await expect(page.locator(".diagram-drawing")).to_be_visible()
    await expect(page.get_by_role("button", name="编写新版本")).to_have_count(0)
    await expect(page.get_by_role("link", name="发布")).to_have_count(0)


async def test_more_than_texts_is_refused_where_only_those_were_meant(visit: Visiting) -> None:
    visited = await visit(OWNER)
    page = visited.page
    await page.goto("/definitions/recruitment/edit")
    await write_at_the_end(page, "\nwithdraw: none\n")
    publish = page.get_by_role("button", name="申请发布").first
    await expect(publish).to_be_enabled()
    await publish.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("变更说明").fill("只改名称")
    await dialog.get_by_label("只改文字").check()
    await dialog.get_by_role("button", name="申请发布").click()
    await expect(dialog).to_contain_text("改动不只是文字")
    visited.errors.clear()  # the browser itself complains of a refusal


async def test_other_texts_are_told_one_by_one_as_what_running_cases_read(site: Site, visit: Visiting) -> None:
    store = site.house.store
    before = await store.newest("post-vacancy-cover")
    assert before is not None
    text = before.source.replace("name: {zh: 岗位空缺代理", "name: {zh: 空缺代理", 1)
    after = await store.deploy(plan_of(text, await around_of(site.house.office)), text, "post-vacancy-cover.yaml")
    page = (await visit(STRANGER)).page
    await page.goto("/definitions/post-vacancy-cover/versions")
    await expect(page.locator(".version-line").first).to_contain_text("仅文字")
    await page.goto(f"/definitions/post-vacancy-cover/versions/{after.version - 1}/to/{after.version}")
    await expect(page.locator(".definition")).to_contain_text("在办的流程立即使用新文字")
    await expect(page.locator(".differences-told").last).to_contain_text("→ 空缺代理")
    await must_look_right(page, "definition-texts")
