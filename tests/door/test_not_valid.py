"""What a request of another form is answered: which field, in Chinese and in English, and never by a fault."""

import re
from typing import Any

import pytest
from doorway import Door
from pydantic import ValidationError

from api.shapes.verbs import BODIES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORDS_OF_LIBRARIES = re.compile(r"[Ii]nput|should|Field|valid ")


@pytest.mark.parametrize(
    ("body", "path", "zh"),
    [
        ({"scopes": ["read"]}, "name", "缺少此项"),
        ({"name": "", "scopes": ["read"]}, "name", "至少 1 个字"),
        ({"name": "a" * 101, "scopes": ["read"]}, "name", "最多 100 个字"),
        ({"name": 1, "scopes": ["read"]}, "name", "须为文字"),
        ({"name": "t", "scopes": []}, "scopes", "至少 1 项"),
        ({"name": "t", "scopes": "read"}, "scopes", "须为列表"),
        ({"name": "t", "scopes": ["king"]}, "scopes.0", "须为其中之一：'read', 'act', 'operate' or 'administer'"),
        ({"name": "t", "scopes": ["read"], "days": 367}, "days", "不得大于 366"),
        ({"name": "t", "scopes": ["read"], "days": 1.5}, "days", "须为整数"),
        ({"name": "t", "scopes": ["read"], "more": 1}, "more", "没有这一项"),
        ([], "", "须为一组带名称的值"),
    ],
)
async def test_what_is_wrong_with_a_field_is_told_in_both_languages(door: Door, body: Any, path: str, zh: str) -> None:
    async with door.as_person("ann") as browser:
        refused = await browser.post("/api/tokens", json=body)
    (field,) = refused.json()["fields"]
    assert (refused.status_code, field["path"], field["sentence"]["zh"]) == (422, path, zh)
    assert field["sentence"]["en"] and not WORDS_OF_LIBRARIES.search(field["sentence"]["zh"])


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00", "1772413200", "2026-03-02", "soon"]
)
async def test_an_instant_that_no_zone_can_tell_is_refused(door: Door, written: str) -> None:
    async with door.as_person("bob", "auditor") as browser:
        asked = await browser.get("/api/audit", params={"since": written})
        sent = await browser.post("/api/notices/read", json={"until": written})
    for refused in (asked, sent):
        assert (refused.status_code, refused.json()["code"]) == (422, "not-valid"), refused.text
        (field,) = refused.json()["fields"]
        assert CHINESE.search(field["sentence"]["zh"])


@pytest.mark.parametrize("until", [0, 1772413200, "9999-12-31T23:59:59-08:00"])
def test_the_moment_of_a_verb_is_an_instant_like_any_other(until: Any) -> None:
    _, hold = BODIES["hold"]
    assert hold.model_validate({"until": "2026-03-02T09:00:00+08:00", "comment": "later"})
    with pytest.raises(ValidationError):
        hold.model_validate({"until": until, "comment": "later"})
