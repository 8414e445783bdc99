"""The door of an office without Temporal, for every test of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from doorway import Door, door_at


@pytest_asyncio.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """A door with the settings as they are."""
    async with door_at(tmp_path) as here:
        yield here
