"""Cases that gather on a list, and the list they are on."""

from dataclasses import dataclass
from typing import Any, Literal

from engine.runtime.wire import added

Wire = dict[str, Any]


@dataclass(frozen=True)
class BatchAwaited:
    """The case waits in a batch step for the list to be released."""

    instance: str
    step: str
    key: str
    kind: Literal["batch-awaited"] = "batch-awaited"


@dataclass(frozen=True)
class BatchJoined:
    """The case is on a list that gathers; `batch` is the workflow id of that list."""

    instance: str
    batch: str
    kind: Literal["batch-joined"] = "batch-joined"


@dataclass(frozen=True)
class BatchDecided:
    """The list the case is on was decided."""

    instance: str
    batch: str
    number: str
    outcome: str
    by: str | None
    kind: Literal["batch-decided"] = "batch-decided"


@dataclass(frozen=True)
class BatchTakenOut:
    """The case was taken off the list, with a reason; it waits for the next one."""

    instance: str
    batch: str
    by: str | None
    reason: str
    kind: Literal["batch-taken-out"] = "batch-taken-out"


@dataclass(frozen=True)
class MemberListed:
    """On a list: a case has come; `line` is its number on the list, `row` that line of the field `members`."""

    case_id: str
    business_key: str
    line: int
    row: Wire = added(factory=dict)
    kind: Literal["member-listed"] = "member-listed"


@dataclass(frozen=True)
class MemberRemoved:
    """On a list: a case has left by itself, or was taken out by somebody with a reason."""

    case_id: str
    business_key: str
    reason: str
    by: str | None = None
    instance: str = added("")
    kind: Literal["member-removed"] = "member-removed"
