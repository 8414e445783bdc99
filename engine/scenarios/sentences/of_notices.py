"""Sentences about limits, and about what people are told of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.runtime import events as happened
from engine.runtime.limit_keys import read_key
from engine.scenarios.names import Names
from engine.scenarios.sentences.phrasing import Tell, aside_of, plain

Wire = Mapping[str, Any]


def _limit(event: happened.LimitSet, names: Names) -> str | None:
    if event.due is None or read_key(event.key).is_timer:
        return None
    owner, at = names.owner(event.key), names.at(event.due)
    if "recalculated" in event.why:
        return _recalculated(event.why["recalculated"], owner, at, event.due, names)
    return names.pick(f"{owner}限 {at} 办完", f"{owner} is due {at}")


def _recalculated(before: Wire, owner: str, at: str, due: datetime, names: Names) -> str:
    was = datetime.fromisoformat(before["was"]) if before["was"] else None
    by = names.person(before["by"]) if before["by"] else ""
    aside = aside_of(before["reason"], names)
    changed = names.pick(f"{by}调整日历{aside}", f"the calendars were changed{f' by {by}' if by else ''}{aside}")
    if was == due:
        return names.pick(f"{changed}：{owner}的提醒时间改变", f"{changed}: reminders of {owner} come at other times")
    was_at = names.at(was) if was else names.pick("未定", "not known")
    return names.pick(
        f"{changed}：{owner}改限 {at} 办完（原 {was_at}）", f"{changed}: {owner} is due {at}, not {was_at}"
    )


_RUNGS = {
    "": ("", ""),
    "remind": ("将到期", "is nearly due"),
    "lapse": ("已到期", "is due and not done"),
    "raise": ("逾期已久", "is long overdue"),
    "urged": ("被催办", "is waited for: you are urged"),
    "handed_over": ("由上一班交接", "is handed over by the shift before"),
    "offered_back": ("请您收回", "is offered back to you"),
    "reassigned": ("已改派", "is reassigned"),
    "promised": ("上级已承诺办结时间", "is promised by the superior"),
    "promise_broken": ("承诺未兑现", "was promised, and is not done"),
    "comment": ("有评论提到您", "a comment names you"),
    "hold": ("再次被挂起", "is held once more"),
    "extend": ("申请延期，请批示", "asks you for more time"),
    "extended": ("延期已获同意", "has more time now"),
    "not_extended": ("延期未获同意", "gets no more time"),
    "returned_again": ("多次退回，请关注", "goes back and forth"),
    "started_for_you": ("由他人代您发起", "is started on your behalf"),
    "taken_back": ("已被前一办理人拿回", "is taken back by who decided before"),
}
"""What a notice about a step says, by its rung or verb."""


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


def _notice(event: happened.NoticeAddressed, names: Names) -> str | None:
    about, _, rung = event.about.partition(".")
    if rung == "copy":
        return None
    what = names.pick("本案", "the case") if about == "case" else names.step(about)
    own = "" if event.text else rung
    rung = names.pick(*_RUNGS.get(rung, (own, own)))
    people = names.people(event.to)
    told = names.pick(f"告知{people}：{what}{rung}", f"{people} told: {what} {rung}".rstrip())
    said = names.notice(event.about, event.text, event.at)
    return f"{told}{aside_of(said, names)}{_leaving(event, names)}"


def _copied(event: happened.CopiesGiven, names: Names) -> str:
    aside = aside_of(event.text, names)
    if not event.to:
        return names.pick("抄送：未找到收件人", "nobody is found for a copy")
    people = names.people(event.to)
    if event.by is None:
        return names.pick(f"抄送{people}{aside}", f"{people} read along{aside}")
    by = names.person(event.by)
    return names.pick(f"{by}抄送{people}{aside}", f"{by} lets {people} read along{aside}")


SENTENCES: Mapping[type, Tell] = {
    happened.LimitSet: _limit,
    happened.ClockPaused: plain("{owner}暂停计时{aside}", "{owner} stands still{aside}"),
    happened.ClockResumed: plain("{owner}恢复计时", "{owner} runs again"),
    happened.NoticeAddressed: _notice,
    happened.CopiesGiven: _copied,
}
