"""Whole ways through the pages: what a clerk starts, what approvers make of it, what a manager does when it is late."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from playwright.async_api import Page, expect

from engine.administering.access import Standing
from proving.office import until
from tests.web.conftest import Site, Visiting
from tests.web.filling import fill

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
PAPERS = Path(__file__).parents[2] / "cli" / "demonstration"
QUOTE, CONTRACT = PAPERS / "报价单.pdf", PAPERS / "循环水泵检修合同.docx"


def _in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


@dataclass
class People:
    """The windows of those who work on a case, each opened when it is their turn."""

    site: Site
    visit: Visiting
    language: str
    pages: dict[str, Page] = field(default_factory=dict)

    async def of(self, person: str) -> Page:
        """The window of somebody."""
        if person not in self.pages:
            self.pages[person] = (await self.visit(person, language=self.language)).page
        return self.pages[person]

    async def decide(self, person: str, case_id: str, title: str, values: dict[str, Any], decision: str) -> None:
        """Find the open task of a case in one's inbox or one's groups', fill it in and decide."""
        page, task = await self.of(person), await self.site.house.task_of(case_id)
        address = f"/tasks/{case_id}/{quote(task, safe='')}"
        told = await (await page.context.request.get(f"/api{address}")).json()
        await _to(page, "/inbox")
        if told["item"]["standing"] == "offered":
            await page.locator('.tabs a[href="/inbox/group"]').click()
        await page.locator(f'.row-link[href="{address}"]').filter(has_text=title).click()
        await _send(page, values, decision)
        await until(lambda: self._is_decided(case_id, task))

    async def _is_decided(self, case_id: str, task: str) -> bool:
        row = await self.site.house.store.task(case_id, task)
        return row is not None and row.status in ("decided", "returned")

    async def release(self, person: str, case_id: str, button: str, values: dict[str, Any], decision: str) -> None:
        """From a case to the list it is on, released by its button and decided."""
        page = await self.of(person)
        await page.goto(f"/cases/{case_id}")
        await page.locator(".related-list li").filter(has_text="on the list").get_by_role("link").last.click()
        await page.get_by_role("button", name=button).click()
        await page.get_by_role("dialog").get_by_role("button", name=button).click()
        await page.get_by_role("link", name="Open my task").click()
        await _send(page, values, decision)


async def _to(page: Page, address: str) -> None:
    """Go there by the menu; the first time by the address."""
    if page.url.startswith("http"):
        await page.locator(f'a[href="{address}"]').first.click()
    else:
        await page.goto(address)


async def _send(page: Page, values: dict[str, Any], decision: str) -> None:
    """Fill in the task that is open, decide, and send it without waiting; asked for a reason, give the first one."""
    await fill(page, values)
    await page.locator(f"#decide-{decision}").click()
    asked = page.locator(".comment-edit.is-asked")
    await expect(asked.or_(page.locator(".sending .is-waiting")).first).to_be_visible()
    if await asked.count():
        await asked.locator(".phrases button").first.click()
        await page.locator(f"#decide-{decision}").click()
    await page.locator(".sending .is-waiting button").last.click()
    await expect(page.locator(".sending .is-done").last).to_be_visible()


CONTRACT_WAY: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "long-fei",
        {"talk_with": "恒力机电 赵经理", "talk_at": f"{_in_days(0)} 09:15", "talk_said": "按草案"},
        "recorded",
    ),
    ("jiang-hongwei", {"business_opinion": "质保期太短", "proposal": "质保期改为二十四个月"}, "revise"),
)
TALK = {"talk_with": "恒力机电 赵经理", "talk_at": f"{_in_days(0)} 10:15", "talk_said": "同意延长质保"}
WARRANTY = "质保期为二十四个月。"
ON_WITH_THE_CONTRACT: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("jiang-hongwei", {"business_opinion": "技术方案可行"}, "approve"),
    ("wei-sihan", {"planning_opinion": "在计划内"}, "approve"),
    (
        "xiang-nan",
        {
            "legal_opinion": "条款合法",
            "legal_check": dict.fromkeys(("purpose", "completeness", "clarity", "legality"), "是") | {"risk": "低"},
        },
        "approve",
    ),
    ("lu-wanqing", {}, "approve"),
    ("he-junfeng", {}, "approve"),
    ("long-fei", {"signed_on": _in_days(0)}, "done"),
    ("long-fei", {"sealed_copy": CONTRACT}, "done"),
    ("xiang-nan", {"archive_no": "FW-2026-0042"}, "done"),
)


