"""Hints of health for who reads a page: what to press or whom to ask, never what to type."""

import re

import pytest

from activities.checks import NAMES, Check
from api.health_told import check_told

COMMAND = re.compile(r"`|starter\.py|BANJIE_|python ")


@pytest.mark.parametrize("what", NAMES)
def test_a_page_names_no_command(what: str) -> None:
    told = check_told(
        Check(what, "bad", ("it is down", "停了"), ("`starter.py up` starts it.", "`starter.py up` 启动。"))
    )
    assert told.hint.zh and told.hint.en and told.hint.zh != told.hint.en
    assert not COMMAND.search(told.hint.zh + told.hint.en)


def test_who_needs_no_hint_gets_none() -> None:
    assert check_told(Check("worker", "good", ("works", "正常"))).hint.zh == ""
