"""Conditions of a definition, and whom its expressions name, in words."""

from pathlib import Path

import pytest

from cli.folder import Folder
from engine.insight.conditions_told import condition_in_words
from engine.insight.whom_told import whom_in_words

FOLDER = Folder(Path(__file__).parents[2] / "definitions")
PLANS = {one.plan.process: one.plan for one in FOLDER.compiled(FOLDER.files, ()).values() if one.plan}

CONDITIONS = [
    ("order-lifecycle", 'settings.bill_form = "three-part"', "销售单据格式 = 三联订单"),
    ("finance-refund", "order.used + amount <= order.limit", "关联订单已用 + 退款金额 ≤ 关联订单的限额"),
    ("order-lifecycle", 'payment_method != "cod" and bill_no = null', "付款方式 ≠ 货到付款 且 销售单号 未填"),
    (
        "contract-review",
        "not(list contains(settings.regular_types, business_type))",
        "业务类型 不属于 常规业务类型（由法务部填写）",
    ),
]


@pytest.mark.parametrize(("process", "condition", "zh"), CONDITIONS)
def test_a_condition_is_said_as_people_say_it(process: str, condition: str, zh: str) -> None:
    assert condition_in_words(PLANS[process], condition)["zh"] == zh


PEOPLE = [
    ("leave-request", "manager of(initiator)", "发起人的上级", "the superior of who started it"),
    ("leave-request", "cover", "代理人", "Cover"),
    ("order-lifecycle", "steps.accept.by", "「受理」的办理人", "who did “Accept the order”"),
    ("complaint-reply", "=crew", "一级处理人员", "Who answers at level 1"),
]


@pytest.mark.parametrize(("process", "expression", "zh", "en"), PEOPLE)
def test_whom_an_expression_names_is_said(process: str, expression: str, zh: str, en: str) -> None:
    told = whom_in_words(PLANS[process], expression)
    assert (told.zh, told.en) == (zh, en)
