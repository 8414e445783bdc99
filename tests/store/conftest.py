"""Every test of the store runs on a real SQLite file and on a real PostgreSQL."""

import shutil
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hand_made import A_COMPANY, Clock

from proving.postgres_cluster import cluster, programs
from store import Store
from store.database import Database
from store.migrations import migrate

TEMPLATE = "banjie_template"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The url of a PostgreSQL server, up to the name of a database; skips where none is installed."""
    bin_folder = programs()
    if bin_folder is None:
        pytest.skip("no PostgreSQL found in /usr/lib/postgresql (Debian: apt-get install -y postgresql)")
    with cluster(bin_folder) as url:
        yield url.rpartition("/")[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/banjie.db"
    return _made(request.getfixturevalue("postgres"), f"banjie_{uuid4().hex}")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that has been migrated, to be copied."""
    path = tmp_path_factory.mktemp("store") / "migrated.db"
    _migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_server(postgres: str) -> str:
    """A server with a migrated database, to be copied."""
    _migrated(_made(postgres, TEMPLATE))
    return postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The url of a migrated database."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "banjie.db")
        return f"sqlite:///{tmp_path}/banjie.db"
    return _made(request.getfixturevalue("migrated_server"), f"banjie_{uuid4().hex}", TEMPLATE)


def _made(server: str, name: str, template: str = "template1") -> str:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{server}/{name}"


def _migrated(url: str) -> None:
    database = Database.connect(url)
    migrate(database)
    database.engine.dispose()


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
