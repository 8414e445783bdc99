"""The connection to SQLite or PostgreSQL: how it is opened, and how one reads and writes through it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Synchronous = Literal["FULL", "NORMAL"]

_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Database:
    """An open database. Readers see what is committed; writers of SQLite go one at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._writers = asyncio.Lock()

    @classmethod
    def connect(cls, url: str, *, synchronous: Synchronous = "FULL", pool: int = 5) -> Self:
        """`url` is `sqlite:///file` or `postgresql://…`. Nothing is opened before the first use."""
        target = full_url(url)
        if target.get_backend_name() == "sqlite":
            engine = _sqlite(target, synchronous, pool)
        else:
            engine = create_async_engine(target, pool_size=pool, max_overflow=pool, pool_pre_ping=True)
        return cls(engine)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection that reads one consistent state."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        async with self.engine.connect() as connection:
            yield await connection.execution_options(**options)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end, rolled back by an exception."""
        async with AsyncExitStack() as stack:
            if self.is_sqlite:
                # Waiting here is fair and costs nothing; SQLite's own waiting sleeps and is neither.
                await stack.enter_async_context(self._writers)
            connection = await stack.enter_async_context(self.engine.connect())
            connection = await connection.execution_options(writes=True)
            await stack.enter_async_context(connection.begin())
            yield connection

    async def dispose(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def full_url(url: str) -> URL:
    """The url with our driver. Raises `ValueError` for a database we do not know, or SQLite without a file."""
    target = make_url(url)
    name = target.get_backend_name()
    if name not in _DRIVERS:
        raise ValueError(f"Expected a database url sqlite:///file or postgresql://…, but it begins with '{name}'")
    if name == "sqlite" and target.database in (None, "", ":memory:"):
        raise ValueError("Expected a file in the database url (sqlite:///var/banjie.db), but it names none")
    return target.set(drivername=_DRIVERS[name])


def _sqlite(url: URL, synchronous: Synchronous, pool: int) -> AsyncEngine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(url, pool_size=pool, max_overflow=pool)

    def prepare(connection: Any, _record: Any) -> None:
        # The driver would begin transactions by itself, and too late; `begin` below does it.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "busy_timeout = 15000", "journal_mode = WAL", f"synchronous = {synchronous}", "foreign_keys = ON",
            "temp_store = MEMORY", "cache_size = -32000",
        ):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that began as a reader could not get it, and would fail without waiting.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)
    return engine
