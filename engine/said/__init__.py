"""Sentences for people that keep what they were made of, so that they can be said in another language too."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Self


class Said(str):
    """A sentence in English: a template with its values filled in.

    It is a text like any other; `template` and `values` tell how it came about. A value may be `Said` itself.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        if isinstance(template, cls):
            return template
        said = super().__new__(cls, template.format(**values) if values else template)
        said.template, said.values = template, values
        return said

    def ended(self, sign: str = ".") -> Said:
        """The same with a full stop, unless it has an end already."""
        return self if self.endswith((".", "!", "?")) else Said(self.template + sign, **self.values)


def at_place(place: str, said: str) -> Said:
    """What is wrong with a file, after its place there."""
    return Said("{place:}: {said}", place=place, said=Said(said)) if place else Said(said)


def with_guess(said: str, written: object, known: Iterable[object]) -> Said | str:
    """The same, and what was perhaps meant instead of what is not known."""
    close = get_close_matches(str(written), [str(one) for one in known], n=1)
    return joined([said, Said("Did you mean '{word}'?", word=close[0])], " ") if close else Said(said)


def joined(parts: Iterable[str], between: str) -> Said | str:
    """Several sentences one after another, each still knowing what it was made of; empty if there are none."""
    listed = list(parts)
    if len(listed) < 2:
        return Said(listed[0]) if listed else ""
    return Said("{first}{between}{rest}", first=listed[0], between=between, rest=joined(listed[1:], between))
