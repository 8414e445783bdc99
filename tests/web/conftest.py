"""The pages as people see them: a real browser, the built pages, the API, a worker and a Temporal server."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect

import embedded
from activities.demonstration import PASSWORD, furnish_demonstration
from api.office import Office
from api.signing import identify
from cli.outside import outside
from proving.house import House, house_at
from server import PAGES, serving

CHROMIUM = shutil.which("chromium")
PATIENCE = 60_000
"""Milliseconds, of a machine that has much else to do."""
expect.set_options(timeout=PATIENCE)
NOT_WANTED = (
    "AimEnabled", "AvoidUnnecessaryBeforeUnloadCheckSync", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "ThirdPartyStoragePartitioning", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup",
)  # fmt: skip
"""Of Chromium: what Playwright leaves out, whose list this one replaces, and the pages inside the search box of each
window, which cost as much time as the first page of ours."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--font-render-hinting=none",
    f"--disable-features={','.join(NOT_WANTED)}",
]  # fmt: skip
PHONE, TABLET, DESK = (360, 780), (768, 1024), (1440, 900)


@dataclass
class Site:
    """An installation with its pages at an address, and a browser to look at them."""

    house: House
    address: str
    browser: Browser

    async def at(self, person: str | None, size: tuple[int, int] = DESK, language: str = "zh", **more: Any) -> "Visit":
        """A browser of somebody who is signed in, None: nobody is, and who wants nothing to move: what is pressed while
        it still grows is missed between the mouse going down and up."""
        context = await self.browser.new_context(
            base_url=self.address, viewport={"width": size[0], "height": size[1]},
            locale="zh-CN" if language == "zh" else "en-GB", has_touch=size == PHONE,
            **{"timezone_id": "Asia/Shanghai", "reduced_motion": "reduce"} | more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        if person is not None:
            signed = await context.request.post("/api/session", data={"user_name": person, "password": PASSWORD})
            assert signed.ok, await signed.text()
        visit = Visit(context, await context.new_page())
        visit.page.on("console", visit.hear)
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        return visit


class Visit:
    """One browser window. `errors`: what its console complained of."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context = context
        self.page = page
        self.errors: list[str] = []

    def hear(self, said: ConsoleMessage) -> None:
        """Keep what the console says in red."""
        if said.type == "error":
            self.errors.append(f"{said.text} {said.location.get('url', '')}")

    async def close(self) -> None:
        """Close the window; the console must have been quiet (closing itself breaks off what is being asked)."""
        heard = list(self.errors)
        await self.context.close()
        assert heard == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    """One installation for all tests of the pages; every test brings its own cases."""
    if CHROMIUM is None or not PAGES.is_dir():
        pytest.skip("needs chromium, and the pages built by `make setup`")
    async with site_at(tmp_path_factory.mktemp("site")) as here:
        yield here


@asynccontextmanager
async def site_at(folder: Path) -> AsyncIterator[Site]:
    """An installation with accounts for everybody and no cases, a shop and a stock that say yes, and a browser."""
    with outside(0) as stand_ins:
        async with (
            embedded.temporal_server(folder / "server", synchronous="NORMAL") as temporal,
            house_at(temporal, folder / "house", stand_ins=stand_ins, demonstration=True) as house,
            _shown(house) as site,
        ):
            yield site


@asynccontextmanager
async def _shown(house: House) -> AsyncIterator[Site]:
    """The pages of a house, and a browser."""
    await furnish_demonstration(house.store)
    office = Office(house.store, house.office.cases, house.office.files, house.settings, identify)
    async with serving(office, "127.0.0.1", 0, PAGES) as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield Site(house, address, browser)
        await browser.close()


Visiting = Callable[..., Awaitable[Visit]]


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep that a test has failed: its windows tell what they showed."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest_asyncio.fixture(loop_scope="session")
async def visit(site: Site, request: pytest.FixtureRequest) -> AsyncIterator[Visiting]:
    """Opens windows: `page = (await visit("cao-min")).page`; all are closed, and have no error in the console.

    Of a test that failed, what its windows showed in the end is printed.
    """
    opened: list[Visit] = []

    async def open_one(person: str | None, *how: Any, **more: Any) -> Visit:
        opened.append(await site.at(person, *how, **more))
        return opened[-1]

    yield open_one
    if request.node.stash.get(_FAILED, False):
        for one in opened:
            print(one.page.url, await one.page.locator("body").aria_snapshot(), *one.errors, sep="\n")
    for one in opened:
        await one.close()


SCREENS = Path(__file__).parents[2] / "docs" / "screens"
__all__ = ["DESK", "PHONE", "SCREENS", "TABLET", "Site", "Visit", "Visiting"]
