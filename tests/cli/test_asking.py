"""Asking others about one's task through the command line, on a real server."""

from datetime import UTC, datetime

from own_installation import CommandLine

CLERK = "cao-min"
OTHER = "yuan-fang"


def order(banjie: CommandLine, key: str) -> str:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    data = ["--data", "docs/examples/order.json", "--with", f"order_no={key}", "--with", f"placed_at={now}"]
    banjie.data("start", "order-lifecycle", "--start", "recorded", *data, by=CLERK)
    return f"{key}/check"


def test_a_signer_is_asked_sees_what_for_and_signs_before_the_task_goes_on(banjie: CommandLine) -> None:
    task = order(banjie, "SIGN-1")
    banjie.data("add-signer", task, OTHER, "--comment", "is the postage right", by=CLERK)
    assert "asked to sign before Cao Min decides: is the postage right" in banjie("show", task).out
    assert banjie.refused("complete", task, "--with", "reachable=true", by=CLERK)["code"] == "task-waits"

    banjie.data("complete", task, by=OTHER)
    banjie.data("complete", task, "--with", "reachable=true", by=CLERK)
    assert "asks Yuan Fang to sign" in banjie("history", "SIGN-1").out


def test_signers_and_questions_are_taken_back(banjie: CommandLine) -> None:
    task = order(banjie, "ASK-2")
    banjie.data("add-signer", task, OTHER, by=CLERK)
    banjie.data("remove-signer", task, by=CLERK)
    banjie.data("ask", task, OTHER, "--comment", "is it far", by=CLERK)
    banjie.data("unask", task, by=CLERK)
    assert banjie.refused("unask", task, by=CLERK)["code"] == "nothing-asked"
    assert banjie.refused("supplement", task, "note", "-c", "why", by=CLERK)["code"] == "supplement-not-here"
