"""The first look: signing in, in both languages, with nothing wrong in the console."""

from typing import Any

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_demonstration_lists_its_accounts_and_lets_one_in(visit: Any) -> None:
    page = (await visit(None)).page
    await page.goto("/")
    await expect(page.get_by_role("button", name="法务：一份审查已逾期")).to_be_visible()
    await page.get_by_role("textbox", name="其他人").fill("仓库主管")
    await page.get_by_role("button", name="吴大龙").click()
    await expect(page.get_by_role("heading", name="待办")).to_be_visible()


@pytest.mark.parametrize(("language", "word"), [("zh", "待办"), ("en", "Tasks")])
async def test_the_inbox_opens_in_the_language_of_the_browser(visit: Any, language: str, word: str) -> None:
    page = (await visit("sun-lihua", language=language)).page
    await page.goto("/inbox")
    await expect(page.get_by_role("heading", name=word)).to_be_visible()
