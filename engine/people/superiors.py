"""Superiors: whose manager is who (annex A.2: a person's own, else by role, else the head of the department)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from engine.people.directory import Directory, Person


def manager_of(directory: Directory, person: str) -> str | None:
    """The direct superior (直属上级): the person's own manager; else a holder of the superior role of one of their
    roles, in the same department or one above it if there is one there; else the head of the department, or for the
    head the head of the one above. None at the top, and for somebody unknown."""
    found = directory.person(person)
    if found is None:
        return None
    if found.manager is not None:
        return found.manager
    return next(_by_role(directory, found), None) or next(_by_department(directory, found), None)


def _by_role(directory: Directory, person: Person) -> Iterator[str]:
    for held in person.roles:
        role = directory.roles.get(held.role)
        if role is not None and role.superior is not None:
            yield from _nearest(directory, person, role.superior)


def _nearest(directory: Directory, person: Person, role: str) -> Iterator[str]:
    """The holders of a role other than the person, those of the own department and the ones above it first."""
    for department in _departments_up(directory, person):
        yield from (holder for holder in directory.holders(role, (department,)) if holder != person.id)
    yield from (holder for holder in directory.holders(role) if holder != person.id)


def _by_department(directory: Directory, person: Person) -> Iterator[str]:
    for department in _departments_up(directory, person):
        known = directory.departments.get(department)
        if known is not None and known.head is not None and known.head != person.id:
            yield known.head


def _departments_up(directory: Directory, person: Person) -> tuple[str, ...]:
    if person.department is None:
        return ()
    return (person.department, *directory.above(person.department))


def superiors_of(directory: Directory, person: str) -> tuple[str, ...]:
    """The chain of superiors, nearest first; each person once, so that a circle in the chart ends it."""
    chain: list[str] = []
    above = manager_of(directory, person)
    while above is not None and above not in chain and above != person:
        chain.append(above)
        above = manager_of(directory, above)
    return tuple(chain)


@lru_cache(maxsize=4)
def _reports(directory: Directory) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for person in directory.people:
        above = manager_of(directory, person)
        if above is not None:
            found.setdefault(above, []).append(person)
    return {person: tuple(people) for person, people in found.items()}


def reports_of(directory: Directory, person: str) -> tuple[str, ...]:
    """Whose direct superior somebody is: their team."""
    return _reports(directory).get(person, ())


def chain_up(directory: Directory, person: str, until: Mapping[str, str]) -> tuple[str, ...] | None:
    """The superiors up to the one `until` names (by `role`, `post`, `level` or `authority`), that one included.

    Without `until`, all of them. None where the chain ends before.
    """
    chain = superiors_of(directory, person)
    if not until:
        return chain
    if "level" in until:
        wanted = int(until["level"])
        return chain[:wanted] if len(chain) >= wanted else None
    last = next((place for place, one in enumerate(chain) if _is_last(directory, one, until)), None)
    return None if last is None else chain[: last + 1]


def _is_last(directory: Directory, person: str, until: Mapping[str, str]) -> bool:
    found = directory.person(person)
    if found is None:
        return False
    if "post" in until:
        return any(held.post == until["post"] for held in found.posts)
    if "role" in until:
        return person in directory.holders(until["role"])
    amount = until["authority"]
    return bool(amount) and directory.authority_of(person) >= Decimal(amount)


def empty_levels(directory: Directory, person: str, chain: Collection[str]) -> tuple[str, ...]:
    """The departments on the way up that have no head, so that their level is passed over."""
    found, last = directory.person(person), [directory.person(one) for one in chain][-1:]
    if found is None:
        return ()
    up = _departments_up(directory, found)
    top = last[0].department if last and last[0] else None
    reached = up[: up.index(top)] if top in up else up
    return tuple(one for one in reached if (known := directory.departments.get(one)) and known.head is None)


def deputy_of(directory: Directory, person: str) -> str | None:
    """Who hears of the lapses of somebody at the top: a holder of the deputy role. None for anyone with a manager."""
    found = directory.person(person)
    if found is None or manager_of(directory, person) is not None:
        return None
    for held in found.roles:
        role = directory.roles.get(held.role)
        if role is not None and role.deputy is not None:
            return next((holder for holder in directory.holders(role.deputy) if holder != person), None)
    return None
