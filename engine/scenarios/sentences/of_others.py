"""Sentences about messages, services, documents, called cases and lists."""

from collections.abc import Mapping

from engine.runtime import events as happened
from engine.runtime.parked_told import told_code
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
    told = told_code(event.error)
    owner, why = names.owner(event.instance), f"{names.pick(told.zh, told.en)} {event.text}".strip()
    return names.pick(f"{owner}失败：{why}", f"{owner} fails: {why}")


def _issued(event: happened.DocumentIssued, names: Names) -> str:
    document = names.plan.definition.documents.get(event.document)
    name = f"{names.text(document.name) if document else event.document} {event.number}"
    copies = len(event.copies)
    return names.pick(f"开出{name}，共 {copies} 联", f"{name} is issued in {copies} cop{'y' if copies == 1 else 'ies'}")


def _dropped(event: happened.MessageDropped, names: Names) -> str:
    """A message that was not used; of a refusal, what its code means, in English with the sentence."""
    code, _, sentence = event.reason.partition(": ")
    told = told_code(code)
    english = f"{told.en}: {sentence}" if sentence else told.en
    name = names.message(event.message)
    return names.pick(f"消息{name}未用（{told.zh}）", f"message {name} is not used ({english})")


def _called(event: happened.CaseCalled, names: Names) -> str:
    step, process = names.step(event.step), names.process(event.process)
    return names.pick(f"{step}发起{process}", f"{step} starts {process}")


def _called_ended(event: happened.CalledCaseEnded, names: Names) -> str:
    owner = names.owner(event.instance)
    end = names.end_of_call(event.instance, event.end)
    return names.pick(f"{owner}的子流程结束：{end}", f"the case called by {owner} ends as {end}")


SENTENCES: Mapping[type, Tell] = {
    happened.MessageReceived: _received,
    happened.MessageKept: plain("消息{what_came}先到，留存", "message {what_came} came early and is kept"),
    happened.MessageDropped: _dropped,
    happened.MessageSent: _sent,
    happened.ServiceCalled: plain("调用 {service}：{name}", "{name} calls {service}"),
    happened.ServiceReplied: plain("{owner}得到答复", "{owner} is answered"),
    happened.ServiceFailed: _service_failed,
    happened.DocumentIssued: _issued,
    happened.CaseCalled: _called,
    happened.CalledCaseEnded: _called_ended,
    happened.BatchAwaited: plain("{name}等待并单", "{name} waits for a list"),
    happened.BatchDecided: plain("{owner}随清单 {number} 一并办理", "{owner} is done with list {number}"),
    happened.BatchTakenOut: plain("{who}把{owner}移出清单{aside}", "{who} takes {owner} off the list{aside}"),
    happened.MemberListed: plain("{business_key} 列为清单第 {line} 行", "{business_key} is line {line} of the list"),
    happened.MemberRemoved: plain("{business_key} 移出清单{aside}", "{business_key} is off the list{aside}"),
}
