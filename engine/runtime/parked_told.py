"""Why a step is parked, in words: what each code of an incident means, in English and Chinese."""

from engine.calendars import Text
from engine.runtime.refusals_told import REFUSED

PARKED: dict[str, Text] = {
    code: Text(zh=zh, en=en)
    for code, (en, zh) in {
        "all-abstained": ("all voters abstained", "全部弃权"),
        "condition-null": ("a condition gives neither yes nor no", "条件无法判断，所需字段未填"),
        "due-failed": ("it cannot be said when it is due", "无法算出期限，请检查日历或数据"),
        "error-uncaught": ("an error that nothing catches", "出错，且无人处理该错误"),
        "expression-failed": ("something cannot be calculated", "有内容无法计算"),
        "join-unreachable": ("more branches are to join than were taken", "需汇合的分支多于实际走的分支"),
        "no-case": ("no case fits", "没有符合的情形"),
        "no-receiver": ("whom it goes to is empty", "未填发送对象"),
        "no-rule": ("no rule fits", "没有符合的规则"),
        "no-such-step": ("the step to go to is not there any more", "要去的步骤已不在"),
        "nobody-found": ("nobody may act", "找不到可办理的人"),
        "not-a-list": ("there is no list to go through", "没有可逐项处理的清单"),
        "not-people": ("a rule names something that is no person", "人员规则得出的不是人员"),
        "rules-differ": ("rules that fit say different things", "符合的规则结论不一"),
        "rules-overlap": ("more than one rule fits", "符合的规则不止一条"),
        "too-few-voters": ("there are fewer voters than the vote asks for", "表决人数不足"),
        "unknown-document": ("there is no such document", "没有这种单据"),
        "vote-undecided": ("everybody has voted, and there is no outcome", "已全部投票，但没有结果"),
        "who-failed": ("a rule that names people cannot be followed", "人员规则无法执行"),
        "wrong-join": ("how many branches join is no number", "汇合的分支数不是数字"),
        "wrong-type": ("a value does not fit its field", "值与字段不符"),
        "unknown-connector": ("there is no such connector", "没有这个连接器"),
        "post-without-holder": ("nobody holds the post", "该岗位无人任职"),
        "failed": ("it failed", "失败"),
        "duplicate": ("it came a second time", "重复"),
        "expired": ("nobody waited for it in time", "已过期"),
    }.items()
}  # fmt: skip
"""By code; those of `docs/codes.md`, and the words in which a service or a message fails."""

HOW = {
    "retry": Text(zh="重试", en="tried again"),
    "skip": Text(zh="跳过", en="skipped"),
    "move": Text(zh="移到别处", en="moved"),
    "left": Text(zh="离开", en="left"),
}
"""How a parked step was put right."""

_BEFORE = {
    "service-": Text(zh="服务出错：{}", en="the service failed: {}"),
    "call-": Text(zh="被调用的流程无法发起：{}", en="the case could not be opened: {}"),
}


def told_code(code: str) -> Text:
    """What a code means; the code itself where nobody has put it into words."""
    known = PARKED.get(code) or REFUSED.get(code)
    if known is not None:
        return Text(known.zh.removesuffix("。"), known.en.removesuffix("."))
    for start, words in _BEFORE.items():
        if code.startswith(start):
            inner = told_code(code.removeprefix(start))
            return Text(words.zh.format(inner.zh), words.en.format(inner.en))
    return Text(code, code)
