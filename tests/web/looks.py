"""What every page must be in each language and size: nothing clipped, nothing beside the screen, room for a thumb; and
to be read by everybody (WCAG AA, as axe tells).
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.web.conftest import DESK, PHONE, SCREENS, TABLET
from tests.web.languages import SAID, of_the_other
from tests.web.pictures import small

TRIES = 6
SIZES = (PHONE, TABLET, DESK)
PAPER = (794, 1123)
"""A sheet of A4."""
KEPT = (("zh", PHONE[0]), ("zh", DESK[0]), ("en", DESK[0]))
KEPT_OF_PAPER = (("zh", PAPER[0]), ("en", PAPER[0]))
"""The pictures that are kept of each page."""
_WRONG = Path(__file__).with_name("looks.js").read_text(encoding="utf-8").partition("\n")[2]
_AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_AA = """
async () => {
  const told = await axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]});
  const places = (one) => one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ");
  return told.violations.map((one) => `${one.id}: ${one.help}: ${places(one)}`);
}
"""


async def must_look_right(
    page: Page, name: str, *, shown: str | None = None, on_paper: bool = False, written: Sequence[str] | None = None
) -> None:
    """Hold a page, as it stands, against all of it in every size and both languages, or as it is printed.

    With what was `written` on it by people and the company, it says nothing else in the other language.

    With BANJIE_SCREENS set its pictures are kept in docs/screens, with what is `shown` in sight.
    """
    devices = await page.context.new_cdp_session(page)
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    wrong: list[str] = []
    for language in ("zh", "en"):
        if await _language(page) != language:
            await page.emulate_media(media="screen")
            await page.locator("button[lang]").first.click()
        await page.emulate_media(media="print" if on_paper else "screen")
        for width, height in (PAPER,) if on_paper else SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await devices.send("Emulation.setTouchEmulationEnabled", {"enabled": width < DESK[0] and not on_paper})
            await page.wait_for_timeout(150)
            seen = f"{name}-{language}-{width}"
            found = await _wrong_once_drawn(page)
            if (language, width) in (KEPT_OF_PAPER if on_paper else KEPT):
                await _keep_picture(page, seen, shown)
            wrong += [f"{seen}: {one}" for one in found]
        wrong += [f"{name}-{language}: {one}" for one in await page.evaluate(_AA)]
        if written is not None:
            other = of_the_other(await page.evaluate(SAID), language, written)
            wrong += [f"{name}-{language}: in the other language: “{one[:80]}”" for one in other]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


async def _wrong_once_drawn(page: Page) -> list[str]:
    """What is wrong with it, and stays so: a busy machine draws a page of another size later."""
    wrong: list[str] = []
    for _ in range(TRIES):
        wrong = await page.evaluate(_WRONG)
        if not wrong:
            break
        await page.wait_for_timeout(300)
    return wrong


async def _language(page: Page) -> str:
    return str(await page.evaluate("document.documentElement.lang.slice(0, 2)"))


async def _keep_picture(page: Page, name: str, shown: str | None) -> None:
    if "BANJIE_SCREENS" in os.environ:
        if shown is not None:
            await page.locator(shown).first.scroll_into_view_if_needed()
        await expect(page.locator(".loading:visible")).to_have_count(0)
        SCREENS.mkdir(parents=True, exist_ok=True)
        (SCREENS / f"{name}.png").write_bytes(await small(page, await page.screenshot()))
