"""A minute of killing workers and the server, slow commits and a database away; an hour is `python -m proving`."""

from pathlib import Path

import pytest

from proving.kills import prove


@pytest.mark.slow
async def test_everything_adds_up_after_a_minute_of_kills(tmp_path: Path) -> None:
    outcome = await prove(0.6, tmp_path)
    assert outcome.faults == []
    assert outcome.cases >= 10 and outcome.kills["workers"] >= 2
