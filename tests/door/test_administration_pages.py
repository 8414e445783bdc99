"""Settings, sealed cases, registers, the record and operations over HTTP: who sees and may do what."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from doorway import Door
from openpyxl import load_workbook
from shipped import COMPANY, DEFINITIONS

from cli.folder import Folder

PROCESS, AUTHORITY = "order-cancellation", "return_freight"


async def deploy(office: Door, process: str) -> None:
    """Put one of the shipped definitions in force."""
    folder = Folder(DEFINITIONS)
    file = next(path for path in folder.files if path.stem == process)
    plan = folder.compiled((file,), ())[file].plan
    assert plan is not None
    await office.store.deploy(plan, Path(file).read_text(encoding="utf-8"), str(file))


@pytest_asyncio.fixture
async def shop(office: Door) -> Door:
    """The company with one definition."""
    await deploy(office, PROCESS)
    return office


async def test_a_setting_is_changed_with_who_and_why_and_taken_back(shop: Door) -> None:
    async with shop.as_person("chen-zhiyuan", "administrator") as admin:
        (listed,) = (await admin.get("/api/settings")).json()["items"]
        address = f"/api/settings/{PROCESS}/{AUTHORITY}"
        changed = (await admin.put(address, json={"value": "customer", "reason": "新规定"})).json()
        kept = await shop.store.settings(PROCESS)
        back = (await admin.put(address, json={"value": None})).json()
        record = (await admin.get("/api/audit", params={"kind": "setting"})).json()["items"]
    before = next(one for one in listed["settings"] if one["name"] == AUTHORITY)
    now = next(one for one in changed["settings"] if one["name"] == AUTHORITY)
    assert before["field"]["type"] == "choice" and before["changed_at"] is None and before["default_text"]["zh"]
    assert now["field"]["value"] == "customer" and now["changed_by"]["id"] == "chen-zhiyuan"
    assert kept == {AUTHORITY: "customer"}
    assert all(one["changed_at"] is None for one in back["settings"])
    assert [one["reason"] for one in record] == ["", "新规定"]
    assert record[1]["said"] == {
        "zh": "修改参数 · 付款后取消订单 · 已发货取消的运费 · customer",
        "en": "Change a setting · Cancellation after payment · Freight when already shipped · customer",
    }


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        (AUTHORITY, "nobody", "wrong-type"),
        ("stock_url", "=1 + 1", "not-a-plain-value"),
        ("no_such_setting", 1, "unknown-setting"),
        ("no_such_setting", None, "unknown-setting"),
    ],
)
async def test_what_does_not_fit_its_type_is_refused(shop: Door, name: str, value: Any, code: str) -> None:
    async with shop.as_person("chen-zhiyuan", "administrator") as admin:
        refused = await admin.put(f"/api/settings/{PROCESS}/{name}", json={"value": value})
    assert refused.json()["code"] == code and await shop.store.settings(PROCESS) == {}


async def test_who_answers_for_the_process_may_change_it_and_nobody_else(shop: Door) -> None:
    async with shop.as_person("sun-lihua") as head, shop.as_person("cao-min") as clerk:
        done = await head.put(f"/api/settings/{PROCESS}/{AUTHORITY}", json={"value": "shop"})
        refused = await clerk.put(f"/api/settings/{PROCESS}/{AUTHORITY}", json={"value": "shop"})
        hidden = (await clerk.get("/api/settings")).json()["items"]
    assert done.status_code == 200
    assert (refused.status_code, refused.json()["code"], hidden) == (403, "no-right", [])


async def test_a_program_sets_what_decides_cases_only_with_a_token_for_administering(shop: Door) -> None:
    address, answers = f"/api/settings/{PROCESS}/{AUTHORITY}", {}
    async with shop.as_person("sun-lihua") as head, shop.as_person("cao-min") as clerk:
        for person, scope in ((head, "act"), (head, "operate"), (head, "administer"), (clerk, "administer")):
            made = (await person.post("/api/tokens", json={"name": "t", "scopes": [scope]})).json()
            async with shop.browser(authorization=f"Bearer {made['secret']}") as program:
                answer = (await program.put(address, json={"value": "shop"})).json()
            answers[person is head, scope] = answer.get("code", "done")
    assert answers == {
        (True, "act"): "scope-missing", (True, "operate"): "scope-missing", (True, "administer"): "done",
        (False, "administer"): "no-right",
    }  # fmt: skip


async def test_sealed_cases_are_asked_for_by_who_may_alone(shop: Door) -> None:
    body = {"case": "no-such-case", "reason": "audit"}
    async with shop.as_person("cao-min") as clerk:
        refused = await clerk.post("/api/openings", json=body)
        answered = await clerk.post("/api/openings/MK-1/answer", json={"confirmed": True})
        listed = (await clerk.get("/api/openings")).json()
    (asker, *_) = COMPANY.directory.holders("system-administrator")
    async with shop.as_person(asker) as keeper:
        unknown = await keeper.post("/api/openings", json=body)
        may = (await keeper.get("/api/openings")).json()["may_ask"]
    assert refused.json()["code"] == answered.json()["code"] == "no-right"
    assert not listed["may_ask"] and listed["items"] == [] and may
    assert unknown.json()["code"] == "unknown-case"


async def test_a_register_is_browsed_searched_and_taken_along_without_formulas(shop: Door) -> None:
    for number in range(3):
        entry = {"name": f"=cmd|{number}", "amount": "12.50"}
        await shop.store.add_to_register("seals", f"S-{number}", entry, once=f"o{number}", by="cao-min")
    async with shop.as_person("chen-zhiyuan", "auditor") as auditor:
        names = (await auditor.get("/api/registers")).json()["items"]
        first = (await auditor.get("/api/registers/seals/lines", params={"limit": 2})).json()
        rest = (await auditor.get("/api/registers/seals/lines", params={"cursor": first["cursor"]})).json()
        found = (await auditor.get("/api/registers/seals/lines", params={"search": "cmd|1"})).json()["items"]
        book = (await auditor.get("/api/registers/seals/lines.xlsx")).content
    async with shop.as_person("sun-lihua") as head:
        hidden = await head.get("/api/registers/seals/lines")
    assert names == [{"name": "seals", "lines": 3}]
    assert [one["number"] for one in first["items"]] == [1, 2] and [one["number"] for one in rest["items"]] == [3]
    assert [one["key"] for one in found] == ["S-1"] and found[0]["by"]["id"] == "cao-min"
    cell = load_workbook(BytesIO(book)).active["E2"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == ("=cmd|0", "s")
    assert hidden.status_code == 404


async def test_the_columns_of_a_register_are_named_by_the_process_that_writes_it(office: Door) -> None:
    await deploy(office, "database-permission")
    entry = {"user": "jin-yan", "since": "2026-11-18T17:00:00+08:00", "note": {"by": "hand"}}
    await office.store.add_to_register("database-users", "1", entry, once="o")
    async with office.as_person("chen-zhiyuan", "auditor") as auditor:
        (line,) = (await auditor.get("/api/registers/database-users/lines")).json()["items"]
        book = (
            await auditor.get("/api/registers/database-users/lines.xlsx", headers={"accept-language": "en"})
        ).content
    user, since, note = line["cells"]
    assert (user["name"]["zh"], user["text"]["zh"], user["text"]["en"]) == ("用户", "金燕", "Jin Yan")
    assert since["text"]["en"] == "Wed 2026-11-18 17:00"
    assert (note["name"]["en"], note["text"]["en"]) == ("note", '{"by": "hand"}')
    assert load_workbook(BytesIO(book)).active["E2"].value == "Jin Yan"  # type: ignore[index]


async def test_the_record_is_paged_without_loss_and_found_by_person_kind_and_time(shop: Door) -> None:
    async with shop.as_person("chen-zhiyuan", "administrator") as admin:
        for value in ("customer", "shop", "as-no-reason-return"):
            await admin.put(f"/api/settings/{PROCESS}/{AUTHORITY}", json={"value": value})
        await admin.post("/api/stand-ins", json={"person": "cao-min", "reason": "=1+1"})
        everything, cursor = [], None
        while cursor is not None or not everything:
            page = (await admin.get("/api/audit", params={"limit": 2, **({"cursor": cursor} if cursor else {})})).json()
            everything, cursor = everything + page["items"], page["cursor"]
        whole = (await admin.get("/api/audit", params={"limit": 200})).json()["items"]
        mine = (await admin.get("/api/audit", params={"person": "cao-min"})).json()["items"]
        later = (await admin.get("/api/audit", params={"since": "2999-01-01T00:00:00Z"})).json()["items"]
        nobody = (await admin.get("/api/audit", params={"case": "no-such"})).json()["items"]
        bad = await admin.get("/api/audit", params={"since": "2026-01-01T00:00:00"})
        book = (await admin.get("/api/audit.xlsx")).content
    assert everything == whole and len(whole) >= 6
    assert {"setting", "directory", "account", "organisation", "deployment"} <= {one["kind"] for one in whole}
    assert mine == [] and later == [] and nobody == [] and bad.status_code == 422
    assert load_workbook(BytesIO(book)).active.max_row == len(whole) + 1  # type: ignore[union-attr]


async def test_operators_see_connectors_starts_and_secrets_by_name_alone(shop: Door) -> None:
    async with shop.as_person("chen-zhiyuan", "operator") as operator:
        connectors = (await operator.get("/api/operations/connectors")).json()
        starts = (await operator.get("/api/operations/starts")).json()
        unknown = await operator.post("/api/operations/starts/nothing/retry")
    async with shop.as_person("cao-min") as clerk:
        refused = [await clerk.get(f"/api/operations/{one}") for one in ("connectors", "starts", "health")]
    assert any(one["used_by"] for one in connectors["connectors"])
    assert {"name": "BANJIE_MAIL__PASSWORD", "is_set": False} in connectors["secrets"]
    assert starts == {"schedules": [], "refused": []} and unknown.status_code == 404
    assert {one.status_code for one in refused} == {403}


NOTICE = """
holidays: cn
years:
  2027:
    off: {2027-03-01: {zh: 特别假, en: Special day}}
    make_up: {2027-03-06: {for: 2027-03-01}}
