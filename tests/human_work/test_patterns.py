"""The ratings of docs/patterns.md: all patterns are there, and who claims a resource pattern shows it, both halves."""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from shown import is_there  # noqa: E402 - stands beside its test

PAGE = (HERE.parent.parent / "docs" / "patterns.md").read_text("utf-8")
AT_LEAST = 39


def lines_of(title: str) -> list[list[str]]:
    """The cells of the numbered lines under a heading."""
    section = PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]
    lines = re.findall(r"^\| (?:TP)?\d+ \|.*$", section, re.M)
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def test_every_pattern_of_the_catalogues_is_rated() -> None:
    for title, count, first in (("Control flow", 43, ""), ("Resources", 43, ""), ("Time", 10, "TP")):
        lines = lines_of(title)
        assert [line[0] for line in lines] == [f"{first}{number}" for number in range(1, count + 1)], title
        assert {line[2] for line in lines} <= {"+", "+/-", "-"}, title


def test_each_resource_pattern_claimed_names_its_story_and_its_refused_half() -> None:
    for number, name, rating, _, shown, refused in lines_of("Resources"):
        if rating == "+":
            assert is_there(shown), f"{number} {name}: there is no {shown}"
            assert is_there(refused), f"{number} {name}: there is no {refused}"


def test_most_resource_patterns_are_direct() -> None:
    assert sum(line[2] == "+" for line in lines_of("Resources")) >= AT_LEAST
