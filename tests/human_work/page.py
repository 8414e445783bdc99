"""The tables of verbs and rules in `docs/human-work.md`, made from the definitions and stories in `verbs/` and from
`rules.yml`.

A definition there begins with `# verb:` (the verb, its Chinese name), `# who:` and `# when:`. `python
tests/human_work/page.py` writes the page anew.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shown
import yaml

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "human-work.md"
ACTS = {"decide_extension": ("grant", "deny"), "comment": ("remark",)}
"""Verbs whose acts have other names in a story."""

BEGIN, END = "<!-- verbs: made by tests/human_work/page.py -->", "<!-- end of verbs -->"
RULES_BEGIN, RULES_END = "<!-- rules: made by tests/human_work/page.py -->", "<!-- end of rules -->"


@dataclass(frozen=True)
class VerbShown:
    """What the files of a verb say of it. `refused`: code to the scenario that shows it, `done`: one that is not."""

    verb: str
    chinese: str
    who: str
    when: str
    done: tuple[str, ...]
    refused: dict[str, str]
    file: str


def verbs() -> Iterator[VerbShown]:
    """Every verb that has files, in the order of their names."""
    for path in sorted((HERE / "verbs").glob("*.yaml")):
        if not path.name.endswith(".scenarios.yaml"):
            yield _read(path)


def _read(path: Path) -> VerbShown:
    head = dict(re.findall(r"^# (verb|who|when): (.*)$", path.read_text("utf-8"), re.M))
    verb, _, chinese = head["verb"].partition(" ")
    stories = yaml.safe_load(path.with_suffix(".scenarios.yaml").read_text("utf-8"))["scenarios"]
    refused: dict[str, str] = {}
    for story in stories:
        for code in _codes(story):
            refused.setdefault(code, story["scenario"])
    done = tuple(story["scenario"] for story in stories if any(_acts(entry, verb) for entry in story["when"]))
    return VerbShown(verb, chinese, head["who"], head["when"], done, refused, path.stem)


def _codes(story: dict[str, Any]) -> Iterator[str]:
    for entry in story["when"]:
        code = (entry.get("then") or {}).get("refused")
        if code is not None:
            yield code


def _acts(entry: dict[str, Any], verb: str) -> bool:
    return bool(set(ACTS.get(verb, (verb,))) & set(entry)) and "refused" not in (entry.get("then") or {})


def table() -> str:
    """The table, with a line for each verb."""
    lines = ["| verb | 中文 | who may | when | refused | shown in |", "|---|---|---|---|---|---|"]
    for one in verbs():
        codes = " ".join(f"`{code}`" for code in sorted(one.refused))
        lines.append(f"| `{one.verb}` | {one.chinese} | {one.who} | {one.when} | {codes} | `verbs/{one.file}` |")
    return "\n".join(lines)


def page() -> str:
    """The page with the tables of today in it."""
    text = _with(PAGE.read_text("utf-8"), BEGIN, table(), END)
    return _with(text, RULES_BEGIN, shown.table(), RULES_END)


def _with(text: str, begin: str, made: str, end: str) -> str:
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{made}\n{end}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
