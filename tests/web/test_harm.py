"""A script in the name of a person, a department, a process or a file, in a comment, a field or a reason: on every page
nothing of it runs, and nothing of it is read as HTML."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.web.conftest import Site
from tests.web.furnished import Furnishing, furnish_company
from tests.web.told_texts import EVIL, HARM, LONGEST
from tests.web.walk import LOOKS, Look, Walk, walking

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]
SHORT = ("inbox", "task", "case", "accounts", "hand-over")
DONE = """() => ({
  ran: window.harmed ?? null,
  read: document.querySelectorAll('.harm, img[src="x"], a[href^="javascript:"]').length,
  shown: document.body.innerText.includes("<img src=x onerror="),
})"""
SAYS_NONE = ("unknown", "notices-choice", "organisation")
"""Pages on which nobody's words stand, or where they stand in an input."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def harmed(site: Site) -> AsyncIterator[Walk]:
    """An installation in which somebody has written scripts wherever one can write."""
    await furnish_company(site.house, LONGEST, EVIL)
    async with walking(site, await Furnishing(site.house, EVIL).furnish()) as here:
        yield here


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(look, id=look.name, marks=() if look.name in SHORT else pytest.mark.wide)
        for look in LOOKS
        if look.person in (None, LONGEST.boss, LONGEST.person)
    ],
)
async def test_a_script_in_what_people_write_is_text(harmed: Walk, look: Look) -> None:
    visit = await harmed.open(look, instead={LONGEST.boss: EVIL.boss, LONGEST.person: EVIL.person})
    assert HARM.startswith('"><img src=x onerror=')
    done = await visit.page.evaluate(DONE)
    assert (done["ran"], done["read"]) == (None, 0)
    assert done["shown"] or look.name in SAYS_NONE
    await visit.close()
