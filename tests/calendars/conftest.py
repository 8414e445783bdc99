"""The company's own calendars, as their files say, and short words for asking them."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.calendars import Calendars, Instant, parse_rung_moment

FILES = Path(__file__).parents[2] / "definitions" / "calendars"
CHINA = timezone(timedelta(hours=8))


def read_files() -> list[dict[str, Any]]:
    return [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(FILES.glob("*.yaml"))]


@pytest.fixture(scope="session")
def calendars() -> Calendars:
    files = read_files()
    return Calendars.read([one for one in files if "calendar" in one], [one for one in files if "calendar" not in one])


def china(text: str) -> datetime:
    """An instant as China's clock shows it: '2026-03-02 20:55'."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


Ask = Callable[..., Instant]


@pytest.fixture
def ask(calendars: Calendars) -> Ask:
    """When a moment comes: ask('2 weeks before etd', '2026-07-10 10:00', etd=date(2026, 7, 29))."""

    def asked(moment: str, base: str, calendar: str = "office", roll: Any = None, **values: Any) -> Instant:
        bound = parse_rung_moment(moment).bind(values.__getitem__)
        assert bound is not None
        return calendars.instant(bound, china(base), calendar=calendar, roll=roll)

    return asked


@pytest.fixture
def ask_share(calendars: Calendars) -> Callable[..., Instant | None]:
    """When a share of the time allowed has passed."""

    def asked(percent: int, moment: str, base: str, calendar: str = "office", **values: Any) -> Instant | None:
        bound = parse_rung_moment(moment).bind(values.__getitem__)
        assert bound is not None
        due = calendars.instant(bound, china(base), calendar=calendar)
        return calendars.share(china(base), due.at, percent, bound, calendar)

    return asked
