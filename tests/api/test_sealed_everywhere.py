"""A sealed case tells its words nowhere: whatever may be read of an installation, by whoever answers for it."""

from io import BytesIO
from typing import Any

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from api.definitions_told import around_of
from api.description import routes_of
from api.workshop import plan_of
from tests.api.late import some_days_later

pytestmark = pytest.mark.asyncio(loop_scope="session")
STARTER, BOSS, ABOVE, OWNER, OTHER = "li-xiaoyu", "zhao-minghui", "gu-weimin", "feng-yaqin", "chen-zhiyuan"
WORD, WORTH = "xqztestimony", "98765.43"
GRIEVANCE = """\
process: grievance
name: {zh: 申诉, en: Grievance}
department: hr
owner: {role: hr}
business_key: number
title: 'about {subject}'
summary: [subject, worth]
search: [subject]
sealed: true
data:
  number: {type: text, numbering: 'SS-{yyyymmdd}-{nnn}'}
  subject: {type: text, name: {zh: 事由, en: Subject}}
  worth: {type: money, currency: CNY, name: {zh: 金额, en: Worth}}
start:
  ask: {by: {role: employee}, form: {require: [subject, worth]}}
steps:
  - user_task: hear
    name: {zh: 听取, en: Hear}
    assign: {person: manager of(initiator)}
    due: 1 working day
    form: {show: [subject, worth]}
    outcomes: {heard: {name: {zh: 已听取, en: Heard}}, refuse: {next: refused}}
  - notify: tell
    to: [{person: initiator}]
    text: {zh: '已听取 {subject}', en: 'We have heard {subject}'}
  - end: closed
  - end: refused
"""
REMEDY = """\
process: remedy
name: {zh: 补救, en: Remedy}
department: hr
owner: {role: hr}
business_key: number
data:
  number: {type: text, numbering: 'BJ-{yyyymmdd}-{nnn}'}
  about: {type: case, processes: [grievance], sum: {field: paid, limit: worth}, name: {zh: 申诉, en: Grievance}}
  paid: {type: money, currency: CNY, name: {zh: 金额, en: Paid}}
start:
  ask: {by: {role: employee}, form: {require: [about, paid]}}
steps:
  - user_task: agree
    assign: {person: manager of(initiator)}
    due: 1 working day
    form: {show: [about, paid]}
    outcomes: {approve: {}, refuse: {next: refused}}
  - end: paid-out
  - end: refused
"""
LISTS = (
    "/api/tasks?list=team", "/api/tasks.xlsx?list=team", "/api/tasks?list=done", "/api/cases?list=followed",
    "/api/related/remedy/about", "/api/related?case_id={case_id}", "/api/audit?case={case_id}",
    "/api/stuck?process=grievance", "/api/incidents?resolved=true",
)  # fmt: skip
"""Besides all addresses as they stand."""
OF_NO_CASE = (
    "/api/events", "/api/openapi.json", "/api/organisation", "/api/definitions/-/workshop", "/api/operations/health",
)  # fmt: skip
SEARCHES = (
    f"/api/cases?search={WORD}", f"/api/tasks?list=team&search={WORD}", f"/api/tasks?list=team&where=subject={WORD}",
    f"/api/related/remedy/about?search={WORD}", f"/api/people?search={WORD}",
)  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def grievance(house: Any) -> tuple[str, str, str]:
    """A sealed case with something said in it, and one that points at it: both by id, and the task of the first."""
    for text in (GRIEVANCE, REMEDY):
        plan = plan_of(text, await around_of(house.office))
        await house.store.deploy(plan, text, f"{plan.process}.yaml")
    case_id = await house.start(STARTER, "grievance", "ask", {"subject": WORD, "worth": WORTH})
    task = await house.task_of(case_id, "hear")
    async with house.as_person(STARTER) as starter:
        await starter.post(f"/api/cases/{case_id}/comment", json={"comment": f"once more: {WORD}"})
    key = (await house.store.case(case_id)).case.business_key
    pointing = await house.start(STARTER, "remedy", "ask", {"about": key, "paid": "10.00"})
    await house.task_of(pointing, "agree")
    return case_id, task, pointing


def text_of(answer: Any) -> str:
    """What an answer says, a sheet too."""
    if not answer.headers.get("content-type", "").endswith("spreadsheetml.sheet"):
        return str(answer.text)
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)  # type: ignore[union-attr]
    return "\n".join(str(cell) for row in rows for cell in row)


def addresses(house: Any, case_id: str, task: str, pointing: str) -> list[str]:
    """Everything that may be asked for, of these cases where it is of one."""
    known = {
        "task": task, "process": "grievance", "start": "ask", "field": "about", "person": STARTER, "before": "1",
        "after": "1", "register": "-", "number": "-", "publication": "-", "calendar": "office",
    }  # fmt: skip
    routes = [one for one in routes_of(house.app) if "GET" in (one.methods or ())]
    paths = [one.path_format for one in routes if one.path_format not in OF_NO_CASE]
    found = []
    for path in (*paths, *LISTS):
        for of_case in (case_id, pointing) if "{case_id}" in path else ("",):
            found.append(path.format_map({**known, "case_id": of_case, "digest": "0" * 64, "command_id": "-"}))
    return found


@pytest.mark.parametrize(
    ("person", "roles"),
    [(ABOVE, ()), (OWNER, ("administrator",)), (OTHER, ("operator",)), (OTHER, ("auditor", "administrator"))],
)
async def test_who_answers_for_it_reads_no_word_of_it(
    house: Any, grievance: tuple[str, str, str], person: str, roles: tuple[str, ...]
) -> None:
    case_id, told = grievance[0], []
    async with some_days_later(house, person, roles=roles) as desk:
        assert (await desk.get(f"/api/cases/{case_id}")).status_code == 200, "they see where it stands"
        for address in addresses(house, *grievance):
            said = text_of(await desk.get(address))
            told += [address for word in (WORD, "98765", "98,765") if word in said]
        for address in SEARCHES:
            told += [address] if case_id in text_of(await desk.get(address)) else []
    assert told == []


async def test_an_operator_is_told_where_an_act_would_bring_it_and_no_word(
    as_person: Any, grievance: tuple[str, str, str]
) -> None:
    case_id = grievance[0]
    async with as_person(OTHER, "operator") as operator, as_person(STARTER) as starter:
        card = (await operator.get(f"/api/stuck/{case_id}")).json()
        skip = next(one for one in card["actions"] if one["act"] == "skip")
        act = {"act": "skip", "subject": skip["subject"], "text": "it hangs", "outcome": "heard"}
        shown = await operator.post(f"/api/stuck/{case_id}/preview", json=act)
        own = text_of(await starter.get(f"/api/cases/{case_id}"))
    assert shown.status_code == 200 and shown.json()["lines"] and WORD not in shown.text
    assert WORD in own, "who is in it reads it"
