"""The API of the company in `definitions/`, on a real Temporal server with a worker. One house for all tests of a file;
every test brings its own cases.
"""

from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

import embedded
from proving.house import Client, House, house_at


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The house of all tests."""
    async with (
        embedded.temporal_server(tmp_path_factory.mktemp("server"), synchronous="NORMAL") as address,
        house_at(address, tmp_path_factory.mktemp("house")) as here,
    ):
        yield here


@pytest.fixture
def as_person(house: House) -> Callable[..., Client]:
    """The API as somebody sees it: `async with as_person("cao-min") as desk: …`."""
    return house.as_person
