"""Stand-ins and hand-overs over HTTP: previewed, set by who may, refused to who may not."""

from typing import Any

from doorway import Door
from shipped import COMPANY


async def test_one_sets_previews_and_ends_ones_own(office: Door) -> None:
    body: dict[str, Any] = {"person": "deng-hui", "last": "2999-01-01", "open_tasks": True, "amount": "5000"}
    async with office.as_person("cao-min") as browser:
        preview = (await browser.post("/api/stand-ins/preview", json=body)).json()
        number = (await browser.post("/api/stand-ins", json={**body, "reason": "休假"})).json()["number"]
        listed = (await browser.get("/api/stand-ins")).json()
        ended = await browser.post(f"/api/stand-ins/{number}/end", json={})
        again = await browser.post(f"/api/stand-ins/{number}/end", json={})
        left = (await browser.get("/api/stand-ins")).json()["items"]
    assert preview["moved"] == [] and preview["open_tasks"] == 0
    (one,) = (one for one in listed["items"] if one["number"] == number)
    assert (one["amount"], one["may_end"], one["reason"], one["by"]["id"]) == ("5000", True, "休假", "cao-min")
    assert ended.status_code == 204 and not any(one["number"] == number and one["may_end"] for one in left)
    assert again.json()["code"] in ("unknown-stand-in", "stand-in-over")


async def test_refusals_of_the_engine_are_told_in_the_preview_already(office: Door) -> None:
    async with office.as_person("cao-min") as browser:
        circle = await browser.post("/api/stand-ins/preview", json={"person": "cao-min"})
        others = await browser.post("/api/stand-ins", json={"person": "deng-hui", "absent": "gu-weimin"})
        past = await browser.post(
            "/api/stand-ins", json={"person": "deng-hui", "first": "2020-01-01", "last": "2020-01-02"}
        )
    assert circle.json()["code"] == "stand-in-for-oneself"
    assert others.json()["code"] == "not-their-superior"
    assert past.json()["code"] == "stand-in-dates"


async def test_hr_sees_and_sets_anybodys_and_a_clerk_only_their_own(office: Door) -> None:
    (hr, *_) = COMPANY.directory.holders("hr")
    async with office.as_person(hr) as browser:
        made = await browser.post("/api/stand-ins", json={"person": "deng-hui", "absent": "gu-weimin"})
        seen = (await browser.get("/api/stand-ins", params={"list": "all"})).json()
    async with office.as_person("cao-min") as browser:
        hidden = (await browser.get("/api/stand-ins", params={"list": "all"})).json()
    number = made.json()["number"]
    assert seen["may_set_all"] and number in {one["number"] for one in seen["items"]}
    assert not hidden["may_set_all"] and number not in {one["number"] for one in hidden["items"]}


async def test_what_is_arranged_for_others_takes_a_token_for_administering(office: Door) -> None:
    (hr, *_) = COMPANY.directory.holders("hr")
    own, others = {"person": "deng-hui"}, {"person": "deng-hui", "absent": "gu-weimin"}
    leaving, own_leaving = {"person": "cao-min", "to": "deng-hui"}, {"person": hr, "to": "deng-hui", "leaves": False}
    answers: dict[str, list[str]] = {}
    async with office.as_person(hr) as browser:
        number = (await browser.post("/api/stand-ins", json=others)).json()["number"]
        begun = (await browser.post("/api/hand-overs", json={**leaving, "reason": "离职"})).json()["id"]
        for scope in ("read", "act", "administer"):
            made = (await browser.post("/api/tokens", json={"name": "t", "scopes": [scope]})).json()
            async with office.browser(authorization=f"Bearer {made['secret']}") as program:
                said = [
                    await program.post("/api/stand-ins/preview", json=own),
                    await program.post("/api/hand-overs/preview", json=own_leaving),
                    await program.post("/api/stand-ins/preview", json=others),
                    await program.post("/api/stand-ins", json={**others, "first": "2999-01-01", "last": "2999-01-02"}),
                    await program.post("/api/hand-overs/preview", json=leaving),
                    await program.post(f"/api/hand-overs/{begun}/undo", json={"reason": "弄错"}),
                    await program.post(f"/api/stand-ins/{number}/end", json={}),
                ]
                answers[scope] = ["done" if one.is_success else one.json()["code"] for one in said]
    refused = "scope-missing"
    assert answers == {
        "read": [refused] * 7, "act": ["done"] * 2 + [refused] * 5, "administer": [refused] * 2 + ["done"] * 5,
    }  # fmt: skip


async def test_a_hand_over_is_planned_begun_and_undone_by_who_may(office: Door) -> None:
    (hr, *_) = COMPANY.directory.holders("hr")
    body = {"person": "cao-min", "to": "deng-hui"}
    async with office.as_person("yuan-fang") as browser:
        refused = await browser.post("/api/hand-overs", json=body)
        planned = await browser.post("/api/hand-overs/preview", json=body)
    async with office.as_person(hr) as browser:
        plan = (await browser.post("/api/hand-overs/preview", json=body)).json()
        begun = (await browser.post("/api/hand-overs", json={**body, "reason": "离职"})).json()
        listed = (await browser.get("/api/hand-overs")).json()["items"]
        undone = (await browser.post(f"/api/hand-overs/{begun['id']}/undo", json={"reason": "弄错"})).json()
        twice = await browser.post(f"/api/hand-overs/{begun['id']}/undo", json={})
    async with office.as_person("yuan-fang") as browser:
        hidden = await browser.get(f"/api/hand-overs/{begun['id']}")
    assert refused.json()["code"] == planned.json()["code"] == "not-their-superior"
    assert plan["items"][-1]["kind"] == "departure" and not begun["over"]
    assert [one["id"] for one in listed] == [begun["id"]]
    assert undone["undone_by"]["id"] == hr and twice.json()["code"] == "undone-already"
    assert hidden.status_code == 404
