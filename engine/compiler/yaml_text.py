"""Strict YAML: scalars stay as they were written, and everything keeps its place in the file.

YAML lets a file mean more than it shows (aliases, tags, merge keys, `on` and `no` as truth values). None of it is let
in here. The text is read event by event, so neither depth nor repetition can make reading slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.compiler.places import Loc, Place, Position, position_at, position_inside
from engine.compiler.yaml_errors import explained

Tree = dict[str, Any] | list[Any] | str | None
"""What a file holds: maps, lists, text as written, and None where nothing is written."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 60
MAX_PROBLEMS = 200
TRUTH_WORDS = frozenset(("on", "off", "yes", "no", "y", "n", "null", "true", "false"))
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))

FULL_WIDTH = dict(zip("：，“”‘’（）【】｛｝＝＞＜；。、－＃", ":,\"\"''()[]{}=><;.,-#", strict=True))
"""Full-width signs that input methods type for the signs of the language, and the sign to use."""

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][A-Za-z0-9_-]*(：)")
_TAB = re.compile(r"^[^#\"'\t]*(\t)")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlProblem:
    """Something the strict reading does not let in."""

    position: Position
    loc: Loc
    code: str
    message: str
    hint: str = ""
    key: str = ""
    """The key that was refused, if it was one; what it holds is not in the tree."""


