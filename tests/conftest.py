"""What waits longest begins first: the last minutes of the suite are then not one test's alone."""

from pathlib import Path

import pytest

FIRST = ("web", "shell", "cli", "api", "door")
"""Rooms whose tests wait for servers and browsers more than they work; the others follow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the rooms that wait first; within a room all stays as it was."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        room = item.path.relative_to(here).parts[0]
        return FIRST.index(room) if room in FIRST else len(FIRST)

    items.sort(key=place)
