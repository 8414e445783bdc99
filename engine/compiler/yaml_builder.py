"""Putting the tree together from the events of a YAML parser: no recursion, so no depth can hurt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from engine.compiler.places import Loc, Place, Position
from engine.compiler.yaml_tree import FULL_WIDTH, MAX_DEPTH, NULLS, TRUTH_WORDS, Tree, YamlText
from engine.said import Said

_NO_KEY = object()


def _refusal_of_key(key: str, *, truth_words: bool) -> tuple[str, str, str] | None:
    """Code, sentence and hint if this word can be no key. `truth_words`: those of YAML may be keys."""
    if key == "<<":
        message = "Expected every key to be written out, but found a merge key."
        return "merge-key", message, "Write the keys themselves."
    if (key.lower() in TRUTH_WORDS and not truth_words) or key in NULLS:
        message = Said("Expected a key or id that every YAML tool reads as a word, but `{key}` is none.", key=key)
        return "truth-word", message, "Choose another word."
    sign = next((character for character in key if character in FULL_WIDTH), None)
    if sign:
        message = Said("Expected plain signs outside texts, but found the full-width sign `{sign}`.", sign=sign)
        return "full-width-sign", message, Said("Write `{word}`.", word=FULL_WIDTH[sign])
    return None


@dataclass
class _Open:
    """A map or list being read: where it stands, and the key whose value comes next."""

    loc: Loc
    holds: dict[str, Any] | list[Any] | None
    key: Any = _NO_KEY
    key_position: Position | None = None


class Builder:
    """Puts the tree together from the events. `take` answers False when there is nothing more to read."""

    def __init__(self, read: YamlText, *, truth_words: bool = False) -> None:
        self.read = read
        self.truth_words = truth_words
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
            message = Said("Expected at most {MAX_DEPTH} levels of indentation and brackets.", MAX_DEPTH=MAX_DEPTH)
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
            message = Said("Expected `{key}` once here, but it stands on line {line} already.", key=key, line=line)
            self._refuse(position, "duplicate-key", message, "Keep one of them.")
            return None
        refusal = _refusal_of_key(key, truth_words=self.truth_words)
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
        return None if not event.style and value in NULLS else value

    def _refuse_sharing(self, event: Any, position: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            message = Said(
                "Expected every value to be written out, but found the alias `*{anchor}`.", anchor=event.anchor
            )
            self._refuse(position, "alias", message, "Texts that begin with `*` are quoted.")
            return
        if event.anchor is not None:
            message = Said("Expected no anchors, but found `&{anchor}`.", anchor=event.anchor)
            self._refuse(position, "anchor", message, "Texts that begin with `&` are quoted.")
        if getattr(event, "tag", None) is not None:
            message = Said("Expected no tags, but found `{tag}`.", tag=event.tag)
            self._refuse(position, "tag", message, "Texts that begin with `!` are quoted.")

    def _refuse(self, position: Position, code: str, message: str, hint: str = "", key: str = "") -> None:
        loc = self._next_loc() if not self._awaits_key() else self.stack[-1].loc
        self.read.refuse(position, loc, code, message, hint, key)
