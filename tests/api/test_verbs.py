"""Verbs of a task over HTTP: done once, pending where nobody answers, refused with who was faster."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

import worker
from api.application import application
from daemon import connect
from proving.house import House
from proving.office import until
from tests.api.leave import BOSS, BY, leave

pytestmark = pytest.mark.asyncio(loop_scope="session")


def key() -> dict[str, str]:
    """A new id of an act."""
    return {"Idempotency-Key": uuid4().hex}


async def test_a_task_is_decided_once_however_often_it_is_pressed(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    where, once = f"/api/tasks/{case_id}/{task}", key()
    async with as_person(BOSS) as desk:
        seen = (await desk.get(where)).json()["revision"]
        sent = {"outcome": "approve", "comment": "好好休息", "seen": seen}
        first = await desk.post(f"{where}/complete", json=sent, headers=once)
        again = await desk.post(f"{where}/complete", json=sent, headers=once)
        fate = (await desk.get(f"/api/commands/{once['Idempotency-Key']}")).json()
    assert (first.status_code, first.json()["status"]) == (200, "done"), first.text
    assert again.json() == first.json()
    assert (fate["status"], fate["verb"], fate["turn"]) == ("done", "complete", first.json()["turn"])
    decided = await house.store.task(case_id, task)
    assert (decided.status, decided.outcome, decided.by, decided.comment) == ("decided", "approve", BOSS, "好好休息")


async def test_a_task_that_is_done_says_who_did_it_and_when(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    where = f"/api/tasks/{case_id}/{task}"
    async with as_person(BOSS) as desk:
        await desk.post(f"{where}/complete", json={"outcome": "approve"}, headers=key())
        before = (await house.store.case(case_id)).case.turns
        late = await desk.post(f"{where}/complete", json={"outcome": "refuse", "comment": "no"}, headers=key())
        page = (await desk.get(where)).json()
        preview = (await desk.post(f"{where}/preview", json={"verb": "complete", "outcome": "approve"})).json()
    assert (late.status_code, late.json()["code"]) == (409, "task-not-open")
    assert late.json()["sentence"]["zh"].startswith("赵明辉 已于 ")
    assert "Zhao Minghui decided it on" in late.json()["sentence"]["en"]
    assert page["over"] == late.json()["sentence"] == preview["sentence"]
    assert page["decisions"] == [] and page["verbs"] == []
    assert (await house.store.task(case_id, task)).outcome == "approve"
    assert (await house.store.case(case_id)).case.turns >= before


async def test_what_a_form_lacks_is_said_field_by_field(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    async with as_person(BOSS) as desk:
        await desk.post(f"/api/tasks/{case_id}/{task}/complete", json={"outcome": "approve"}, headers=key())
    mine = await house.task_of(case_id, "hand_over")
    async with as_person(BY) as desk:
        page = (await desk.get(f"/api/tasks/{case_id}/{mine}")).json()
        lacking = await desk.post(f"/api/tasks/{case_id}/{mine}/complete", json={}, headers=key())
        wrong = await desk.post(f"/api/tasks/{case_id}/{mine}/complete", json={"nonsense": 1}, headers=key())
    assert page["decisions"][0]["consequence"]["assumed"] == ["handover_note"]
    assert (lacking.status_code, [one["path"] for one in lacking.json()["fields"]]) == (422, ["handover_note"])
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not-valid")


async def test_a_preview_does_nothing(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    before = (await house.store.case(case_id)).case.turns
    async with as_person(BOSS) as desk:
        shown = await desk.post(
            f"/api/tasks/{case_id}/{task}/preview", json={"verb": "transfer", "to": "gu-weimin", "comment": "请代办"}
        )
        nobody = await desk.post(
            f"/api/tasks/{case_id}/{task}/preview", json={"verb": "transfer", "to": "nobody-here", "comment": "请代办"}
        )
    assert shown.json()["refused"] is None
    assert nobody.json()["refused"]["code"] == "unknown-person"
    assert (await house.store.case(case_id)).case.turns == before


async def test_another_ones_task_is_not_decided(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    async with as_person(BY) as desk:
        starter = await desk.post(f"/api/tasks/{case_id}/{task}/complete", json={"outcome": "approve"}, headers=key())
    async with as_person("wang-xiulan") as desk:
        stranger = await desk.post(f"/api/tasks/{case_id}/{task}/complete", json={"outcome": "approve"}, headers=key())
    assert (starter.status_code, starter.json()["code"]) == (403, "not-yours")
    assert stranger.status_code == 404
    assert (await house.store.task(case_id, task)).status == "open"


async def test_what_became_of_an_act_is_told_to_who_did_it_alone(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    once = key()
    async with as_person(BOSS) as desk:
        await desk.post(f"/api/tasks/{case_id}/{task}/complete", json={"outcome": "refuse"}, headers=once)
        own = (await desk.get(f"/api/commands/{once['Idempotency-Key']}")).json()
    async with as_person(BY) as desk:
        other = await desk.get(f"/api/commands/{once['Idempotency-Key']}")
    assert (own["status"], own["problem"]["code"]) == ("refused", "comment-missing")
    assert other.status_code == 404


async def test_a_draft_is_kept_laid_over_and_thrown_away(house: Any, as_person: Any) -> None:
    case_id, task = await leave(house)
    async with as_person(BOSS) as desk:
        await desk.post(f"/api/tasks/{case_id}/{task}/complete", json={"outcome": "approve"}, headers=key())
    mine = await house.task_of(case_id, "hand_over")
    where = f"/api/tasks/{case_id}/{mine}"
    async with as_person(BY) as desk:
        assert (await desk.get(f"{where}/draft")).status_code == 404
        await desk.put(f"{where}/draft", json={"data": {"handover_note": "in the cupboard"}})
        await desk.put(f"{where}/draft", json={"comment": "half done"})
        kept = (await desk.get(where)).json()["draft"]
        taken_out = (await desk.put(f"{where}/draft", json={"comment": ""})).json()
        unknown = await desk.put(f"{where}/draft", json={"data": {"nothing": 1}})
        assert (await desk.delete(f"{where}/draft")).status_code == 204
        assert (await desk.get(f"{where}/draft")).status_code == 404
    assert (kept["data"], kept["comment"], kept["stale"]) == ({"handover_note": "in the cupboard"}, "half done", False)
    assert (taken_out["data"], taken_out["comment"]) == (kept["data"], "")
    assert unknown.status_code == 422


async def test_many_are_decided_each_for_itself(house: Any, as_person: Any) -> None:
    first, second = await leave(house), await leave(house)
    items = [{"case_id": one[0], "task": one[1], "outcome": "approve"} for one in (first, second)]
    items.append({"case_id": "nothing", "task": "nothing", "outcome": "approve"})
    async with as_person(BOSS) as desk:
        done = await desk.post("/api/tasks/batch", json={"items": items, "comment": "同意"}, headers=key())
        empty = await desk.post("/api/tasks/batch", json={"items": []}, headers=key())
    results = done.json()["items"]
    assert [one["status"] for one in results] == ["done", "done", "refused"]
    assert results[2]["problem"]["code"] == "unknown-case"
    assert empty.status_code == 422


async def test_while_no_worker_works_an_approval_is_pending_and_then_happens_once(house: Any) -> None:
    settings = house.settings.model_copy(update={"task_queue": f"api-{uuid4().hex}", "command_timeout": 0.3})
    client = await connect(settings)
    office = replace(house.office, cases=worker.case_client(settings, client, house.store))
    other = House(settings, house.store, office, application(office))
    async with worker.running(settings, client, house.store):
        case_id, task = await leave(other)
    once, where = key(), f"/api/tasks/{case_id}/{task}"
    async with other.as_person(BOSS) as desk:
        pressed = await desk.post(f"{where}/complete", json={"outcome": "approve"}, headers=once)
        again = await desk.post(f"{where}/complete", json={"outcome": "approve"}, headers=once)
        waiting = (await desk.get(f"/api/commands/{once['Idempotency-Key']}")).json()
        assert (pressed.status_code, pressed.json()["status"]) == (202, "pending")
        assert (again.status_code, waiting["status"]) == (202, "pending")
        async with worker.running(settings, client, house.store):

            async def done() -> Any:
                fate = (await desk.get(f"/api/commands/{once['Idempotency-Key']}")).json()
                return fate if fate["status"] == "done" else None

            fate = await until(done)
    turns = await house.store.history(case_id)
    decided = [event for turn in turns for event in turn.events if event["kind"] == "task-decided"]
    assert len(decided) == 1
    assert fate["turn"] is not None
