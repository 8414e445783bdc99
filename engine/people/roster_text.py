"""Reading rosters (值班表) from `organisation.yaml`. What is wrong is a `ValueError` that begins with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from engine.calendars.texts import read_text
from engine.people.directory import Directory, Roster, Shift

MOST_SHIFTS = 5000
"""How many shifts a roster may have: of three a day, those of four years."""

_ROSTER = ("name", "shifts")
_SHIFT = ("from", "until", "person", "people", "post")


def read_rosters(written: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Roster]:
    """The rosters as written; times without a zone are those of the company."""
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
        raise ValueError(f"{path}: expected at most {MOST_SHIFTS} shifts, but found {len(shifts)}")
    read = (_shift(f"{path}.shifts[{number}]", one, zone) for number, one in enumerate(shifts))
    return Roster(key, read_text(written.get("name", key)), tuple(read))


def _shift(path: str, written: Mapping[str, Any], zone: ZoneInfo) -> Shift:
    _only(written, _SHIFT, path)
    first, last = (_instant(written.get(key), path, zone) for key in ("from", "until"))
    if last <= first:
        raise ValueError(f"{path}: expected an end after its beginning, but until is {written['until']}")
    people = written.get("people") or ([written["person"]] if written.get("person") else [])
    if not people or isinstance(people, str):
        raise ValueError(f"{path}: expected `person`, or a list of `people`")
    return Shift(first, last, tuple(map(str, people)), str(written["post"]) if written.get("post") else None)


def _only(written: object, known: tuple[str, ...], path: str) -> None:
    if not isinstance(written, Mapping):
        raise ValueError(f"{path}: expected a map, but found {written!r}")
    unknown = next((key for key in written if key not in known), None)
    if unknown is not None:
        raise ValueError(f"{path}: unknown key '{unknown}'; expected {', '.join(known)}")


def _instant(written: object, path: str, zone: ZoneInfo) -> datetime:
    try:
        return datetime.fromisoformat(str(written)).replace(tzinfo=zone)
    except ValueError:
        raise ValueError(f"{path}: expected a time like 2026-10-01 08:00, but found '{written}'") from None
