"""Whose a stuck case is to set going again: those whose task it is, their superiors, or who answers for the process."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from engine.insight.causes import CauseCode
from engine.people import Directory, manager_of

BY_HOLDERS: frozenset[CauseCode] = frozenset(
    {"assignee-has-not-acted", "vote-short", "clock-paused", "waiting-for-initiator", "waiting-for-batch"}
)
"""Causes that those who have the task can end themselves, and their superiors can see to."""

BY_SUPERIORS: frozenset[CauseCode] = frozenset({"nobody-has-claimed", "assignee-away", "nobody-may-act"})
"""Causes that need somebody else: the superiors of those it was for, and who answers for the process."""

MOST_HOLDERS = 5
"""What is offered to more people is nobody's own to fix."""


def fixers(cause: CauseCode, people: tuple[str, ...], owners: Iterable[str], directory: Directory) -> frozenset[str]:
    """Who is to act on a cause."""
    if cause in BY_HOLDERS:
        holders = people if len(people) <= MOST_HOLDERS else ()
        return frozenset(holders) | superiors(directory, people)
    if cause in BY_SUPERIORS:
        above = superiors(directory, people)
        return above or frozenset(owners)
    return frozenset(owners)


@lru_cache(maxsize=4096)
def superiors(directory: Directory, people: tuple[str, ...]) -> frozenset[str]:
    """The direct superiors of these people."""
    direct = _direct(directory)
    return frozenset(above for one in people if (above := direct.get(one)) is not None)


@lru_cache(maxsize=4)
def _direct(directory: Directory) -> Mapping[str, str | None]:
    return {person: manager_of(directory, person) for person in directory.people}
