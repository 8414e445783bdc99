"""Starting in a browser: found, filled in, the way seen before it is sent, begun once; again in five actions."""

from datetime import date, timedelta

import pytest
from playwright.async_api import Page, expect

from proving.office import until
from tests.api.leave import BY, COVER, leave
from tests.web.conftest import DESK, PHONE, Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
FORM = "/start/leave-request/application"


def monday(weeks: int) -> str:
    today = date.today()
    return (today + timedelta(days=7 * weeks + (7 - today.weekday()) % 7)).isoformat()


async def fill(page: Page, path: str, value: str) -> None:
    """Type into a field of the form; a date that is drawn anew meanwhile, as on a busy machine, is typed again."""
    field = page.locator(f"#field-{path}")
    for _ in range(3):
        await field.fill(value)
        await field.press("Tab")
        if await field.input_value() == value:
            return


async def test_a_repeated_leave_request_takes_five_actions(site: Site, visit: Visiting) -> None:
    await leave(site.house)
    page = (await visit(BY)).page
    await page.goto("/start")
    await page.get_by_role("link", name="按上次再填").first.click()  # 1
    await expect(page.locator("#field-reason")).to_have_value("family")
    await fill(page, "from_day", monday(4))  # 2
    await fill(page, "to_day", monday(4))  # 3
    await page.get_by_role("button", name="提交", exact=True).click()  # 4
    await expect(page.get_by_role("heading", name="办理进度")).to_be_visible()
    await expect(page.locator(".related-list")).to_contain_text("复制自")


async def test_the_way_follows_what_is_filled_in(site: Site, visit: Visiting) -> None:
    page = (await visit(BY)).page
    await page.goto(FORM)
    way = page.locator(".start-way")
    await expect(way).to_contain_text("视情况：如 工作日天数 > 超过几天须总经理批准")
    await fill(page, "from_day", monday(5))
    await fill(page, "to_day", monday(6))
    await expect(way).not_to_contain_text("工作日天数 >")
    await expect(way).to_contain_text("顾为民")


async def test_hr_asks_for_the_leave_of_somebody_whose_case_it_is(site: Site, visit: Visiting) -> None:
    page = (await visit("gong-li")).page
    await page.goto(FORM)
    await page.locator("#start-for").fill("李晓宇")
    await page.locator(".ant-select-item-option").filter(has_text="李晓宇").first.click()
    await expect(page.locator(".start-way")).to_contain_text("赵明辉")
    await fill(page, "from_day", monday(5))
    await fill(page, "to_day", monday(5))
    await fill(page, "reason", "发烧")
    await page.locator("#field-cover").fill("张可")
    await page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter(has_text="张可").first.click()
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.locator(".case-facts")).to_contain_text("龚莉 代 李晓宇 发起")


async def test_what_is_filled_in_is_there_again_and_is_thrown_away(site: Site, visit: Visiting) -> None:
    first = (await visit(BY, PHONE)).page
    await first.goto(FORM)
    await first.locator("#field-reason").fill("搬家")
    await until(lambda: _draft(site, "搬家"))
    other = (await visit(BY, DESK, "en")).page
    await other.goto(FORM)
    await expect(other.locator("#field-reason")).to_have_value("搬家")
    await other.get_by_role("button", name="Throw the draft away").click()
    await other.get_by_role("button", name="Throw away", exact=True).click()
    await expect(other.locator("#field-reason")).to_have_value("")


async def _draft(site: Site, reason: str, copy_of: str = "") -> bool:
    draft = await site.house.store.draft(BY, case_id=copy_of, process="leave-request", start="application")
    return draft is not None and draft.data.get("reason") == reason


async def _throw_away(site: Site) -> None:
    draft = await site.house.store.draft(BY, process="leave-request", start="application")
    if draft is not None:
        await site.house.store.drop_draft(draft)


async def test_a_copy_is_filled_in_beside_the_draft_of_the_same_start(site: Site, visit: Visiting) -> None:
    case_id, _ = await leave(site.house)
    page = (await visit(BY)).page
    await page.goto(FORM)
    await page.locator("#field-reason").fill("搬家")
    await until(lambda: _draft(site, "搬家"))
    await page.goto(f"{FORM}?copy_of={case_id}")
    await page.locator("#field-reason").fill("照旧")
    await until(lambda: _draft(site, "照旧", case_id))
    await page.reload()
    await expect(page.locator("#field-reason")).to_have_value("照旧")
    await page.get_by_role("button", name="清空草稿").click()
    await page.get_by_role("button", name="清空", exact=True).click()
    await expect(page.locator("#field-reason")).to_have_value("family")
    await page.goto(FORM)
    await expect(page.locator("#field-reason")).to_have_value("搬家")
    await _throw_away(site)