"""


async def test_a_month_tells_hours_holidays_and_what_may_still_change(office: Door) -> None:
    async with office.as_person("cao-min") as clerk:
        listed = (await clerk.get("/api/calendars")).json()
        october = (await clerk.get("/api/calendars/office/days", params={"year": 2026, "month": 10})).json()["days"]
        unknown = await clerk.get("/api/calendars/moon/days", params={"year": 2026, "month": 10})
        refused = await clerk.post("/api/calendars", json={"text": NOTICE, "reason": "", "seen": ""})
    assert listed["items"][0]["is_default"] and not listed["may_change"]
    assert october[0]["kind"] == "holiday" and october[0]["hours"] == [] and october[0]["name"]["zh"]
    assert (unknown.status_code, refused.status_code) == (404, 403)


async def test_a_notice_of_holidays_is_looked_at_and_put_in_force_as_a_version(office: Door) -> None:
    async with office.as_person("chen-zhiyuan", "administrator") as admin:
        effect = (await admin.post("/api/calendars/preview", json={"text": NOTICE})).json()
        seen = {"text": NOTICE, "seen": effect["seen"]}
        unsaid = await admin.post("/api/calendars", json={**seen, "reason": " "})
        unseen = await admin.post("/api/calendars", json={**seen, "seen": "another", "reason": "notice"})
        applied = await admin.post("/api/calendars", json={**seen, "reason": "State Council notice"})
        march = (await admin.get("/api/calendars/office/days", params={"year": 2027, "month": 3})).json()["days"]
        again = (await admin.post("/api/calendars/preview", json={"text": NOTICE})).json()
        versions = (await admin.get("/api/organisation")).json()["versions"]
    days = {(one["calendar"]["en"], one["date"]): one for one in effect["days"]}
    assert days["Office hours", "2027-03-01"]["now"] == [] and days["Office hours", "2027-03-06"]["now"]
    assert applied.status_code == 200 and (march[0]["kind"], march[5]["kind"]) == ("holiday", "make_up")
    assert [one.json()["code"] for one in (unsaid, unseen)] == ["comment-missing", "changed-meanwhile"]
    assert applied.json()["follow"]["reason"] == "State Council notice"
    assert again["days"] == [] and effect["moved"] == []
    assert [one["version"] for one in versions] == [3, 2, 1] and versions[0]["by"]["id"] == "chen-zhiyuan"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("holidays: cn\nyears:\n  2027:\n    off: {2026-01-01: x}", "line 3"),
        ("hours: {}", "neither"),
        ("calendar: [", "line"),
        ("calendar: office\nhours: {monday: ['09:00-08:00']}", "line 2"),
        ("- 1", "neither"),
    ],
)
async def test_a_notice_that_cannot_be_used_says_where(office: Door, text: str, said: str) -> None:
    async with office.as_person("chen-zhiyuan", "administrator") as admin:
        refused = await admin.post("/api/calendars/preview", json={"text": text})
    assert refused.status_code == 422 and refused.json()["code"] == "bad-calendar" and said in refused.json()["detail"]


async def test_an_organisation_is_checked_and_put_in_force_by_who_has_seen_the_newest(office: Door) -> None:
    async with office.as_person("chen-zhiyuan", "administrator") as admin:
        told = (await admin.get("/api/organisation")).json()
        broken = told["text"].replace("head: sun-lihua", "head: no-such-person")
        wrong = (await admin.post("/api/organisation/check", json={"text": broken})).json()
        refused = await admin.put("/api/organisation", json={"text": broken, "version": 2})
        better = told["text"].replace("Customer service", "Customer care")
        fine = (await admin.post("/api/organisation/check", json={"text": better})).json()
        done = await admin.put("/api/organisation", json={"text": better, "version": 2})
        late = await admin.put("/api/organisation", json={"text": told["text"], "version": 2})
    company = await office.store.company()
    assert wrong["problems"][0]["line"] and "no-such-person" in wrong["problems"][0]["said"]["en"]
    assert wrong["problems"][0]["said"]["zh"].endswith("：没有“no-such-person”。")
    assert refused.json()["code"] == "bad-organisation" and late.json()["code"] == "changed-meanwhile"
    assert fine["problems"] == [] and fine["moved"] == [] and done.status_code == 200
    assert company is not None and company.directory.departments["customer-service"].name.en == "Customer care"


async def test_a_request_that_nobody_made_cannot_be_answered(shop: Door) -> None:
    answers = {}
    for name in ("chu-zhengming", "cao-min"):
        async with shop.as_person(name) as person:
            found = await person.post("/api/openings/MJ-99/answer", json={"said": "", "confirmed": True})
            answers[name] = (found.status_code, found.json()["code"])
    assert answers == {"chu-zhengming": (404, "unknown-opening"), "cao-min": (403, "no-right")}
