"""Texts for people: their inserts are put in by the values of the turn, each in the language of the text."""

from typing import Any

from engine.calendars import Duration
from engine.model.base import Text, Texts, text_in, texts_of
from engine.model.fields import Field
from engine.model.inserts import Insert, parts_of
from engine.model.types import field_at
from engine.runtime import revisions
from engine.runtime.builder import TurnBuilder
from engine.runtime.scope import shown


def rendered(turn: TurnBuilder, text: Text, list_id: str | None, **here: Any) -> Any:
    """A text with its inserts put in; one in languages stays one, as a map."""
    said = {language: _render(turn, one, language, list_id, here) for language, one in texts_of(text).items()}
    return said if isinstance(text, Texts) else said.get("", "")


def rendered_in_one(turn: TurnBuilder, text: Text, list_id: str | None, **here: Any) -> str:
    """A text with its inserts put in, in all its languages at once: for sentences that go to whoever reads them."""
    said = (_render(turn, one, language, list_id, here) for language, one in texts_of(text).items())
    return " / ".join(said)


def _render(turn: TurnBuilder, text: str, language: str, list_id: str | None, here: dict[str, Any]) -> str:
    in_words = bool(language) and turn.state.engine_revision >= revisions.INSERTED_IN_WORDS
    said = []
    for part in parts_of(text):
        if isinstance(part, Insert):
            value = turn.evaluate(part.expression, list_id, **here)
            field = field_at(turn.plan.definition.data, part.expression.strip())
            said.append(in_language(value, field, language) if in_words else shown(value))
        else:
            said.append(part)
    return "".join(said)


def in_language(value: Any, field: Field | None, language: str) -> str:
    """A value as a text in `zh` or `en` says it: a choice by its label, yes or no, a length of time in its words."""
    if isinstance(value, list | tuple):
        return (", " if language == "en" else "、").join(in_language(one, field, language) for one in value)
    if isinstance(value, bool) and language == "en":
        return "yes" if value else "no"
    if isinstance(value, Duration):
        return value.text if language == "en" else value.text_zh
    if isinstance(value, str) and field is not None and value in (field.values or {}):
        return text_in((field.values or {})[value], language) or value
    return shown(value)
