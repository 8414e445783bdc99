"""Strict YAML: scalars stay as they were written, and everything keeps its place in the file.

YAML lets a file mean more than it shows (aliases, tags, merge keys, `on` and `no` as truth values). None of it is let
in here. The text is read event by event, so neither depth nor repetition can make reading slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from engine.compiler.places import Position, position_at
from engine.compiler.yaml_builder import Builder
from engine.compiler.yaml_errors import explained
from engine.compiler.yaml_tree import FULL_WIDTH, MAX_BYTES, MAX_PROBLEMS, TRUTH_WORDS, Tree, YamlProblem, YamlText
from engine.said import Said

__all__ = ["FULL_WIDTH", "MAX_BYTES", "TRUTH_WORDS", "Tree", "YamlProblem", "YamlText", "read_yaml"]

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][A-Za-z0-9_-]*(：)")
_TAB = re.compile(r"^[^#\"'\t]*(\t)")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, *, most: int = MAX_BYTES, truth_words: bool = False) -> YamlText:
    """Read `text` of at most so many bytes strictly. Never raises; what is wrong is in `problems`. `truth_words`: `on`,
    `off` and their like may be keys."""
    read = YamlText(text.removeprefix("\ufeff"))
    if _is_readable(read, most):
        _find_tabs(read)
        _build(read, truth_words=truth_words)
    return read


def _is_readable(read: YamlText, most: int) -> bool:
    try:
        size = len(read.text.encode())
    except UnicodeEncodeError as error:
        position = position_at(read.text, error.start)
        read.refuse(position, (), "not-text", "Expected text in UTF-8, but found half a character.")
        return False
    if size > most:
        message = Said("Expected at most {MAX_BYTES:,} bytes in a file, but found {size:,}.", MAX_BYTES=most, size=size)
        read.refuse((1, 1), (), "too-large", message)
        return False
    return True


def _find_tabs(read: YamlText) -> None:
    if "\t" not in read.text:
        return
    for number, line in enumerate(read.text.split("\n"), start=1):
        match = _TAB.match(line)
        if match:
            position = (number, match.start(1) + 1)
            read.refuse(position, (), "tab", "Expected blanks, but found a tab.", "Indent with two blanks.")


def _build(read: YamlText, *, truth_words: bool) -> None:
    builder = Builder(read, truth_words=truth_words)
    events = yaml.parse(read.text, Loader=_Loader)
    try:
        for event in events:
            if not builder.take(event) or len(read.problems) > MAX_PROBLEMS:
                break
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        read.tree = None
        if not (read.problems and read.problems[-1].code in ("tab", "too-deep")):
            _report_syntax(read, error)
        return
    finally:
        _close(events)
    if read.tree is None and not read.problems:
        read.refuse((1, 1), (), "empty-file", "Expected a definition, but the file is empty.")


def _close(events: Iterator[Any]) -> None:
    close = getattr(events, "close", None)
    if close is not None:
        close()


def _report_syntax(read: YamlText, error: Exception) -> None:
    found = list(_full_width_colons(read))
    if found:
        for position in found:
            message = "Expected a colon and a blank after the key, but found the full-width sign `：`."
            read.refuse(position, (), "full-width-sign", message, "Write `: `.")
        return
    position, message, hint = explained(error, read.text)
    read.refuse(position, (), "yaml-syntax", message, hint)


def _full_width_colons(read: YamlText) -> Iterator[Position]:
    for number, line in enumerate(read.text.split("\n"), start=1):
        match = _FULL_WIDTH_COLON.match(line)
        if match:
            yield number, match.start(1) + 1