@dataclass
class YamlText:
    """One file as read: its tree, the places of everything in it, and what was refused.

    `tree` is None if the file is empty or no YAML; then `problems` says why.
    """

    text: str
    tree: Tree = None
    places: dict[Loc, Place] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def position(self, loc: Loc, *, key: bool = False) -> Position:
        """Line and column, from 1, of the value at `loc` (of its key with `key`), or of the nearest place around."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        place = self.places.get(loc)
        if place is None:
            return 1, 1
        return place.key if key and place.key else place.value

    def inside(self, loc: Loc, column: int) -> Position:
        """Where the character `column` (from 1) of the text at `loc` stands in the file."""
        place = self.places.get(loc)
        if place is None or place.start < 0:
            return self.position(loc)
        return position_inside(self.text, place, column - 1)

    def refuse(self, position: Position, loc: Loc, code: str, message: str, hint: str = "", key: str = "") -> None:
        """Report something that is not let in."""
        self.problems.append(YamlProblem(position, loc, code, message, hint, key))


def read_yaml(text: str) -> YamlText:
    """Read `text` strictly. Never raises; what is wrong is in `problems`."""
    read = YamlText(text.removeprefix("\ufeff"))
    if _is_readable(read):
        _find_tabs(read)
        _build(read)
    return read


def _is_readable(read: YamlText) -> bool:
    try:
        size = len(read.text.encode())
    except UnicodeEncodeError as error:
        position = position_at(read.text, error.start)
        read.refuse(position, (), "not-text", "Expected text in UTF-8, but found half a character.")
        return False
    if size > MAX_BYTES:
        message = f"Expected at most {MAX_BYTES:,} bytes in a file, but found {size:,}."
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


def _build(read: YamlText) -> None:
    builder = _Builder(read)
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


_NO_KEY = object()


def _refusal_of_key(key: str) -> tuple[str, str, str] | None:
    """Code, sentence and hint if this word can be no key."""
    if key == "<<":
        message = "Expected every key to be written out, but found a merge key."
        return "merge-key", message, "Write the keys themselves."
    if key.lower() in TRUTH_WORDS or key in _NULLS:
        message = f"Expected a key or id that every YAML tool reads as a word, but `{key}` is none."
        return "truth-word", message, "Choose another word."
    sign = next((character for character in key if character in FULL_WIDTH), None)
    if sign:
        message = f"Expected plain signs outside texts, but found the full-width sign `{sign}`."
        return "full-width-sign", message, f"Write `{FULL_WIDTH[sign]}`."
    return None


@dataclass
class _Open:
    """A map or list being read: where it stands, and the key whose value comes next."""

    loc: Loc
    holds: dict[str, Any] | list[Any] | None
    key: Any = _NO_KEY
    key_position: Position | None = None


class _Builder:
    """Puts the tree together from the events. `take` answers False when there is nothing more to read."""

    def __init__(self, read: YamlText) -> None:
        self.read = read
        self.stack: list[_Open] = []
        self.documents = 0

    def take(self, event: Any) -> bool:
        position = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.DocumentStartEvent):
            return self._document(event, position)
        if isinstance(event, yaml.NodeEvent):
            return self._node(event, position)
        if isinstance(event, yaml.CollectionEndEvent):
            self._end()
        return True

    def _document(self, event: Any, position: Position) -> bool:
        self.documents += 1
        if event.version or event.tags:
            self._refuse(position, "directive", "Expected no `%` directive in a definition.", "Take the line out.")
        if self.documents > 1:
            message = "Expected one document in a file, but a second one begins here."
            self._refuse(position, "second-document", message, "Put it in a file of its own.")
            return False
        return True

    def _node(self, event: Any, position: Position) -> bool:
        self._refuse_sharing(event, position)
        if self._awaits_key():
            return self._key(event, position)
        loc = self._next_loc()
        place = self._place(event, position)
        if isinstance(event, yaml.ScalarEvent):
            self._store(loc, place, self._scalar(event))
            return True
        if isinstance(event, yaml.AliasEvent):
            self._store(loc, place, None)
            return True
        return self._begin(loc, place, {} if isinstance(event, yaml.MappingStartEvent) else [])

    def _begin(self, loc: Loc, place: Place, holds: dict[str, Any] | list[Any]) -> bool:
        self._store(loc, place, holds)
        self.stack.append(_Open(loc, holds))
        if len(self.stack) > MAX_DEPTH:
            message = f"Expected at most {MAX_DEPTH} levels of indentation and brackets."
            self._refuse(place.value, "too-deep", message)
            self.read.tree = None
            return False
        return True

    def _end(self) -> None:
        closed = self.stack.pop()
        if closed.holds is None and self.stack and self._awaits_key():
            # A map or list stood where a key belongs: it was reported, and its value goes nowhere.
            self.stack[-1].key = None

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].holds, dict) and self.stack[-1].key is _NO_KEY

    def _key(self, event: Any, position: Position) -> bool:
        around = self.stack[-1]
        around.key_position = position
        if isinstance(event, yaml.ScalarEvent):
            around.key = self._checked_key(event.value, around, position)
            return True
        message = "Expected a word as key, but found something else."
        self._refuse(position, "bad-key", message, "A text that begins with a bracket is quoted in single quotes.")
        around.key = None
        if not isinstance(event, yaml.AliasEvent):
            around.key = _NO_KEY
            self.stack.append(_Open(around.loc, None))
        return len(self.stack) <= MAX_DEPTH

    def _checked_key(self, key: str, around: _Open, position: Position) -> str | None:
        """The key; None after reporting it if it is refused, and what it holds then goes nowhere."""
        if isinstance(around.holds, dict) and key in around.holds:
            line = self.read.position((*around.loc, key), key=True)[0]
            message = f"Expected `{key}` once here, but it stands on line {line} already."
            self._refuse(position, "duplicate-key", message, "Keep one of them.")
            return None
        refusal = _refusal_of_key(key)
        if refusal is None:
            return key
        self._refuse(position, *refusal, key=key)
        return None

    def _next_loc(self) -> Loc:
        if not self.stack:
            return ()
        around = self.stack[-1]
        if isinstance(around.holds, list):
            return (*around.loc, len(around.holds))
        # What hangs on a refused key is read on, at a place of its own that no key can have.
        return (*around.loc, around.key if isinstance(around.key, str) else "")

    def _place(self, event: Any, position: Position) -> Place:
        key = self.stack[-1].key_position if self.stack and isinstance(self.stack[-1].holds, dict) else None
        if not isinstance(event, yaml.ScalarEvent):
            return Place(key, position)
        start: Any = event.start_mark
        end: Any = event.end_mark
        return Place(key, position, start.index, end.index, event.style or "")

    def _store(self, loc: Loc, place: Place, value: Tree) -> None:
        if not self.stack:
            self.read.tree = value
            self.read.places[loc] = place
            return
        around = self.stack[-1]
        if isinstance(around.holds, list):
            around.holds.append(value)
            self.read.places[loc] = place
        elif isinstance(around.holds, dict):
            if isinstance(around.key, str):
                around.holds[around.key] = value
                self.read.places[loc] = place
            around.key = _NO_KEY

    def _scalar(self, event: Any) -> str | None:
        value: str = event.value
        return None if not event.style and value in _NULLS else value

    def _refuse_sharing(self, event: Any, position: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            message = f"Expected every value to be written out, but found the alias `*{event.anchor}`."
            self._refuse(position, "alias", message, "Texts that begin with `*` are quoted.")
            return
        if event.anchor is not None:
            message = f"Expected no anchors, but found `&{event.anchor}`."
            self._refuse(position, "anchor", message, "Texts that begin with `&` are quoted.")
        if getattr(event, "tag", None) is not None:
            message = f"Expected no tags, but found `{event.tag}`."
            self._refuse(position, "tag", message, "Texts that begin with `!` are quoted.")

    def _refuse(self, position: Position, code: str, message: str, hint: str = "", key: str = "") -> None:
        loc = self._next_loc() if not self._awaits_key() else self.stack[-1].loc
        self.read.refuse(position, loc, code, message, hint, key)
