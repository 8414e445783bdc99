"""Sentences about a case as a whole."""

from collections.abc import Mapping

from engine.calendars import Text
from engine.runtime import events as happened
from engine.runtime.parked_told import HOW, told_code
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, aside_of, plain
from engine.scenarios.told_reasons import told_reason


def _started(event: happened.CaseStarted, names: Names) -> str:
    who, key = names.person(event.initiator), event.business_key
    if event.revokes:
        return names.pick(f"{who}发起 {key}，撤销已办结的流程", f"{key} begins: {who} undoes an ended case")
    there = names.department(event.department) if event.department else ""
    zh, en = (f"以{there}名义", f" for {there}") if there else ("", "")
    if event.on_behalf:
        absent = names.person(event.on_behalf)
        zh, en = f"代{absent}{zh}", f" for {absent}{en}"
    if event.started_by:
        by = names.person(event.started_by)
        return names.pick(f"{by}代{who}{zh}发起 {key}", f"{key} begins, started by {by} on behalf of {who}{en}")
    return names.pick(f"{who}{zh}发起 {key}", f"{key} begins, started by {who}{en}")


def _ended(event: happened.CaseEnded, names: Names) -> str:
    if event.how == "cancelled":
        by, aside = names.person(event.by), aside_of(told_reason(event.reason, names), names)
        return names.pick(f"{by}终止本案{aside}", f"{by} ends the case{aside}")
    return names.pick(f"办结：{names.step(event.end)}", f"the case ends as {names.step(event.end)}")


def _written(event: happened.DataWritten, names: Names) -> str | None:
    values = names.values(event.values)
    return names.pick(f"写入 {values}", f"written: {values}") if values else None


def _attached(event: happened.FilesAttached, names: Names) -> str:
    files = names.pick("、", ", ").join(one if isinstance(one, str) else str(one["name"]) for one in event.files)
    who, aside = names.person(event.by), aside_of(event.comment, names)
    return names.pick(f"{who}添加附件：{files}{aside}", f"{who} attaches {files}{aside}")


def _parked(event: happened.IncidentRaised, names: Names) -> str:
    step, told = names.step(event.step), told_code(event.code)
    return names.pick(
        f"{step}受阻：{told.zh}（{event.code}）", f"{step} is parked: {told.en} ({event.code}), {event.text}"
    )


def _resolved(event: happened.IncidentResolved, names: Names) -> str:
    who, aside = names.person(event.by), aside_of(told_reason(event.reason, names), names)
    how = HOW.get(event.how, Text(event.how, event.how))
    return names.pick(f"{who}处理受阻（{how.zh}）{aside}", f"{who} lets it go on ({how.en}){aside}")


_OVERRIDES = {
    "reassign": ("改派", "gives {} to another one"), "retry": ("重试", "tries {} again"),
    "correct": ("更正", "corrects {}"), "skip": ("跳过", "skips {}"), "move": ("移到", "moves the case to {}"),
    "cancel": ("终止", "ends {}"),
}  # fmt: skip


def _overridden(event: happened.Overridden, names: Names) -> str:
    who, aside = names.person(event.by), aside_of(event.reason, names)
    if event.verb == "cancel":
        what = names.pick("本案", "the case")
    else:
        what = names.fields(event.what.split(", ")) if event.verb == "correct" else names.step(event.what)
    zh, en = _OVERRIDES.get(event.verb, (event.verb, event.verb + " {}"))
    return names.pick(f"{who}越权{zh}{what}{aside}", f"{who} {en.format(what)} against the definition{aside}")


SENTENCES: Mapping[type, Tell] = {
    happened.CaseStarted: _started,
    happened.CaseEnded: _ended,
    happened.StageReached: plain("阶段：{label}", "stage: {label}"),
    happened.DataWritten: _written,
    happened.FilesAttached: _attached,
    happened.CommentMade: plain("{who}评论{aside}", "{who} comments{aside}"),
    happened.CaseHandedOver: plain(
        "{whose}的事项交接给{receiver}{aside}", "what hangs on {whose} is handed over to {receiver}{aside}"
    ),
    happened.CaseHandedBack: plain(
        "{whose}的事项由{receiver}交还{aside}", "what hung on {whose} comes back from {receiver}{aside}"
    ),
    happened.CaseRecalled: plain("{who}撤回本案，退为草稿{aside}", "{who} recalls the case to a draft{aside}"),
    happened.IncidentRaised: _parked,
    happened.IncidentResolved: _resolved,
    happened.Overridden: _overridden,
    happened.QuestionFailed: plain("规则无法得出答案：{text}", "a rule gives no answer: {text}"),
}
