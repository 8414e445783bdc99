"""The connection to SQLite or PostgreSQL: how it is opened, and how one reads and writes through it.

A transaction is a plain function of a connection that runs in a thread of its own: a commit is some twenty statements,
and handing each of them to a driver's thread cost more than all else (measured: 11 ms of work a commit against 5).
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

Synchronous = Literal["FULL", "NORMAL"]
T = TypeVar("T")

_PATIENCE = "-c lock_timeout=15s -c idle_in_transaction_session_timeout=60s -c jit=off"
"""PostgreSQL: how long to wait for a case somebody else is writing, and for a writer that has vanished. Statements are
short here: compiling one takes longer than it."""

_DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Database:
    """An open database. Readers see what is committed; writers of SQLite go one at a time, in the order they came."""

    def __init__(self, engine: Engine, pool: int) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._one_writer = threading.Lock()
        self._readers = ThreadPoolExecutor(pool, thread_name_prefix="store-read")
        self._writers = ThreadPoolExecutor(1 if self.is_sqlite else pool, thread_name_prefix="store-write")

    @classmethod
    def connect(cls, url: str, *, synchronous: Synchronous = "FULL", pool: int = 5) -> Self:
        """`url` is `sqlite:///file` or `postgresql://…`; `pool` how many transactions run at once. Nothing is opened
        before the first use."""
        target = full_url(url)
        if target.get_backend_name() == "sqlite":
            engine = _sqlite(target, synchronous, pool)
        else:
            engine = create_engine(
                target, pool_size=2 * pool, max_overflow=2, pool_pre_ping=True, connect_args={"options": _PATIENCE}
            )
        return cls(engine, pool)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do something that only reads."""
        return await self.apart(lambda: self._read(work))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do something in one transaction. Cancelled, it is done nevertheless."""
        return await asyncio.get_running_loop().run_in_executor(self._writers, self._write, work)

    async def apart(self, work: Callable[[], T]) -> T:
        """Do something long, of many transactions, while others go on."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, work)

    def _read(self, work: Callable[[Connection], T]) -> T:
        with self.reading() as connection:
            return work(connection)

    def _write(self, work: Callable[[Connection], T]) -> T:
        with self.writing() as connection:
            return work(connection)

    def tend(self) -> None:
        """Let SQLite count what its tables hold, so that it takes the right index; PostgreSQL does so by itself."""
        if self.is_sqlite:
            with self.writing() as connection:
                connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                connection.exec_driver_sql("ANALYZE")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads one consistent state."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self.engine.connect() as connection:
            yield connection.execution_options(**options)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: committed at the end, rolled back by an exception."""
        # Waiting here costs nothing; SQLite's own waiting sleeps, and longer each time.
        with self._one_writer if self.is_sqlite else nullcontext(), self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    async def dispose(self) -> None:
        """Wait for what is running, and close all connections."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.shutdown()
        self._writers.shutdown()
        self.engine.dispose()


def full_url(url: str) -> URL:
    """The url with our driver. Raises `ValueError` for a database we do not know, or SQLite without a file."""
    target = make_url(url)
    name = target.get_backend_name()
    if name not in _DRIVERS:
        raise ValueError(f"Expected a database url sqlite:///file or postgresql://…, but it begins with '{name}'")
    if name == "sqlite" and target.database in (None, "", ":memory:"):
        raise ValueError("Expected a file in the database url (sqlite:///var/banjie.db), but it names none")
    return target.set(drivername=_DRIVERS[name])


def _sqlite(url: URL, synchronous: Synchronous, pool: int) -> Engine:
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=pool + 1, max_overflow=1)

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

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
    return engine
