"""The longest texts anybody writes: a process, people, a case, comments and files that no page may clip."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import yaml

from activities.demonstration import furnish_demonstration
from engine.compiler import compile_definition
from engine.people import read_directory
from engine.runtime.commands import Comment
from proving.house import DEFINITIONS, House

ZH = "关于调整华东区域春季新品联合促销方案及其配套仓储物流与售后服务安排的专项请示（第二次修订稿）"
EN = (
    "Request concerning the adjustment of the joint spring promotion in the eastern region, with storage (2nd revision)"
)
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft_v2_final_FINAL"
STEP_ZH = "区域市场与渠道管理中心会同仓储物流部及法务部对请示事项逐条核对并签署书面意见之步骤"
STEP_EN = "The regional marketing centre, with warehousing and legal affairs, checks every item and signs"
FILE = f"{ZH}-{UNBROKEN}-{'附件' * 20}.pdf"
COMMENT = f"{ZH}：{'请逐条核对预算、时间表与责任人，' * 12}\n{UNBROKEN * 2}\n{EN}. {EN}."
PERSON, BOSS = "longest-one", "longest-two"
STEPS = 40
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj " \
      b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # fmt: skip


def named(zh: str, en: str) -> dict[str, str]:
    """A text in both languages."""
    return {"zh": zh, "en": en}


def shipped_organisation() -> dict[str, Any]:
    """The organisation of the shipped company, as it is written."""
    written: dict[str, Any] = yaml.safe_load((DEFINITIONS / "organisation.yaml").read_text(encoding="utf-8"))
    return written


def organisation() -> dict[str, Any]:
    """The shipped company, and a department and two people in it with the longest names."""
    written = shipped_organisation()
    where = named(
        "华东区域市场营销与渠道管理中心（筹）", "Marketing and channel management, eastern region (being set up)"
    )
    written["departments"]["longest"] = {"name": where, "head": BOSS, "parent": "management"}
    post = {"posts": [{"department": "longest", "post": "head", "main": True}]}
    written["people"][BOSS] = post | {
        "name": named("阿卜杜热合曼·买买提吐尔逊", "Maximiliane Konstantinopolitanowa-Featherstonehaugh"),
        "email": "b@example.com",
    }
    written["people"][PERSON] = post | {
        "name": named("欧阳·古丽巴哈尔·阿不都克里木", "Christopher Bartholomew Wolfeschlegelsteinhausen"),
        "email": "a@example.com", "manager": BOSS,
    }  # fmt: skip
    return written


def definition() -> str:
    """A process of forty steps with every kind of field."""
    fields: dict[str, Any] = {
        "key": {"type": "text", "numbering": "QINGSHI-{yyyymmdd}-{nnn}"}, "subject": {"type": "text"},
        "why": {"type": "long_text"}, "amount": {"type": "money", "currency": "CNY"}, "share": {"type": "percent"},
        "count": {"type": "number"}, "day": {"type": "date"}, "moment": {"type": "date_time"},
        "urgent": {"type": "yes_no"}, "who": {"type": "person"}, "where": {"type": "department"},
        "kind": {"type": "choice", "values": {"one": named(ZH, EN), "two": named("二", "Two")}},
        "papers": {"type": "files"}, "paper": {"type": "file"},
        "lines": {"type": "table", "fields": {
            "item": {"type": "text", "name": named("物料名称及规格型号", "Item, specification and model")},
            "qty": {"type": "integer", "name": named("数量", "Quantity")},
            "price": {"type": "money", "currency": "CNY", "name": named("含税单价（元）", "Price with tax")},
        }},
    }  # fmt: skip
    for name, field in fields.items():
        field.setdefault("name", named(f"{ZH[:24]}之{name}", f"{EN[:48]} {name}"))
        field["help"] = named(f"填写说明：{ZH}", f"How to fill it in: {EN}")
    asked = [name for name in fields if name != "key"]
    judge = {
        "user_task": "judge", "name": named(STEP_ZH, STEP_EN), "stage": named(STEP_ZH, STEP_EN),
        "assign": {"person": "manager of(initiator)"}, "due": "1 working hour",
        "form": {"show": ["key", "subject", "why", "amount", "lines", "papers", "kind"],
                 "edit": [one for one in asked if one not in ("subject", "why", "amount", "lines", "papers", "kind")]},
        "outcomes": {
            "approve": {"name": named("同意并按所附方案组织实施", "Approve and carry it out as attached")},
            "partly": {"name": named("原则同意，有关事项另行报批", "Approve in principle, ask again about the rest")},
            "refuse": {"name": named("不同意，退回经办部门重新研究论证", "Refuse; the department studies it again"),
                       "comment": "required", "next": "refused"},
        },
        "return": {"to": ["start"]},
    }  # fmt: skip
    others = [
        {"user_task": f"step_{at}", "name": named(f"{STEP_ZH}（{at}）", f"{STEP_EN} ({at})"),
         "assign": {"person": "manager of(initiator)"}}
        for at in range(2, STEPS + 1)
    ]  # fmt: skip
    whole = {
        "process": "longest", "name": named(ZH, EN), "department": "hr", "calendar": "office", "business_key": "key",
        "title": "{subject}", "summary": ["why", "amount", "kind", "who", "day"], "data": fields,
        "start": {"application": {"name": named(ZH, EN), "by": {"role": "employee"}, "form": {"edit": asked}}},
        "steps": [judge, *others, {"end": "settled", "name": named(ZH, EN)}, {"end": "refused", "name": named(ZH, EN)}],
    }  # fmt: skip
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


async def furnish_longest(house: House) -> tuple[str, str]:
    """The process, the people and one case in the house; the case, and the task its head has in hand."""
    company = await house.store.company()
    assert company is not None
    company = replace(company, directory=read_directory(organisation()))
    await house.store.put_company(company)
    await furnish_demonstration(house.store)
    text = definition()
    compiled = compile_definition(text, "longest.yaml", known=replace(company.known(None, {}), most_states=0))
    assert compiled.plan is not None, compiled.problems
    await house.store.deploy(compiled.plan, text, "longest.yaml")
    paper = await house.office.files.take(FILE, BytesIO(PDF), None)
    lines = [{"item": f"{UNBROKEN}{at}", "qty": 100_000 + at, "price": "1234567.89"} for at in range(3)]
    case_id = await house.start(
        PERSON, "longest", "application",
        {"subject": f"{ZH}{ZH}", "why": COMMENT, "amount": "123456789012.34", "kind": "one", "who": BOSS,
         "day": "2027-01-31", "papers": [paper], "lines": lines},
    )  # fmt: skip
    await house.office.cases.command(case_id, Comment(COMMENT), by=PERSON)
    return case_id, await house.task_of(case_id, "judge")
