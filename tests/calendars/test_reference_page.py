"""The page on business time says what the calendars do."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.calendars.conftest import Ask

PAGE = Path(__file__).parents[2] / "docs" / "business-time.md"
ROW = re.compile(r"\| `([^`]+)` \| (.+?) \| ([a-z-]+) \| ([A-Z][a-z]{2} [0-9-]+ [0-9:]+) \|")
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))


def test_the_page_has_its_table() -> None:
    assert len(ROWS) > 15


@pytest.mark.parametrize(("moment", "start", "calendar", "due"), ROWS)
def test_every_line_of_the_table_is_true(ask: Ask, moment: str, start: str, calendar: str, due: str) -> None:
    word, rest = start.split(" ", 1)
    if word == "etd":
        found = ask(moment, "2026-03-02 10:00", calendar, etd=date.fromisoformat(rest))
    else:
        assert f"{date.fromisoformat(rest[:10]):%a}" == word
        found = ask(moment, rest, calendar)
    assert f"{found.at:%a %Y-%m-%d %H:%M}" == due
