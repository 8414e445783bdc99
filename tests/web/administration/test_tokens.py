"""One makes a token for a program, sees it once, and takes it back."""

import pytest
from playwright.async_api import expect

from proving.house import Client
from tests.web.conftest import Site, Visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.wide]


async def test_a_token_is_shown_once_reads_and_ends(site: Site, visit: Visiting) -> None:
    page = (await visit("wen-jiajia", language="en")).page
    await page.goto("/me")
    await page.get_by_label("Name").fill("Monthly report")
    await page.get_by_role("button", name="Make a token").click()
    secret = str(await page.locator(".me-secret").text_content())
    asked = {"Authorization": f"Bearer {secret}"}
    async with Client(base_url=site.address) as program:
        assert (await program.get("/api/tasks", headers=asked)).status_code == 200
        assert (await program.post("/api/notices/read", headers=asked, json={})).status_code == 403
    await page.reload()
    await expect(page.locator(".me-secret")).to_have_count(0)
    await page.locator("li").filter(has_text="Monthly report").get_by_role("button", name="Take back").click()
    await page.get_by_role("tooltip").get_by_role("button", name="Take back").click()
    await expect(page.get_by_text("Monthly report")).to_have_count(0)
    async with Client(base_url=site.address) as program:
        assert (await program.get("/api/tasks", headers=asked)).status_code == 401
