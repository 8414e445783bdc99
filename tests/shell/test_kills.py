"""People work while workers, server and database die: what is left is what the histories say, and all was once.

An hour of it, with the database away for a minute at a time, is `make prove`.
"""

import pytest

from proving.kills.databases import Kind
from proving.kills.run import Report, prove
from proving.postgres_cluster import programs

pytestmark = pytest.mark.slow


async def proved(kind: Kind, minutes: float, seed: int) -> Report:
    report = await prove(minutes, seed, kind, longest_away=6)
    assert report.wrong == [], report
    return report


async def test_everything_survives_half_a_minute_of_killing_on_sqlite() -> None:
    report = await proved("sqlite", 0.5, seed=11)
    assert report.cases and report.turns and report.commands and report.kills["killed"]


@pytest.mark.skipif(
    programs() is None, reason="no PostgreSQL in /usr/lib/postgresql (Debian: apt-get install -y postgresql)"
)
async def test_everything_survives_half_a_minute_of_killing_on_postgresql() -> None:
    report = await proved("postgresql", 0.5, seed=12)
    assert report.cases and report.turns and report.commands and report.kills["killed"]
