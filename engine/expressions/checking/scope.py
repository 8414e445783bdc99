"""What an expression may use, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.expressions.types import FeelType
from engine.said import Said


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that cannot be right. Codes: unknown-name, unknown-function, wrong-type, wrong-arity."""

    column: int
    code: str
    message: str
    hint: str | None = None


@dataclass(slots=True)
class Scope:
    """The variables in reach, by their first name (a path goes on in the fields of their types).

    `functions` are those of the caller, besides FEEL's own. `problems` grows with every check.
    """

    names: Mapping[str, FeelType]
    functions: Mapping[str, FeelType] = field(default_factory=dict)
    problems: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Frame:
    """Variables that an expression binds itself, inside those of the parent and at last the scope's.

    `fields_known` is False in a filter whose elements may have fields that nobody declared: there any name may be one.
    """

    names: Mapping[str, FeelType]
    parent: Frame | None = None
    fields_known: bool = True

    def find(self, name: str) -> FeelType | None:
        """The type of a name bound here or further out; None if it is not."""
        frame: Frame | None = self
        while frame is not None:
            if name in frame.names:
                return frame.names[name]
            frame = frame.parent
        return None

    def may_be_field(self) -> bool:
        """Whether an unknown name may be a field of some element."""
        return not self.fields_known or (self.parent is not None and self.parent.may_be_field())

    def all_names(self) -> list[str]:
        """Every name bound here or further out."""
        return [*self.names, *(self.parent.all_names() if self.parent else [])]


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """A hint at the candidate that looks most like the name, if one does."""
    from difflib import get_close_matches  # only needed for what is wrong; importing it takes milliseconds

    close = get_close_matches(name, list(candidates), 1, 0.6)
    return Said("Did you mean `{word}`?", word=close[0]) if close else None
