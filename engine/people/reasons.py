"""Reasons of an assignment: typed, in the order things happened, and as sentences in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from engine.calendars import Text

Code = Literal[
    "by_role",
    "by_group",
    "by_post",
    "by_department",
    "by_person",
    "excluded",
    "has_left",
    "unknown",
    "absent_left_out",
    "absent_kept",
    "stands_in",
    "stands_in_alone",
    "stand_in_excluded",
    "initiator_left_out",
    "initiator_allowed",
    "initiator_to_manager",
    "initiator_skipped",
    "nobody",
    "nobody_to_manager",
    "nobody_to_fallback",
    "least_busy",
    "round_robin",
    "random",
    "agreed_already",
    "deputy",
    "one_vote",
    "absent_no_vote",
    "stand_in_votes",
    "too_few_voters",
    "did_it_before",
    "by_superiors",
    "empty_level",
    "chain_ends",
    "on_duty",
    "not_capable",
    "beyond_authority",
    "authority_above",
    "asked_later",
]


@dataclass(frozen=True)
class Reason:
    """One thing that led to the answer. `people` it is about, `of` whom or what it follows (people, roles, a step)."""

    code: Code
    people: tuple[str, ...] = ()
    of: tuple[str, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The reason as JSON."""
        return {"code": self.code, "people": list(self.people), "of": list(self.of)}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> Reason:
        """The reason `to_wire` wrote."""
        return cls(wire["code"], tuple(wire.get("people", ())), tuple(wire.get("of", ())))


_SENTENCES: dict[Code, tuple[str, str]] = {
    "by_role": ("{people}：任角色 {of}", "{people}: holding the role {of}"),
    "by_group": ("{people}：属于 {of} 组", "{people}: in the group {of}"),
    "by_post": ("{people}：任职 {of}", "{people}: in the post {of}"),
    "by_department": ("{people}：属于部门 {of}", "{people}: of the department {of}"),
    "by_person": ("{people}：由流程指名（{of}）", "{people}: named by the process ({of})"),
    "excluded": ("{people}：按规则排除", "{people}: excluded by rule"),
    "has_left": ("{people}：已离职", "{people}: has left"),
    "unknown": ("{people}：通讯录中没有", "{people}: not in the directory"),
    "absent_left_out": ("{people}：不在岗，由其他人办理", "{people}: absent, others are there"),
    "absent_kept": ("{people}：不在岗，但无其他人选", "{people}: absent, but nobody else is there"),
    "stands_in": ("{people}：代理 {of}", "{people}: standing in for {of}"),
    "stands_in_alone": ("{people}：单独代理 {of}", "{people}: standing in for {of} alone"),
    "stand_in_excluded": ("{people}：代理 {of}，但按规则排除", "{people}: stands in for {of}, but is excluded"),
    "initiator_left_out": ("{people}：发起人不审批自己的申请", "{people}: the initiator does not decide on their own"),
    "initiator_allowed": ("{people}：发起人，流程允许", "{people}: the initiator, as the process allows"),
    "initiator_to_manager": (
        "{people}：{of} 为发起人，改由上级审批",
        "{people}: the superior, because {of} is the initiator",
    ),
    "initiator_skipped": ("{people}：发起人本人审批，略过", "{people} is the initiator: skipped"),
    "nobody": ("没有可办理的人（{of}）", "nobody may act ({of})"),
    "nobody_to_manager": ("{people}：无人可办，转 {of} 的上级", "{people}: nobody found, so the superior of {of}"),
    "nobody_to_fallback": ("{people}：无人可办，按后备规则", "{people}: nobody found, so by the fallback"),
    "least_busy": ("{people}：在办最少", "{people}: has the least open work"),
    "round_robin": ("{people}：轮到", "{people}: whose turn it is"),
    "random": ("{people}：随机选取", "{people}: picked at random"),
    "deputy": ("{people}：{of} 的副职", "{people}: the deputy of {of}"),
    "one_vote": ("{people}：每人一票，已有一票", "{people}: has a vote already, and each person has one"),
    "absent_no_vote": ("{people}：不在岗且无人代理，不计票", "{people}: absent without a stand-in, so without a vote"),
    "stand_in_votes": ("{people}：可代理 {of}，但自己也投票", "{people}: stands in for {of}, but votes too"),
    "too_few_voters": ("{people}：投票人不足 {of} 人", "{people}: fewer voters than {of}"),
    "by_superiors": ("{people}：{of} 的上级", "{people}: a superior of {of}"),
    "empty_level": ("{of} 无负责人，略过该级", "{of} has no head, so that level is passed over"),
    "chain_ends": ("逐级上报到不了规定的一级（{of}）", "the chain of superiors ends before it has to ({of})"),
    "on_duty": ("{people}：当班（{of}）", "{people}: on duty ({of})"),
    "not_capable": ("{people}：不具备能力 {of}", "{people}: without the capability {of}"),
    "beyond_authority": ("{people}：权限不足 {of}", "{people}: authority does not cover {of}"),
    "authority_above": (
        "{people}：权限足够 {of} 的最近上级",
        "{people}: the next superior whose authority covers {of}",
    ),
    "asked_later": ("{people}：在 {of} 一并办理", "{people}: is asked at {of}"),
    "did_it_before": ("{people}：原办理人", "{people}: did it before"),
    "agreed_already": ("{people}：已同意（{of}）", "{people}: has agreed already ({of})"),
}


_OF_PLACES: frozenset[Code] = frozenset(
    {
        "by_role",
        "by_group",
        "by_post",
        "by_department",
        "by_person",
        "nobody",
        "too_few_voters",
        "empty_level",
        "on_duty",
        "not_capable",
        "beyond_authority",
        "authority_above",
    }
)


def sentence(reason: Reason, person: Callable[[str], Text], place: Callable[[str], Text]) -> Text:
    """The reason as people read it; `person` gives names of people, `place` those of roles and departments.

    What it follows is left out with its parentheses where nothing is recorded of it.
    """
    zh, en = _SENTENCES[reason.code]
    if not reason.of:
        zh, en = zh.replace("（{of}）", ""), en.replace(" ({of})", "")
    names = [person(one) for one in reason.people]
    of = [(place if reason.code in _OF_PLACES else person)(one) for one in reason.of]
    return Text(
        zh.format(people="、".join(one.zh for one in names), of="、".join(one.zh for one in of)),
        en.format(people=", ".join(one.en for one in names), of=", ".join(one.en for one in of)),
    )
