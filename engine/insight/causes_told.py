"""Causes and evidence of stuck cases in words, Chinese and English."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.scenarios.names import Names

STUCK = {
    "cannot_move": ("cannot move", "动不了"),
    "does_not_move": ("does not move", "没有动"),
    "will_be_late": ("will be late", "将逾期"),
}
CAUSES: dict[str, tuple[str, str]] = {
    "assignee-has-not-acted": ("whoever has it has not acted", "办理人未办理"),
    "assignee-away": ("everybody who may act is away", "可办理的人都不在"),
    "nobody-may-act": ("nobody may act on it", "无人可办理"),
    "nobody-has-claimed": ("nobody has claimed it", "无人认领"),
    "vote-short": ("votes are missing", "表决未满"),
    "waiting-for-initiator": ("it was returned to who started it", "退回发起人，等待修改"),
    "waiting-for-message": ("it waits for a message", "等待消息"),
    "waiting-for-timer": ("it waits until a time", "等待到时"),
    "waiting-for-condition": ("it waits until something is so", "等待条件成立"),
    "waiting-for-batch": ("it waits for its list to be released", "等待清单放行"),
    "clock-paused": ("its clock stands still", "计时暂停"),
    "service-failing": ("a service fails", "服务调用失败"),
    "waiting-for-service": ("a service has not answered yet", "等待服务答复"),
    "no-worker": ("no worker is running", "没有工作进程"),
    "workflow-failing": ("its workflow fails, or was ended on the server's page", "工作流失败，或已在服务器页面被终止"),
    "data-gives-no-answer": ("a condition or table gives no answer", "条件或决策表没有结果"),
    "join-dead": ("nothing is open that could move it", "没有可继续的步骤"),
    "called-case": ("it waits for a case it called", "等待子流程"),
    "engine-behind": ("its record is behind its history", "记录落后于历史"),
}
_SENTENCES: dict[str, tuple[str, str]] = {
    "assignee-has-not-acted": (
        "{who} has had {step} since {since} and has not acted",
        "{step}自 {since} 在{who}手上，尚未办理",
    ),
    "assignee-away": (
        "{step} is with {who}, who is away, and nobody stands in",
        "{step}在{who}手上，本人不在岗且无人代理",
    ),
    "nobody-may-act": ("nobody may act on {step}, since {since}", "{step}自 {since} 起无人可办"),
    "nobody-has-claimed": (
        "{step} has been on offer to {who} since {since}, and nobody has claimed it",
        "{step}自 {since} 待{who}认领，尚无人认领",
    ),
    "vote-short": ("{step} still misses the votes of {who}", "{step}还差{who}表决"),
    "waiting-for-initiator": (
        "it went back to {who}, who started it, on {since}, and has not come again",
        "{since} 退回发起人{who}，尚未再交",
    ),
    "waiting-for-message": ("{step} waits for a message since {since}", "{step}自 {since} 等待外部消息"),
    "waiting-for-timer": ("{step} waits until a time", "{step}在等待时间到"),
    "waiting-for-condition": ("{step} waits until something is so, since {since}", "{step}自 {since} 等待条件成立"),
    "waiting-for-batch": ("{step} waits since {since} for its list to be released", "{step}自 {since} 等待清单放行"),
    "clock-paused": ("the clock of {step} stands still since {since}", "{step}自 {since} 暂停计时"),
    "service-failing": (
        "the service that {step} calls has been failing since {since}",
        "{step}调用的服务自 {since} 起失败",
    ),
    "waiting-for-service": ("{step} waits since {since} for a service to answer", "{step}自 {since} 等待服务答复"),
    "no-worker": ("no worker is running: nothing moves", "没有工作进程，全部停住"),
    "workflow-failing": (
        "its workflow fails, or was ended on the server's page: an operator must look",
        "工作流失败，或已在服务器页面被终止，需运维处理",
    ),
    "data-gives-no-answer": (
        "at {step} a condition or table gives no answer, since {since}",
        "{step}的条件或决策表自 {since} 起没有结果",
    ),
    "join-dead": ("nothing is open that could move it, since {since}", "自 {since} 起没有可继续的步骤"),
    "called-case": ("{step} waits for a case it called, since {since}", "{step}自 {since} 等待子流程"),
    "engine-behind": ("its record is behind its history", "记录落后于历史"),
}
_EVIDENCE: dict[str, tuple[str, str]] = {
    "held": ("{by} has had it since {since} ({working} of working time)", "{by} 自 {since} 持有（工作时间 {working}）"),
    "offered": ("offered to {to} since {since} ({working})", "自 {since} 待 {to} 认领（{working}）"),
    "away": ("{who} is away", "{who} 不在岗"),
    "gone": ("{who} has left", "{who} 已离职"),
    "voted": ("{by} voted {outcome}", "{by} 已表决 {outcome}"),
    "returned": ("returned by {by} at {at}", "{by} 于 {at} 退回"),
    "hears": ("it hears {message} with the key {key}", "等待消息 {message}，键 {key}"),
    "other-message": ("{message} came with the key {key} at {at}: {fate}", "{at} 收到 {message}，键 {key}：{fate}"),
    "paused": ("stands still since {since}", "自 {since} 暂停"),
    "failed": ("{service}, attempt {attempts}: {error}", "{service} 第 {attempts} 次：{error}"),
    "incident": ("incident {code} since {since}: {text}", "自 {since} 异常 {code}：{text}"),
    "calls": ("{service}{process} {business_key}", "{service}{process} {business_key}"),
    "due": ("due {due}, over by {working}", "截止 {due}，已超 {working}"),
    "usual": ("nine of ten took at most {working}; this one {lasted}", "九成不超过 {working}，本次 {lasted}"),
    "least": ("due {due}: {left} left, at least {working} needed", "截止 {due}：还剩 {left}，至少需 {working}"),
    "waits": ("{until}{condition}{kind}", "{until}{condition}{kind}"),
    "list": ("list {list}", "清单 {list}"),
    "seen-outside": ("since {since}", "自 {since}"),
}
_PEOPLE = ("by", "to", "who")
_SPANS = ("working", "lasted", "left")


def cause(names: "Names", code: str) -> str:
    """A cause in words."""
    en, zh = CAUSES.get(code, (code, code))
    return names.pick(zh, en)


def sentence(names: "Names", code: str, step: str, people: Sequence[str], since: datetime) -> str:
    """A cause in a sentence: at which step, with whom, since when."""
    en, zh = _SENTENCES.get(code, (code, code))
    told = {"step": names.step(step) if step else names.pick("本案", "it"), "since": names.at(since)}
    said = names.pick(zh, en).format(**told, who=_few(names, people))
    return said[:1].upper() + said[1:]


MOST_NAMED = 3


def _few(names: "Names", people: Sequence[str]) -> str:
    """People by name, of many the first ones and how many they are."""
    if len(people) <= MOST_NAMED:
        return names.people(people)
    first = names.people(people[:MOST_NAMED])
    return names.pick(f"{first}等 {len(people)} 人", f"{first} and {len(people) - MOST_NAMED} more")


def evidence(names: "Names", code: str, values: Mapping[str, Any]) -> str:
    """One piece of evidence in words."""
    en, zh = _EVIDENCE.get(code, (f"{code} {dict(values)}",) * 2)
    told = _Said({key: _shown(names, key, value) for key, value in values.items()})
    return names.pick(zh, en).format_map(told).strip()


class _Said(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _shown(names: "Names", key: str, value: Any) -> str:
    if key in _PEOPLE and value:
        return names.people([value] if isinstance(value, str) else value)
    if key in _SPANS and isinstance(value, int | float):
        return span(names, int(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return names.at(value) if hasattr(value, "astimezone") else "-" if value is None else str(value)


def span(names: "Names", seconds: int) -> str:
    """A length of working time: `3 h 20 min`."""
    hours, minutes = divmod(seconds // 60, 60)
    zh = f"{hours} 小时 {minutes} 分" if hours else f"{minutes} 分钟"
    return names.pick(zh, f"{hours} h {minutes} min" if hours else f"{minutes} min")
