"""Weeks and months of a company, by its own clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from engine.insight.months import last_months, week_begins

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        (datetime(2026, 3, 8, 15, 59, tzinfo=UTC), 2),  # Sunday, nearly midnight in Shanghai
        (datetime(2026, 3, 8, 16, tzinfo=UTC), 9),
        (datetime(2026, 3, 11, 3, tzinfo=UTC), 9),
    ],
)
def test_a_week_begins_with_the_companys_monday(now: datetime, monday: int) -> None:
    assert week_begins(now, SHANGHAI) == datetime(2026, 3, monday, tzinfo=SHANGHAI)


def test_a_month_begins_with_the_companys_first_day() -> None:
    found = last_months(datetime(2026, 2, 28, 16, tzinfo=UTC), SHANGHAI, 3)
    assert [one.name for one in found] == ["2026-03", "2026-02", "2026-01"]
    assert found[0].begins == datetime(2026, 3, 1, tzinfo=SHANGHAI)
