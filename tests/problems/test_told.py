"""Problems in both languages: every sentence has its Chinese, made of the same values."""

import ast
import re
import string
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import engine
from engine.compiler import Known, compile_definition
from engine.said import Said
from engine.said.chinese import SENTENCES, in_both, in_chinese
from engine.said.words import WORDS

HERE = Path(__file__).parent
ENGINE = Path(engine.__file__).parent
TOLD = {**SENTENCES, **WORDS}
SAYING = [
    *(ENGINE / "compiler").rglob("*.py"),
    *(ENGINE / "expressions" / f"{name}.py" for name in ("parser", "stream", "forms", "type_syntax", "tokens")),
    *(ENGINE / "expressions" / "checking").glob("*.py"),
    *(ENGINE / "calendars" / f"{name}.py" for name in ("duration_text", "moment_text", "schedules", "cron")),
    *(
        ENGINE / "scenarios" / f"{name}.py"
        for name in ("load", "checks", "misfits", "instants", "expectations", "list_expectations")
    ),
    *(path for path in (ENGINE / "model").glob("*.py") if path.stem != "values"),
    *(ENGINE / "model" / "steps").glob("*.py"),
    *(ENGINE / "calendars" / f"{name}.py" for name in ("calendar_text", "holidays", "calendars", "changing", "texts")),
    *(ENGINE / "people" / f"{name}.py" for name in ("directory_text", "roster_text")),
    ENGINE.parent / "store" / "company.py",
]
"""The modules that say what is wrong with a definition, its scenarios, or a file of the company."""


def sentences() -> Iterator[str]:
    """Every template of a sentence in the sources, and every sentence without values."""
    for path in SAYING:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Said" and node.args:
                if isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("Expected "):
                yield node.value


def given_in(template: str) -> set[str]:
    """The values of a template; a text with braces of its own has none."""
    with suppress(ValueError):
        return {name for name in names_in(template) if name.isidentifier()}
    return set()


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_sentence_in_the_sources_has_its_chinese() -> None:
    missing = sorted({one for one in sentences() if one.removesuffix(".") not in TOLD})

    assert missing == []


def test_chinese_sentences_have_the_values_of_the_english_ones() -> None:
    templates = {one.removesuffix(".") for one in sentences() if "{" in one}
    wrong = []
    for template in sorted(templates):
        if given_in(template) and not names_in(TOLD[template]) <= given_in(template):
            wrong.append(template)

    assert wrong == []


@pytest.mark.parametrize("path", sorted(HERE.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_problem_is_told_in_both_languages(path: Path, known: Known) -> None:
    for problem in compile_definition(path.read_text("utf-8"), path.name, known=known).problems:
        for said in filter(None, (problem.message, problem.hint)):
            both = in_both(said)
            assert both.en == said
            assert not left_in_english(both.zh), f"{problem.code}: {both.zh}"
            assert re.search(r"[\u4e00-\u9fff]", both.zh), f"{problem.code}: {both.zh}"


def left_in_english(chinese: str) -> list[str]:
    """Two English words in a row outside of what is quoted."""
    bare = re.sub(r"`[^`]*`|“[^”]*”|'[^']*'", "", chinese)
    return re.findall(r"[a-z]{2,} [a-z]{2,}", bare.lower())


def test_values_stay_data_and_are_said_in_chinese_where_they_are_words() -> None:
    said = Said("Expected a {kind} of the organisation, but `{written}` is none.", kind="role", written="role")

    assert said == "Expected a role of the organisation, but `role` is none."
    assert in_chinese(said) == "组织中没有角色 `role`。"
    assert in_chinese("somebody's own words") == "somebody's own words"
