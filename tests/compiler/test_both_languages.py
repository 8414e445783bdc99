"""Every text for people that the company writes is in Chinese and in English."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.compiler.model_walk import is_text_at
from engine.compiler.places import Loc
from engine.compiler.yaml_text import YamlText, read_yaml
from engine.model.inserts import Insert, parts_of

FOLDER = Path(__file__).parents[2] / "definitions"
CALENDARS = sorted((FOLDER / "calendars").glob("*.yaml"))
DEFINITIONS = [one for one in sorted(FOLDER.glob("*/*.yaml")) if one.name.count(".") == 1 and one not in CALENDARS]
COMPANY = [FOLDER / "organisation.yaml", *CALENDARS]
TEXTS_OF_THE_COMPANY = ("name", "break_name", "title")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda one: one.stem)
def test_a_definition_speaks_both_languages(path: Path) -> None:
    read = read_yaml(path.read_text("utf-8"))
    texts = {loc for loc in read.places if "" not in loc and is_text_at(read.tree, loc)}

    assert texts
    assert list(_lacking(path, read, texts)) == []


@pytest.mark.parametrize("path", DEFINITIONS, ids=lambda one: one.stem)
def test_whatever_people_see_of_a_definition_has_a_name(path: Path) -> None:
    """Fields, settings, what people do, stages and ends; an event may be told by what brings it about."""
    read = read_yaml(path.read_text("utf-8"))

    assert [f"{path.stem} {'.'.join(map(str, loc))}" for loc in _nameless(read.tree)] == []


def _nameless(node: Any, loc: Loc = ()) -> Iterator[Loc]:
    if isinstance(node, list):
        for number, one in enumerate(node):
            yield from _nameless(one, (*loc, number))
    if not isinstance(node, dict):
        return
    holds_fields = loc[-1:] == ("fields",) or loc in (("data",), ("settings",))
    for key, one in node.items():
        is_seen = holds_fields or (isinstance(key, str) and loc == ("messages",))
        if is_seen and isinstance(one, dict) and not one.get("name"):
            yield (*loc, key)
        yield from _nameless(one, (*loc, key))
    if ("user_task" in node or "end" in node) and loc and isinstance(loc[-1], int) and not node.get("name"):
        yield loc


@pytest.mark.parametrize("path", COMPANY, ids=lambda one: one.stem)
def test_the_company_and_its_calendars_have_names_in_both_languages(path: Path) -> None:
    read = read_yaml(path.read_text("utf-8"))

    assert list(_lacking(path, read, {loc for loc in read.places if loc and loc[-1] in TEXTS_OF_THE_COMPANY})) == []


def test_no_english_text_is_written_in_chinese() -> None:
    for path in (*DEFINITIONS, *COMPANY):
        read = read_yaml(path.read_text("utf-8"))
        for loc in read.places:
            if "" not in loc and loc[-1:] == ("en",) and isinstance(text := _at(read.tree, loc), str):
                # A single sign may be what the text is about: the seal with the character of a name.
                assert len(CHINESE.findall(text)) <= 1, f"{path.name}:{read.position(loc)[0]} {text}"


def _lacking(path: Path, read: YamlText, texts: set[Loc]) -> Iterator[str]:
    """`file:line` of each text that says nothing in one of the languages."""
    for loc in sorted(texts, key=read.position):
        text = _at(read.tree, loc)
        if isinstance(text, str) and not _has_words(text):
            continue
        if not isinstance(text, dict) or not (text.get("zh") and text.get("en")):
            yield f"{path.relative_to(FOLDER)}:{read.position(loc)[0]} {'.'.join(map(str, loc))}: {text}"


def _has_words(text: str) -> bool:
    """Whether a text says more than the values in it: `{from_day} – {to_day}` is the same in every language."""
    said = "".join(part.expression if isinstance(part, Insert) else part for part in parts_of(text))
    written = "".join(part for part in parts_of(text) if not isinstance(part, Insert))
    return bool(CHINESE.search(said) or re.search(r"[^\W\d_]", written))


def _at(tree: Any, loc: Loc) -> Any:
    for part in loc:
        tree = tree[part]
    return tree