async def test_what_was_taken_out_again_stays_out(site: Site, visit: Visiting) -> None:
    first = (await visit(BY)).page
    await first.goto(FORM)
    await first.locator("#field-reason").fill("看牙")
    await until(lambda: _draft(site, "看牙"))
    await first.locator("#field-reason").fill("")
    await until(lambda: _draft(site, ""))
    other = (await visit(BY, PHONE)).page
    await other.goto(FORM)
    await expect(other.locator(".start-way")).to_contain_text("赵明辉")
    await expect(other.locator("#field-reason")).to_have_value("")


async def test_a_favourite_is_one_wherever_it_stands(visit: Visiting) -> None:
    page = (await visit(BY)).page
    await page.goto("/start")
    mine = page.get_by_role("heading", name="常用", exact=True)
    line = page.locator(".start-group").last.locator("li").last
    await line.get_by_role("button", name="设为常用").click()
    await expect(mine).to_be_visible()
    await page.locator(".start-group").first.get_by_role("button", name="取消常用").click()
    await expect(mine).to_have_count(0)
    await expect(line.get_by_role("button", name="设为常用")).to_be_visible()


async def test_what_is_wrong_stands_at_its_field_and_nothing_begins(site: Site, visit: Visiting) -> None:
    seen = await visit(BY)
    page = seen.page
    await page.goto(FORM)
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.locator(".field.is-wrong")).to_have_count(4)
    await fill(page, "from_day", monday(5))
    await fill(page, "to_day", monday(4))
    await page.locator("#field-reason").fill("family")
    await page.locator("#field-cover").fill(COVER[:5])
    await page.locator(".ant-select-item-option").first.click()
    await page.get_by_role("button", name="提交", exact=True).click()
    await expect(page.get_by_role("alert").filter(has_text="结束不得早于开始")).to_be_visible()
    seen.errors.clear()
    await _throw_away(site)


PASTE = """
text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
}
"""


async def test_pasted_lines_are_told_cell_by_cell_before_anything_is_sent(visit: Visiting) -> None:
    page = (await visit("cao-min")).page
    await page.goto("/start/order-lifecycle/recorded")
    lines = page.locator('.field[data-path="lines"]')
    await lines.locator(".table-acts button").click()
    await lines.locator("input").first.focus()
    await page.evaluate(PASTE, "A-1\t衬衫\t纯棉\t白\tL\t2\t59.00\t否\nA-2\t袜子\t三双装\t白\tM\t两双\t19.90\t否\n")
    await expect(lines.locator(".cell.is-wrong")).to_have_count(1)
    await expect(lines.locator('.cell[data-path="lines[2].qty"]')).to_contain_text("不是数字")
    await expect(page.locator(".start-way")).to_contain_text("更正标出的内容后才能推算")
    await lines.locator('[data-path="lines[2].qty"] input').fill("3")
    await expect(lines.locator(".cell.is-wrong")).to_have_count(0)
    await expect(page.locator(".start-way")).to_contain_text("受理")


async def test_what_is_missing_in_a_receiver_is_told_part_by_part(visit: Visiting) -> None:
    page = (await visit("cao-min", PHONE, "en")).page
    await page.goto("/start/order-lifecycle/recorded")
    await page.get_by_role("button", name="Submit").click()
    await expect(page.locator('[data-path="receiver"] .field.is-wrong')).to_have_count(5)


async def test_who_leaves_at_once_has_kept_what_was_typed(site: Site, visit: Visiting) -> None:
    page = (await visit(BY)).page
    await page.goto(FORM)
    await expect(page.locator(".start-send")).to_contain_text("自动存为草稿")
    await page.locator("#field-reason").fill("看房")
    await page.get_by_role("button", name="返回", exact=True).click()
    await until(lambda: _draft(site, "看房"))
    await page.goto(FORM)
    await expect(page.locator("#field-reason")).to_have_value("看房")
    await page.locator("#field-reason").fill("")
    await expect(page.locator(".start-send")).to_contain_text("草稿已保存")
