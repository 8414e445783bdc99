"""Who stands in when a post is vacant (annex A.4): the same level first, then the planner, then the manager."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.people.directory import Directory


@dataclass(frozen=True)
class Cover:
    """A proposal: the person, the role by which they cover, and the rule that names it."""

    person: str
    role: str
    rule: Literal["covering-role", "superior-role"]


def propose_cover(
    role: str, directory: Directory, at: datetime, *, levels: int = 2, exclude: Collection[str] = ()
) -> Cover | None:
    """The first holder, present and not excluded, of a role that covers this one, else of its superiors.

    `levels`: how many superiors up are asked. None: nobody fits.
    """
    day = directory.day_of(at)
    known = directory.roles.get(role)
    if known is None:
        return None
    for covering in known.covers:
        for holder in directory.holders(covering):
            if holder not in exclude and directory.is_here(holder, day) and not directory.is_absent(holder, day):
                return Cover(holder, covering, "covering-role")
    for superior in _superiors(role, directory, levels):
        for holder in directory.holders(superior):
            if holder not in exclude and directory.is_here(holder, day) and not directory.is_absent(holder, day):
                return Cover(holder, superior, "superior-role")
    return None


def _superiors(role: str, directory: Directory, levels: int) -> list[str]:
    chain: list[str] = []
    known = directory.roles.get(role)
    while known is not None and known.superior and known.superior not in chain and len(chain) < levels:
        chain.append(known.superior)
        known = directory.roles.get(known.superior)
    return chain
