"""Moments of a definition in words."""

from pathlib import Path

import pytest

from cli.folder import Folder
from engine.insight.moments_told import moment_in_words

FOLDER = Folder(Path(__file__).parents[2] / "definitions")
PLANS = {one.plan.process: one.plan for one in FOLDER.compiled(FOLDER.files, ()).values() if one.plan}

SAID = [
    ("2 working days", "2 个工作日", "2 working days"),
    ("0.5 working days", "0.5 个工作日", "half a working day"),
    ("150 working min", "2 工作小时 30 工作分钟", "2 working hours 30 working min"),
    ("3 days before paid_at", "「付款时间」前 3 天", "3 days before “Paid”"),
    ("settings.remind_buyer_after after placed_at", "催付（以「拍下时间」计）", "Buyer reminded after (by “Placed”)"),
    ("settings.track_every", "查看物流间隔", "Look at the parcel every"),
    ("09:00 on 1 day after placed_at", "「拍下时间」后 1 天 09:00", "09:00 on 1 day after “Placed”"),
    ("00:00 on paid_at", "「付款时间」 00:00", "00:00 on “Paid”"),
    ("end of month", "当月结束", "end of month"),
    ("next of 14:00, 15:00", "最近的 14:00、15:00", "next of 14:00, 15:00"),
    ("08:30", "08:30", "08:30"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "zh", "en"), SAID)
def test_a_moment_is_said_in_both_languages(written: str, zh: str, en: str) -> None:
    assert moment_in_words(PLANS["order-lifecycle"], written) == {"zh": zh, "en": en}
