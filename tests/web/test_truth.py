"""What the pages say is so, whatever fails meanwhile: nobody works, the connection is gone, an answer is lost; and what
people write is text, never a script."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
import pytest_asyncio
from playwright.async_api import Page, Route, expect

from engine.people import read_directory
from engine.runtime.commands import Comment
from tests.api.leave import BOSS, BY, leave
from tests.web.conftest import Site, Visiting
from tests.web.furnished import PDF, shipped_organisation

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
SCRIPT = "<img src=x onerror=window.ran=1>"


async def _approve(page: Page, case_id: str, task: str) -> None:
    await page.goto(f"/tasks/{case_id}/{task}")
    await page.locator("#decide-approve").click()
    await page.locator(".sending .is-waiting button").last.click()


async def _decisions(site: Site, case_id: str) -> int:
    """How often this case was approved by its first approver."""
    events = [event for turn in await site.house.store.history(case_id) for event in turn.events]
    return sum(event["kind"] == "task-decided" for event in events)


async def test_while_nobody_works_the_page_says_so_and_afterwards_it_has_happened_once(
    site: Site, visit: Visiting
) -> None:
    case_id, task = await leave(site.house)
    page = (await visit(BOSS)).page
    await page.goto(f"/tasks/{case_id}/{task}")
    await site.house.stop_worker()
    try:
        await _approve(page, case_id, task)
        await expect(page.locator(".sending")).to_contain_text("已记录，待系统确认")
        await page.goto(f"/tasks/{case_id}/{task}")
        await page.wait_for_timeout(500)
        assert await _decisions(site, case_id) == 0
    finally:
        await site.house.start_worker()
    await expect(page.locator("#decide-approve")).to_have_count(0)
    await expect(page.get_by_role("alert").first).to_contain_text("赵明辉")
    assert await _decisions(site, case_id) == 1


async def test_without_a_connection_what_was_typed_and_decided_stays_and_is_sent_once(
    site: Site, visit: Visiting
) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    page = seen.page
    await page.goto(f"/tasks/{case_id}/{task}")
    await expect(page.locator("#decide-approve")).to_be_enabled()
    await seen.context.set_offline(True)
    await page.get_by_label("意见").fill("同意，注意交接")
    await page.locator("#decide-approve").click()
    await page.locator(".sending .is-waiting button").last.click()
    await expect(page.locator(".sending")).to_contain_text("未送达，将自动重试")
    await seen.context.set_offline(False)
    await expect(page.locator(".sending")).to_contain_text("已完成")
    assert await _decisions(site, case_id) == 1
    seen.errors = [one for one in seen.errors if "net::ERR_" not in one and "Unable to preload" not in one]


async def test_when_the_answer_is_lost_the_decision_is_sent_again_and_made_once(site: Site, visit: Visiting) -> None:
    case_id, task = await leave(site.house)
    seen = await visit(BOSS)
    lost: list[int] = []

    async def lose_the_first_answer(route: Route) -> None:
        answer = await route.fetch()
        lost.append(answer.status)
        if len(lost) == 1:
            await route.abort()
        else:
            await route.fulfill(response=answer)

    await seen.page.route("**/complete", lose_the_first_answer)
    await _approve(seen.page, case_id, task)
    await expect(seen.page.locator(".sending")).to_contain_text("已完成")
    assert (lost, await _decisions(site, case_id)) == ([200, 200], 1)
    seen.errors = [one for one in seen.errors if "net::ERR_" not in one]


@pytest_asyncio.fixture(loop_scope="session")
async def renamed(site: Site) -> AsyncIterator[None]:
    """The starter of leaves has a script for a name."""
    company = await site.house.store.company()
    assert company is not None
    written = shipped_organisation()
    written["people"][BY]["name"] = SCRIPT
    await site.house.store.put_company(replace(company, directory=read_directory(written)))
    yield
    await site.house.store.put_company(company)


@pytest.mark.usefixtures("renamed")
@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Pacific/Kiritimati"])
async def test_today_is_the_companys_wherever_the_browser_stands(site: Site, zone: str) -> None:
    case_id, _ = await leave(site.house)
    seen = await site.at(BOSS, timezone_id=zone)
    await seen.page.goto("/inbox")
    row = seen.page.locator(f'a[href*="{case_id}"]')
    await expect(row.locator("time").first).to_contain_text("今天")
    await seen.close()


async def test_a_script_in_what_people_write_is_text(site: Site, visit: Visiting) -> None:
    office = site.house.office
    case_id, task = await leave(site.house, reason=SCRIPT)
    await office.cases.command(case_id, Comment(SCRIPT), by=BY)
    paper = await office.files.take(f"{SCRIPT}.pdf", BytesIO(PDF), BY)
    page = (await visit(BOSS)).page
    for address in ("/inbox", f"/tasks/{case_id}/{task}", f"/cases/{case_id}"):
        await page.goto(address)
        await expect(page.get_by_text(SCRIPT).first).to_be_visible()
        assert await page.evaluate("window.ran") is None
    assert "<" not in paper["name"]


async def test_no_script_runs_that_the_pages_did_not_bring(site: Site, visit: Visiting) -> None:
    seen = await visit(BOSS)
    await seen.page.goto("/inbox")
    ran = await seen.page.evaluate("""() => {
      const inline = document.createElement("script");
      inline.textContent = "window.ran = 'inline'";
      document.body.append(inline);
      const image = document.createElement("div");
      image.innerHTML = "<img src=x onerror=\\"window.ran = 'attribute'\\">";
      document.body.append(image);
      return new Promise((told) => setTimeout(() => told(window.ran ?? null), 300));
    }""")
    assert ran is None
    assert any("Content Security Policy" in one for one in seen.errors)
    seen.errors.clear()
