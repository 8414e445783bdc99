"""Databases that are slow, or away: by really holding their lock."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from proving.office import Office


@asynccontextmanager
async def busy_database(office: Office) -> AsyncIterator[None]:
    """Somebody else writes to the database the whole time, so every commit waits."""
    other = sqlite3.connect(office.settings.database.removeprefix("sqlite:///"), isolation_level=None)
    while True:
        try:
            other.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError:
            await asyncio.sleep(0.01)
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
