"""`up`: everything on this machine; stopped and started again, every case is where it was."""

import os
import re
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from own_installation import CommandLine, Running, start_up


def started(banjie: CommandLine, key: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={key}", "--with", f"placed_at={now}"]
    banjie.data("start", "order-lifecycle", "--start", "recorded", *data, by="cao-min")


def test_tells_where_everything_is_and_how_to_go_on(running: Running) -> None:
    said = (running.var.parent / "up.log").read_text()
    assert "Banjie is running" in said and re.search(r"definitions +[0-9]+ deployed", said)
    assert str(running.var) in said and "python starter.py inbox --as cao-min" in said


def test_a_second_one_in_the_same_folder_is_refused(running: Running, banjie: CommandLine) -> None:
    ended = banjie("up", "--port", "0", "--ui-port", "0", "--pages-port", "0")
    assert ended.code == 1 and "runs-already" in ended.err and str(running.process.pid) in ended.err


def test_is_well_and_lists_the_planned_processes(banjie: CommandLine) -> None:
    result = banjie.data("doctor")
    checks = {check["what"]: check for check in result["checks"]}
    assert result["well"]
    assert {"python", "packages", "disk", "server", "database", "worker", "definitions", "files", "mail"} <= set(checks)
    assert "stock-alarm-replenishment" in checks["planned"]["said"]
    assert "not announced yet" in checks["calendars"]["said"]


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    """An installation of one's own, to stop and to kill."""
    here = start_up(tmp_path)
    yield here
    if here.process.poll() is None:
        here.stop()


@pytest.mark.slow
def test_stopped_and_started_again_it_finds_every_case_and_works_it_to_its_end(own: Running, tmp_path: Path) -> None:
    started(own.banjie, "AGAIN-1")
    own.banjie.data("claim", "AGAIN-1/check", by="cao-min")
    before, told = own.banjie.data("show", "AGAIN-1"), own.banjie.data("history", "AGAIN-1")
    assert own.stop() == 0
    log = (tmp_path / "up.log").read_text()
    assert "Stopped." in log and "Traceback" not in log and "ERROR" not in log
    stopped = own.banjie("list")
    assert stopped.code == 3 and "make up" in stopped.err

    again = start_up(tmp_path)
    try:
        assert again.banjie.data("show", "AGAIN-1") == before
        assert again.banjie.data("history", "AGAIN-1") == told
        done = again.banjie.data("complete", "AGAIN-1/check", "--with", "reachable=true", by="cao-min")
        assert done["open"] == ["payment"]
        again.banjie.data("send", "order-cancelled", "AGAIN-1")
        ended = again.banjie.data("show", "AGAIN-1")["case"]
        assert (ended["status"], ended["end"]) == ("completed", "closed-unpaid")
        rebuilt = again.banjie.data("rebuild", "--from-histories", "AGAIN-1")
        assert (rebuilt["different"], rebuilt["unreadable"]) == ([], {})
    finally:
        assert again.stop() == 0


@pytest.mark.slow
def test_killed_hard_it_starts_again_and_finds_every_case(own: Running, tmp_path: Path) -> None:
    started(own.banjie, "KILLED-1")
    os.kill(own.process.pid, signal.SIGKILL)
    own.process.wait()
    dead = own.banjie("list")
    assert dead.code == 3 and "make up" in dead.err

    again = start_up(tmp_path)
    until = time.monotonic() + 60
    try:
        done = again.banjie.data("complete", "KILLED-1/check", "--with", "reachable=true", by="cao-min")
        assert done["status"] in ("done", "pending"), "the server looks for the killed worker for ten seconds"
        while again.banjie.data("show", "KILLED-1")["case"]["at_steps"] != ["payment"]:
            assert time.monotonic() < until
        assert again.banjie.data("rebuild", "--check")["different"] == []
    finally:
        assert again.stop() == 0
