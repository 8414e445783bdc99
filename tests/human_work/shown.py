"""The rules of `rules.yml`, and whether what they name is there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECTIONS = {
    "life": "Life of a task",
    "verbs": "Verbs",
    "return": "Return",
    "vote": "Votes",
    "who": "Who",
    "lapses": "Lapses",
}


@dataclass(frozen=True)
class RuleShown:
    """A rule, with the story or test that shows it, and the one that shows what it refuses."""

    section: str
    id: str
    zh: str
    en: str
    shown: str
    refused: str = ""


def rules() -> Iterator[RuleShown]:
    """Every rule, in the order of the file."""
    written = yaml.safe_load((HERE / "rules.yml").read_text("utf-8"))
    for section, listed in written.items():
        for one in listed:
            yield RuleShown(section, **one)


def is_there(reference: str) -> bool:
    """Whether a story (`folder/file#scenario`, of this folder or of the definitions) or a test exists."""
    path, _, name = reference.partition("::")
    if name:
        return bool(re.search(rf"^(async )?def {re.escape(name)}\(", _text(ROOT / path), re.M))
    path, _, scenario = reference.partition("#")
    folder = ROOT if path.startswith("definitions/") else HERE
    return bool(re.search(rf"^  - scenario: {re.escape(scenario)}$", _text(folder / f"{path}.scenarios.yaml"), re.M))


@cache
def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def table() -> str:
    """The table of the rules, with a line for each."""
    lines = ["| rule | | 规则 | shown in | refused in |", "|---|---|---|---|---|"]
    for rule in rules():
        refused = f"`{_brief(rule.refused)}`" if rule.refused else ""
        lines.append(f"| `{rule.id}` | {rule.en} | {rule.zh} | `{_brief(rule.shown)}` | {refused} |")
    return "\n".join(lines)


def _brief(reference: str) -> str:
    return reference.removeprefix("tests/").replace("::test_", "#").replace(".py#", "#")
