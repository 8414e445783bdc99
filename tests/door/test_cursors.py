"""A cursor is what a former page gave; whatever else stands in its place is refused, and never a bug."""

import base64
import json
from typing import Any

import pytest
from doorway import Door

LISTS = (
    "/api/tasks", "/api/tasks?list=done", "/api/cases", "/api/cases?list=all", "/api/stuck", "/api/audit",
    "/api/people",
)  # fmt: skip
OTHERS: dict[str, Any] = {
    "no base64": "%%%", "no JSON": "bm9wZQ", "no list": {"a": 1}, "nothing": [], "numbers": [1, 2, 3], "nested": [[[]]],
    "no instant": ["soon", "a", "b"], "no zone": ["2026-01-01T00:00:00", "a", "b"],
    "no zone, of cases": ["2026-01-01T00:00:00", "a"],
    "before all time": ["0001-01-01T00:00:00+14:00", "a", "b"], "a NUL": ["2026-01-01T00:00:00Z", "\x00", "b"],
    "half a character": ["2026-01-01T00:00:00Z", "\ud800", "b"], "too many digits": ["9" * 5000, "1"],
    "too large": ["9" * 19, "1"], "another script": ["١", "٢"], "of another list": ["x"], "a record": ["²"],
}  # fmt: skip


def written(value: Any) -> str:
    """As a cursor is written."""
    if isinstance(value, str):
        return value
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("name", OTHERS)
async def test_whatever_else_stands_for_a_cursor_is_refused(door: Door, name: str) -> None:
    found = {}
    async with door.as_person("max", "auditor", "operator") as browser:
        for path in LISTS:
            address, _, query = path.partition("?")
            asked = {**dict([query.split("=")] if query else []), "cursor": written(OTHERS[name])[:480]}
            answer = await browser.get(address, params=asked)
            found[path] = (answer.status_code, answer.json().get("code"))
    assert set(found.values()) <= {(422, "bad-cursor"), (422, "not-valid")}, found


async def test_the_number_of_a_deed_must_be_one(door: Door) -> None:
    cursor = written(["2099-01-01T00:00:00Z", "account", "ann"])
    async with door.as_person("max", "auditor") as browser:
        answer = await browser.get("/api/audit", params={"kind": "account", "cursor": cursor})
    assert answer.json()["code"] == "bad-cursor"
