"""A parked step: listed, explained, mended and tried again; buttons and returns of a process deployed by hand."""

import http.server
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from own_installation import CommandLine

PROCESS = """\
process: parts-order
name: {zh: 备件订购, en: Parts order}
department: purchasing
business_key: part
data:
  part: {type: text}
  url: {type: text}
  price: {type: money, currency: CNY}
start:
  ask: {by: {role: employee}, form: {require: [part, url]}}
steps:
  - service_task: look_up
    name: {zh: 查价, en: Look up the price}
    service: http.get
    with: {url: =url}
    retry: {attempts: 1}
    set: {price: =result.price}
  - user_task: order
    name: {zh: 订购, en: Order it}
    assign: {role: buyer}
    return: {to: [previous, look_up]}
    form: {show: [price]}
  - {end: ordered}
  - {end: withdrawn}
events:
  withdraw: {name: {zh: 撤回, en: Withdraw}, by: {person: initiator}, next: withdrawn}
"""


class Prices(http.server.BaseHTTPRequestHandler):
    """A supplier."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"price": "12.50"}')

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def supplier() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Prices)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/price"
    server.shutdown()


@pytest.fixture(scope="module")
def deployed(banjie: CommandLine) -> str:
    file = Path(banjie.folder) / "definitions/parts-order.yaml"
    file.write_text(PROCESS)
    result = banjie.data("deploy", "parts-order")
    assert [(one["process"], one["version"]) for one in result["deployed"]] == [("parts-order", 1)]
    assert "parts-order" in banjie("definitions").out
    return "parts-order"


def ask(banjie: CommandLine, part: str, url: str) -> str:
    banjie.data("start", "parts-order", "--with", f"part={part}", "--with", f"url={url}", by="cao-min")
    return part


def until_at(banjie: CommandLine, key: str, step: str) -> Any:
    """The case, as soon as it stands at a step."""
    until = time.monotonic() + 60
    while True:
        shown = banjie.data("show", key)
        if shown["case"]["at_steps"] == [step] and (step != "look_up" or shown["incidents"]):
            return shown
        assert time.monotonic() < until, shown


def test_a_failing_service_is_parked_explained_mended_and_tried_again(
    banjie: CommandLine, deployed: str, supplier: str
) -> None:
    key = ask(banjie, "PUMP-1", "http://127.0.0.1:9/nobody")
    until_at(banjie, key, "look_up")
    incident = next(one for one in banjie.data("incidents")["incidents"] if one["business_key"] == key)
    assert incident["step"] == "look_up" and incident["code"].startswith("service-")
    assert key in banjie("incidents", "--process", "parts-order").out

    stuck = next(one for one in banjie.data("stuck")["stuck"] if one["business_key"] == key)
    assert (stuck["stuck"], stuck["cause"]) == ("cannot_move", "service-failing")
    told = banjie("explain", key)
    assert "It is stuck: it cannot move." in told.out and "a service fails" in told.out
    assert "卡住：动不了" in banjie("explain", key, "--lang", "zh").out

    banjie.data("set", key, "--with", f"url={supplier}", "--reason", "the supplier has moved", by="chen-zhiyuan")
    banjie.data("retry", key, "--reason", "now it answers", by="chen-zhiyuan")
    assert until_at(banjie, key, "order")["data"]["price"] == "12.50"
    settled = banjie.data("incidents", "--resolved")["incidents"]
    assert any(one["business_key"] == key and one["how"] == "retry" for one in settled)
    assert banjie.refused("retry", key, by="chen-zhiyuan")["code"] == "no-incident"


def test_the_sheet_of_a_task_says_how_to_complete_it(banjie: CommandLine, deployed: str, supplier: str) -> None:
    key = ask(banjie, "PUMP-2", supplier)
    until_at(banjie, key, "order")
    sheet = banjie("show", f"{key}/order").out
    assert "12.50" in sheet and f"starter.py complete {key}/order" in sheet and "return" in sheet


def test_a_task_is_returned_with_a_comment_and_a_button_ends_the_case(
    banjie: CommandLine, deployed: str, supplier: str
) -> None:
    key = ask(banjie, "PUMP-3", supplier)
    task = until_at(banjie, key, "order")["open_steps"][0]["tasks"][0]
    buyer = task["holder"] or task["offered"][0]
    assert banjie.refused("return", f"{key}/order", "look_up", by=buyer)["code"] == "comment-missing"
    banjie.data("return", f"{key}/order", "look_up", "--comment", "look again", by=buyer)
    until_at(banjie, key, "order")
    assert banjie.refused("press", key, "withdraw", by=buyer)["code"] == "not-allowed"
    banjie.data("press", key, "withdraw", by="cao-min")
    assert banjie.data("show", key)["case"]["end"] == "withdrawn"
