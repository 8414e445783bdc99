"""Phrases for comments over HTTP: offered to everybody, set by who may, in bounds, and in the record."""

from typing import Any

import pytest
import pytest_asyncio
from doorway import Door
from test_administration_pages import PROCESS, deploy

MISSING = {"zh": "材料不全。", "en": "Papers are missing."}


@pytest_asyncio.fixture
async def shop(office: Door) -> Door:
    """The company with one definition."""
    await deploy(office, PROCESS)
    return office


def said(told: Any, kind: str) -> list[Any]:
    return next(one["phrases"] for one in told["kinds"] if one["kind"] == kind)


async def test_a_company_that_has_set_none_is_offered_reasons_in_both_languages(shop: Door) -> None:
    async with shop.as_person("cao-min") as clerk:
        told = (await clerk.get("/api/phrases")).json()
    assert not told["may_change"] and told["places"] == []
    for kind in ("comment", "return", "refuse"):
        assert len(said(told, kind)) >= 3
        assert all(one["zh"] and one["en"] and one["zh"] != one["en"] for one in said(told, kind))


async def test_an_administrator_sets_them_and_takes_them_back_and_the_record_has_it(shop: Door) -> None:
    async with shop.as_person("chen-zhiyuan", "administrator") as admin:
        before = (await admin.get("/api/phrases")).json()
        body = {"phrases": [MISSING, {"zh": " 请重填 "}, MISSING], "reason": "统一用语"}
        now = (await admin.put("/api/phrases/return", json=body)).json()
        none = (await admin.put("/api/phrases/comment", json={"phrases": []})).json()
        back = (await admin.put("/api/phrases/return", json={"phrases": None})).json()
        record = (await admin.get("/api/audit", params={"kind": "phrases"})).json()["items"]
    assert said(now, "return") == [MISSING, {"zh": "请重填", "en": "请重填"}]
    (changed,) = (one for one in now["kinds"] if one["changed_at"])
    assert changed["changed_by"]["id"] == "chen-zhiyuan" and now["may_change"]
    assert said(none, "comment") == [] and said(back, "return") == said(before, "return")
    assert [one["reason"] for one in record] == ["", "", "统一用语"]
    assert record[2]["said"] == {
        "zh": "设定常用语 · 退回 · 材料不全。 / 请重填",
        "en": "Set phrases · returning · Papers are missing. / 请重填",
    }


async def test_a_process_has_more_of_its_own_set_by_who_answers_for_it(shop: Door) -> None:
    body = {"process": PROCESS, "phrases": [MISSING]}
    async with shop.as_person("sun-lihua") as head:
        done = (await head.put("/api/phrases/refuse", json=body)).json()
        company = (await head.get("/api/phrases")).json()
    assert said(done, "refuse") == [MISSING] and done["process"] == PROCESS
    assert MISSING not in said(company, "refuse") and not company["may_change"]
    assert [one["process"] for one in company["places"]] == [PROCESS]


async def test_nobody_else_sets_any(shop: Door) -> None:
    async with shop.as_person("cao-min") as clerk, shop.as_person("sun-lihua") as head:
        refused = [
            await clerk.put("/api/phrases/return", json={"phrases": [MISSING]}),
            await clerk.put("/api/phrases/return", json={"phrases": [MISSING], "process": PROCESS}),
            await head.put("/api/phrases/return", json={"phrases": [MISSING]}),
        ]
    assert {(one.status_code, one.json()["code"]) for one in refused} == {(403, "no-right")}
    assert await shop.store.phrases_set(PROCESS) == {}


async def test_a_program_sets_them_only_with_a_token_for_administering(shop: Door) -> None:
    answers = {}
    async with shop.as_person("sun-lihua") as head:
        for scope in ("read", "act", "operate", "administer"):
            made = (await head.post("/api/tokens", json={"name": "t", "scopes": [scope]})).json()
            async with shop.browser(authorization=f"Bearer {made['secret']}") as program:
                answer = await program.put("/api/phrases/refuse", json={"process": PROCESS, "phrases": [MISSING]})
            answers[scope] = answer.json().get("code", "done")
    missing = "scope-missing"
    assert answers == {"read": missing, "act": missing, "operate": missing, "administer": "done"}


@pytest.mark.parametrize(
    ("phrases", "code"),
    [
        ([{"zh": f"第{number}句"} for number in range(13)], "too-many-phrases"),
        ([{"en": "a" * 101}], "phrase-too-long"),
        ([MISSING, {"zh": "  "}], "phrase-empty"),
        ([{"zh": "一", "fr": "un"}], "not-valid"),
        ("一句话", "not-valid"),
    ],
)
async def test_what_is_too_much_or_nothing_is_refused(shop: Door, phrases: Any, code: str) -> None:
    async with shop.as_person("chen-zhiyuan", "administrator") as admin:
        refused = await admin.put("/api/phrases/comment", json={"phrases": phrases})
        unknown = await admin.put("/api/phrases/comment", json={"phrases": [MISSING], "process": "no-such"})
        kind = await admin.put("/api/phrases/praise", json={"phrases": [MISSING]})
    assert refused.json()["code"] == code and unknown.status_code == 404 and kind.status_code == 422
    assert await shop.store.phrases_set("no-such") == {}
