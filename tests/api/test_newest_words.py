"""What a definition calls its things is changed for running cases at once, through the API; what it does is not."""

from typing import Any

import pytest

from api.definitions_told import around_of
from api.workshop import plan_of
from proving.office import until

pytestmark = pytest.mark.asyncio(loop_scope="session")
OWNER, HEAD, STARTER, BOSS = "feng-yaqin", "gu-weimin", "li-xiaoyu", "zhao-minghui"
FIRST = """\
process: seat-change
name: {zh: 换座位, en: Another seat}
department: hr
owner: {role: hr}
business_key: seat_no
data:
  seat_no: {type: text, numbering: 'HZ-{yyyymmdd}-{nnn}'}
  seat: {type: text, name: {zh: 座位, en: Seat}, help: {zh: 写编号, en: Its number}}
start:
  ask: {by: {role: employee}, form: {require: [seat]}}
steps:
  - user_task: agree
    name: {zh: 主管同意, en: The head agrees}
    stage: {zh: 待同意, en: To be agreed}
    assign: {person: manager of(initiator)}
    due: 5 working days
    form: {edit: [seat]}
    outcomes: {approve: {name: {zh: 同意, en: Agree}}, refuse: {next: stays}}
  - notify: tell
    to: [{person: initiator}]
    text: {zh: '已换到 {seat}', en: 'You sit at {seat} now'}
  - end: moved
  - end: stays
"""
CHANGED = {
    "主管同意": "部门主管审批", "待同意": "审批中", "zh: 座位": "zh: 新座位", "写编号": "写工位编号，如 A-12",
    "zh: 同意,": "zh: 准予,",
    "已换到 {seat}": "您的新座位：{seat}", "换座位": "调换座位",
}  # fmt: skip
WAY = "/api/definitions/seat-change"


def changed(text: str, words: dict[str, str]) -> str:
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    return text


async def published(as_person: Any, text: str, **more: Any) -> Any:
    """Ask for it and let the second person confirm it; gives what it changes."""
    async with as_person(OWNER) as owner, as_person(HEAD) as head:
        asked = await owner.post(f"{WAY}/publications", json={"text": text, "note": "改文字", **more})
        if asked.status_code != 201:
            return asked.json()
        number = asked.json()["id"]
        read = (await head.get(f"{WAY}/publications/{number}")).json()
        assert (await head.post(f"{WAY}/publications/{number}/confirm")).json()["state"] == "published"
        return read["differences"]


async def test_a_running_case_is_read_in_the_newest_words_and_goes_on_by_its_own_rules(
    as_person: Any, house: Any
) -> None:
    plan = plan_of(FIRST, await around_of(house.office))
    await house.store.deploy(plan, FIRST, "seat-change.yaml")
    case = await house.start(STARTER, "seat-change", "ask", {"seat": "B-7"})
    task = await house.task_of(case, "agree")
    record = [turn.events for turn in await house.store.history(case)]
    async with as_person(BOSS) as boss, as_person(STARTER) as starter:
        before = (await boss.get(f"/api/tasks/{case}/{task}")).json()

        words = await published(as_person, changed(FIRST, CHANGED), only_texts=True)
        other = changed(FIRST, CHANGED | {"5 working days": "1 working day", "主管同意": "主管审批"})
        refused = await published(as_person, other, only_texts=True)
        both = await published(as_person, other)

        after = (await boss.get(f"/api/tasks/{case}/{task}")).json()
        shown = (await starter.get(f"/api/cases/{case}")).json()
        versions = (await starter.get(f"{WAY}/versions")).json()
        decided = await boss.post(f"/api/tasks/{case}/{task}/complete", json={"outcome": "approve", "seen": 1})
        assert decided.status_code in (200, 202), decided.json()

        async def told() -> Any:
            items = (await starter.get("/api/notices")).json()["items"]
            return next((one for one in items if one["case_id"] == case), None)

        notice = await until(told)
        happened = (await starter.get(f"/api/cases/{case}/history")).json()

    assert (words["change"], both["change"], refused["code"]) == ("texts", "both", "not-only-texts")
    assert {one["place"] for one in words["texts"]} >= {"steps/agree/name", "data/seat/help", "steps/tell/text"}
    assert [one["change"] for one in versions] == ["both", "texts", "new"]
    assert versions[1]["behaviour"] == versions[2]["behaviour"] != versions[0]["behaviour"]

    assert (before["item"]["step_name"]["zh"], before["item"]["stage"]["zh"]) == ("主管同意", "待同意")
    assert (after["item"]["step_name"]["zh"], after["item"]["stage"]["zh"]) == ("主管审批", "审批中")
    (seat,) = after["form"]["fields"]
    assert (seat["label"]["zh"], seat["help"]["zh"]) == ("新座位", "写工位编号，如 A-12")
    assert "准予" in {one["name"]["zh"] for one in after["decisions"]}
    assert shown["case"]["process_name"]["zh"] == "调换座位" and shown["stages"][0]["name"]["zh"] == "审批中"
    assert after["item"]["due"] == before["item"]["due"]
    assert notice["text"]["zh"].startswith("您的新座位：B-7") and notice["text"]["en"].startswith("You sit at B-7 now")
    said = [one["sentence"]["zh"] for one in happened["items"]]
    assert any("主管审批" in one for one in said) and any("您的新座位：B-7" in one for one in said)

    stored = [turn.events for turn in await house.store.history(case)]
    assert stored[: len(record)] == record
    assert "审批中" not in str(stored) and "您的新座位" not in str(stored)
