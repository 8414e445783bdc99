"""The manager's door in a browser: a late case is found, its cause read, it is nudged and given to somebody else."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Route, expect

from api.office import Office
from api.signing import identify
from server import PAGES, serving
from tests.api.leave import BOSS, leave
from tests.web.conftest import Site

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
ABOVE = "gu-weimin"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def later(site: Site) -> AsyncIterator[Site]:
    """The same installation a month from now, when what was due is late."""
    for _ in range(3):
        await leave(site.house)
    there = site.house.office
    office = Office(
        there.store, there.cases, there.files, there.settings, identify,
        clock=lambda: datetime.now(UTC) + timedelta(days=30),
    )  # fmt: skip
    async with serving(office, "127.0.0.1", 0, PAGES) as address:
        yield replace(site, address=address)


SAID = {"zh": ("赵明辉", "催办", "改派"), "en": ("Zhao Minghui", "Nudge", "Reassign")}
NUDGED = re.compile("催|nudge|urge", re.IGNORECASE)


@pytest.mark.parametrize("language", SAID)
async def test_a_late_case_is_found_understood_nudged_and_given_to_somebody_else(later: Site, language: str) -> None:
    holder, nudge, reassign = SAID[language]
    visit = await later.at(ABOVE, language=language)
    page = visit.page
    await page.goto("/manager")
    await expect(page.locator(".count.is-does_not_move .count-number")).not_to_have_text("0")
    await page.locator(".count.is-does_not_move").click()
    await page.locator(".rows .row-link").filter(has_text=holder).first.click()
    await expect(page.locator(".wait b")).to_contain_text(holder)
    await page.get_by_role("button", name=nudge).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".act-effect li").first).to_contain_text(NUDGED)
    await dialog.get_by_role("button", name=nudge).click()
    await expect(page.locator(".tries li").filter(has_text=NUDGED)).to_have_count(1)
    await page.get_by_role("button", name=reassign).click()
    await dialog.locator(".suggestion").first.click()
    await dialog.locator("#act-text").fill("出差在外")
    await expect(dialog.locator(".act-effect li").first).to_contain_text("出差在外")
    await dialog.get_by_role("button", name=reassign).click()
    await expect(page.locator(".bar-line")).to_have_count(2)
    await visit.close()


async def test_what_became_of_many_is_told_though_they_are_no_problem_any_more(later: Site) -> None:
    visit = await later.at(ABOVE)
    page, gone = visit.page, {"items": [], "alone": 0}

    async def cured(route: Route) -> None:
        answer = await (await route.fetch()).json()
        await route.fulfill(json=answer | gone if done else answer)

    done: list[str] = []
    await page.route("**/api/clusters", cured)
    await page.goto("/manager?view=clusters")
    await page.get_by_role("button", name="全部催办").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.locator("#many-text").fill("请今天办完")
    done.append("by then")
    await dialog.get_by_role("button", name="催办", exact=True).click()
    await expect(page.locator(".empty")).to_be_visible()
    await expect(dialog).to_contain_text("成功")
    await visit.close()


async def test_what_may_not_be_done_with_a_task_says_why_where_it_was_pressed(site: Site) -> None:
    case_id, task = await leave(site.house)
    nothing, now = {"zh": "请假", "en": "Leave"}, datetime.now(UTC).isoformat()
    named = {"case_id": case_id, "title": nothing, "process_name": nothing, "business_key": "1", "sealed": False}
    lapsing = {
        "case": {**named, "version": 1, "initiator": None, "department": nothing}, "task": task, "step": "approve",
        "step_name": nothing, "people": [], "reach": "here", "nudged_at": None, "due": now, "left": 60,
    }  # fmt: skip
    told = {"items": [lapsing], "total": 1, "until": now}
    visit = await site.at(BOSS)
    page = visit.page
    await page.route("**/api/coming", lambda route: route.fulfill(json=told))
    await page.goto("/manager?view=coming")
    await page.get_by_role("button", name="催办").click()
    await expect(page.locator(".lapsing [role=alert]")).to_have_text("现在只有您能办理。")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await visit.close()
