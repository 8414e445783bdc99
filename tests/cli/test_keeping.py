"""`rebuild`, `export` and `import`: the record made again, and carried to another installation."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from own_installation import CommandLine, start_up

CLERK = "cao-min"


def order(banjie: CommandLine, key: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={key}", "--with", f"placed_at={now}"]
    banjie.data("start", "order-lifecycle", "--start", "recorded", *data, by=CLERK)
    banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=CLERK)


def test_the_read_model_is_made_again_from_turns_and_from_histories(banjie: CommandLine) -> None:
    order(banjie, "KEEP-1")
    before = banjie.data("show", "KEEP-1")
    assert banjie.data("rebuild", "--check", "KEEP-1")["different"] == []
    rebuilt = banjie.data("rebuild", "--from-histories", "KEEP-1")
    assert (rebuilt["cases"], rebuilt["turns"], rebuilt["different"], rebuilt["unreadable"]) == (1, 2, [], {})
    assert banjie.data("show", "KEEP-1") == before


@pytest.mark.slow
def test_a_running_case_goes_on_in_another_installation(banjie: CommandLine, tmp_path: Path) -> None:
    order(banjie, "CARRY-1")
    paper, file = tmp_path / "list.csv", tmp_path / "cases.json"
    paper.write_text("sku,qty\nA1,2\n")
    banjie.data("attach", "CARRY-1", str(paper), by=CLERK)
    exported = banjie.data("export", str(file), "CARRY-1")
    assert (exported["cases"], exported["files"], exported["lost"]) == (1, 1, [])

    other = start_up(tmp_path / "other")
    try:
        assert other.banjie.data("import", str(file))["taken"] == ["order-lifecycle:CARRY-1"]
        there, here = other.banjie.data("show", "CARRY-1"), banjie.data("show", "CARRY-1")
        assert there["case"] == here["case"] and there["next"] == here["next"]
        [attached] = other.banjie.data("files", "CARRY-1")["files"]
        other.banjie.data("file", "get", attached["digest"], "--out", str(tmp_path / "again.csv"))
        assert (tmp_path / "again.csv").read_bytes() == paper.read_bytes()

        other.banjie.data("send", "order-cancelled", "CARRY-1")
        assert other.banjie.data("show", "CARRY-1")["case"]["end"] == "closed-unpaid"
        assert other.banjie("import", str(file)).code == 1
    finally:
        assert other.stop() == 0


def test_a_file_that_is_no_export_is_refused(banjie: CommandLine, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]")
    assert banjie.refused("import", str(wrong))["code"] == "not-an-export"
