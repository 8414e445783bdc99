"""Reading the directory from `organisation.yaml`, and laying changes over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendars import Text
from engine.calendars.texts import NoText, read_text
from engine.calendars.zones import zone_named
from engine.people.directory import Absence, Department, Directory, Person, PostHeld, Role, RoleHeld, Roster, StandIn
from engine.people.roster_text import RosterError, missing_in_rosters, read_rosters
from engine.said import Said, at_place, joined, with_guess

_TOP = ("company", "departments", "posts", "roles", "people", "stand_ins", "rosters")
_PERSON = (
    "name",
    "email",
    "posts",
    "roles",
    "groups",
    "manager",
    "absent",
    "capabilities",
    "left",
    "department",
    "outside",
    "calendar",
)


class DirectoryError(ValueError):
    """A directory that cannot be used; `problems` are all that was found, each with its place, and `said` is all of
    them. Both can be told in Chinese (`engine.said.chinese`)."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        self.said = joined(self.problems, "; ")
        super().__init__(str(self.said))


def read_directory(written: Mapping[str, Any]) -> Directory:
    """The directory as its YAML file has it. Raises `DirectoryError` with everything that is wrong."""
    _known(written, _TOP, "organisation")
    people = {key: _person(key, one or {}) for key, one in _map(written, "people").items()}
    departments = {key: _department(key, one or {}) for key, one in _map(written, "departments").items()}
    roles = {key: _role(key, one or {}) for key, one in _map(written, "roles").items()}
    posts = {key: _text(one, f"posts.{key}") for key, one in _map(written, "posts").items()}
    stand_ins = tuple(_stand_in(index, one) for index, one in enumerate(written.get("stand_ins") or []))
    company = _map(written, "company")
    canonical = json.dumps(written, sort_keys=True, ensure_ascii=False, default=str).encode()
    version = hashlib.sha256(canonical).hexdigest()
    zone = _zone(company.get("zone", "Asia/Shanghai"))
    rosters = _rosters(written, zone)
    directory = Directory(people, departments, roles, posts, stand_ins, zone, version, dict(written), rosters)
    problems = tuple(_dangling(directory))
    if problems:
        raise DirectoryError(problems)
    return directory


def overlaid(directory: Directory, people: Mapping[str, Any], *, sole_holders: bool = False) -> Directory:
    """The directory with some people added or changed; what is not said of a known person stays.

    `sole_holders`: a role named here is held by the people given alone, which is how a scenario says who there is.
    A department or a manager named here that the directory does not have is added.
    """
    written = dict(directory.written)
    merged: dict[str, Any] = dict(_map(written, "people"))
    if sole_holders:
        named = {role for one in people.values() for role in _role_names((one or {}).get("roles") or [])}
        merged = {key: _without(one or {}, named) for key, one in merged.items()}
    for key, one in people.items():
        merged[key] = {**(merged.get(key) or {}), **(one or {})}
        if "department" in (one or {}):
            merged[key].pop("posts", None)
    for one in people.values():
        if (one or {}).get("manager"):
            merged.setdefault(one["manager"], {})
    departments = dict(_map(written, "departments"))
    for one in merged.values():
        if (one or {}).get("department"):
            departments.setdefault(one["department"], {})
    return read_directory({**written, "people": merged, "departments": departments})


def _role_names(roles: Iterable[Any]) -> Iterator[str]:
    for role in roles:
        yield str(role["role"] if isinstance(role, Mapping) else role)


def _without(person: Mapping[str, Any], roles: set[str]) -> dict[str, Any]:
    kept = [role for role in person.get("roles") or [] if not roles & set(_role_names([role]))]
    return {**person, "roles": kept}


def _person(key: str, written: Mapping[str, Any]) -> Person:
    path = f"people.{key}"
    _known(written, _PERSON, path)
    posts = tuple(_post(one, path) for one in written.get("posts") or [])
    if not posts and written.get("department"):
        posts = (PostHeld(str(written["department"]), "", main=True),)
    absent = written.get("absent") or []
    return Person(
        id=key,
        name=_text(written.get("name", key), f"{path}.name"),
        posts=posts,
        roles=tuple(_role_held(one, path) for one in written.get("roles") or []),
        groups=tuple(map(str, written.get("groups") or [])),
        manager=str(written["manager"]) if written.get("manager") else None,
        email=str(written["email"]) if written.get("email") else None,
        absences=tuple(_absence(one, path) for one in ([absent] if isinstance(absent, Mapping) else absent)),
        capabilities=tuple(map(str, written.get("capabilities") or [])),
        left=_day(written["left"], f"{path}.left") if written.get("left") else None,
        outside=str(written.get("outside", "false")).lower() == "true",
        calendar=_calendar(written),
    )


def _post(written: Mapping[str, Any], path: str) -> PostHeld:
    _known(written, ("department", "post", "main"), f"{path}.posts")
    return PostHeld(
        _needed(written, "department", f"{path}.posts"),
        str(written.get("post", "")),
        str(written.get("main", "")).lower() == "true",
    )


def _role_held(written: Any, path: str) -> RoleHeld:
    if isinstance(written, Mapping):
        _known(written, ("role", "department"), f"{path}.roles")
        return RoleHeld(*(_needed(written, key, f"{path}.roles") for key in ("role", "department")))
    return RoleHeld(str(written))


def _absence(written: Mapping[str, Any], path: str) -> Absence:
    _known(written, ("from", "until", "reason"), f"{path}.absent")
    return Absence(*_range(written, f"{path}.absent"), str(written.get("reason", "")))


def _range(written: Mapping[str, Any], path: str) -> tuple[date, date | None]:
    first = _day(written.get("from"), path)
    last = _day(written["until"], path) if written.get("until") else None
    if last is not None and last < first:
        raise DirectoryError([at_place(path, Said("until {last} lies before from {first}", last=last, first=first))])
    return first, last


