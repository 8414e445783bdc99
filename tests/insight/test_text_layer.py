"""A definition has two halves, each with a digest: what it does, and the texts in which it tells of it."""

import copy
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from kit import plan_of
from pydantic import ValidationError

from engine.administering.publishing import change_of, must_be_only_texts
from engine.model.differences import other_texts
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition
from engine.runtime import Rejected

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
PLAN = plan_of("""
title: '{asker} 请假 {days} 天'
data:
  asker: {type: person, name: 申请人}
  days: {type: number, name: 天数, help: 含半天}
  kind: {type: choice, name: 类别, values: {sick: 病假, other: {zh: 其他, en: Other}}}
clocks:
  whole: {name: 全程, to: check, due: 9 working days}
steps:
  - user_task: check
    name: 审批
    stage: 审批中
    assign: {person: initiator}
    due: 2 working days
    escalation: {raise: {at: due, text: '{days} 天假已到期', notify: [{person: initiator}]}}
    form: {edit: [days, kind], checks: [{must: days > 0, say: 天数须大于零}]}
    outcomes: {approve: {name: 同意}, refuse: {name: 不同意}}
  - choose: long
    cases: [{if: days > 3, name: 长假, next: tell}, {if: days > 1, name: 两三天}]
    else: {}
  - decision: pay
    rules: [{days: '> 3', then: {kind: other}, note: 长假不带薪}]
  - notify: tell
    to: [{person: initiator}]
    text: {zh: '已准 {days} 天', en: '{days} days granted'}
  - end: granted
    name: 已准
""")
TEXTS = {"name", "help", "stage", "note", "values", "text"}


def changed(old: str, new: str) -> Plan:
    """The plan with every such piece of it replaced."""
    written = PLAN.canonical.decode()
    assert old in written
    return Plan(ProcessDefinition.model_validate(json.loads(written.replace(old, new))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("审批中", "领导审批"), ("含半天", "半天计 0.5"), ("病假", "病假（有证明）"), ("长假不带薪", "不带薪"),
        ("同意", "准予"), ("天假已到期", "天的假到期未批"), ("days granted", "days of leave granted"),
        ("全程", "整个流程"), ("两三天", "短假"),
    ],
)  # fmt: skip
def test_other_texts_leave_the_behaviour_as_it_is(old: str, new: str) -> None:
    newer = changed(old, new)
    assert newer.behaviour == PLAN.behaviour and newer.texts != PLAN.texts and newer.digest != PLAN.digest
    assert change_of(newer, PLAN) == "texts"
    must_be_only_texts(newer, PLAN)
    assert new in newer.canonical.decode() and other_texts(PLAN, newer)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2 working days", "3 working days"), ("days > 3", "days > 4"), ("已准 {days} 天", "已准 {days} 天，{kind}"),
        ('"stage":"审批中",', ""), ("请假 {days} 天", "休假 {days} 天"), ("天数须大于零", "请填天数"),
        ("'> 3'", "'> 2'"), ('"sick"', '"ill"'),
    ],
)  # fmt: skip
def test_a_change_that_turns_would_know_of_is_never_one_of_texts_alone(old: str, new: str) -> None:
    """Also a value a notice inserts, whether there is a stage, and what turns record as it is said."""
    old = old.replace("'", '"')
    newer = changed(old, new.replace("'", '"'))
    assert newer.behaviour != PLAN.behaviour and change_of(newer, PLAN) in ("behaviour", "both")
    with pytest.raises(Rejected) as refused:
        must_be_only_texts(newer, PLAN)
    assert refused.value.code == "not-only-texts"


