"""One installation that all tests of the command line share."""

from collections.abc import Iterator

import pytest
from own_installation import CommandLine, Running, start_up


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The installation all tests share."""
    here = start_up(tmp_path_factory.mktemp("installation"))
    yield here
    if here.process.poll() is None:
        here.stop()


@pytest.fixture(scope="session")
def banjie(running: Running) -> CommandLine:
    """The command line of the shared installation."""
    return running.banjie
