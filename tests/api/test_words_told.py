"""How values are told: money with its sign and its groups of three digits."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from api.shapes.wire import Words
from api.words_told import WordsTold, money_text, parked_told
from cli.folder import Folder


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        ("123456789012.34", "CNY", "¥123,456,789,012.34"),
        ("-5", "SEK", "SEK -5.00"),
        ("1234.5", None, "1,234.50"),
        ("20", "=currency", "20.00"),
        ("about five", "CNY", "about five"),
    ],
)
def test_money_is_told_as_people_read_it(amount: str, currency: str | None, said: str) -> None:
    assert money_text(amount, currency) == said


def test_a_called_process_is_told_by_its_name() -> None:
    folder = Folder(Path(__file__).parents[2] / "definitions")
    files = [one for one in folder.files if one.stem in ("leave-request", "order-lifecycle")]
    plans = {one.plan.process: one.plan for one in folder.compiled(files, ()).values() if one.plan}
    words = WordsTold.of(plans["order-lifecycle"], ZoneInfo("Asia/Shanghai"), None, plans)
    assert (words.zh.process("leave-request"), words.en.process("leave-request")) == ("「请假」", "“Leave”")
    assert words.zh.process("not-deployed") == "子流程"


@pytest.mark.parametrize(
    ("code", "text", "zh", "en"),
    [
        ("condition-null", "x is null", "条件无法判断，所需字段未填（condition-null）",
         "a condition gives neither yes nor no (condition-null): x is null"),
        ("nobody-found", "", "找不到可办理的人（nobody-found）", "nobody may act (nobody-found)"),
    ],
)  # fmt: skip
def test_why_a_step_is_parked_is_told_in_both_languages(code: str, text: str, zh: str, en: str) -> None:
    assert parked_told(code, text) == Words(zh=zh, en=en)
