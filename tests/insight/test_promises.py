"""What became of a promise: kept, broken, void, or still open."""

from datetime import UTC, datetime, timedelta

import pytest

from engine.insight.promises import Fate, fate_of

UNTIL = datetime(2026, 3, 2, 4, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "done_at", "decided", "fate"),
    [
        (UNTIL, None, False, "open"),
        (UNTIL + SECOND, None, False, "broken"),
        (UNTIL + SECOND, UNTIL, True, "kept"),
        (UNTIL + SECOND, UNTIL + SECOND, True, "broken"),
        (UNTIL - SECOND, UNTIL - SECOND, False, "void"),
        (UNTIL + SECOND, UNTIL, False, "void"),
    ],
)
def test_what_was_done_by_the_very_moment_counts(
    now: datetime, done_at: datetime | None, decided: bool, fate: Fate
) -> None:
    assert fate_of(UNTIL, now, done_at, decided=decided) == fate