def _department(key: str, written: Mapping[str, Any]) -> Department:
    _known(written, ("name", "head", "parent", "calendar"), f"departments.{key}")
    name = _text(written.get("name", key), f"departments.{key}.name")
    return Department(key, name, written.get("head"), written.get("parent"), _calendar(written))


def _role(key: str, written: Mapping[str, Any]) -> Role:
    _known(written, ("name", "superior", "deputy", "covers", "authority", "calendar"), f"roles.{key}")
    name = _text(written.get("name", key), f"roles.{key}.name")
    covers = tuple(written.get("covers") or ())
    authority = _amount(written, "authority", f"roles.{key}")
    return Role(key, name, written.get("superior"), written.get("deputy"), covers, authority, _calendar(written))


def _calendar(written: Mapping[str, Any]) -> str | None:
    return str(written["calendar"]) if written.get("calendar") else None


def _amount(written: Mapping[str, Any], key: str, path: str) -> Decimal | None:
    amount = written.get(key)
    if amount is None:
        return None
    try:
        return Decimal(str(amount))
    except InvalidOperation:
        said = Said("expected an amount, but found {found:}", found=repr(amount))
        raise DirectoryError([at_place(f"{path}.{key}", said)]) from None


def _rosters(written: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Roster]:
    try:
        return read_rosters(_map(written, "rosters"), zone)
    except RosterError as error:
        raise DirectoryError([error.said]) from None


def _stand_in(index: int, written: Mapping[str, Any]) -> StandIn:
    path = f"stand_ins[{index}]"
    _known(written, ("id", "person", "for", "from", "until", "processes", "open_tasks", "only", "amount"), path)
    first, last = _range(written, path)
    processes = written.get("processes", "all")
    return StandIn(
        id=str(written.get("id", f"S-{index + 1}")),
        person=_needed(written, "person", path),
        absent=_needed(written, "for", path),
        first=first,
        last=last,
        processes=None if processes == "all" else tuple(map(str, processes)),
        open_tasks=str(written.get("open_tasks", "false")).lower() == "true",
        only=str(written.get("only", "false")).lower() == "true",
        amount=_amount(written, "amount", path),
    )


def _dangling(directory: Directory) -> Iterator[Said]:
    """Everything that names what is not there."""
    for person in directory.people.values():
        if person.manager is not None:
            yield from _missing(person.manager, directory.people, f"people.{person.id}.manager")
        for held in person.roles:
            yield from _missing(held.role, {**directory.roles, "head": None}, f"people.{person.id}.roles")
        for post in person.posts:
            yield from _missing(post.department, directory.departments, f"people.{person.id}.posts")
            if post.post:
                yield from _missing(post.post, directory.posts, f"people.{person.id}.posts")
    for department in directory.departments.values():
        for key, names in ((department.head, directory.people), (department.parent, directory.departments)):
            if key is not None:
                yield from _missing(key, names, f"departments.{department.id}")
    for role in directory.roles.values():
        for name in (role.superior, role.deputy, *role.covers):
            if name is not None:
                yield from _missing(name, directory.roles, f"roles.{role.id}")
    for stand_in in directory.stand_ins:
        for name in (stand_in.person, stand_in.absent):
            yield from _missing(name, directory.people, f"stand_ins.{stand_in.id}")
    for name, known, path in missing_in_rosters(directory):
        yield from _missing(name, known, path)


def unknown_calendars(directory: Directory, calendars: Iterable[str]) -> tuple[Said, ...]:
    """What is wrong with the calendars that people, roles and departments name: there are only these."""
    known: dict[str, object] = dict.fromkeys(calendars)
    named = {f"people.{one.id}": one.calendar for one in directory.people.values()}
    named |= {f"roles.{one.id}": one.calendar for one in directory.roles.values()}
    named |= {f"departments.{one.id}": one.calendar for one in directory.departments.values()}
    return tuple(
        problem
        for path, calendar in named.items()
        if calendar is not None
        for problem in _missing(calendar, known, f"{path}.calendar")
    )


def _missing(name: str, names: Mapping[str, object], path: str) -> Iterator[Said]:
    if name not in names:
        yield at_place(path, with_guess(Said("there is no '{name}'.", name=name), name, names))


def _known(written: object, known: Iterable[str], path: str) -> None:
    if not isinstance(written, Mapping):
        raise DirectoryError([_no_map(path, written)])
    for key in written:
        if key not in known:
            raise DirectoryError([at_place(path, with_guess(Said("unknown key '{key}'.", key=key), key, known))])


def _no_map(path: str, written: object) -> Said:
    return at_place(path, Said("expected a map, but found {found:}", found=repr(written)))


def _needed(written: Mapping[str, Any], key: str, path: str) -> str:
    if not written.get(key):
        raise DirectoryError([at_place(path, Said("expected '{key}', but there is none", key=key))])
    return str(written[key])


def _map(written: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = written.get(key) or {}
    if not isinstance(found, Mapping):
        raise DirectoryError([_no_map(key, found)])
    return found


def _text(written: object, path: str) -> Text:
    try:
        return read_text(written)
    except NoText as error:
        raise DirectoryError([at_place(path, error.said)]) from None


def _day(written: object, path: str) -> date:
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        said = Said("expected a date like 2026-10-01, but found '{found}'", found=written)
        raise DirectoryError([at_place(path, said)]) from None


def _zone(written: object) -> ZoneInfo:
    found = zone_named(str(written))
    if found is None:
        said = Said("expected a zone like Asia/Shanghai, but found '{found}'", found=written)
        raise DirectoryError([at_place("company.zone", said)])
    return found
