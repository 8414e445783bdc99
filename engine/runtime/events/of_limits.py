"""Deadlines and clocks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class DeadlineReached:
    """A deadline fell due: `key` is what it belongs to, `rung` which one (`due`, `timer`, a rung's id)."""

    key: str
    rung: str
    kind: Literal["deadline-reached"] = "deadline-reached"


@dataclass(frozen=True)
class DeadlineGone:
    """A deadline does not apply any more."""

    key: str
    kind: Literal["deadline-gone"] = "deadline-gone"


@dataclass(frozen=True)
class ClockPaused:
    """A limit stands still."""

    key: str
    reason: str
    kind: Literal["clock-paused"] = "clock-paused"


@dataclass(frozen=True)
class ClockResumed:
    """A limit runs again; its new instants follow in `LimitSet`."""

    key: str
    kind: Literal["clock-resumed"] = "clock-resumed"