def test_whatever_is_changed_is_either_a_text_or_behaviour() -> None:
    wire = json.loads(PLAN.canonical)
    texts, rules = 0, 0
    for way, value in list(_leaves(wire, ())):
        other = copy.deepcopy(wire)
        _put(other, way, value + "x" if isinstance(value, str) else not value if isinstance(value, bool) else value + 1)
        try:
            newer = Plan(ProcessDefinition.model_validate(other))
        except ValidationError:
            continue
        is_text = bool(TEXTS & set(way))
        assert (newer.behaviour == PLAN.behaviour) == is_text, way
        assert (newer.texts == PLAN.texts) != is_text or way[0] == "steps", way
        texts, rules = texts + is_text, rules + (not is_text)
    assert texts >= 20 and rules >= 20


def _leaves(wire: Any, way: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    items = wire.items() if isinstance(wire, dict) else enumerate(wire) if isinstance(wire, list) else ()
    for key, value in items:
        yield from _leaves(value, (*way, key))
    if not isinstance(wire, dict | list) and wire is not None:
        yield way, wire


def _put(wire: Any, way: tuple[Any, ...], value: Any) -> None:
    for key in way[:-1]:
        wire = wire[key]
    wire[way[-1]] = value


def test_a_plan_is_read_in_the_words_of_a_newer_one_and_does_what_it_did() -> None:
    newer = changed("2 working days", "5 working days")
    newer = Plan(ProcessDefinition.model_validate(json.loads(
        newer.canonical.decode().replace('"审批"', '"领导审批"').replace("含半天", "半天计 0.5").replace("病假", "病休")
        .replace("长假\",\"next\"", "超三天\",\"next\"")
    )))  # fmt: skip
    read: Any = PLAN.in_words_of(newer, NOW)
    step = read.steps["check"]
    assert (step.name, step.stage, step.due) == ("领导审批", "审批中", "2 working days")
    assert read.definition.data["days"].help == "半天计 0.5"
    assert read.definition.data["kind"].values["sick"] == "病休"
    assert read.behaviour == PLAN.behaviour and read.digest == PLAN.digest
    assert read.to_bytes() == PLAN.to_bytes() and read.as_written is PLAN


def test_a_step_that_stands_elsewhere_now_is_the_same_place() -> None:
    wire = json.loads(PLAN.canonical)
    first = wire["steps"].pop(0)
    wire["steps"].insert(0, {"parallel": "both", "branches": {"one": {"steps": [first | {"name": "会签"}]}}})
    read: Any = PLAN.in_words_of(Plan(ProcessDefinition.model_validate(wire)), NOW)
    assert read.steps["check"].name == "会签"


def test_words_whose_place_is_gone_stay_those_of_the_case() -> None:
    wire = json.loads(PLAN.canonical)
    wire["steps"] = [step for step in wire["steps"] if step.get("user_task") != "check"]
    del wire["data"]["kind"], wire["clocks"]
    read: Any = PLAN.in_words_of(Plan(ProcessDefinition.model_validate(wire)), NOW)
    assert read.definition == PLAN.definition


def test_a_notice_that_inserts_other_values_is_another_notice() -> None:
    read: Any = PLAN.in_words_of(changed("已准 {days} 天", "已准 {asker} {days} 天"), NOW)
    assert read.steps["tell"].text == PLAN.steps["tell"].text  # type: ignore[union-attr]


def test_no_stage_comes_to_a_step_that_reaches_none() -> None:
    wire = json.loads(PLAN.canonical)
    wire["steps"][-1]["stage"] = "已完成"
    read: Any = PLAN.in_words_of(Plan(ProcessDefinition.model_validate(wire)), NOW)
    assert read.steps["granted"].stage is None


def test_turns_know_nothing_of_words_from_elsewhere() -> None:
    """What makes and replays turns is given the case's own plan; nothing there reads one in other words."""
    root = Path(__file__).parents[2]
    made_by = [*(root / "engine" / "runtime").rglob("*.py"), *(root / "workflows").rglob("*.py")]
    found = [path.name for path in made_by if any(
        word in path.read_text(encoding="utf-8") for word in ("in_words_of", ".wording", "retelling", "text_layer")
    )]  # fmt: skip
    assert made_by and found == []
