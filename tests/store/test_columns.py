"""Columns mean the same on both databases."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select

from store.columns import Json, Texts, UTCDateTime
from store.database import Database

SAMPLE = Table(
    "sample",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", UTCDateTime),
    Column("what", Json),
    Column("names", Texts),
)


async def _written_and_read(url: str, **values: Any) -> Any:
    database = Database.connect(url)
    with database.writing() as connection:
        SAMPLE.metadata.create_all(connection)
        connection.execute(SAMPLE.insert(), {"id": 1, **values})
    with database.reading() as connection:
        row = (connection.execute(select(SAMPLE))).one()
    await database.dispose()
    return row


async def test_an_instant_comes_back_in_utc_to_the_microsecond(url: str) -> None:
    at = datetime.fromisoformat("2026-03-02T09:00:00.123456+08:00")
    row = await _written_and_read(url, at=at)
    assert row.at == at
    assert row.at.tzinfo is UTC


async def test_a_naive_instant_is_refused(url: str) -> None:
    with pytest.raises(Exception, match="Expected an instant with its zone"):
        await _written_and_read(url, at=datetime(2026, 3, 2))


async def test_json_keeps_the_order_of_its_keys_and_its_texts(url: str) -> None:
    what = {"b": [1, None, True, "重要\u0000'\""], "a": {"z": "", "y": {}}}
    row = await _written_and_read(url, what=what, names=("b", "甲"))
    assert row.what == what
    assert list(row.what) == ["b", "a"] and list(row.what["a"]) == ["z", "y"]
    assert row.names == ("b", "甲")


async def test_nothing_is_nothing(url: str) -> None:
    row = await _written_and_read(url)
    assert (row.at, row.what, row.names) == (None, None, None)
