"""Every refusal is put into words for the people it meets, in both languages."""

import ast
import re
from pathlib import Path

import pytest

from engine.runtime.parked_told import PARKED, told_code
from engine.runtime.refusals_told import REFUSED, told

ROOT = Path(__file__).parent.parent
CODES = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8").split("## Parked")[0]
LISTED = {
    code for row in re.findall(r"^\| ((?:`[a-z-]+`[ ,]*)+) \|", CODES, re.M) for code in re.findall(r"`([a-z-]+)`", row)
}
CHINESE = re.compile("[\u4e00-\u9fff]")
AMONG_OPERATORS = {"already-here", "newer-form", "plan-missing", "fault"}
"""Refusals of `import` on the command line, whose sentence says all there is; and what a bug is answered as inside."""


def raised() -> set[str]:
    """The codes that stand in the sources of what people and programs reach."""
    found = set()
    for path in (one for room in ("activities", "api", "store", "engine") for one in (ROOT / room).rglob("*.py")):
        if "scenarios" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            at = {"Rejected": 0, "Refusal": 1, "Refused": 1, "problem": 1}.get(node.func.id)
            if at is not None and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                found.add(str(node.args[at].value))  # type: ignore[attr-defined]
    return found - AMONG_OPERATORS


def test_every_code_of_a_parked_step_is_told() -> None:
    parked = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8").split("## Parked")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", parked, re.M))

    assert listed - PARKED.keys() == set()
    assert all(CHINESE.search(one.zh) and not CHINESE.search(one.en) for one in PARKED.values())
    assert told_code("call-key-taken").zh.startswith("被调用的流程无法发起：") and told_code("x-y").zh == "x-y"


def test_every_code_that_is_documented_is_told_and_every_one_that_is_told_is_documented() -> None:
    assert sorted(LISTED - REFUSED.keys()) == []
    assert sorted(REFUSED.keys() - LISTED) == []


def test_every_code_in_the_sources_is_told() -> None:
    assert sorted(raised() - REFUSED.keys()) == []


@pytest.mark.parametrize("code", REFUSED)
def test_it_is_a_sentence_in_either_language_and_names_no_command(code: str) -> None:
    text = told(code)
    assert CHINESE.search(text.zh) and text.zh.endswith("。")
    assert not CHINESE.search(text.en) and text.en.endswith(".") and text.en[0].isupper()
    assert "starter.py" not in text.zh + text.en and "--" not in text.zh + text.en


def test_what_nobody_has_put_into_words_is_told_as_it_was_refused() -> None:
    assert told("never-heard-of", "Expected this, but that").zh == "Expected this, but that"
