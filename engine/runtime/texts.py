"""Texts for people: their inserts are put in by the values of the turn."""

from typing import Any

from engine.model.base import Text, Texts, texts_of
from engine.model.inserts import Insert, parts_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.scope import shown


def rendered(turn: TurnBuilder, text: Text, list_id: str | None, **here: Any) -> Any:
    """A text with its inserts put in; one in languages stays one, as a map."""
    said = {language: _render(turn, one, list_id, here) for language, one in texts_of(text).items()}
    return said if isinstance(text, Texts) else said.get("", "")


def rendered_in_one(turn: TurnBuilder, text: Text, list_id: str | None, **here: Any) -> str:
    """A text with its inserts put in, in all its languages at once: for sentences that go to whoever reads them."""
    said = (_render(turn, one, list_id, here) for one in texts_of(text).values())
    return " / ".join(said)


def _render(turn: TurnBuilder, text: str, list_id: str | None, here: dict[str, Any]) -> str:
    parts = (shown(turn.evaluate(part.expression, list_id, **here)) if isinstance(part, Insert) else part
             for part in parts_of(text))  # fmt: skip
    return "".join(parts)
