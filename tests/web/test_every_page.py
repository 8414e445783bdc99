"""Every page, in both languages and three sizes, with the longest texts there are, with the cases of a demonstration
and with nothing at all: how it looks, and how it reads to who cannot see it.
`python -m tests.web.screens` keeps pictures.
"""

from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.web.conftest import Site, Visiting
from tests.web.longest import BOSS, PERSON, furnish_longest
from tests.web.looks import must_look_right

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


@dataclass(frozen=True)
class Look:
    """Somebody looks at a page; `ready` is there when all of it is."""

    name: str
    person: str | None
    path: str
    ready: str = "main h1"


NOBODY = "liang-bo"
LOOKS = (
    Look("sign-in", None, "/", ".demonstration-account"),
    Look("inbox", BOSS, "/inbox", ".row"),
    Look("inbox-empty", NOBODY, "/inbox", ".empty"),
    Look("inbox-team", "sun-lihua", "/inbox/team", ".row, .empty"),
    Look("task", BOSS, "/tasks/{case}/{task}", ".decide"),
    Look("cases", PERSON, "/cases"),
    Look("cases-empty", NOBODY, "/cases"),
    Look("case", PERSON, "/cases/{case}"),
    Look("start", PERSON, "/start", ".start-group"),
    Look("start-form", PERSON, "/start/longest/application", ".start-way li"),
    Look("me", PERSON, "/me"),
    Look("notices", PERSON, "/notices"),
    Look("manager", BOSS, "/manager"),
    Look("manager-card", BOSS, "/manager/cases/{case}"),
    Look("definitions", PERSON, "/definitions"),
    Look("definition", PERSON, "/definitions/longest"),
    Look("administration", "chen-zhiyuan", "/administration"),
    Look("unknown", NOBODY, "/nowhere", ".ant-result"),
)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def places(site: Site) -> dict[str, str]:
    """What stands in the addresses of the pages: the longest case, in an installation with some living ones."""
    house = site.house
    await house.come_to_life()
    case, task = await furnish_longest(house)
    return {"case": case, "task": task}


SHORT = ("sign-in", "inbox", "task", "case")
"""The pages the suite itself looks at; all of them are `wide`, a part of `make prove`."""


def listed() -> list[Any]:
    """The pages, most of them wide."""
    return [
        pytest.param(look, id=look.name, marks=() if look.name in SHORT else pytest.mark.wide) for look in LOOKS
    ]


@pytest.mark.parametrize("look", listed())
async def test_a_page_looks_right_and_reads_well(visit: Visiting, places: dict[str, str], look: Look) -> None:
    page = (await visit(look.person)).page
    await page.goto(look.path.format(**places))
    await expect(page.locator(look.ready).first).to_be_visible()
    await must_look_right(page, look.name)
