"""Stand-ins set and ended by a case, in a real store."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from activities.connectors import Call, ConnectorError
from activities.connectors.directory import add_stand_in, end_stand_in
from proving import office as offices
from store import Store

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=lambda: AT, synchronous="NORMAL")
    await opened.put_company(offices.company())
    yield opened
    await opened.dispose()


def call(store: Store, key: str) -> Call:
    return Call(key, key, "case-1", "leave-request", "QJ-1", AT, "Asia/Shanghai", store)


async def test_an_approved_leave_sets_the_stand_in_and_its_end_takes_it_back(store: Store) -> None:
    asked = {"person": "cyd", "for": "ben", "from": "2026-03-01", "until": "2026-03-05", "open_tasks": True}
    first = await add_stand_in(asked, call(store, "a"))
    assert first == {"number": "DL-1", "moved": 0}
    assert await add_stand_in(asked, call(store, "a")) == first  # tried again: once
    ((stand_in, made),) = await store.stand_ins()
    assert (stand_in.person, stand_in.absent, stand_in.open_tasks) == ("cyd", "ben", True)
    assert made is not None and (made.by, made.case_id, made.reason) == (None, "case-1", "leave-request QJ-1")
    company = await store.company()
    assert company is not None and company.directory.version != offices.company().directory.version
    await end_stand_in({"number": "DL-1"}, call(store, "b"))
    await end_stand_in({"number": "DL-1"}, call(store, "b"))
    await end_stand_in({"number": "DL-1"}, call(store, "c"))  # over already: no error
    ((stand_in, _),) = await store.stand_ins()
    assert str(stand_in.last) == "2026-03-01"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"person": "ben", "for": "cyd"}, "stand-in-cycle"),
        ({"person": "cyd", "for": "cyd"}, "stand-in-for-oneself"),
        ({"person": "zoe", "for": "cyd"}, "unknown-person"),
        ({"person": "cyd", "for": None, "post": "driver", "department": "office"}, "post-without-holder"),
    ],
)
async def test_what_cannot_be_is_an_error_a_definition_can_catch(
    store: Store, asked: dict[str, object], code: str
) -> None:
    await add_stand_in({"person": "cyd", "for": "ben", "from": "2026-03-01"}, call(store, "a"))
    with pytest.raises(ConnectorError) as refused:
        await add_stand_in({**asked, "from": "2026-03-01"}, call(store, "b"))
    assert refused.value.code == code


async def test_the_organisation_deployed_again_keeps_what_is_administered(store: Store) -> None:
    await add_stand_in({"person": "cyd", "for": "ben", "from": "2026-03-01"}, call(store, "a"))
    await store.put_company(offices.company())
    assert [one.id for one, _ in await store.stand_ins()] == ["DL-1"]
    with pytest.raises(ConnectorError, match="none is called DL-7"):
        await end_stand_in({"number": "DL-7"}, call(store, "c"))
