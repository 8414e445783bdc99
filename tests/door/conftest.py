"""The door of an office without Temporal, for every test of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from doorway import Door, door_at
from shipped import COMPANY


@pytest_asyncio.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """A door with the settings as they are."""
    async with door_at(tmp_path) as here:
        yield here


@pytest_asyncio.fixture
async def office(door: Door) -> Door:
    """A door to the shipped company."""
    await door.store.put_company(COMPANY)
    return door
