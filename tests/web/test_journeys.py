"""Whole ways through the pages: what a clerk starts, what approvers make of it, what a manager does when it is late."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from proving.office import until
from tests.web.conftest import Site, Visiting
from tests.web.filling import fill

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
PAPERS = Path(__file__).parents[2] / "cli" / "demonstration"
QUOTE, CONTRACT = PAPERS / "报价单.pdf", PAPERS / "循环水泵检修合同.docx"


def _in_days(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


async def _decide(page: Page, title: str, values: dict[str, Any], decision: str) -> None:
    """Find a task in one's inbox or one's groups', fill it in, decide, and send it without waiting."""
    row = page.locator(".row-link").filter(has_text=title).first
    await page.goto("/inbox")
    await expect(page.locator(".row, .empty").first).to_be_visible()
    if not await row.count():
        await page.goto("/inbox/group")
    await row.click()
    await fill(page, values)
    await page.locator(f"#decide-{decision}").click()
    await page.locator(".sending .is-waiting button").last.click()
    await expect(page.locator(".sending .is-done")).to_be_visible()


CONTRACT_WAY: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "long-fei",
        {"talk_with": "恒力机电 赵经理", "talk_at": f"{_in_days(0)} 09:15", "talk_said": "按草案"},
        "recorded",
    ),
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


async def test_a_contract_goes_from_the_start_page_to_the_file(site: Site, visit: Visiting) -> None:
    title = "循环水泵年度检修合同"
    clerk = (await visit("long-fei")).page
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
    people = {"long-fei": clerk}
    for person, values, decision in CONTRACT_WAY:
        if person not in people:
            people[person] = (await visit(person)).page
        await site.house.task_of(case_id)
        await _decide(people[person], title, values, decision)
    await until(lambda: _has_ended(site, case_id, "signed-filed"))
    await clerk.goto(f"/cases/{case_id}")
    await expect(clerk.get_by_role("alert")).to_contain_text("已签署归档")
    await expect(clerk.locator("main")).to_contain_text("循环水泵检修合同.docx")


async def _has_ended(site: Site, case_id: str, end: str) -> bool:
    detail = await site.house.store.case(case_id)
    return detail is not None and detail.case.end == end


ORDER_WAY: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, "done"),
    ({"contact_tries": "1"}, "confirmed"),
    ({"flag": "Purple: all correct, may be shipped", "remark": "07 + ZTO + may ship"}, "done"),
)


async def test_an_order_is_recorded_checked_paid_and_verified_in_english(site: Site, visit: Visiting) -> None:
    number = "TB-JOURNEY-1"
    clerk = (await visit("cao-min", language="en")).page
    await clerk.goto("/start/order-lifecycle/recorded")
    await fill(clerk, {
        "order_no": number, "channel": "Taobao", "shop": "flagship", "buyer_id": "li_mei",
        "receiver": {"name": "Li Mei", "phone": "13800000001", "province": "Zhejiang", "city": "Hangzhou",
                     "address": "1 Lake Road"},
        "lines": [{"sku": "A100-RED-M", "qty": "2", "unit_price": "89.00"}],
        "total": "178.00", "payment_method": "Platform", "placed_at": f"{_in_days(0)} 09:55", "free_shipping": "Yes",
    })  # fmt: skip
    for step in ("Check postage and reach", "Wait for the payment", "Accept the order", "Picking and dispatch"):
        await expect(clerk.locator(".start-way")).to_contain_text(step)
    await clerk.locator(".start-send button").click()
    await clerk.wait_for_url("**/cases/*")
    case_id = clerk.url.rsplit("/", 1)[1]
    await site.house.task_of(case_id, "check")
    await _decide(clerk, number, {"reachable": "Yes"}, "done")
    paid = {"paid_at": f"{_in_days(0)}T10:00:00+08:00", "paid_amount": "178.00"}
    await site.house.office.cases.send_message("payment-confirmed", number, paid)
    for values, decision in ORDER_WAY:
        await site.house.task_of(case_id)
        await _decide(clerk, number, values, decision)
    await clerk.goto(f"/cases/{case_id}")
    for step in ("Verify with the customer", "Flag and remark"):
        await expect(clerk.locator(".way .is-done").filter(has_text=step)).to_contain_text("Cao Min")
