"""Databases that are slow, or away: by really holding their lock."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from proving.kills.databases import SqliteFile
from proving.office import Office


@asynccontextmanager
async def busy_database(office: Office) -> AsyncIterator[None]:
    """Somebody else writes to the database the whole time, so every commit waits."""
    async with SqliteFile(Path(office.settings.database.removeprefix("sqlite:///"))).away():
        yield
