"""`demo`: a month of office life, on the server that skips time."""

from pathlib import Path

import pytest
from own_installation import offline


@pytest.mark.slow
def test_a_month_passes_in_under_a_minute_and_all_four_stories_come_out(tmp_path: Path) -> None:
    told = offline(tmp_path).data("demo")
    assert told["seconds"] < 60
    assert list(told["ended"].values()) == ["completed", "completed", "cancelled-refunded", "lost-settled"]
    sentences = [line["sentence"] for line in told["timeline"]]
    assert any("is not paid yet" in one or "Payment reminder" in one for one in sentences), (
        "the buyer is reminded to pay"
    )
    assert any("is due and not done" in one for one in sentences), "nobody accepts, and the superior hears of it"
    assert not any(line["what"] == "incident-raised" for line in told["timeline"])
    moments = [line["at"] for line in told["timeline"]]
    assert moments[0] < "2026-03-03" and moments[-1] > "2026-03-12"
