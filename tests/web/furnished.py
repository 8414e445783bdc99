"""An installation furnished for looking at every page: a process, people, a case, and what administrators look after,
in the words of a set of texts.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import yaml

from activities.demonstration import furnish_demonstration
from engine.administering.publishing import Publication
from engine.compiler import compile_definition
from engine.model.plan import Plan
from engine.people import read_directory
from engine.runtime.commands import Comment
from proving.house import DEFINITIONS, House
from proving.office import until
from store import RefusedStart
from store.accounts import Altered
from store.news import News, NewTask
from store.publishing import Written
from tests.web.told_texts import Texts

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj " \
      b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # fmt: skip
SEAL_ASKER = "yu-yang"
ROLES = ("operator", "auditor", "administrator")


def named(zh: str, en: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": zh, "en": en}


def shipped_organisation() -> dict[str, Any]:
    """The organisation of the shipped company, as it is written."""
    written: dict[str, Any] = yaml.safe_load((DEFINITIONS / "organisation.yaml").read_text(encoding="utf-8"))
    return written


def organisation(*sets: Texts) -> dict[str, Any]:
    """The shipped company, and a department of three for each set of texts."""
    written = shipped_organisation()
    for said in sets:
        written["departments"][said.id] = {"name": named(*said.where), "head": said.boss, "parent": "management"}
        post = {"posts": [{"department": said.id, "post": "head", "main": True}]}
        written["people"][said.boss] = post | {"name": named(*said.boss_name), "email": f"{said.boss}@example.com"}
        for person in (said.person, said.other):
            written["people"][person] = post | {"name": named(*said.person_name), "manager": said.boss}
    return written


def definition(said: Texts, of: str, version: int = 1) -> str:
    """A process of many steps with every kind of field."""
    fields: dict[str, Any] = {
        "key": {"type": "text", "numbering": "QINGSHI-{yyyymmdd}-{nnn}"}, "subject": {"type": "text"},
        "why": {"type": "long_text"}, "amount": {"type": "money", "currency": "CNY"}, "share": {"type": "percent"},
        "count": {"type": "number"}, "day": {"type": "date"}, "moment": {"type": "date_time"},
        "urgent": {"type": "yes_no"}, "who": {"type": "person"}, "where": {"type": "department"},
        "kind": {"type": "choice", "values": {"one": named(said.zh, said.en), "two": named("二", "Two")}},
        "papers": {"type": "files"}, "paper": {"type": "file"},
        "lines": {"type": "table", "fields": {
            "item": {"type": "text", "name": named("物料名称及规格型号", "Item, specification and model")},
            "qty": {"type": "integer", "name": named("数量", "Quantity")},
            "price": {"type": "money", "currency": "CNY", "name": named("含税单价（元）", "Price with tax")},
        }},
    }  # fmt: skip
    for name, field in fields.items():
        field.setdefault("name", named(f"{said.zh[:24]}之{name}", f"{said.en[:48]} {name}"))
        field["help"] = named(f"填写说明：{said.zh}", f"How to fill it in: {said.en}")
    asked = [name for name in fields if name != "key"]
    shown = ["key", "subject", "why", "amount", "lines", "papers", "kind"]
    judge = {
        "user_task": "judge", "name": named(*said.step), "stage": named(*said.step),
        "assign": {"person": "manager of(initiator)"}, "due": f"{version} working hours",
        "form": {"show": shown, "edit": [one for one in asked if one not in shown]},
        "outcomes": {
            "approve": {"name": named("同意并按所附方案组织实施", "Approve and carry it out as attached")},
            "partly": {"name": named("原则同意，有关事项另行报批", "Approve in principle, ask again about the rest")},
            "refuse": {"name": named("不同意，退回经办部门重新研究论证", "Refuse; the department studies it again"),
                       "comment": "required", "next": "refused"},
        },
        "return": {"to": ["start"]},
    }  # fmt: skip
    others = [
        {"user_task": f"step_{at}", "name": named(f"{said.step[0]}（{at}）", f"{said.step[1]} ({at})"),
         "assign": {"person": "manager of(initiator)"}}
        for at in range(2, said.steps + 1)
    ]  # fmt: skip
    name = named(said.zh, said.en)
    whole = {
        "process": of, "name": name, "department": said.id, "calendar": "office", "business_key": "key",
        **({"sealed": True} if of != said.id else {}),
        "title": "{subject}", "summary": ["why", "amount", "kind", "who", "day"], "data": fields,
        "settings": {"remark": {"type": "text", "name": dict(name), "default": said.unbroken}},
        "start": {"application": {"name": dict(name), "by": {"role": "employee"}, "form": {"edit": asked}}},
        "steps": [judge, *others, {"end": "settled", "name": dict(name)}, {"end": "refused", "name": dict(name)}],
    }  # fmt: skip
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


async def furnish_company(house: House, *sets: Texts) -> None:
    """The people of these sets of texts are there, with accounts; the heads are everything an account can be."""
    company = await house.store.company()
    assert company is not None
    await house.store.put_company(replace(company, directory=read_directory(organisation(*sets))))
    await furnish_demonstration(house.store)
    for said in sets:
        await house.store.change_account(said.boss, None, Altered("roles-changed", {"roles": ROLES}))


class Furnishing:
    """One set of texts in the house. `places`: what stands in the addresses of its pages."""

    def __init__(self, house: House, said: Texts) -> None:
        self._house = house
        self._said = said
        self.places: dict[str, str] = {"process": said.id, "person": said.person}

    async def furnish(self) -> dict[str, str]:
        """All of it."""
        held, _ = await until(lambda: self._house.store.take_news(timedelta(minutes=5), 1))
        await self._deploy(self._said.id)
        await self._deploy(f"{self._said.id}-sealed")
        self.places["case"] = await self._case(self._said.id)
        self.places["task"] = await self._house.task_of(self.places["case"], "judge")
        self.places["hand_over"] = await self._hand_over()
        await self._stand_in()
        await self._opening()
        self.places["publication"] = await self._publication()
        await self._left_over()
        await self._not_delivered()
        await self._house.store.note_news([], held)
        return self.places

    async def _asked(self, by: str, method: str, path: str, body: dict[str, Any]) -> Any:
        async with self._house.as_person(by, *ROLES) as person:
            answer = await person.request(method, path, json=body)
        assert answer.is_success, (path, answer.text)
        return answer.json() if answer.content else None

    async def _deploy(self, process: str) -> None:
        for version in (1, 2):
            text, plan = await self._written(process, version)
            await self._house.store.deploy(plan, text, "written.yaml")

    async def _written(self, process: str, version: int) -> tuple[str, Plan]:
        """A version with its plan; that every case can end is not proved, for it has many steps."""
        company = await self._house.store.company()
        assert company is not None
        text = definition(self._said, process, version)
        compiled = compile_definition(text, "written.yaml", known=replace(company.known(None, {}), most_states=0))
        assert compiled.plan is not None, compiled.problems
        return text, compiled.plan

    async def _case(self, process: str, by: str | None = None) -> str:
        said, house = self._said, self._house
        paper = await house.office.files.take(said.file, BytesIO(PDF), None)
        lines = [{"item": f"{said.unbroken}{at}", "qty": 100_000 + at, "price": "1234567.89"} for at in range(3)]
        case_id = await house.start(
            by or said.person, process, "application",
            {"subject": f"{said.zh}{said.zh}", "why": said.comment, "amount": "123456789012.34", "kind": "one",
             "who": said.boss, "day": "2027-01-31", "papers": [paper], "lines": lines},
        )  # fmt: skip
        await house.task_of(case_id, "judge")
        await house.office.cases.command(case_id, Comment(said.comment), by=by or said.person)
        urged = {"step": "judge", "comment": said.comment}
        await self._asked(by or said.person, "POST", f"/api/cases/{case_id}/urge", urged)
        return case_id

    async def _stand_in(self) -> None:
        said = self._said
        body = {"absent": said.other, "person": said.boss, "reason": said.comment, "processes": [said.id],
                "amount": "123456789012.34", "open_tasks": True}  # fmt: skip
        await self._asked(said.boss, "POST", "/api/stand-ins", body)

    async def _hand_over(self) -> str:
        """Somebody leaves the cases they started to somebody else."""
        said = self._said
        await self._case(said.id, said.other)
        body = {"person": said.other, "to": said.person, "leaves": False, "reason": said.comment}
        number = str((await self._asked(said.boss, "POST", "/api/hand-overs", body))["id"])

        async def over() -> bool:
            async with self._house.as_person(said.boss) as boss:
                return bool((await boss.get(f"/api/hand-overs/{number}")).json()["over"])

        await until(over)
        return number

    async def _opening(self) -> None:
        sealed = self.places["sealed"] = await self._case(f"{self._said.id}-sealed")
        body = {"case": sealed, "reason": self._said.comment, "hours": 8}
        await self._asked(SEAL_ASKER, "POST", "/api/openings", body)

    async def _publication(self) -> str:
        """The head asks for a version that waits for a second person."""
        said = self._said
        text, plan = await self._written(said.id, 3)
        asked = Publication(f"{said.id}-3", said.id, plan.digest, said.boss, datetime.now(UTC), said.comment, None)
        await self._house.store.ask_publication(asked, Written(plan, text, ""))
        return asked.id

    async def _left_over(self) -> None:
        """What administrators, auditors and operators look after: a register, a setting, a refused start, a token."""
        said, store = self._said, self._house.store
        entry = {"name": said.zh, "remark": said.unbroken, "amount": "123456789.00"}
        for at in range(3):
            await store.add_to_register(said.id, f"{said.unbroken}-{at}", entry, once=f"{said.id}-{at}", by=said.boss)
        await self._asked(
            said.boss, "PUT", f"/api/settings/{said.id}/remark", {"value": said.zh, "reason": said.comment}
        )
        await store.note_refused_start(RefusedStart(
            f"{said.id}-refused", said.id, "application", "message", said.unbroken, {}, said.person,
            datetime.now(UTC), "field-missing", said.comment,
        ))  # fmt: skip
        scopes, ends = ("read", "act", "operate", "administer"), datetime.now(UTC) + timedelta(days=90)
        await store.change_account(said.other, None, Altered("password-reset", {"must_change": True}))
        await self._house.office.accounts.add_token(said.boss, said.unbroken[:100], scopes, ends)
        contact = {"channel": "wecom", "address": said.unbroken}
        await self._asked(said.boss, "PUT", f"/api/notices/contacts/{said.person}", contact)

    async def _not_delivered(self) -> None:
        """The head could not be told of the task. Meanwhile no worker tells anybody anything."""
        case_id, task = self.places["case"], self.places["task"]
        new, now, store = (
            NewTask(case_id, task, self._said.boss, self._said.id, 1),
            datetime.now(UTC),
            self._house.store,
        )
        await store.note_news([(new, now, "waiting")], None)

        async def due() -> list[News]:
            return [one for one in await store.due_news(1000, timedelta(0)) if one.case_id == case_id]

        await store.settle_news(await until(due), {}, f"mail: {self._said.comment}")