async def test_a_contract_goes_from_the_start_page_to_the_file(site: Site, visit: Visiting, tmp_path: Path) -> None:
    title = "循环水泵年度检修合同"
    people = People(site, visit, "zh")
    clerk = await people.of("long-fei")
    await clerk.goto("/start")
    await clerk.get_by_role("link", name="合同评审会签").first.click()
    await fill(clerk, {
        "request": "送审", "title": title, "counterparty": "恒力机电工程有限公司", "origin": "电厂",
        "handling_dept": "二电厂", "attachments": QUOTE,
        "business_type": "maintenance", "amount": "180000", "start_date": _in_days(30),
        "end_date": _in_days(394), "harsh_terms": "否", "draft": CONTRACT,
    })  # fmt: skip
    way = clerk.locator(".start-way")
    for step in ("当事人沟通", "业务主管部门审核", "法务审查", "总裁室审批", "有权人审批", "法务留存盖章件"):
        await expect(way).to_contain_text(step)
    await clerk.locator(".start-send button").click()
    await clerk.wait_for_url("**/cases/*")
    case_id = clerk.url.rsplit("/", 1)[1]
    for person, values, decision in CONTRACT_WAY:
        await people.decide(person, case_id, title, values, decision)
    await people.decide("long-fei", case_id, title, {**TALK, "new_draft": _amended(tmp_path)}, "resubmit")
    await _both_versions_are_seen(await people.of("jiang-hongwei"), case_id, await site.house.task_of(case_id))
    for person, values, decision in ON_WITH_THE_CONTRACT:
        await people.decide(person, case_id, title, values, decision)
    await until(lambda: _has_ended(site, case_id, "signed-filed"))
    await clerk.goto(f"/cases/{case_id}")
    await expect(clerk.get_by_role("alert")).to_contain_text("已签署归档")
    await expect(clerk.locator("main")).to_contain_text("循环水泵检修合同.docx")


def _amended(folder: Path) -> Path:
    """The contract with one more sentence."""
    amended = folder / CONTRACT.name
    with ZipFile(CONTRACT) as before, ZipFile(amended, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                sentence = f"<w:p><w:r><w:t>{WARRANTY}</w:t></w:r></w:p></w:body>"
                part = part.decode().replace("</w:body>", sentence).encode()
            after.writestr(name, part)
    return amended


async def _both_versions_are_seen(page: Page, case_id: str, task: str) -> None:
    """Who sees the case again sees what has changed, and the new contract beside the old one."""
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator(".changes").get_by_role("button", name="对比旧版").first.click()
    sides = page.get_by_role("dialog").locator(".compare-side")
    await expect(sides).to_have_count(2)
    await expect(sides.nth(0)).to_contain_text("龙飞")
    await expect(sides.nth(1).locator(".viewed-new")).to_have_text(WARRANTY)
    await expect(sides.nth(0).locator(".viewed-new")).to_have_count(0)
    await page.keyboard.press("Escape")


async def _has_ended(site: Site, case_id: str, end: str) -> bool:
    detail = await site.house.store.case(case_id)
    return detail is not None and detail.case.end == end


CHECKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("cao-min", {}, "done"),
    ("cao-min", {"contact_tries": "1"}, "confirmed"),
    ("cao-min", {"flag": "Purple: all correct, may be shipped", "remark": "07 + ZTO + may ship"}, "done"),
    ("yuan-fang", {}, "approve"),
    ("jiang-yan", {}, "done"),
)
GOODS = {"sku": "A100-RED-M", "qty": "2"}
PACKED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("yao-fei", {}, "done"),
    ("jiang-tao", {}, "picked"),
    ("fan-bin", {}, "right"),
    ("fang-yong", {}, "good"),
    ("fang-yong", {"scanned": [GOODS]}, "done"),
    ("fang-yong", dict.fromkeys(("gifts_in", "invoice_in", "sealed_with_tape", "mark_written"), "Yes"), "packed"),
    ("fang-yong", {"weight": "0.64", "tracking_no": "ZT-JOURNEY-1"}, "done"),
    ("yao-fei", {}, "approve"),
    ("yao-fei", {}, "done"),
)


