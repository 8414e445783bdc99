"""Every page, in both languages and three sizes, with the longest texts there are, with the cases of a demonstration
and with nothing at all: how it looks, how it reads to who cannot see it, and that it says nothing in the other
language.
`python -m tests.web.screens` keeps pictures.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.web.conftest import SCREENS, Site
from tests.web.furnished import Furnishing, furnish_company
from tests.web.languages import written_by
from tests.web.looks import must_look_right
from tests.web.screens import index
from tests.web.told_texts import LONGEST
from tests.web.walk import LOOKS, Look, Walk, addresses, leads_to, walking

pytestmark = pytest.mark.slow
SHORT = ("sign-in", "inbox", "task", "case")
"""The pages the suite itself looks at; all of them are `wide`, a part of `make prove`."""
PARTS = "Array.from(document.querySelectorAll('.tabs a, .shell-side a'), (one) => one.getAttribute('href'))"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def walk(site: Site) -> AsyncIterator[Walk]:
    """An installation with some living cases, and one with the longest texts."""
    await site.house.come_to_life()
    await furnish_company(site.house, LONGEST)
    async with walking(site, await Furnishing(site.house, LONGEST).furnish()) as here:
        yield here


def listed() -> list[Any]:
    """The pages, most of them wide."""
    return [pytest.param(look, id=look.name, marks=() if look.name in SHORT else pytest.mark.wide) for look in LOOKS]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("look", listed())
async def test_a_page_looks_right_and_reads_well(walk: Walk, look: Look) -> None:
    visit = await walk.open(look)
    shown = look.ready if look.press else None
    written = written_by(LONGEST)
    await must_look_right(visit.page, look.name, shown=shown, on_paper=look.on_paper, written=written)
    for link in await visit.page.evaluate(PARTS):
        assert is_walked(link), f"{link} is a page nobody looks at"
    await visit.close()


def is_walked(link: str) -> bool:
    """Whether the page of a link is looked at: another case, process or person on it is the same page."""
    path, _, query = link.partition("?")
    wanted = [value for key, value in (pair.split("=") for pair in query.split("&") if pair) if key in ("list", "view")]
    shape = [address for address in addresses() if leads_to(address, path)]
    alike = [look.path for look in LOOKS if any(leads_to(address, look.path) for address in shape)]
    last = path.rstrip("/").rpartition("/")[2]
    names = [*wanted, *([last] if any(address.endswith("?") for address in shape) else [])]
    return bool(alike) and all(name in NAMED_BY_DEFAULT or any(name in path for path in alike) for name in names)


NAMED_BY_DEFAULT = ("mine", "started", "list", "diagram", "inbox", "administration", "notices", "people", LONGEST.id)
"""What stands at an address that names no part."""


def test_every_address_of_the_pages_is_looked_at() -> None:
    left_out = [address for address in addresses() if not any(leads_to(address, look.path) for look in LOOKS)]
    assert left_out == [] and len(addresses()) > 15


def test_a_part_nobody_looks_at_is_found() -> None:
    assert is_walked("/administration/record") and is_walked("/manager?view=load")
    assert not is_walked("/administration/no-such") and not is_walked("/manager?view=no-such")
    assert not is_walked("/no/such/page")


def test_the_index_of_the_pictures_is_the_walk() -> None:
    assert (SCREENS / "README.md").read_text(encoding="utf-8") == index()
