"""An order worked by hand, through the command line, on a real server."""

import json
from datetime import UTC, datetime, timedelta

from own_installation import CommandLine

CLERK = "cao-min"
OTHER = "yuan-fang"


def order(banjie: CommandLine, key: str) -> str:
    """Start an order as the clerk; gives its key."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    arguments = ["--data", "docs/examples/order.json", "--with", f"order_no={key}", "--with", f"placed_at={now}"]
    started = banjie.data("start", "order-lifecycle", "--start", "recorded", *arguments, by=CLERK)
    assert started["business_key"] == key
    return key


def where(banjie: CommandLine, key: str) -> list[str]:
    return [step["row"]["step"] for step in banjie.data("show", key)["open_steps"]]


def test_an_order_is_claimed_worked_and_ended_by_what_happens_outside(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-1")
    assert f"{key}/check" in banjie("inbox", by=CLERK).out

    banjie.data("claim", f"{key}/check", by=CLERK)
    held = banjie.data("show", key)["open_steps"][0]["tasks"][0]
    assert (held["holder"], held["status"]) == (CLERK, "open")

    done = banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=CLERK)
    assert (done["status"], done["open"]) == ("done", ["payment"])

    shown = banjie("show", key)
    assert "Wait for the payment" in shown.out and "in 24 h" in shown.out

    sent = banjie.data("send", "order-cancelled", key)
    assert len(sent["cases"]) == 1
    ended = banjie.data("show", key)["case"]
    assert (ended["status"], ended["end"]) == ("completed", "closed-unpaid")
    assert key not in banjie("list").out and key in banjie("list", "--ended").out


def test_what_has_happened_is_told_in_both_languages(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-2")
    banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=CLERK)
    assert "Cao Min does “Check postage and reach”" in banjie("history", key).out
    assert "曹敏办理「邮费与到达核对」" in banjie("history", key, "--lang", "zh").out
    assert banjie.data("history", key)["turns"][0]["stimulus"]["kind"] == "started"


def test_paid_orders_say_who_must_do_what_until_when_and_what_comes_by_itself(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-3")
    banjie.data("complete", f"{key}/check", "--with", "reachable=true", by=CLERK)
    paid = {"paid_at": (datetime.now(UTC) + timedelta(seconds=1)).isoformat(), "paid_amount": "178.00"}
    banjie.data("send", "payment-confirmed", key, *[f"--with={name}={value}" for name, value in paid.items()])
    assert where(banjie, key) == ["accept"]
    shown = banjie("show", key).out
    assert "to claim: Cao Min, Yuan Fang" in shown
    assert "Accept the order: reminder, whoever has it told" in shown and "falls due" in shown
    explained = banjie.data("explain", key)
    assert [wait["cause"] for wait in explained["waits"]] == ["nobody-has-claimed"]
    assert explained["coming"]
    because = {one["about"]: one for one in explained["because"] if one["step"] == "accept"}
    assert {"offer", "due"} <= set(because) and all(one["follows"] for one in because.values())
    assert "it is for Cao Min, Yuan Fang" in because["offer"]["text"]["en"]
    told = banjie("explain", f"{key}/accept").out
    assert "nobody has claimed it" in told and "by the calendar" in told


def test_a_released_task_is_everybodys_again_and_a_transferred_one_somebody_elses(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-4")
    banjie.data("claim", f"{key}/check", by=CLERK)
    banjie.data("release", f"{key}/check", by=CLERK)
    banjie.data("claim", f"{key}/check", by=OTHER)
    banjie.data("transfer", f"{key}/check", "deng-hui", "--comment", "on leave", by=OTHER)
    assert banjie.data("show", key)["open_steps"][0]["tasks"][0]["holder"] == "deng-hui"


def test_an_operator_corrects_moves_skips_and_cancels_with_a_reason(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-5")
    banjie.data("set", key, "--with", "remark=asked twice", "--reason", "typing error", by="chen-zhiyuan")
    assert banjie.data("show", key)["data"]["remark"] == "asked twice"
    banjie.data("skip", key, "check", "--with", "reachable=true", "--reason", "checked by phone", by="chen-zhiyuan")
    assert where(banjie, key) == ["payment"]
    banjie.data("move", key, "accept", "--reason", "paid in cash", by="chen-zhiyuan")
    assert where(banjie, key) == ["accept"]
    banjie.data("cancel", key, "--reason", "a test", by="chen-zhiyuan")
    assert banjie.data("show", key)["case"]["status"] == "cancelled"
    overridden = [event for turn in banjie.data("history", key)["turns"] for event in turn["events"]]
    reasons = [event["reason"] for event in overridden if event["kind"] == "overridden"]
    assert reasons == ["typing error", "checked by phone", "paid in cash", "a test"]


def test_data_comes_from_standard_input_too(banjie: CommandLine) -> None:
    key = order(banjie, "E2E-6")
    done = banjie("complete", f"{key}/check", "--data", "-", by=CLERK, stdin=json.dumps({"reachable": True}))
    assert done.code == 0
    assert where(banjie, key) == ["payment"]
