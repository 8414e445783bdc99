"""What every page must be in each language and size: nothing clipped, nothing beside the screen, room for a thumb."""

import os
from pathlib import Path

from playwright.async_api import Page

from tests.web.conftest import DESK, PHONE, SCREENS, TABLET

SIZES = (PHONE, TABLET, DESK)
_WRONG = Path(__file__).with_name("looks.js").read_text(encoding="utf-8").partition("\n")[2]


async def must_look_right(page: Page, name: str) -> None:
    """Hold a page against all of it. With BANJIE_SCREENS set its picture is kept in docs/screens."""
    size, language = page.viewport_size, await page.evaluate("document.documentElement.lang.slice(0, 2)")
    seen = f"{name}-{language}-{size['width'] if size else 0}"
    if "BANJIE_SCREENS" in os.environ:
        SCREENS.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=SCREENS / f"{seen}.png")
    assert await page.evaluate(_WRONG) == [], seen
