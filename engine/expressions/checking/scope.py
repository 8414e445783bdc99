"""What an expression may use, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.expressions.types import FeelType


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
