"""Ids: each step and event has one of its own, and none is a word of the language."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.error_places import written_at
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.compiler.scopes import RESERVED
from engine.compiler.yaml_text import TRUTH_WORDS
from engine.model.steps.for_each import ForEach
from engine.said import Said


def check_ids(c: Checking) -> None:
    """Fields, steps, events and items."""
    for name in c.definition.data:
        check_word(c, ("data", name), name, "a field", key=True)
    taken: dict[str, Loc] = {}
    for at in c.outline.steps:
        loc = (*at.loc, at.step.kind)
        _check_begins_with_kind(c, at)
        check_word(c, loc, at.step.id, "a step")
        _check_taken(c, loc, at.step.id, "a step", taken)
        if isinstance(at.step, ForEach):
            _check_item(c, (*at.loc, "item"), at.step.item, at.names)
    for event_id in c.definition.events:
        check_word(c, ("events", event_id), event_id, "an event", key=True)
        _check_taken(c, ("events", event_id), event_id, "an event", taken, key=True)
    for at in c.outline.steps:
        for event_id in getattr(at.step, "events", {}):
            loc = (*at.loc, "events", event_id)
            check_word(c, loc, event_id, "an event", key=True)
            _check_taken(c, loc, event_id, "an event", dict(taken), key=True)


def _check_begins_with_kind(c: Checking, at: StepAt) -> None:
    written = written_at(c.findings.read.tree, at.loc)
    first = next(iter(written), at.step.kind) if isinstance(written, dict) else at.step.kind
    if first != at.step.kind:
        message = Said(
            "Expected a step to begin with its kind, `{kind}`, but found `{first}`.", kind=at.step.kind, first=first
        )
        c.report(
            (*at.loc, first),
            "kind-not-first",
            message,
            Said("Write `{kind}: {id}` first.", kind=at.step.kind, id=at.step.id),
            key=True,
        )


def check_word(c: Checking, loc: Loc, word: str, what: str, *, key: bool = False) -> None:
    """A word of the language, or one that other YAML tools read as a truth value, is no id."""
    if word in RESERVED:
        message = Said(
            "Expected {what} with a name of its own, but `{word}` is a word of the language.", what=what, word=word
        )
        c.report(loc, "reserved-word", message, "Choose another name.", key=key)
    elif word in TRUTH_WORDS:
        message = Said("Expected a key or id that every YAML tool reads as a word, but `{word}` is none.", word=word)
        c.report(loc, "truth-word", message, "Choose another word.", key=key)


def _check_taken(c: Checking, loc: Loc, word: str, what: str, taken: dict[str, Loc], *, key: bool = False) -> None:
    other = taken.setdefault(word, loc)
    if other != loc:
        line = c.findings.read.position(other)[0]
        message = Said(
            "Expected {what} with an id of its own, but `{word}` stands on line {line} already.",
            what=what,
            word=word,
            line=line,
        )
        c.report(loc, "duplicate-id", message, "Choose another id.", key=key)


def _check_item(c: Checking, loc: Loc, item: str, names: object) -> None:
    check_word(c, loc, item, "an item")
    if isinstance(names, dict) and item in names and item not in RESERVED:
        message = Said("Expected an item with a name of its own, but `{item}` is a field or item already.", item=item)
        c.report(loc, "duplicate-id", message, "Choose another name.")
