"""No rule of human work without a story: each names one that exists, and so does its refused half."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from shown import SECTIONS, RuleShown, is_there, rules  # noqa: E402 - stands beside its test

RULES = list(rules())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_story_that_exists_and_so_has_what_it_refuses(rule: RuleShown) -> None:
    assert is_there(rule.shown), f"{rule.id}: there is no {rule.shown}"
    assert not rule.refused or is_there(rule.refused), f"{rule.id}: there is no {rule.refused}"


def test_rules_are_told_apart_by_ids_of_their_section_and_said_in_both_languages() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.section in SECTIONS and rule.id.startswith(f"{rule.section}."), rule.id
        assert rule.zh.strip() and rule.en.strip(), rule.id


def test_a_story_that_is_not_there_is_noticed() -> None:
    assert not is_there("rules/votes#no_such_story") and not is_there("tests/human_work/test_shown.py::test_none")
