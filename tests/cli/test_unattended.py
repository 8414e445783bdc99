"""What went wrong while nobody stood by: refused starts, instants of schedules, what does not leave; and what helps."""

import asyncio
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from own_installation import CommandLine, Running

from store import PastInstant, Schedule, Store
from store.schedules import Mark

COUNT = """\
process: shelf-count
name: {zh: 货架盘点, en: Shelf count}
department: warehouse
business_key: ref
data:
  ref: {type: text, numbering: 'PD-{yyyymmdd}-{nnn}'}
  shelf: {type: text, name: {zh: 货架, en: Shelf}}
messages:
  count-wanted: {name: {zh: 要求盘点, en: A count is wanted}, key: ref}
start:
  yearly: {schedule: 'cron 0 9 1 1 *'}
  told: {message: count-wanted, form: {REQUIRE: [shelf]}}
steps:
  - user_task: count
    assign: {role: warehouse-keeper}
  - end: counted
"""
ASKER = """\
process: count-asker
name: {zh: 盘点申请, en: Ask for a count}
department: warehouse
business_key: ref
data:
  ref: {type: text}
messages:
  count-wanted: {name: {zh: 要求盘点, en: A count is wanted}, key: ref}
start:
  ask: {by: {role: employee}, form: {require: [ref]}}
steps:
  - {send: tell, message: count-wanted}
  - end: asked
"""
OPERATOR = "chen-zhiyuan"


def deploy(banjie: CommandLine, *, needs_a_shelf: bool) -> None:
    folder = Path(banjie.folder) / "definitions"
    form = "require" if needs_a_shelf else "edit"
    (folder / "shelf-count.yaml").write_text(COUNT.replace("REQUIRE", form))
    (folder / "count-asker.yaml").write_text(ASKER)
    banjie.data("deploy", "shelf-count", "count-asker")


@pytest.fixture(scope="module")
def deployed(banjie: CommandLine) -> None:
    deploy(banjie, needs_a_shelf=True)


def refused_by_message(banjie: CommandLine) -> str:
    """A start refused for want of a shelf; gives its id."""
    before = {one["case_id"] for one in banjie.data("starts")["refused_starts"]}
    assert banjie.refused("send", "count-wanted")["code"] == "start-refused"
    (fresh,) = [one for one in banjie.data("starts")["refused_starts"] if one["case_id"] not in before]
    assert (fresh["process"], fresh["start"], fresh["code"]) == ("shelf-count", "told", "field-missing")
    return str(fresh["case_id"])


def check(banjie: CommandLine, what: str) -> Any:
    return next(one for one in banjie.data("doctor")["checks"] if one["what"] == what)


def test_a_refused_start_is_shown_with_what_helps_and_dropped_with_a_reason(
    banjie: CommandLine, deployed: None
) -> None:
    refused = refused_by_message(banjie)
    assert check(banjie, "starts")["state"] == "note" and "starter.py starts" in check(banjie, "starts")["hint"]
    assert refused in [one["case_id"] for one in banjie.data("incidents")["refused_starts"]]
    for command in ("incidents", "starts"):
        shown = banjie.here(command).out
        assert refused[:8] in shown and "field-missing" in shown
        assert "starter.py starts retry" in shown and "starter.py starts drop" in shown
        assert "被拒的发起" in banjie.here(command, "--lang", "zh").out

    assert banjie.here("starts", "drop", refused[:8], by=OPERATOR).code == 2, "without a reason"
    assert banjie.refused("starts", "drop", refused[:8], "--reason", " ", by=OPERATOR)["code"] == "reason-missing"
    dropped = banjie.data("starts", "drop", refused[:8], "--reason", "counted by hand", by=OPERATOR)
    assert (dropped["settled_by"], dropped["settled_reason"]) == (OPERATOR, "counted by hand")
    assert refused not in [one["case_id"] for one in banjie.data("starts")["refused_starts"]]
    assert banjie.refused("starts", "retry", refused, by=OPERATOR)["code"] == "no-refused-start"
    assert banjie.refused("starts", "drop", "nothing", "--reason", "x", by=OPERATOR)["code"] == "no-refused-start"


def test_a_refused_start_begins_once_its_cause_is_mended(banjie: CommandLine, deployed: None) -> None:
    refused = refused_by_message(banjie)
    assert banjie.refused("starts", "retry", refused, by=OPERATOR)["code"] == "field-missing"
    deploy(banjie, needs_a_shelf=False)
    try:
        started = banjie.data("starts", "retry", refused[:8], by=OPERATOR)
        assert started["case_id"] == refused
        assert banjie.data("show", started["business_key"])["case"]["at_steps"] == ["count"]
    finally:
        deploy(banjie, needs_a_shelf=True)
    assert refused not in [one["case_id"] for one in banjie.data("starts")["refused_starts"]]


def test_what_does_not_leave_is_shown_with_what_helps_and_sent_again(banjie: CommandLine, deployed: None) -> None:
    banjie.data("start", "count-asker", "--with", "ref=ASK-1", by="cao-min")
    until = time.monotonic() + 60
    while not (letters := [one for one in banjie.data("outbox")["failing"] if one["name"].startswith("ASK-1/")]):
        assert time.monotonic() < until
    (letter,) = letters
    assert letter["given_up"] and "field-missing" in letter["last_error"]
    assert check(banjie, "outbox")["state"] == "note" and "starter.py outbox" in check(banjie, "outbox")["hint"]
    assert letter["name"] in [one["name"] for one in banjie.data("incidents")["failing"]]
    assert letter["name"] in banjie.here("outbox").out and "given up" in banjie.here("incidents").out
    assert "已放弃" in banjie.here("outbox", "--lang", "zh").out

    assert banjie.refused("outbox", "retry", "ASK-1/9/9")["code"] == "unknown-letter"
    deploy(banjie, needs_a_shelf=False)
    try:
        assert banjie.data("outbox", "retry", letter["name"])["again"] == [letter["name"]]
        while letter["name"] in [one["name"] for one in banjie.data("outbox")["failing"]]:
            assert time.monotonic() < until
    finally:
        deploy(banjie, needs_a_shelf=True)


def note(running: Running, past: PastInstant) -> None:
    """Write what became of an instant of the yearly count, as the worker does that was away."""

    async def write() -> None:
        store = await Store.open(json.loads((running.var / "installation.json").read_text())["store"])
        try:
            mark = Mark(Schedule("shelf-count", "yearly"), "", past.at, datetime.now(UTC))
            await store.settle_instants(mark, [past], datetime.now(UTC))
        finally:
            await store.dispose()

    asyncio.run(write())


def test_schedules_say_what_is_next_and_which_instants_came_to_nothing(
    banjie: CommandLine, running: Running, deployed: None
) -> None:
    def yearly() -> Any:
        return next(one for one in banjie.data("starts")["schedules"] if one["process"] == "shelf-count")

    until = time.monotonic() + 60
    while yearly()["next_at"] is None:  # until a worker has seen it
        assert time.monotonic() < until
    assert datetime.fromisoformat(yearly()["next_at"]).hour == 1, "nine o'clock in China"
    assert yearly()["went_wrong"] == [] and "the next" in check(banjie, "schedules")["said"]

    note(running, PastInstant(datetime.now(UTC) - timedelta(days=300), "missed"))
    assert [one["outcome"] for one in yearly()["went_wrong"]] == ["missed"]
    assert "missed" in banjie.here("starts").out and "错过" in banjie.here("starts", "--lang", "zh").out
    assert "shelf-count.yearly" in banjie.here("incidents", "--process", "shelf-count").out
    assert check(banjie, "schedules")["state"] == "note"
