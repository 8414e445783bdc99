"""One sentence for each event that says something to people."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.types import field_at
from engine.people import Directory
from engine.runtime import events as happened
from engine.runtime.events import Event
from engine.runtime.limit_keys import read_key
from engine.scenarios.instants import shown
from engine.scenarios.stage import CaseLook
from engine.scenarios.told_reasons import told_reason
from engine.scenarios.told_values import told

WEEKDAYS_ZH = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
MOST_VALUES = 6
"""A sentence about written fields names at most so many of them."""


class Names:
    """What steps, people, tasks and fields are called in one language; learns from the events as they come."""

    def __init__(self, case: CaseLook, language: str, zone: tzinfo, directory: Directory | None) -> None:
        self.plan = case.plan
        self.language = language
        self.zone = zone
        self.directory = directory
        self._owners: dict[str, str] = {}

    def learn(self, event: Event) -> None:
        """Which step a task, an instance or a call belongs to."""
        for key in ("task", "instance", "call"):
            name, step = getattr(event, key, None), getattr(event, "step", None)
            if isinstance(name, str) and isinstance(step, str) and step:
                self._owners.setdefault(name, step)

    def pick(self, zh: str, en: str) -> str:
        """The one of two sentences in this language."""
        return zh if self.language == "zh" else en

    def step(self, step: str) -> str:
        """A step by its name, for people."""
        found: Any = self.plan.steps.get(step) or self.plan.definition.clocks.get(step) or self._event(step)
        name = text_in(getattr(found, "name", None), self.language)
        return f"「{name or step}」" if self.language == "zh" else f"“{name or step}”"

    def _event(self, event_id: str) -> Any:
        if event_id in self.plan.definition.events:
            return self.plan.definition.events[event_id]
        for step in self.plan.steps.values():
            for group in ("events", "first_of"):
                found = (getattr(step, group, None) or {}).get(event_id)
                if found is not None:
                    return found
        return None

    def owner(self, key: str) -> str:
        """The step behind a task, an instance, a call or the key of a limit."""
        kind, _, rest = key.partition(".")
        if kind == "clock":
            return self.step(rest)
        if key == "case":
            return self.pick("本案", "the case")
        return self.step(self._owners.get(kind.partition(":")[0], key))

    def person(self, person: str | None) -> str:
        """A person by name."""
        if person is None:
            return self.pick("系统", "the system")
        if self.directory is None:
            return person
        name = self.directory.name_of(person)
        return name.zh if self.language == "zh" else name.en

    def department(self, department: str) -> str:
        """A department by name."""
        found = self.directory.departments.get(department) if self.directory is not None else None
        return self.pick(found.name.zh, found.name.en) if found is not None else department

    def people(self, people: Iterable[str]) -> str:
        """People by name, one after another."""
        return self.pick("、", ", ").join(map(self.person, people)) or self.pick("无人", "nobody")

    def at(self, at: datetime | None) -> str:
        """An instant on the clock of the case."""
        if at is None:
            return self.pick("未定", "not known yet")
        local = at.astimezone(self.zone).replace(tzinfo=None)
        if self.language == "zh":
            return f"{local:%Y-%m-%d} {WEEKDAYS_ZH[local.weekday()]} {local:%H:%M}"
        return shown(local)

    def text(self, text: Any) -> str:
        """A text of the definition."""
        return text_in(text, self.language)

    def outcome(self, task: str, outcome: str) -> str:
        """An outcome by its name."""
        step = self.plan.steps.get(self._owners.get(task, ""))
        return self._outcome_of(step, outcome)

    def outcome_of(self, step: str, outcome: str) -> str:
        """An outcome of a step by its name."""
        return self._outcome_of(self.plan.steps.get(step), outcome)

    def _outcome_of(self, step: Any, outcome: str) -> str:
        found = (getattr(step, "outcomes", None) or {}).get(outcome)
        plain = self.pick("完成", "done") if outcome == "done" else outcome
        return text_in(getattr(found, "name", None), self.language) or plain

    def message(self, message: str) -> str:
        """A message by its name."""
        found = self.plan.definition.messages.get(message)
        name = text_in(found.name, self.language) if found is not None else ""
        return self.pick(f"「{name or message}」", f"“{name or message}”")

    def fields(self, paths: Iterable[str]) -> str:
        """Fields by name, one after another."""
        return self.pick("、", ", ").join(map(self._field, paths))

    def values(self, values: Mapping[str, Any]) -> str:
        """Some of the fields written, with what was written."""
        pairs = [
            f"{self._field(path)} = {told(value, self.field(path), self)}"
            for path, value in values.items()
            if value is not None
        ]
        more = "…" if len(pairs) > MOST_VALUES else ""
        return self.pick("，", ", ").join(pairs[:MOST_VALUES]) + more

    def field(self, path: str) -> Field | None:
        """The field at a path, if the definition has it."""
        return field_at(self.plan.definition.data, path)

    def _field(self, path: str) -> str:
        field = self.field(path)
        return text_in(field.name, self.language) if field and field.name else path


def said(event: Event, names: Names) -> str | None:
    """The sentence for an event; None for what only matters inside."""
    tell = SENTENCES.get(type(event))
    return tell(event, names) if tell else None


def _attached(event: happened.FilesAttached, names: Names) -> str:
    files = names.pick("、", ", ").join(one if isinstance(one, str) else str(one["name"]) for one in event.files)
    who, aside = names.person(event.by), _aside(event.comment, names)
    return names.pick(f"{who}添加附件：{files}{aside}", f"{who} attaches {files}{aside}")


def _aside(comment: str, names: Names) -> str:
    return names.pick(f"：{comment}", f": {comment}") if comment else ""


def _started(event: happened.CaseStarted, names: Names) -> str:
    who, key = names.person(event.initiator), event.business_key
    if event.revokes:
        return names.pick(f"{who}发起 {key}，撤销已办结的流程", f"{key} begins: {who} undoes an ended case")
    there = names.department(event.department) if event.department else ""
    zh, en = (f"以{there}名义", f" for {there}") if there else ("", "")
    return names.pick(f"{who}{zh}发起 {key}", f"{key} begins, started by {who}{en}")


def _ended(event: happened.CaseEnded, names: Names) -> str:
    if event.how == "cancelled":
        by, aside = names.person(event.by), _aside(told_reason(event.reason, names), names)
        return names.pick(f"{by}终止本案{aside}", f"{by} ends the case{aside}")
    return names.pick(f"办结：{names.step(event.end)}", f"the case ends as {names.step(event.end)}")


def _written(event: happened.DataWritten, names: Names) -> str | None:
    values = names.values(event.values)
    return names.pick(f"写入 {values}", f"written: {values}") if values else None


def _signed(event: happened.TaskSigned, names: Names) -> str:
    task = names.owner(event.task)
    return names.pick(f"{task}签名：{event.name}", f"{task} is signed: {event.name}")


def _decided(event: happened.TaskDecided, names: Names) -> str:
    task, outcome = names.owner(event.task), names.outcome(event.task, event.outcome)
    aside = _aside(event.comment, names)
    if event.by_timeout:
        return names.pick(f"{task}逾期按规则定为「{outcome}」", f"{task} is decided by timeout: {outcome}")
    by = names.person(event.by)
    if event.on_behalf_of:
        by = names.pick(f"{by}代{names.person(event.on_behalf_of)}", f"{by} (for {names.person(event.on_behalf_of)})")
    return names.pick(f"{by}办理{task}：{outcome}{aside}", f"{by} does {task}: {outcome}{aside}")


def _nobody(event: happened.NobodyFound, names: Names) -> str:
    owner = names.owner(event.instance)
    if event.verdict == "choose":
        return names.pick(
            f"{owner}选定的人已离职，须重新选定", f"who was chosen for {owner} has left, and is chosen anew"
        )
    return names.pick(f"{owner}找不到办理人", f"nobody is found for {owner}")


def _offered(event: happened.TaskOffered, names: Names) -> str:
    task = names.owner(event.task)
    if event.assignee:
        who = names.person(event.assignee)
        return names.pick(f"{task}交给{who}", f"{task} is for {who}")
    people = names.people(event.to)
    if event.relieved:
        who = names.person(event.relieved)
        return names.pick(f"{who}交班，{task}待{people}认领", f"{who}'s shift is over: {task} is offered to {people}")
    return names.pick(f"{task}待{people}认领", f"{task} is offered to {people}")


def _put_off(event: happened.HandOverPutOff, names: Names) -> str:
    task, people, until = names.owner(event.task), names.people(event.to), names.at(event.until)
    return names.pick(f"{task}等{people}上班再移交：{until}", f"{task} is handed to {people} when they work: {until}")


_PLACES = {"before": ("先", "before deciding"), "after": ("后", "after that"), "beside": ("并", "as well")}


def _signers_added(event: happened.SignersAdded, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    zh, en = _PLACES[event.how]
    aside = _aside(event.comment, names)
    return names.pick(f"{who}请{people}{zh}加签{task}{aside}", f"{who} asks {people} to sign {task} {en}{aside}")


def _signers_removed(event: happened.SignersRemoved, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    return names.pick(f"{who}减签{people}：{task}", f"{who} takes {people} back from {task}")


def _more_asked(event: happened.MoreAsked, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    aside = _aside(event.comment, names)
    if event.what == "question":
        return names.pick(f"{who}就{task}询问{people}{aside}", f"{who} asks {people} about {task}{aside}")
    fields = names.fields(event.fields)
    return names.pick(f"{who}请{people}补正{fields}{aside}", f"{who} asks {people} to supplement {fields}{aside}")


def _ask_withdrawn(event: happened.AskWithdrawn, names: Names) -> str:
    who, people, task = names.person(event.by), names.people(event.people), names.owner(event.task)
    return names.pick(f"{who}不再等{people}：{task}", f"{who} waits for {people} no longer: {task}")


def _signing_again(event: happened.SigningAgain, names: Names) -> str:
    steps = names.pick("、", ", ").join(map(names.step, event.steps))
    return names.pick(f"内容有变，{steps}须重新办理", f"what they were shown has changed: {steps} again")


def _settled(event: happened.VoteSettled, names: Names) -> str:
    given = {names.outcome_of(event.step, outcome): count for outcome, count in event.given.items() if count}
    counts = names.pick("、", ", ").join(f"{outcome} {count}" for outcome, count in given.items())
    name, outcome = names.step(event.step), names.outcome_of(event.step, event.outcome)
    return names.pick(
        f"{name}表决结果：{outcome}（{counts}，计票 {event.eligible}）",
        f"the vote of {name} is certain: {outcome} ({counts} of {event.eligible})",
    )


def _left(event: happened.VotersLeft, names: Names) -> str:
    people = names.people(person for one in event.why.get("reasons", ()) for person in one.get("people", ()))
    return names.pick(
        f"{people}不计票：{names.owner(event.instance)}", f"{people}: no vote in {names.owner(event.instance)}"
    )


def _limit(event: happened.LimitSet, names: Names) -> str | None:
    if event.due is None or read_key(event.key).is_timer:
        return None
    owner, at = names.owner(event.key), names.at(event.due)
    return names.pick(f"{owner}限 {at} 办完", f"{owner} is due {at}")


_RUNGS = {
    "": ("", ""),
    "remind": ("将到期", "is nearly due"),
    "lapse": ("已到期", "is due and not done"),
    "raise": ("逾期已久", "is long overdue"),
    "urged": ("被催办", "is waited for: you are urged"),
    "handed_over": ("由上一班交接", "is handed over by the shift before"),
    "offered_back": ("请您收回", "is offered back to you"),
    "promised": ("上级已承诺办结时间", "is promised by the superior"),
    "promise_broken": ("承诺未兑现", "was promised, and is not done"),
    "comment": ("有评论提到您", "a comment names you"),
    "hold": ("再次被挂起", "is held once more"),
    "extend": ("申请延期，请批示", "asks you for more time"),
    "extended": ("延期已获同意", "has more time now"),
    "not_extended": ("延期未获同意", "gets no more time"),
    "returned_again": ("多次退回，请关注", "goes back and forth"),
    "taken_back": ("已被前一办理人拿回", "is taken back by who decided before"),
}
"""What a notice about a step says, by its rung or verb."""


def _notice(event: happened.NoticeAddressed, names: Names) -> str | None:
    about, _, rung = event.about.partition(".")
    if rung == "copy":
        return None
    what = names.pick("本案", "the case") if about == "case" else names.step(about)
    own = "" if event.text else rung
    rung = names.pick(*_RUNGS.get(rung, (own, own)))
    people = names.people(event.to)
    told = names.pick(f"告知{people}：{what}{rung}", f"{people} told: {what} {rung}".rstrip())
    return f"{told}{_aside(names.text(event.text), names)}{_leaving(event, names)}"


def _leaving(event: happened.NoticeAddressed, names: Names) -> str:
    """When it reaches whom, where that is later."""
    later: dict[datetime, list[str]] = {}
    for person, leaves in event.leaves.items():
        if leaves > event.at:
            later.setdefault(leaves, []).append(person)
    if not later:
        return ""
    if list(later.values()) == [list(event.to)]:
        reached = [names.pick(f"{names.at(at)} 送达", f"reaching them {names.at(at)}") for at in later]
    else:
        reached = [
            names.pick(f"{names.at(at)} 送达{names.people(people)}", f"reaching {names.people(people)} {names.at(at)}")
            for at, people in later.items()
        ]
    return names.pick(f"（{'；'.join(reached)}）", f" ({'; '.join(reached)})")


def _sent(event: happened.MessageSent, names: Names) -> str:
    to = f" → {event.to}" if event.to else ""
    name = names.message(event.message)
    return names.pick(f"发出消息{name}{to}", f"message {name} is sent{to}")


def _received(event: happened.MessageReceived, names: Names) -> str:
    name = names.message(event.message)
    return names.pick(f"收到消息{name}（{event.key}）", f"message {name} arrives ({event.key})")


def _happened(event: happened.EventHappened, names: Names) -> str | None:
    if event.trigger == "message":
        return None
    aside = _aside(event.comment, names)
    if event.by:
        by = names.person(event.by)
        return names.pick(f"{by}：{names.step(event.event)}{aside}", f"{by} presses {names.step(event.event)}{aside}")
    return names.pick(f"发生{names.step(event.event)}", f"{names.step(event.event)} happens ({event.trigger})")


def _service_failed(event: happened.ServiceFailed, names: Names) -> str:
    owner, why = names.owner(event.instance), f"{event.error} {event.text}".strip()
    return names.pick(f"{owner}失败：{why}", f"{owner} fails: {why}")


def _issued(event: happened.DocumentIssued, names: Names) -> str:
    document = names.plan.definition.documents.get(event.document)
    name = f"{names.text(document.name) if document else event.document} {event.number}"
    copies = len(event.copies)
    return names.pick(f"开出{name}，共 {copies} 联", f"{name} is issued in {copies} cop{'y' if copies == 1 else 'ies'}")


def _entered(event: happened.StepEntered, names: Names) -> str | None:
    if event.step_kind != "wait":
        return None
    return names.pick(f"等待：{names.step(event.step)}", f"the case waits at {names.step(event.step)}")


def _path_changed(event: happened.PathChanged, names: Names) -> str:
    name = names.step(event.step)
    if event.what == "new":
        return names.pick(f"路径有变，{name}也须办理", f"the path has changed: {name} as well")
    return names.pick(f"路径有变，{name}须重新办理", f"the path has changed: {name} again")


def _extension(event: happened.ExtensionDecided, names: Names) -> str:
    by, task, aside = names.person(event.by), names.owner(event.task), _aside(event.comment, names)
    if not event.granted:
        return names.pick(f"{by}不同意{task}延期{aside}", f"{by} grants no more time for {task}{aside}")
    due, first = names.at(event.due), names.at(event.first_due)
    zh = f"{by}同意{task}延期至 {due}（原 {first}）{aside}"
    return names.pick(zh, f"{by} grants more time for {task}, until {due} (at first {first}){aside}")


def _urged(event: happened.StepUrged, names: Names) -> str:
    by, step, aside = names.person(event.by), names.step(event.step), _aside(event.comment, names)
    whom = names.people(event.to) if event.to else names.pick("负责人", "its owner")
    return names.pick(f"{by}就{step}催办{whom}{aside}", f"{by} urges {whom} about {step}{aside}")


def _copied(event: happened.CopiesGiven, names: Names) -> str:
    aside = _aside(event.text, names)
    if not event.to:
        return names.pick("抄送：未找到收件人", "nobody is found for a copy")
    people = names.people(event.to)
    if event.by is None:
        return names.pick(f"抄送{people}{aside}", f"{people} read along{aside}")
    by = names.person(event.by)
    return names.pick(f"{by}抄送{people}{aside}", f"{by} lets {people} read along{aside}")


def _recommended(event: happened.TaskRecommended, names: Names) -> str:
    by, task, outcome = names.person(event.by), names.owner(event.task), names.outcome(event.task, event.outcome)
    aside = _aside(event.comment, names)
    return names.pick(f"{by}对{task}建议：{outcome}{aside}", f"{by} recommends for {task}: {outcome}{aside}")


def _plain(zh: str, en: str) -> Callable[[Any, Names], str]:
    """A sentence made of fields of the event: `{by}` a person, `{step}` a step, `{owner}` whose task or instance."""

    def tell(event: Any, names: Names) -> str:
        fields = dict(vars(event))
        fields["who"] = names.person(fields.get("by"))
        fields["receiver"] = names.person(fields["to"]) if isinstance(fields.get("to"), str) else ""
        fields["whose"] = names.person(fields.get("person"))
        fields["name"] = names.step(str(fields.get("step", "")))
        fields["owner"] = names.owner(str(fields.get("task") or fields.get("key") or fields.get("instance") or ""))
        fields["target"] = names.step(str(fields.get("to", "")))
        said = str(fields.get("comment") or "") or told_reason(str(fields.get("reason") or ""), names)
        fields["aside"] = _aside(said, names)
        fields["what_came"] = names.message(str(fields.get("message", "")))
        fields["moment"] = names.at(fields.get("until") or fields.get("due"))
        fields["label"] = names.text(fields.get("stage"))
        return names.pick(zh, en).format(**fields)

    return tell


SENTENCES: dict[type, Callable[[Any, Names], str | None]] = {
    happened.CaseStarted: _started,
    happened.CaseEnded: _ended,
    happened.StageReached: _plain("阶段：{label}", "stage: {label}"),
    happened.DataWritten: _written,
    happened.StepEntered: _entered,
    happened.StepSkipped: _plain("跳过{name}{aside}", "{name} is skipped{aside}"),
    happened.StepCancelled: _plain("{name}不再需要{aside}", "{name} is left{aside}"),
    happened.TaskOffered: _offered,
    happened.HandOverPutOff: _put_off,
    happened.TaskClaimed: _plain("{who}认领{owner}", "{who} claims {owner}"),
    happened.TaskReleased: _plain("{who}放回{owner}", "{who} puts {owner} back"),
    happened.TaskTransferred: _plain("{who}把{owner}转给{receiver}{aside}", "{who} hands {owner} to {receiver}{aside}"),
    happened.TaskDecided: _decided,
    happened.SignersAdded: _signers_added,
    happened.SignersAnswered: _plain("{owner}加签已毕", "those added to {owner} have signed"),
    happened.SignersRemoved: _signers_removed,
    happened.MoreAsked: _more_asked,
    happened.AskWithdrawn: _ask_withdrawn,
    happened.SigningAgain: _signing_again,
    happened.ReturnProposed: _plain(
        "{who}建议把{owner}退回到{target}{aside}", "{who} wants {owner} to go back to {target}{aside}"
    ),
    happened.PathChanged: _path_changed,
    happened.VoteSettled: _settled,
    happened.VotersLeft: _left,
    happened.TaskSigned: _signed,
    happened.TaskReturned: _plain("{who}把{owner}退回到{target}{aside}", "{who} returns {owner} to {target}{aside}"),
    happened.TaskTakenBack: _plain("{who}拿回对{owner}的办理{aside}", "{who} takes back {owner}{aside}"),
    happened.PromiseMade: _plain(
        "{who}承诺{owner}于 {moment} 前办完{aside}", "{who} promises {owner} by {moment}{aside}"
    ),
    happened.PromiseBroken: _plain("{who}就{owner}的承诺未兑现", "what {who} promised for {owner} was not kept"),
    happened.FilesAttached: _attached,
    happened.CommentMade: _plain("{who}评论{aside}", "{who} comments{aside}"),
    happened.TransferOffered: _plain(
        "{who}请{receiver}收回{owner}{aside}", "{who} offers {owner} back to {receiver}{aside}"
    ),
    happened.TaskHeld: _plain("{who}挂起{owner}至 {moment}{aside}", "{who} holds {owner} until {moment}{aside}"),
    happened.TaskResumed: _plain("{owner}恢复办理", "{owner} is at work again"),
    happened.ExtensionAsked: _plain(
        "{who}申请{owner}延期至 {moment}{aside}", "{who} asks for more time for {owner}, until {moment}{aside}"
    ),
    happened.ExtensionDecided: _extension,
    happened.StepUrged: _urged,
    happened.TaskLent: _plain("{who}把{owner}委派给{receiver}{aside}", "{who} lends {owner} to {receiver}{aside}"),
    happened.TaskRecommended: _recommended,
    happened.LoanEnded: _plain("{who}收回委派的{owner}", "{who} takes the lent {owner} back"),
    happened.CaseHandedOver: _plain(
        "{whose}的事项交接给{receiver}{aside}", "what hangs on {whose} is handed over to {receiver}{aside}"
    ),
    happened.CaseHandedBack: _plain(
        "{whose}的事项由{receiver}交还{aside}", "what hung on {whose} comes back from {receiver}{aside}"
    ),
    happened.CaseRecalled: _plain("{who}撤回本案，退为草稿{aside}", "{who} recalls the case to a draft{aside}"),
    happened.TaskReopened: _plain("{owner}重新打开{aside}", "{owner} is open again{aside}"),
    happened.EventHappened: _happened,
    happened.MessageReceived: _received,
    happened.MessageKept: _plain("消息{what_came}先到，留存", "message {what_came} came early and is kept"),
    happened.MessageDropped: _plain("消息{what_came}未用（{reason}）", "message {what_came} is not used ({reason})"),
    happened.MessageSent: _sent,
    happened.ServiceCalled: _plain("调用 {service}：{name}", "{name} calls {service}"),
    happened.ServiceReplied: _plain("{owner}得到答复", "{owner} is answered"),
    happened.ServiceFailed: _service_failed,
    happened.DocumentIssued: _issued,
    happened.CaseCalled: _plain("{name}发起 {process}", "{name} starts {process}"),
    happened.CalledCaseEnded: _plain("{owner}的子流程结束：{end}", "the case called by {owner} ends as {end}"),
    happened.BatchAwaited: _plain("{name}等待并单", "{name} waits for a list"),
    happened.BatchDecided: _plain("{owner}随清单 {number} 一并办理", "{owner} is done with list {number}"),
    happened.BatchTakenOut: _plain("{who}把{owner}移出清单{aside}", "{who} takes {owner} off the list{aside}"),
    happened.MemberListed: _plain("{business_key} 列为清单第 {line} 行", "{business_key} is line {line} of the list"),
    happened.MemberRemoved: _plain("{business_key} 移出清单{aside}", "{business_key} is off the list{aside}"),
    happened.IncidentRaised: _plain("{name}受阻：{code}，{text}", "{name} is parked: {code}, {text}"),
    happened.IncidentResolved: _plain("{who}处理受阻（{how}）{aside}", "{who} lets it go on ({how}){aside}"),
    happened.Overridden: _plain("{who}越权处置 {what}{aside}", "{who} overrides {what}{aside}"),
    happened.QuestionFailed: _plain("规则无法得出答案：{text}", "a rule gives no answer: {text}"),
    happened.NobodyFound: _nobody,
    happened.LimitSet: _limit,
    happened.ClockPaused: _plain("{owner}暂停计时{aside}", "{owner} stands still{aside}"),
    happened.ClockResumed: _plain("{owner}恢复计时", "{owner} runs again"),
    happened.NoticeAddressed: _notice,
    happened.CopiesGiven: _copied,
}

INNER: tuple[type, ...] = (
    happened.CaseDescribed, happened.KeyListened, happened.StepFinished, happened.TaskCreated, happened.TaskCancelled,
    happened.VotersWithdrawn, happened.VotersListed,
    happened.CalledCaseKnown, happened.BatchJoined, happened.DeadlineReached, happened.DeadlineGone,
    happened.StepReopened, happened.FormSeen, happened.ShiftFollowed,
)  # fmt: skip
"""Events without a sentence of their own: what they mean for people is said by another event of the same turn."""
