"""The world a story is played in: the organisation and the calendars, with the given people laid over."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.people import Directory, overlaid, read_directory
from engine.scenarios.cast import Person


def given_directory(company: Directory, people: Mapping[str, Person]) -> Directory:
    """The directory of a story. A role that somebody given holds is held by given people alone; those named only as
    somebody's superior or stand-in exist, and hold nothing."""
    return _laid_over(company, people, sole_holders=True)


def changed_directory(directory: Directory, people: Mapping[str, Person]) -> Directory:
    """The directory after a change of the world; what is not said of a known person stays."""
    return _laid_over(directory, people, sole_holders=False)


def _laid_over(directory: Directory, people: Mapping[str, Person], *, sole_holders: bool) -> Directory:
    if not people:
        return directory
    base = read_directory(_with_roles(directory.written, people))
    written = {key: _written(person) for key, person in people.items()}
    for named in _named(people):
        if named not in base.people:
            written.setdefault(named, {})
    over = overlaid(base, written, sole_holders=sole_holders)
    stand_ins = list(_stand_ins(people))
    if not stand_ins:
        return over
    before = list(over.written.get("stand_ins") or [])  # type: ignore[call-overload]
    return read_directory({**over.written, "stand_ins": [*before, *stand_ins]})


def _with_roles(written: Mapping[str, Any], people: Mapping[str, Person]) -> dict[str, Any]:
    """The organisation with the roles that only the story knows."""
    held = [role if isinstance(role, str) else role.role for person in people.values() for role in person.roles]
    return {**written, "roles": {**{role: {} for role in held}, **(written.get("roles") or {})}}


def _written(person: Person) -> dict[str, Any]:
    wire = person.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    if "absent" in wire:
        wire["absent"] = {key: value for key, value in wire["absent"].items() if key != "stand_in"}
    return wire


def _named(people: Mapping[str, Person]) -> Iterator[str]:
    for person in people.values():
        if person.manager:
            yield person.manager
        if person.absent and person.absent.stand_in:
            yield person.absent.stand_in


def _stand_ins(people: Mapping[str, Person]) -> Iterator[dict[str, Any]]:
    for key, person in people.items():
        if person.absent and person.absent.stand_in:
            one = {"person": person.absent.stand_in, "for": key, "from": person.absent.from_, "open_tasks": "true"}
            yield {**one, "until": person.absent.until} if person.absent.until else one
