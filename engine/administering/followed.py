"""What those who follow a case are told: that it has moved, and where it stands now."""

from collections.abc import Iterable, Mapping
from typing import Any

MOVES = frozenset({
    "task-decided", "task-returned", "stage-reached", "case-ended", "case-recalled", "step-skipped", "batch-decided",
    "incident-raised", "overridden",
})  # fmt: skip
"""Events after which a case is somewhere else than before, or cannot go on."""


def has_moved(turns: Iterable[tuple[str | None, Iterable[Mapping[str, Any]]]], person: str) -> bool:
    """Whether others than this person have moved a case in these turns: who acted, and the events."""
    return any(by != person and any(event["kind"] in MOVES for event in events) for by, events in turns)
