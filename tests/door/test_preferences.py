"""What somebody has chosen for their pages: each thing is kept by its name, and leaves what another window kept."""

import pytest
from doorway import Door

from store.accounts import MOST_KEPT

pytestmark = pytest.mark.asyncio
KEPT = "/api/me/preferences/kept"


async def test_what_two_windows_keep_is_there_both(door: Door) -> None:
    async with door.as_person("ann") as browser:
        await browser.put(f"{KEPT}/phrases", json={"value": ["ok"]})
        answer = await browser.put(f"{KEPT}/inbox.filters", json={"value": [{"name": "late", "filters": "due=late"}]})
        kept = {"phrases": ["ok"], "inbox.filters": [{"name": "late", "filters": "due=late"}]}
        assert answer.json()["kept"] == kept
        assert (await browser.get("/api/me/preferences")).json()["kept"] == kept


async def test_nobody_keeps_without_end_or_under_any_name(door: Door) -> None:
    async with door.as_person("ann") as browser:
        await browser.put("/api/me/preferences", json={"kept": {f"n{at}": at for at in range(MOST_KEPT)}})
        assert (await browser.put(f"{KEPT}/n1", json={"value": 0})).status_code == 200
        assert (await browser.put(f"{KEPT}/more", json={"value": 0})).status_code in (413, 422)
        assert (await browser.put(f"{KEPT}/A<b>", json={"value": 0})).status_code == 422
        assert len((await browser.get("/api/me/preferences")).json()["kept"]) == MOST_KEPT
