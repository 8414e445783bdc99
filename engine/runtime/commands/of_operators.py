"""What operators do against the definition, each with a reason."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Retry:
    """Try a parked step again."""

    incident: str
    reason: str = ""
    verb: Literal["retry"] = "retry"


@dataclass(frozen=True)
class Correct:
    """An operator corrects data of the case."""

    data: dict[str, Any]
    reason: str
    verb: Literal["correct"] = "correct"


@dataclass(frozen=True)
class Skip:
    """An operator lets an open step end with an outcome, without its work being done."""

    instance: str
    reason: str
    outcome: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    verb: Literal["skip"] = "skip"


@dataclass(frozen=True)
class Move:
    """An operator lets a list stand at another step of it. `list` is a list instance; left out: the outermost."""

    to: str
    reason: str
    list: str | None = None
    verb: Literal["move"] = "move"


@dataclass(frozen=True)
class CancelCase:
    """An operator ends the case."""

    reason: str
    verb: Literal["cancel"] = "cancel"
