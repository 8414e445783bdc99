"""Bad commands are refused with a code and a sentence, and leave no trace in the history."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from own_installation import CommandLine, Running
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

CLERK = "cao-min"
KEY = "BAD-1"
UPDATES = (
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ADMITTED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED,
)


@pytest.fixture(scope="module")
def order(banjie: CommandLine) -> str:
    """An order that stands at `accept`, held by nobody; `check` is done."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={KEY}", "--with", f"placed_at={now}"]
    banjie.data("start", "order-lifecycle", "--start", "recorded", *data, by=CLERK)
    banjie.data("complete", f"{KEY}/check", "--with", "reachable=true", by=CLERK)
    banjie.data("send", "payment-confirmed", KEY, "--with", f"paid_at={now}", "--with", "paid_amount=178.00")
    banjie.data("claim", f"{KEY}/accept", by=CLERK)
    return KEY


def updates(running: Running, key: str) -> int:
    """How many events of Updates the order's history has."""

    async def count() -> int:
        noted = json.loads((running.var / "installation.json").read_text())
        client = await Client.connect(noted["temporal"], namespace=noted["namespace"])
        history = await client.get_workflow_handle(f"order-lifecycle:{key}").fetch_history()
        return sum(event.event_type in UPDATES for event in history.events)

    return asyncio.run(count())


BAD: dict[str, tuple[tuple[str, ...], str, str]] = {
    "a task done already": (("complete", f"{KEY}/check", "--with", "reachable=true"), CLERK, "task-not-open"),
    "somebody else's task": (("complete", f"{KEY}/accept"), "yuan-fang", "not-yours"),
    "a task somebody has": (("claim", f"{KEY}/accept"), "yuan-fang", "already-claimed"),
    "a wrong outcome": (("complete", f"{KEY}/accept", "perhaps"), CLERK, "unknown-outcome"),
    "a field of no form": (("complete", f"{KEY}/accept", "--with", "total=1"), CLERK, "field-not-editable"),
    "an unknown person": (("claim", f"{KEY}/accept"), "cao-mni", "unknown-person"),
    "a return that is not allowed": (("return", f"{KEY}/accept", "check"), CLERK, "cannot-return-there"),
    "a step that is not open": (("skip", KEY, "print", "--reason", "no"), CLERK, "step-not-open"),
    "a button that is not there": (("press", KEY, "explode"), CLERK, "unknown-event"),
}


@pytest.mark.parametrize("bad", BAD)
def test_refuses_with_a_code_and_a_sentence(bad: str, banjie: CommandLine, running: Running, order: str) -> None:
    arguments, by, code = BAD[bad]
    before = updates(running, order)
    refusal = banjie.refused(*arguments, by=by)
    assert refusal["code"] == code
    assert_is_a_sentence(refusal)
    assert updates(running, order) == before


def assert_is_a_sentence(refusal: Any) -> None:
    assert refusal["message"].startswith("Expected "), refusal
    assert "Traceback" not in refusal["message"] and "Error" not in refusal["message"]


def test_refuses_an_unknown_case_and_says_which_was_meant(banjie: CommandLine, order: str) -> None:
    refusal = banjie.refused("complete", "BAD-11/accept", by=CLERK)
    assert refusal["code"] == "unknown-case" and "`BAD-1`" in refusal["hint"]


def test_says_who_did_a_task_that_is_done_already(banjie: CommandLine, order: str) -> None:
    ended = banjie("complete", f"{order}/check", by=CLERK)
    assert ended.code == 1 and "cao-min" in ended.err


def test_refuses_a_missing_field_and_a_wrong_type_by_their_names(
    banjie: CommandLine, running: Running, order: str
) -> None:
    banjie.data("complete", f"{order}/accept", by=CLERK)
    before = updates(running, order)
    missing = banjie.refused("complete", f"{order}/contact", "confirmed", by=CLERK)
    assert (missing["code"], list(missing["fields"])) == ("field-missing", ["contact_tries"])
    wrong = banjie.refused("complete", f"{order}/contact", "confirmed", "--with", "contact_tries=many", by=CLERK)
    assert (wrong["code"], list(wrong["fields"])) == ("wrong-type", ["contact_tries"])
    assert updates(running, order) == before


def test_refuses_300_kb_of_data(banjie: CommandLine, running: Running, order: str, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_text(json.dumps({"contact_tries": 1, "remark": "x" * 300_000}))
    before = updates(running, order)
    refusal = banjie.refused("complete", f"{order}/contact", "confirmed", "--data", str(large), by=CLERK)
    assert refusal["code"] == "too-large" and "256" in refusal["message"]
    assert updates(running, order) == before


def test_refuses_300_kb_at_the_start_too(banjie: CommandLine, tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    data = json.loads((banjie.folder / "docs/examples/order.json").read_text())
    large.write_text(json.dumps({**data, "order_no": "LARGE-1", "shop": "x" * 300_000}))
    refusal = banjie.refused("start", "order-lifecycle", "--start", "recorded", "--data", str(large), by=CLERK)
    assert refusal["code"] == "too-large"
    assert banjie.refused("show", "LARGE-1")["code"] == "unknown-case"


def test_a_second_start_with_the_key_of_a_running_case_is_refused(banjie: CommandLine, order: str) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={order}", "--with", f"placed_at={now}"]
    assert banjie.refused("start", "order-lifecycle", "--start", "recorded", *data, by=CLERK)["code"] == "key-taken"


def test_a_message_nobody_waits_for_is_said_to_be_so(banjie: CommandLine, order: str) -> None:
    assert banjie.refused("send", "parcel-signed", "nobody")["code"] == "nobody-waits"
    assert "`parcel-signed`" in banjie.refused("send", "parcel-singed", "nobody")["hint"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["lst"], 2, "`list`"),
        (["complete"], 2, "TASK"),
        (["complete", "X/y", "--wiht", "a=b"], 2, "--with"),
        (["complete", "X/y", "--with", "a", "--as", CLERK], 2, "FIELD=VALUE"),
        (["complete", "X/y", "--data", "none.json", "--as", CLERK], 2, "none.json"),
        (["claim", "X/y"], 2, "--as"),
        (["cancel", "X", "--as", CLERK], 2, "--reason"),
        (["validate", "nothing"], 2, "order-lifecycle"),
    ],
)
def test_commands_typed_wrongly_end_with_two_and_a_hint(
    arguments: list[str], code: int, says: str, banjie: CommandLine
) -> None:
    ended = banjie(*arguments)
    assert ended.code == code
    assert says in ended.err and "Traceback" not in ended.err


def test_where_nothing_runs_commands_end_with_three_and_say_how_to_start(banjie: CommandLine, tmp_path: Path) -> None:
    ended = banjie("list", "--var", str(tmp_path))
    assert ended.code == 3 and "make up" in ended.err
