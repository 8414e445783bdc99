"""The shell on the real server. One server for all tests; an office of its own for each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

import embedded
from proving.office import Office, open_office


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of a real Temporal server."""
    async with embedded.temporal_server(tmp_path_factory.mktemp("server"), synchronous="NORMAL") as address:
        yield address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def skipping_server() -> AsyncIterator[str]:
    """The address of a server that skips time."""
    async with embedded.time_skipping_server() as address:
        yield address


@pytest_asyncio.fixture
async def office(server: str, tmp_path: Path) -> AsyncIterator[Office]:
    """An office with a worker in this process."""
    async with open_office(server, tmp_path) as here:
        yield here
