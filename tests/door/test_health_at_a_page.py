"""Hints of health for who reads a page: what to press or whom to ask, never what to type."""

import re
from datetime import UTC, datetime

import pytest
from doorway import Door

from activities.checks import NAMES, Check
from activities.health import calendars
from api.health_told import check_told

COMMAND = re.compile(r"`|starter\.py|BANJIE_|python ")


@pytest.mark.parametrize("what", NAMES)
def test_a_page_names_no_command(what: str) -> None:
    told = check_told(
        Check(what, "bad", ("it is down", "停了"), ("`starter.py up` starts it.", "`starter.py up` 启动。"))
    )
    assert told.hint.zh and told.hint.en and told.hint.zh != told.hint.en
    assert not COMMAND.search(told.hint.zh + told.hint.en)


async def test_a_year_begins_with_the_companys_day(office: Door) -> None:
    """It is 2027 in Shanghai while it is still 2026 in Greenwich."""
    before, after = (datetime(2026, 12, 31, hour, 30, tzinfo=UTC) for hour in (15, 16))
    said = {at: " ".join(one.said[0] for one in await calendars(office.store, at)) for at in (before, after)}
    assert "2027" in said[before] and "2028" not in said[before]
    assert "2027, 2028" in said[after]


def test_who_needs_no_hint_gets_none() -> None:
    assert check_told(Check("worker", "good", ("works", "正常"))).hint.zh == ""
