"""The timeline: what happened in a case, in sentences, in both languages."""

from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from engine.model.fields import Field
from engine.runtime.events import Event, IncidentResolved, Overridden
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.names import Names
from engine.scenarios.player import Player
from engine.scenarios.sentences import INNER, SENTENCES, said
from engine.scenarios.stage import CaseLook
from engine.scenarios.timeline import printed, timeline
from engine.scenarios.told_reasons import told_reason
from engine.scenarios.told_values import told
from tests.scenarios.stage_door import GIVEN, following, stories_of

ZONE = ZoneInfo("Asia/Shanghai")
SENT = GIVEN + "  processes: {dispatch: {end: sent, with: {waybill: W1}}}\n"
STORY = following(
    """
    - {at: '09:05', by: cleo, claim: check}
    - {at: '11:01', by: cleo, complete: check, outcome: fine, comment: all there, with: {note: gift}}
    - {at: '11:02', message: paid}
    """
)


def played() -> CaseLook:
    story = stories_of(STORY, given=SENT)[0]
    stage = CoreStage(story.setting)
    assert Player(story, stage).play() == []
    return stage.look().cases[0]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "2026-03-02 Mon",
                "  09:00     DD-20260302-001 begins, started by cleo",
                "  09:00     stage: checking",
                "  09:00     “check” is offered to cleo, carl",
                "  09:00     “check” is due Mon 2026-03-02 11:00",
                "  09:05     cleo claims “check”",
                "  11:00     cleo, bea told: “check” is due and not done",
                "  11:01     written: note = gift",
                "  11:01     cleo does “check”: fine: all there",
                "  11:01     单据 XS-001 is issued in 2 copies",
                "  11:02     message “paid” arrives (DD-20260302-001)",
                "  11:02     the case called by “dispatch” ends as sent",
                "  11:02     message “shipped” is sent → DD-20260302-001",
                "  11:02     “visit” starts customer-revisit",
                "  11:02     the case ends as “delivered”",
            ],
        ),
        (
            "zh",
            [
                "2026-03-02 周一",
                "  09:00     cleo发起 DD-20260302-001",
                "  09:00     阶段：核对中",
                "  09:00     「核对」待cleo、carl认领",
                "  09:00     「核对」限 2026-03-02 周一 11:00 办完",
                "  09:05     cleo认领「核对」",
                "  11:00     告知cleo、bea：「核对」已到期",
                "  11:01     cleo办理「核对」：无误：all there",
                "  11:02     办结：「delivered」",
            ],
        ),
    ],
)
def test_tells_what_happened_in_order(language: str, sentences: list[str]) -> None:
    lines = printed(timeline(played(), language, ZONE), language).split("\n")
    assert [line for line in lines if line in sentences] == sentences


def test_tells_only_what_is_new() -> None:
    case = played()
    last = list(timeline(case, "en", ZONE, since=len(case.turns) - 1))
    assert last and {line.at.strftime("%H:%M") for line in last} == {"11:02"}
    assert len(last) < len(list(timeline(case, "en", ZONE)))


def test_has_a_sentence_or_a_reason_to_be_silent_for_every_kind_of_event() -> None:
    assert set(get_args(Event)) - set(INNER) == set(SENTENCES)


def test_a_person_nobody_knows_is_told_by_the_id() -> None:
    case = played()
    names = Names(case.plan, "en", ZONE, None)
    claimed = next(event for turn in case.turns for event in turn.events if event.kind == "task-claimed")
    assert str(said(claimed, names)).startswith("cleo claims “")


@pytest.mark.parametrize(
    ("reason", "zh", "en"),
    [
        ("if: amount > 5", "金额 > 5 不成立", "amount > 5 does not hold"),
        ("event: silent", "发生「silent」", "“silent” happened"),
        ("error: no-space", "出错：no-space", "error: no-space"),
        (
            "agreed at 2026-03-02 09:30 by ana: approve",
            "ana 2026-03-02 09:30 已办理",
            "decided by ana 2026-03-02 09:30 (approve)",
        ),
        ("by_role: gm; agreed_already: approve, 2026-03-02", "已同意过", "has agreed already"),
        ("returned by bea", "bea退回", "returned by bea"),
        ("recalled by bea", "bea撤回", "recalled by bea"),
        ("moved by bea", "bea调整", "moved by bea"),
        ("check: fine", "「核对」之后 (无误)", "after “check” (fine)"),
        ("dispatch: next", "「dispatch」之后", "after “dispatch”"),
        ("nobody is on the list any more", "清单上已无流程", "nobody is on the list any more"),
        ("The customer: gone", "The customer: gone", "The customer: gone"),
    ],
)
def test_reasons_of_the_engine_are_told_in_words_and_those_of_people_as_they_are(reason: str, zh: str, en: str) -> None:
    case = played()
    told = {language: told_reason(reason, Names(case.plan, language, ZONE, None)) for language in ("zh", "en")}
    assert told == {"zh": zh, "en": en}


@pytest.mark.parametrize(("language", "said"), [("zh", "2个工作日"), ("en", "2 working days")])
def test_a_length_of_time_is_told_in_its_language(language: str, said: str) -> None:
    assert told("2 working days", Field(type="duration"), Names(played().plan, language, ZONE, None)) == said


@pytest.mark.parametrize(
    ("event", "zh", "en"),
    [
        (Overridden("skip", "cleo", "it hangs", "check"), "cleo越权跳过「核对」：it hangs",
         "cleo skips “check” against the definition: it hangs"),
        (Overridden("correct", "cleo", "typed wrong", "note, urgent"), "cleo越权更正note、urgent：typed wrong",
         "cleo corrects note, urgent against the definition: typed wrong"),
        (Overridden("cancel", "cleo", "lost", "case"), "cleo越权终止本案：lost",
         "cleo ends the case against the definition: lost"),
        (IncidentResolved("i1", "retry", "cleo", ""), "cleo处理受阻（重试）", "cleo lets it go on (tried again)"),
    ],
)  # fmt: skip
def test_what_an_operator_does_is_told_by_names(event: Event, zh: str, en: str) -> None:
    plan = played().plan
    told_so = {language: said(event, Names(plan, language, ZONE, None)) for language in ("zh", "en")}
    assert told_so == {"zh": zh, "en": en}
