"""Notices: read on the pages, sent by the channels one has chosen, and visible when they fail."""

from dataclasses import replace
from typing import Any

import pytest

from activities.ports import Letter, PortError
from api.application import application
from api.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Box:
    """A channel that keeps what it is given, or refuses."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter]] = []
        self.broken = False

    async def send(self, address: str, letter: Letter) -> None:
        if self.broken:
            raise PortError("the other side is away")
        self.letters.append((address, letter))


async def test_one_chooses_how_one_is_told(as_person: Any) -> None:
    chosen = {"language": "zh", "muted": {"mail": ["notice"]}, "quiet_from": "20:00", "quiet_until": "08:00"}
    async with as_person("cao-min") as desk:
        before = (await desk.get("/api/notices/choice")).json()
        saved = (await desk.put("/api/notices/choice", json=chosen)).json()
        half = await desk.put("/api/notices/choice", json={**chosen, "quiet_until": None})
    assert (before["language"], before["muted"]) == ("both", {})
    assert saved["muted"] == {"mail": ["notice"]} and saved["quiet_from"] == "20:00:00"
    assert half.json()["code"] == "bad-quiet-hours"


async def test_where_somebody_is_known_is_said_by_an_administrator_alone(as_person: Any) -> None:
    async with as_person("cao-min") as desk, as_person("chen-zhiyuan", "administrator") as admin:
        refused = await desk.put("/api/notices/contacts/cao-min", json={"channel": "wecom", "address": "caomin"})
        done = await admin.put("/api/notices/contacts/cao-min", json={"channel": "wecom", "address": "caomin"})
        nobody = await admin.get("/api/notices/contacts/no-such-person")
    assert refused.status_code == 403
    assert done.json()["contacts"] == {"wecom": "caomin"}
    assert (nobody.status_code, nobody.json()["code"]) == (404, "unknown-person")


async def test_a_channel_that_is_not_set_up_cannot_be_tried(as_person: Any) -> None:
    async with as_person("cao-min") as desk:
        refused = await desk.post("/api/notices/trial", json={"channel": "feishu"})
    assert refused.json()["code"] == "no-address"


async def test_what_one_was_told_is_read_once(as_person: Any, house: Any) -> None:
    data = {"from_day": "2030-03-05", "to_day": "2030-03-06", "reason": "family", "cover": "yuan-fang"}
    case = await house.start("deng-hui", "leave-request", "application", data)
    task = await house.task_of(case, "approve")
    async with as_person("deng-hui") as starter, as_person("sun-lihua") as boss:
        await starter.post(f"/api/cases/{case}/urge", json={"step": "approve", "comment": "请尽快"})
        row = await house.store.task(case, task)
        assert row is not None and "sun-lihua" in (row.holder, *row.offered)
        told = (await boss.get("/api/notices")).json()
        counts = (await boss.get("/api/tasks/counts")).json()
        one, *_ = told["items"]
        assert one["task"] == task
        opened = {key: one[key] for key in ("case_id", "turn", "position")}
        await starter.post("/api/notices/opened", json=opened)
        not_theirs = (await boss.get("/api/notices")).json()
        await boss.post("/api/notices/opened", json=opened)
        less = (await boss.get("/api/notices")).json()
        await boss.post("/api/notices/read", json={"until": one["at"]})
        after = (await boss.get("/api/notices")).json()
    assert told["unread"] == counts["notices_unread"] == not_theirs["unread"] > 0
    assert less["unread"] == told["unread"] - 1 and less["items"][0]["read"]
    assert after["unread"] == 0


async def test_what_failed_is_shown_to_operators(as_person: Any) -> None:
    async with as_person("cao-min") as desk, as_person("chen-zhiyuan", "operator") as operator:
        refused = await desk.get("/api/notices/failing")
        listed = await operator.get("/api/notices/failing")
        unknown = await operator.post("/api/notices/failing/again", json={"key": "x/1/0"})
    assert refused.status_code == 403 and listed.status_code == 200
    assert unknown.json()["code"] == "unknown-letter"


async def test_a_manager_sees_whom_no_channel_reaches(as_person: Any) -> None:
    async with as_person("sun-lihua") as boss, as_person("cao-min") as clerk:
        assert (await boss.get("/api/notices/unreachable")).status_code == 200
        assert (await clerk.get("/api/notices/unreachable")).status_code == 403


async def test_an_administrator_sees_all_whom_no_channel_reaches_and_says_where_they_are(house: Any) -> None:
    there = house.office
    office = Office(there.store, there.cases, there.files, there.settings, there.identify, ports={"wecom": Box()})
    here = replace(house, app=application(office))
    address = {"channel": "wecom", "address": "tian.tian"}
    async with here.as_person("chen-zhiyuan", "administrator") as admin, here.as_person("sun-lihua") as boss:
        before = (await admin.get("/api/notices/unreachable")).json()
        theirs = (await boss.get("/api/notices/unreachable")).json()
        unknown = (await admin.get("/api/notices/contacts/tian-tian")).json()
        known = (await admin.put("/api/notices/contacts/tian-tian", json=address)).json()
        after = (await admin.get("/api/notices/unreachable")).json()
    all_of_them, of_boss = ({one["person"]["id"] for one in found} for found in (before, theirs))
    assert "tian-tian" in all_of_them - of_boss and of_boss < all_of_them
    assert (unknown["reached_by"], unknown["set_up"], unknown["email"]) == ([], ["wecom"], "tian-tian@example.com")
    assert (known["reached_by"], len(after)) == (["wecom"], len(before) - 1)
