"""A case that goes round for ever: one history after another, with everything that waits beside it carried along.

Three thousand rounds, and what the last ones cost, are `python -m proving long-case`.
"""

from pathlib import Path

import pytest

from proving.long_case import run
from proving.office import open_office

pytestmark = pytest.mark.slow


async def test_what_waits_beside_a_loop_is_there_after_hundreds_of_rounds(server: str, tmp_path: Path) -> None:
    async with open_office(server, tmp_path, turns_a_run=60) as office:
        found = await run(office, 400)
    assert (found.end, found.heard, found.told) == ("arrived", True, "as asked")
    assert found.runs >= 5 and found.rang_in_run > 1
