"""The record of what people did, in words: the verb and where, never what a case says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Response

from api.company_in_force import newest_plans
from api.decisions_told import VERBS
from api.office import Office
from api.people_told import PeopleTold
from api.shapes.audit import AuditLine
from api.shapes.wire import Page, Words
from api.sheets import Manner, all_of, sheet
from api.words_told import text_of
from engine.model.plan import Plan
from engine.runtime.refusals_told import told as refused_told
from store.audit import Called, Deed, Wanted

Content = Mapping[str, Any]
VERBS_TOLD = VERBS | {
    "press": ("按钮", "Press"), "record": ("补记", "Record"), "retry": ("重试", "Retry"),
    "correct": ("更正数据", "Correct data"), "skip": ("跳过", "Skip"), "move": ("移动", "Move"),
    "hand_over": ("交接", "Hand over"), "hand_back": ("交回", "Hand back"), "cancel": ("取消", "Cancel"),
    "reassign": ("改派", "Reassign"), "urge": ("催办", "Urge"), "copy": ("抄送", "Copy"), "recall": ("撤回", "Recall"),
    "withdraw": ("撤销", "Withdraw"),
}  # fmt: skip
KINDS = {
    "stand-in-set": ("设定代理", "Set a stand-in"), "stand-in-ended": ("结束代理", "Ended a stand-in"),
    "person-left": ("离职", "Left"), "person-back": ("恢复在职", "Back"),
    "made": ("建立账号", "Made an account"), "signed-in": ("登录", "Signed in"),
    "sign-in-refused": ("登录被拒", "Was not signed in"),
    "bound": ("绑定统一身份认证", "Bound to the identity provider"),
    "token-made": ("建立令牌", "Made a token"), "token-ended": ("收回令牌", "Ended a token"),
    "password-changed": ("修改密码", "Changed a password"),
    "password-reset": ("重置密码", "Reset a password"), "roles-changed": ("变更角色", "Changed roles"),
    "disabled": ("停用账号", "Disabled an account"), "enabled": ("启用账号", "Enabled an account"),
}  # fmt: skip


async def page(office: Office, wanted: Wanted, limit: int, cursor: str | None) -> Page[AuditLine]:
    """A page of the record."""
    found, following = await office.store.deeds(wanted, limit=limit, cursor=cursor)
    company = await office.store.company()
    told = PeopleTold.at(company.directory if company else None, office.clock())
    called = await office.store.cases_called([one.case_id for one in found if one.case_id])
    plans = await office.store.plans_of(one.plan for one in called.values())
    cases = {id: _Case(one, plans.get(one.plan)) for id, one in called.items()}
    names = _Names(told, {plan.process: plan for plan in await newest_plans(office)})
    return Page(items=[_line(one, cases.get(one.case_id or ""), names) for one in found], cursor=following)


@dataclass(frozen=True)
class _Names:
    """What people and processes are called."""

    people: PeopleTold
    plans: Mapping[str, Plan]

    def process(self, process: str) -> Words:
        """A process; the company where it names none."""
        plan = self.plans.get(process)
        return text_of(plan.definition.name if plan is not None else None, process)

    def setting(self, process: str, name: str) -> Words:
        """A setting of a process."""
        plan = self.plans.get(process)
        declared = plan.definition.settings.get(name) if plan is not None else None
        return text_of(declared.name if declared is not None else None, name)


@dataclass(frozen=True)
class _Case:
    """The case of a line, with its plan."""

    called: Called
    plan: Plan | None

    def process(self) -> Any:
        """What its process is called."""
        return self.plan.definition.name if self.plan is not None else None

    def step(self, command: Content) -> Any:
        """What the step of a command is called, or its id."""
        id = str(command.get("step") or self.called.steps.get(str(command.get("task")), ""))
        step = self.plan.steps.get(id) if self.plan is not None else None
        return getattr(step, "name", None) or id


def _line(one: Deed, case: _Case | None, names: _Names) -> AuditLine:
    content, told = one.content, names.people
    code = str((content.get("refusal") or {}).get("code", ""))
    return AuditLine(
        kind=one.kind, id=one.id, at=one.at, by=told.maybe(one.by),
        on_behalf_of=told.maybe(content.get("on_behalf_of")),
        said=_command(content, case) if one.kind == "command" else _SAID[one.kind](content, names),
        case_id=one.case_id, business_key=case.called.key if case else "",
        reason=_reason(one), refused=code,
        problem=_refused(code) if code else Words(), via=str(content.get("via") or ""),
    )  # fmt: skip


def _refused(code: str) -> Words:
    said = refused_told(code, code)
    return Words(zh=said.zh, en=said.en)


def _reason(one: Deed) -> str:
    """Why, where it was said of something besides cases; what is said in a case stays in it."""
    if one.kind == "command":
        return ""
    return next(
        (str(one.content[key]) for key in ("reason", "undone_reason", "note", "answer") if one.content.get(key)), ""
    )


def _command(content: Content, case: _Case | None) -> Words:
    payload = content["payload"]
    if "start" in payload:
        what = ("撤销办结（反向流程）", "Undo a case") if payload["start"].get("revokes") else ("发起", "Start")
        process = payload["start"].get("process", "")
        return _words(what, (case.process() if case else None) or process)
    if "message" in payload:
        return _words(("消息", "Message"), payload["message"].get("message", ""))
    command = payload.get("command", {})
    verb = str(command.get("verb", ""))
    return _words(VERBS_TOLD.get(verb, (verb, verb)), case.step(command) if case else "")


def _words(what: tuple[str, str], *about: Any) -> Words:
    """What was done; `about` are texts of a definition, or words of no language."""
    rest = [one if isinstance(one, Words) else text_of(one) for one in about]
    zh, en = (what[0], *(one.zh for one in rest)), (what[1], *(one.en for one in rest))
    return Words(zh=" · ".join(filter(None, zh))[:300], en=" · ".join(filter(None, en))[:300])


def _people(what: tuple[str, str], told: PeopleTold, *people: Any) -> Words:
    named = [told.person(str(one)).name for one in people if one]
    zh, en = " → ".join(one.zh for one in named), " → ".join(one.en for one in named)
    return Words(zh=f"{what[0]}{f'：{zh}' if zh else ''}", en=f"{what[1]}{f': {en}' if en else ''}")


def _directory(content: Content, names: _Names) -> Words:
    what: Any = content["content"]
    if content["kind"] == "stand-in-ended":
        return _words(KINDS["stand-in-ended"], what.get("id"))
    return _people(_kind(content["kind"]), names.people, what.get("for"), what.get("person"))


def _kind(kind: str) -> tuple[str, str]:
    return KINDS.get(kind, (kind, kind))


_PHRASES = {"comment": ("意见", "comments"), "return": ("退回", "returning"), "refuse": ("拒绝", "refusing")}


def _phrases(content: Content, names: _Names) -> Words:
    """Which phrases were set, where, to what."""
    zh, en = _PHRASES[content["kind"]]
    said = {language: " / ".join(one[language] for one in content["said"] or ()) for language in ("zh", "en")}
    return _words(("设定常用语", "Set phrases"), names.process(content["process"]), Words(zh=zh, en=en), Words(**said))


def _setting(content: Content, names: _Names) -> Words:
    """Which setting was changed, to what; `…`: to the default."""
    process, name = content["process"], content["name"]
    value = "…" if content["value"] is None else str(content["value"])
    return _words(
        ("修改参数", "Change a setting"), names.process(process), names.setting(process, name), Words.of(value)
    )


_DECIDED: dict[str, tuple[str, str]] = {
    "planned": ("确认发布", "Confirm a publication"), "published": ("确认发布", "Confirm a publication"),
    "withdrawn": ("撤回发布", "Withdraw a publication"),
}  # fmt: skip

_SAID: dict[str, Callable[[Content, _Names], Words]] = {
    "directory": _directory,
    "hand-over": lambda c, names: _people(("交接", "Hand over"), names.people, c["person"], c["to"]),
    "hand-over-undone": lambda c, names: _people(
        ("撤销交接", "Undo a hand-over"), names.people, c["person"], c["to"]
    ),
    "account": lambda c, names: _people(_kind(c["kind"]), names.people, c["person"]),
    "setting": _setting,
    "phrases": _phrases,
    "deployment": lambda c, names: _words(("部署", "Deploy"), names.process(c["process"]), f"v{c['version']}"),
    "publication": lambda c, names: _words(("提交发布", "Ask to publish"), names.process(c["process"])),
    "publication-decided": lambda c, names: _words(_DECIDED[c["state"]], names.process(c["process"])),
    "organisation": lambda c, _: _words(("组织与日历", "Organisation and calendars"), f"v{c['version']}"),
    "opening": lambda c, _: _words(("申请打开密件", "Ask to open a sealed case"), f"{c['hours']} h"),
    "opening-answered": lambda c, names: _people(
        ("同意打开密件", "Open a sealed case") if c["until"] else ("拒绝打开密件", "Refuse to open"),
        names.people, c["by"],
    ),
}  # fmt: skip

LISTS: dict[str, Words] = {
    kind: Words(zh=zh, en=en)
    for kind, (zh, en) in {
        "command": ("流程操作", "In a case"), "directory": ("代理与在职", "Stand-ins and leavers"),
        "hand-over": ("交接", "Hand-over"), "hand-over-undone": ("撤销交接", "Hand-over undone"),
        "account": ("账号", "Account"), "setting": ("参数", "Setting"), "phrases": ("常用语", "Phrases"),
        "deployment": ("部署", "Deployment"), "publication": ("提交发布", "Publication asked"),
        "publication-decided": ("决定发布", "Publication decided"),
        "organisation": ("组织与日历", "Organisation and calendars"), "opening": ("申请打开密件", "Opening asked"),
        "opening-answered": ("答复打开密件", "Opening answered"),
    }.items()
}  # fmt: skip
"""What each list is called in a sheet."""
_HEAD = {
    "zh": ["时间", "人员", "代", "类别", "事项", "流程", "理由", "被拒", "途径"],
    "en": ["At", "Person", "For", "Kind", "What", "Case", "Reason", "Refused", "Via"],
}


async def audit_sheet(office: Office, wanted: Wanted, manner: Manner) -> Response:
    """The record, up to the rows a sheet has."""
    items = await all_of(partial(page, office, wanted, 200))
    name = {"zh": "操作记录", "en": "record"}[manner.language]
    return await sheet(name, _HEAD[manner.language], (_row(one, manner) for one in items))


def _row(one: AuditLine, say: Manner) -> list[Any]:
    return [
        say.at(one.at, "%Y-%m-%d %H:%M:%S"), say.person(one.by), say.person(one.on_behalf_of),
        say.words(LISTS[one.kind]), say.words(one.said), one.business_key, one.reason, say.words(one.problem), one.via,
    ]  # fmt: skip
