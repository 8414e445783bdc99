"""http.get, http.post, http.put, http.delete against a real server."""

import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from activities.connectors import Call, ConnectorError, http
from activities.connectors.hosts import Hosts
from activities.connectors.http import Failed
from tests.connectors.other_side import SEEN


async def test_the_json_of_the_answer_is_the_result(url: str, call: Call) -> None:
    result = await http.post({"url": f"{url}/ship", "json": {"order": "O-1"}}, call)
    assert result["number"] == "SF-1"
    (seen,) = SEEN
    assert (seen["method"], json.loads(seen["body"])) == ("POST", {"order": "O-1"})


async def test_the_same_step_has_the_same_idempotency_key(url: str, call: Call) -> None:
    for connector in (http.get, http.post, http.put, http.delete):
        await connector({"url": f"{url}/x"}, call)
    assert [seen["headers"]["idempotency-key"] for seen in SEEN] == [call.key] * 4
    assert [seen["method"] for seen in SEEN] == ["GET", "POST", "PUT", "DELETE"]


async def test_numbers_stay_exact(url: str, call: Call) -> None:
    assert await http.get({"url": f"{url}/number"}, call) == {"price": 19.99, "weight": "0.1234567890123456789"}


@pytest.mark.parametrize(("way", "result"), [("text", {"text": "好"}), ("nothing", None)])
async def test_an_answer_that_is_no_json_is_a_text_or_nothing(url: str, call: Call, way: str, result: Any) -> None:
    assert await http.get({"url": f"{url}/{way}"}, call) == result


async def test_the_query_is_added(url: str, call: Call) -> None:
    result = await http.get({"url": f"{url}/x?a=1", "query": {"b": "二"}}, call)
    assert result["query"] == {"a": "1", "b": "二"}


@pytest.mark.parametrize(
    ("way", "code"),
    [
        ("error/out-of-area", "out-of-area"),
        ("error/Not%20A%20Code", "http-422"),
        ("status/404", "http-404"),
        ("large", "too-large"),
        ("away", "redirected-elsewhere"),
        ("circle", "too-many-redirects"),
    ],
)
async def test_a_foreseen_error_has_its_code(url: str, call: Call, way: str, code: str) -> None:
    with pytest.raises(ConnectorError) as error:
        await http.get({"url": f"{url}/{way}"}, call)
    assert error.value.code == code


@pytest.mark.parametrize(
    "way", ["status/500", "status/503", "status/429", "status/408", "broken-json", "no-number", "deep"]
)
async def test_what_may_work_the_next_time_fails_without_a_code(url: str, call: Call, way: str) -> None:
    with pytest.raises(Failed):
        await http.get({"url": f"{url}/{way}"}, call)


@pytest.mark.parametrize("host", ["169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "2852039166"])
async def test_what_is_on_the_link_of_the_machine_is_not_called(host: str, call: Call) -> None:
    with pytest.raises(ConnectorError) as error:
        await http.get({"url": f"http://{host}/latest/meta-data"}, call)
    assert error.value.code == "host-not-allowed"


async def test_where_hosts_are_named_no_other_one_is_called(url: str, call: Call) -> None:
    named = replace(call, hosts=Hosts(frozenset({"127.0.0.1"})))
    assert await http.get({"url": f"{url}/text"}, named) == {"text": "好"}
    for other in (url.replace("127.0.0.1", "localhost"), "http://erp.invalid"):
        with pytest.raises(ConnectorError) as error:
            await http.get({"url": f"{other}/text"}, named)
        assert error.value.code == "host-not-allowed"
    assert len(SEEN) == 1


async def test_a_redirect_on_the_same_host_is_followed(url: str, call: Call) -> None:
    assert (await http.post({"url": f"{url}/moved", "json": {"a": 1}}, call))["price"] == 19.99
    assert [(seen["method"], seen["body"]) for seen in SEEN] == [("POST", '{"a":1}')] * 2


async def test_a_redirect_that_would_turn_an_act_into_a_question_is_refused(url: str, call: Call) -> None:
    with pytest.raises(ConnectorError) as error:
        await http.post({"url": f"{url}/seen-other"}, call)
    assert error.value.code == "redirected"


async def test_a_secret_goes_into_a_header_by_its_name_and_nowhere_else(
    url: str, call: Call, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    result = await http.get({"url": f"{url}/x", "secrets": {"Authorization": "stock_token"}}, call)
    assert SEEN[0]["headers"]["authorization"] == "Bearer abc"
    assert "Bearer abc" not in f"{result}{caplog.text}{call}"


@pytest.mark.parametrize(
    ("host", "name", "code"),
    [("localhost", "stock_token", "secret-not-for-host"), ("127.0.0.1", "other", "unknown-secret")],
)
async def test_a_secret_is_only_sent_where_it_belongs(url: str, call: Call, host: str, name: str, code: str) -> None:
    with pytest.raises(ConnectorError) as error:
        await http.get({"url": url.replace("127.0.0.1", host), "secrets": {"Authorization": name}}, call)
    assert (error.value.code, SEEN) == (code, [])


@pytest.mark.parametrize(
    "wrong", [{}, {"url": "ftp://x/y"}, {"url": "file:///etc/passwd"}, {"url": "http://x", "jsn": 1}]
)
async def test_a_wrong_input_is_told_by_field(call: Call, wrong: dict[str, Any]) -> None:
    with pytest.raises(ConnectorError) as error:
        await http.post(wrong, call)
    assert error.value.code == "wrong-input"


async def test_a_proxy_is_asked_in_the_place_of_the_host(url: str, call: Call) -> None:
    behind = replace(call, hosts=Hosts(frozenset({"stock.example"}), proxy=url))
    await http.get({"url": "http://stock.example/number"}, behind)
    assert SEEN[-1]["headers"]["host"] == "stock.example"
    with pytest.raises(ConnectorError) as refused:
        await http.get({"url": "http://other.example/number"}, behind)
    assert refused.value.code == "host-not-allowed"
