"""Two people, or one and a message or a limit, want something of one task in the same instant, from two processes.

What comes of it is one of the two orders on the pure core, to the digest; whoever comes too late is told what happened,
when and by whom. All 252 pairs, several rounds each, are `python -m proving races`.
"""

from pathlib import Path

import pytest

from proving.office import open_office
from proving.races.report import Report
from proving.races.run import race
from proving.races.verbs import Pair

TELLING = [
    Pair("approve", "recall"), Pair("approve", "refuse"), Pair("approve", "lapse"), Pair("approve", "message"),
    Pair("return", "add_signer"), Pair("claim", "claim"), Pair("claim", "release"), Pair("transfer", "delegate"),
    Pair("approve", "withdraw"), Pair("approve", "take_back"), Pair("return", "return"), Pair("hold", "resume"),
    Pair("remove_signer", "approve"), Pair("message", "lapse"),
]  # fmt: skip


@pytest.fixture
async def report(server: str, tmp_path: Path) -> Report:
    async with open_office(server, tmp_path) as here:
        return await race(here, TELLING, rounds=1)


async def test_what_races_comes_out_as_one_after_the_other(report: Report) -> None:
    assert report.wrong == [], report
    assert report.races == len(TELLING)
    assert report.first_came_first + report.second_came_first + report.no_difference == report.races
    assert report.apart["most_ms"] < 1000, "Expected both to act in the same instant"
