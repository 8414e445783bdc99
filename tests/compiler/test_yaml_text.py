"""Strict YAML: what is let in, what is not, and where everything stands."""

import random
import time
from pathlib import Path

import pytest

from engine.compiler.yaml_text import MAX_BYTES, read_yaml

SAMPLES = [path.read_text("utf-8") for path in sorted((Path(__file__).parent.parent / "problems").rglob("*.yaml"))]
NASTY = "[]{}:,-'\"\t\n &*!|>%@`#?：，“\x00\ud800\u2028\ufeff~=\\"


def codes(text: str) -> list[str]:
    return [problem.code for problem in read_yaml(text).problems]


def test_scalars_stay_as_they_are_written() -> None:
    read = read_yaml("a: 1.10\nb: 010\nc: 2026-03-02\nd: on\ne: 12:30\nf: 'yes'\ng: 1e3\nh: true\n")

    assert read.problems == []
    assert read.tree == {
        "a": "1.10", "b": "010", "c": "2026-03-02", "d": "on", "e": "12:30", "f": "yes", "g": "1e3", "h": "true",
    }  # fmt: skip


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_nothing_written_is_none(nothing: str) -> None:
    assert read_yaml(f"a: {nothing}\n").tree == {"a": None}


def test_quoted_null_is_text() -> None:
    assert read_yaml("a: 'null'\nb: ''\n").tree == {"a": "null", "b": ""}


def test_places_are_lines_and_columns_of_keys_and_values() -> None:
    read = read_yaml("start:\n  by_hand: {by: {role: hr}}\nsteps:\n  - end: over\n")

    assert read.position(("start", "by_hand"), key=True) == (2, 3)
    assert read.position(("start", "by_hand")) == (2, 12)
    assert read.position(("start", "by_hand", "by", "role")) == (2, 24)
    assert read.position(("steps", 0, "end")) == (4, 10)
    assert read.position(("steps", 0, "nowhere")) == (4, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert read_yaml("a: {名: 请假单, b: c}").position(("a", "b")) == (1, 16)


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("a: one two", 5, (1, 8)),
        ("a: 'it''s two'", 6, (1, 11)),
        ('a: "say \\"x\\" two"', 9, (1, 15)),
        ('a: "\\u4e2d two"', 3, (1, 12)),
        ("a: one\n  two three", 9, (2, 7)),
        ("a: |\n  one\n  two\n", 5, (3, 3)),
        ("a: >\n  one\n  two\n", 6, (3, 4)),
        ("a: one", 99, (1, 7)),
    ],
)
def test_characters_inside_a_text_are_found_in_the_file(text: str, column: int, expected: tuple[int, int]) -> None:
    assert read_yaml(text).inside(("a",), column) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\nb: *x\n", "anchor"),
        ("a: !!int 5\n", "tag"),
        ("a: {<<: {b: 1}}\n", "merge-key"),
        ("no: 1\n", "truth-word"),
        ("Yes: 1\n", "truth-word"),
        ("a: 1\n---\nb: 2\n", "second-document"),
        ("%YAML 1.1\n---\na: 1\n", "directive"),
        ("[a, b]: 1\n", "bad-key"),
        ("a：: 1\n", "full-width-sign"),
        ("\ta: 1\n", "tab"),
        ("a:\n\t- 1\n", "tab"),
        ("a: [1, 2\n", "yaml-syntax"),
        ("", "empty-file"),
        ("# only a comment\n", "empty-file"),
        ("a: \x07\n", "yaml-syntax"),
        ("a: \ud800\n", "not-text"),
        ("[" * 61 + "]" * 61, "too-deep"),
        ("a: " + "x" * MAX_BYTES, "too-large"),
    ],
)
def test_what_hides_its_meaning_is_refused(text: str, code: str) -> None:
    assert codes(text)[0] == code


def test_sixty_levels_are_let_in() -> None:
    assert codes("[" * 60 + "]" * 60) == []


def test_tab_inside_a_quoted_text_is_text() -> None:
    assert codes("a: 'one\ttwo'\n") == []


def test_all_refusals_of_a_file_are_collected() -> None:
    assert codes("a: &x 1\nb: *x\na: 2\noff: 3\nc: !t 4\n") == ["anchor", "alias", "duplicate-key", "truth-word", "tag"]


def test_a_refused_key_is_left_out_with_what_it_holds() -> None:
    read = read_yaml("data:\n  no: {type: text}\n  type: {type: date}\n")

    assert read.tree == {"data": {"type": {"type": "date"}}}
    assert read.position(("data", "type", "type")) == (3, 16)


def test_byte_order_mark_is_no_character() -> None:
    assert read_yaml("\ufeffa: 1\n").tree == {"a": "1"}


@pytest.mark.parametrize(
    "bomb",
    ["[" * 500_000, "{a: " * 200_000, "- " * 400_000, "? " * 400_000, "a\n" * 400_000, "a: b\n" * 160_000,
     "'" * 900_000, '"\\' * 400_000, "#" * 900_000, "&a " * 300_000, "a: |\n" + " x\n" * 300_000],
)  # fmt: skip
def test_no_file_is_slow_to_read(bomb: str) -> None:
    began = time.process_time()
    read_yaml(bomb)
    assert time.process_time() - began < 5


def test_ten_thousand_random_files_give_a_tree_or_problems_and_never_an_error() -> None:
    """Pieces of definitions with random damage. The seed is fixed, so a failure can be run again."""
    chance = random.Random(20260302)
    began = time.process_time()
    for _ in range(10_000):
        text = _damaged(chance)
        read = read_yaml(text)
        assert read.tree is not None or read.problems or text.strip() in ("", "~", "null"), repr(text)
        for problem in read.problems:
            assert problem.position >= (1, 1), repr(text)
    assert time.process_time() - began < 30


def _damaged(chance: random.Random) -> str:
    source = chance.choice(SAMPLES)
    start = chance.randrange(len(source))
    piece = list(source[start : start + chance.randrange(400)])
    for _ in range(chance.randrange(8)):
        if piece:
            piece[chance.randrange(len(piece))] = chance.choice(NASTY)
    return "".join(piece)


def test_windows_line_ends_change_no_place() -> None:
    text = "a: 1\nb:\n  c: 'one\n    two three'\n"
    unix, windows = read_yaml(text), read_yaml(text.replace("\n", "\r\n"))

    assert windows.tree == unix.tree
    assert windows.position(("b", "c")) == unix.position(("b", "c")) == (3, 6)
    assert windows.inside(("b", "c"), 9) == unix.inside(("b", "c"), 9) == (4, 9)
