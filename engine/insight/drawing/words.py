"""What nodes are called, and who does them, in both languages; for people who look at a diagram."""

from collections.abc import Mapping
from typing import Any

from engine.insight.conditions_told import condition_in_words
from engine.insight.drawing.graph import NOTHING, Words
from engine.insight.moments_told import moment_in_words
from engine.insight.triggers_told import message_in_words
from engine.insight.whom_told import whom_in_words
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.model.who import Who
from engine.people import Directory


def said(text: Any) -> Words:
    """A text of the definition in both languages; nothing for none."""
    if not text:
        return NOTHING
    return {"zh": text_in(text, "zh"), "en": text_in(text, "en")}


def name_of(plan: Plan, step: Any) -> Words:
    """A step by name; by its id where it has none."""
    return said(step.name) or {"zh": step.id, "en": step.id}


_SERVICES: dict[str, Words] = {
    "http.get": {"zh": "查询其他系统", "en": "asks another system"},
    "http.post": {"zh": "提交给其他系统", "en": "tells another system"},
    "http.put": {"zh": "更新其他系统", "en": "changes another system"},
    "http.delete": {"zh": "从其他系统删除", "en": "deletes in another system"},
    "mail.send": {"zh": "发邮件", "en": "sends a mail"},
    "register.add": {"zh": "登记台账", "en": "writes into a register"},
    "register.update": {"zh": "更新台账", "en": "changes a register"},
    "document.issue": {"zh": "出具单据", "en": "issues a document"},
    "directory.add_stand_in": {"zh": "设定代理", "en": "sets a stand-in"},
    "directory.end_stand_in": {"zh": "结束代理", "en": "ends a stand-in"},
}
"""What the services that come with the product do."""


def about(plan: Plan, step: Any, directory: Directory | None, called: Mapping[str, Words]) -> Words:
    """Who does a step, or what it waits for; `called`: the names of the processes it may call."""
    kind = step.kind
    if kind == "user_task":
        rules = step.assign if isinstance(step.assign, list) else [step.assign]
        told = [_who(plan, one, directory) for one in rules]
        return {"zh": "、".join(one["zh"] for one in told), "en": ", ".join(one["en"] for one in told)}
    if kind == "wait" and step.timer is not None:
        when = moment_in_words(plan, step.timer)
        return {"zh": f"等到：{when['zh']}", "en": f"until: {when['en']}"}
    if kind == "wait" and step.message is not None:
        name = message_in_words(plan, step.message)
        return {"zh": f"等「{name['zh']}」", "en": f"for “{name['en']}”"}
    if kind == "send":
        return message_in_words(plan, step.message)
    if kind == "service_task":
        return _SERVICES.get(step.service, {"zh": step.service, "en": step.service})
    if kind == "call_process":
        return called.get(step.process) or {"zh": step.process, "en": step.process}
    return NOTHING


_KINDS: dict[str, tuple[str, str]] = {
    "role": ("", ""), "group": ("小组 ", "group "), "post": ("", ""), "department": ("", ""),
}  # fmt: skip


def _who(plan: Plan, who: Who, directory: Directory | None) -> Words:
    """A rule in a few words."""
    if who.superiors is not None:
        return {"zh": "逐级上级", "en": "superiors"}
    if who.on_duty is not None:
        return {"zh": "值班人员", "en": "who is on duty"}
    if who.person is not None:
        return _person(plan, who.person)
    for kind, (zh, en) in _KINDS.items():
        value = getattr(who, kind)
        if value is not None:
            named = [_named(plan, kind, str(one), directory) for one in (value if isinstance(value, list) else [value])]
            return {
                "zh": zh + "、".join(one["zh"] for one in named), "en": en + ", ".join(one["en"] for one in named)
            }  # fmt: skip
    return NOTHING


def _named(plan: Plan, kind: str, id: str, directory: Directory | None) -> Words:
    """What the company calls a role, a post or a department; one that a field says by the name of the field."""
    if id.startswith("="):
        told = whom_in_words(plan, id)
        return {"zh": told.zh, "en": told.en}
    if directory is None:
        return {"zh": id, "en": id}
    role, department = directory.roles.get(id), directory.departments.get(id)
    names = {
        "role": role.name if role else None, "department": department.name if department else None,
        "post": directory.posts.get(id),
    }  # fmt: skip
    name = names.get(kind)
    if name is not None:
        return {"zh": name.zh or name.en, "en": name.en or name.zh}
    return {"zh": id, "en": id}


def _person(plan: Plan, expression: str) -> Words:
    known = {
        "initiator": {"zh": "发起人", "en": "the starter"},
        "manager of(initiator)": {"zh": "发起人的上级", "en": "the starter's superior"},
    }
    if expression in known:
        return known[expression]
    field = plan.definition.data.get(expression)
    return said(field.name if field else None) or condition_in_words(plan, expression)
