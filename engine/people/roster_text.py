"""Reading rosters (值班表) from `organisation.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendars.texts import NoText, Text, read_text
from engine.people.directory import Directory, Roster, Shift
from engine.said import Said, at_place

MOST_SHIFTS = 5000
"""How many shifts a roster may have: of three a day, those of four years."""

_ROSTER = ("name", "shifts")
_SHIFT = ("from", "until", "person", "people", "post")


class RosterError(ValueError):
    """A roster that cannot be used; `said` begins with its place."""

    def __init__(self, path: str, said: str, **values: object) -> None:
        self.said = at_place(path, Said(said, **values))
        super().__init__(str(self.said))


def read_rosters(written: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Roster]:
    """The rosters as written; times without a zone are those of the company. Raises `RosterError`."""
    return {key: _roster(key, one or {}, zone) for key, one in written.items()}


def missing_in_rosters(directory: Directory) -> Iterator[tuple[str, Mapping[str, object], str]]:
    """Every name a roster uses, with the names there are and its place."""
    for roster in directory.rosters.values():
        for number, shift in enumerate(roster.shifts):
            path = f"rosters.{roster.id}.shifts[{number}]"
            for person in shift.people:
                yield person, directory.people, path
            if shift.post is not None:
                yield shift.post, directory.posts, path


def _roster(key: str, written: Mapping[str, Any], zone: ZoneInfo) -> Roster:
    path = f"rosters.{key}"
    _only(written, _ROSTER, path)
    shifts = written.get("shifts") or []
    if len(shifts) > MOST_SHIFTS:
        raise RosterError(
            path, Said("expected at most {most} shifts, but found {found}", most=MOST_SHIFTS, found=len(shifts))
        )
    read = (_shift(f"{path}.shifts[{number}]", one, zone) for number, one in enumerate(shifts))
    return Roster(key, _name(written.get("name", key), f"{path}.name"), tuple(read))


def _name(written: object, path: str) -> Text:
    try:
        return read_text(written)
    except NoText as error:
        raise RosterError(path, error.said) from None


def _shift(path: str, written: Mapping[str, Any], zone: ZoneInfo) -> Shift:
    _only(written, _SHIFT, path)
    first, last = (_instant(written.get(key), path, zone) for key in ("from", "until"))
    if last <= first:
        raise RosterError(path, "expected an end after its beginning, but until is {until}", until=written["until"])
    people = written.get("people") or ([written["person"]] if written.get("person") else [])
    if not people or isinstance(people, str):
        raise RosterError(path, "expected `person`, or a list of `people`")
    return Shift(first, last, tuple(map(str, people)), str(written["post"]) if written.get("post") else None)


def _only(written: object, known: tuple[str, ...], path: str) -> None:
    if not isinstance(written, Mapping):
        raise RosterError(path, "expected a map, but found {found:}", found=repr(written))
    unknown = next((key for key in written if key not in known), None)
    if unknown is not None:
        raise RosterError(path, "unknown key '{key}'; expected {known:}", key=unknown, known=", ".join(known))


def _instant(written: object, path: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(str(written)).replace(tzinfo=zone)
    except ValueError:
        raise RosterError(path, "expected a time like 2026-10-01 08:00, but found '{found}'", found=written) from None
