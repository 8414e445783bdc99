"""The databases that go away: a SQLite file somebody else holds, a PostgreSQL that is stopped."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, Literal, Protocol
from uuid import uuid4

from sqlalchemy import Connection, Engine, create_engine, event, select, text

from engine.runtime.wire import canonical, encode
from proving.postgres_cluster import STOPPABLE, Cluster, programs, running_cluster
from store.database import full_url
from store.tables import PROJECTIONS
from store.tables.primary import turns

Kind = Literal["sqlite", "postgresql"]


class NoPostgres(Exception):
    """There is no PostgreSQL on this machine."""


class Database(Protocol):
    """A database for one run."""

    url: str

    def empty(self) -> str:
        """The url of another one of its kind, with nothing in it."""

    def away(self) -> AbstractAsyncContextManager[None]:
        """Nobody can write to it meanwhile."""


class SqliteFile:
    """A file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.url = f"sqlite:///{file}"

    def empty(self) -> str:
        """Another file."""
        return f"sqlite:///{self._file.with_name(f'{uuid4().hex}.sqlite')}"

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """Somebody else holds its lock."""
        other = sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None, timeout=0)
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


class PostgresDatabase:
    """A database of a cluster."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.url = self.empty()

    def empty(self) -> str:
        """Another database."""
        name = f"banjie_{uuid4().hex}"
        engine = create_engine(full_url(self._cluster.url), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        engine.dispose()
        return self._cluster.url.rpartition("/")[0] + f"/{name}"

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        """The whole cluster is stopped at once."""
        await asyncio.to_thread(self._cluster.stop)
        try:
            yield
        finally:
            await asyncio.to_thread(self._cluster.start)


@contextmanager
def database(kind: Kind, folder: Path) -> Iterator[Database]:
    """A database of this kind, `sqlite` or `postgresql`. Raises `NoPostgres`."""
    if kind == "sqlite":
        yield SqliteFile(folder / "banjie.sqlite")
        return
    bin_folder = programs()
    if bin_folder is None:
        raise NoPostgres("no PostgreSQL found in /usr/lib/postgresql (Debian: apt-get install -y postgresql)")
    with running_cluster(bin_folder, STOPPABLE) as cluster:
        yield PostgresDatabase(cluster)


DELETED = "proving_deleted_turns"


def watch_phantoms(url: str) -> None:
    """Let the database itself write down every turn that is deleted, in the same transaction."""
    table = f"CREATE TABLE {DELETED} (case_id TEXT, n INTEGER, digest TEXT)"
    remember = f"INSERT INTO {DELETED} VALUES (OLD.case_id, OLD.n, OLD.digest);"
    if url.startswith("sqlite"):
        statements = [table, f"CREATE TRIGGER {DELETED} AFTER DELETE ON turns BEGIN {remember} END"]
    else:
        body = f"BEGIN {remember} RETURN OLD; END"
        statements = [
            table,
            f"CREATE FUNCTION {DELETED}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
            f"CREATE TRIGGER {DELETED} AFTER DELETE ON turns FOR EACH ROW EXECUTE FUNCTION {DELETED}()",
        ]
    with looking(url) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """A connection of one's own."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    engine = create_engine(full_url(url))
    if url.startswith("sqlite"):
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 60000"))
    return engine


def dump(connection: Connection) -> dict[str, list[bytes]]:
    """The record and the read model, row by row as bytes. Only the time of writing is nobody's business."""
    return {
        table.name: sorted(_bytes(row._mapping) for row in connection.execute(select(table)))
        for table in (turns, *PROJECTIONS)
    }


def _bytes(row: Any) -> bytes:
    return canonical({name: encode(value) for name, value in row.items() if name != "committed_at"})