@pytest.mark.wide
async def test_an_order_goes_from_the_shop_to_the_customer_and_is_closed_in_english(
    site: Site, visit: Visiting
) -> None:
    number, tracking = "TB-JOURNEY-1", "ZT-JOURNEY-1"
    people = People(site, visit, "en")
    clerk = await people.of("cao-min")
    case_id = await _order_recorded(clerk, number)
    await people.decide("cao-min", case_id, number, {"reachable": "Yes"}, "done")
    paid = {"paid_at": f"{_in_days(0)}T10:00:00+08:00", "paid_amount": "178.00"}
    await _heard(site, case_id, "payment-confirmed", number, paid)
    for person, values, decision in CHECKED:
        await people.decide(person, case_id, number, values, decision)
    await _related(site, case_id, "list")
    hand_over = "Hand the slips to the warehouse"
    await people.release("cao-min", case_id, hand_over, {"slips_signed_by": "Wang Gang"}, "handed_over")

    parcel = await _related(site, case_id, "called")
    for person, values, decision in PACKED:
        await people.decide(person, parcel, number, values, decision)
    await _related(site, parcel, "list")
    signed = {"region_checked": "Yes", "carrier_signed": "ZTO Li"}
    await people.release("yao-fei", parcel, "Hand over to the courier", signed, "handed_over")
    for person in ("jiang-yan", "jiang-yan", "cao-min"):
        await people.decide(person, case_id, number, {}, "done")

    await _heard(site, case_id, "parcel-signed", tracking, {"signed_at": f"{_in_days(0)}T15:00:00+08:00"})
    await people.decide("fu-rong", case_id, number, {"feedback": "Lovely"}, "satisfied")
    await _heard(site, case_id, "receipt-confirmed", number, {})
    await until(lambda: _has_ended(site, case_id, "completed"))
    await clerk.goto(f"/cases/{case_id}")
    await expect(clerk.get_by_role("alert")).to_contain_text("It has ended: Completed")
    for step in ("Verify with the customer", "Picking and dispatch", "Ask the customer after delivery"):
        await expect(clerk.locator(".way .is-done").filter(has_text=step)).not_to_have_count(0)


async def _order_recorded(clerk: Page, number: str) -> str:
    """An urgent order written down by customer service; gives its case."""
    await clerk.goto("/start/order-lifecycle/recorded")
    await fill(clerk, {
        "order_no": number, "channel": "Taobao", "shop": "flagship", "buyer_id": "li_mei",
        "receiver": {"name": "Li Mei", "phone": "13800000001", "province": "Zhejiang", "city": "Hangzhou",
                     "address": "1 Lake Road"},
        "lines": [{"sku": "A100-RED-M", "qty": "2", "unit_price": "89.00"}],
        "total": "178.00", "payment_method": "Platform", "placed_at": f"{_in_days(0)} 09:55", "free_shipping": "Yes",
        "priority": "Same day",
    })  # fmt: skip
    for step in ("Check postage and reach", "Wait for the payment", "Accept the order", "Picking and dispatch"):
        await expect(clerk.locator(".start-way")).to_contain_text(step)
    await clerk.locator(".start-send button").click()
    await clerk.wait_for_url("**/cases/*")
    return clerk.url.rsplit("/", 1)[1]


async def _heard(site: Site, case_id: str, message: str, key: str, values: dict[str, Any]) -> None:
    """What the shop or the courier says, as soon as the case listens."""

    async def listens() -> bool:
        detail = await site.house.store.case(case_id)
        return detail is not None and bool(detail.heard.get(message))

    await until(listens)
    await site.house.office.cases.send_message(message, key, values)


async def _related(site: Site, case_id: str, how: str) -> str:
    """The case it has called, or the list it is on, as soon as there is one."""

    async def found() -> str | None:
        read = await site.house.store.case_read(case_id, Standing("cao-min"))
        related = read.related if read is not None else ()
        return next((one.case_id for one in related if one.how == how and one.row is not None), None)

    return await until(found)
