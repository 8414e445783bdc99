"""What hangs on somebody, item by item, in the words of the definitions and by the names of people."""

from datetime import UTC, datetime
from typing import Any

import pytest
from shipped import COMPANY, DEFINITIONS

from api.hand_overs_told import item_told
from api.people_told import PeopleTold
from cli.folder import Folder
from engine.administering.handing_over import Item
from engine.model.plan import Plan

PEOPLE = PeopleTold.at(COMPANY.directory, datetime(2026, 3, 2, tzinfo=UTC))


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """Two of the shipped definitions."""
    folder = Folder(DEFINITIONS)
    files = [one for one in folder.files if one.stem in ("leave-request", "order-cancellation")]
    return {one.plan.process: one.plan for one in folder.compiled(files, ()).values() if one.plan is not None}


@pytest.mark.parametrize(
    ("item", "label", "said"),
    [
        (
            Item("case", "c1", "QJ-1", {
                "process": "leave-request", "tasks": ["approve", "approve"], "starter": True,
                "chosen": {"cover": ["hand_over"]},
            }),
            ("QJ-1", "QJ-1"),
            ["发起人", "部门经理审批 × 2", "代理人 → 交接工作"],
        ),
        (Item("setting", "order-cancellation/return_freight", "…"), ("付款后取消订单 · 已发货取消的运费", None), []),
        (Item("setting", "gone/x", "gone: x"), ("gone: x", "gone: x"), []),
        (
            Item("stand-in", "DL-1", "…", {"person": "cao-min", "for": "gu-weimin", "then": "ends"}),
            (None, "Cao Min for Gu Weimin"),
            ["到此结束"],
        ),
    ],
)  # fmt: skip
def test_an_item_is_told_in_words(
    plans: dict[str, Plan], item: Item, label: tuple[str | None, str | None], said: list[str]
) -> None:
    told: Any = item_told(item, PEOPLE, plans)
    zh, en = label
    assert zh in (None, told.label.zh) and en in (None, told.label.en)
    assert [one.zh for one in told.said] == said
