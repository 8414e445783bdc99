"""Every test of the store runs on a real SQLite file and on a real PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hand_made import A_COMPANY, Clock
from postgres_cluster import cluster, programs

from store import Store


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The url of a PostgreSQL cluster; skips where none is installed."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("no PostgreSQL found in /usr/lib/postgresql (Debian: apt-get install -y postgresql)")
    with cluster(bin_folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/banjie.db"
    server: str = request.getfixturevalue("postgres")
    name = f"banjie_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.rpartition("/")[0] + f"/{name}"


@pytest.fixture
def clock() -> Clock:
    """The time of writing in a test; it stands still until it is moved."""
    return Clock(datetime.fromisoformat("2026-03-02T10:00:00+08:00"))


@pytest.fixture
async def store(url: str, clock: Clock) -> AsyncIterator[Store]:
    """A store with a company in it."""
    opened = await Store.open(url, clock=clock, synchronous="NORMAL")
    await opened.put_company(A_COMPANY)
    yield opened
    await opened.dispose()
