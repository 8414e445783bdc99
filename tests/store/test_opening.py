"""Opening a store: the database is migrated, by several at once too, and fits what the code says."""

import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hand_made import HandMadeCase
from sqlalchemy import text

from store import Store
from store.database import Database, full_url
from store.migrations import HEAD, NewerDatabase, config, migrate
from store.tables import metadata


async def test_many_may_open_an_empty_database_at_once(empty_url: str) -> None:
    opened = await asyncio.gather(*(Store.open(empty_url, pool=2) for _ in range(4)))
    assert await asyncio.gather(*(store.processes() for store in opened)) == [[], [], [], []]
    for store in opened:
        await store.dispose()


async def test_a_migrated_database_is_what_the_tables_say(empty_url: str) -> None:
    database = Database.connect(empty_url)
    migrate(database)
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    await database.dispose()
    assert differences == []


def test_the_newest_migration_is_the_one_the_code_needs() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD


async def test_refuses_a_database_of_a_newer_version(empty_url: str) -> None:
    await (await Store.open(empty_url)).dispose()
    database = Database.connect(empty_url)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await database.dispose()
    with pytest.raises(NewerDatabase, match="9999"):
        await Store.open(empty_url)


async def test_what_was_written_is_there_when_opened_again(store: Store, url: str) -> None:
    await store.commit_turn(HandMadeCase("c1").started())
    await store.dispose()
    again = await Store.open(url)
    assert (await again.verify("c1")).turns == 1
    await again.dispose()


async def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    database = Database.connect(f"sqlite:///{tmp_path}/folder/banjie.db")
    with database.reading() as connection:
        found = {}
        for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            found[pragma] = (connection.exec_driver_sql(f"PRAGMA {pragma}")).scalar()
    await database.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 15000}


async def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="broken"), store._database.writing() as connection:
        connection.execute(text("INSERT INTO settings VALUES ('leave', 'x', '1', '2026-03-02T01:00:00Z', NULL)"))
        raise RuntimeError("broken")
    assert await store.settings("leave") == {}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_refuses_a_database_it_does_not_know(url: str) -> None:
    with pytest.raises(ValueError, match="Expected a"):
        full_url(url)


def test_the_driver_is_ours_whatever_the_url_says() -> None:
    assert full_url("postgres://a@b/c").drivername == "postgresql+psycopg"
    assert full_url("sqlite:///var/x.db").drivername == "sqlite+pysqlite"
