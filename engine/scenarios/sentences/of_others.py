"""Sentences about messages, services, documents, called cases and lists."""

from collections.abc import Mapping

from engine.runtime import events as happened
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, plain


def _received(event: happened.MessageReceived, names: Names) -> str:
    name = names.message(event.message)
    return names.pick(f"收到消息{name}（{event.key}）", f"message {name} arrives ({event.key})")


def _sent(event: happened.MessageSent, names: Names) -> str:
    to = f" → {event.to}" if event.to else ""
    name = names.message(event.message)
    return names.pick(f"发出消息{name}{to}", f"message {name} is sent{to}")


def _service_failed(event: happened.ServiceFailed, names: Names) -> str:
    owner, why = names.owner(event.instance), f"{event.error} {event.text}".strip()
    return names.pick(f"{owner}失败：{why}", f"{owner} fails: {why}")


def _issued(event: happened.DocumentIssued, names: Names) -> str:
    document = names.plan.definition.documents.get(event.document)
    name = f"{names.text(document.name) if document else event.document} {event.number}"
    copies = len(event.copies)
    return names.pick(f"开出{name}，共 {copies} 联", f"{name} is issued in {copies} cop{'y' if copies == 1 else 'ies'}")


SENTENCES: Mapping[type, Tell] = {
    happened.MessageReceived: _received,
    happened.MessageKept: plain("消息{what_came}先到，留存", "message {what_came} came early and is kept"),
    happened.MessageDropped: plain("消息{what_came}未用（{reason}）", "message {what_came} is not used ({reason})"),
    happened.MessageSent: _sent,
    happened.ServiceCalled: plain("调用 {service}：{name}", "{name} calls {service}"),
    happened.ServiceReplied: plain("{owner}得到答复", "{owner} is answered"),
    happened.ServiceFailed: _service_failed,
    happened.DocumentIssued: _issued,
    happened.CaseCalled: plain("{name}发起 {process}", "{name} starts {process}"),
    happened.CalledCaseEnded: plain("{owner}的子流程结束：{end}", "the case called by {owner} ends as {end}"),
    happened.BatchAwaited: plain("{name}等待并单", "{name} waits for a list"),
    happened.BatchDecided: plain("{owner}随清单 {number} 一并办理", "{owner} is done with list {number}"),
    happened.BatchTakenOut: plain("{who}把{owner}移出清单{aside}", "{who} takes {owner} off the list{aside}"),
    happened.MemberListed: plain("{business_key} 列为清单第 {line} 行", "{business_key} is line {line} of the list"),
    happened.MemberRemoved: plain("{business_key} 移出清单{aside}", "{business_key} is off the list{aside}"),
}
