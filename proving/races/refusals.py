"""What a refusal must say: a known code, what was expected and what is, by whom and when."""

import re

from proving.kills.children import PROJECT
from proving.races.client import Told

CODES = PROJECT / "docs" / "codes.md"
_TELLS_WHO_AND_WHEN = ("task-not-open", "case-ended")


def unclear(told: Told) -> list[str]:
    """What a refusal does not say of that."""
    wrong = []
    if f"`{told.code}`" not in CODES.read_text(encoding="utf-8"):
        wrong.append(f"unknown code {told.code}")
    if not re.fullmatch(r"Expected .+(, but|, for) .+", told.message):
        wrong.append(f"{told.code} says only: {told.message}")
    if told.code in _TELLS_WHO_AND_WHEN and not re.search(r" by .+ on \d{4}-\d\d-\d\d \d\d:\d\d", told.message):
        wrong.append(f"{told.code} does not say by whom and when: {told.message}")
    return wrong
