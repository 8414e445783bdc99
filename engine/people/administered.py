"""What is administered of people beside the organisation's file: stand-ins set and ended, who has left.

The changes are kept in the order they were made, and laid over the directory of the file whenever that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from engine.people.directory import Directory
from engine.people.directory_text import read_directory

Kind = Literal["stand-in-set", "stand-in-ended", "person-left", "person-back"]


@dataclass(frozen=True)
class DirectoryChange:
    """One change. `content` of a stand-in that is set: its keys as in the organisation's file, with its `id`; of one
    that is ended: its `id`, and `day`, the first one without it; of somebody who has left: `person` and `day`."""

    kind: Kind
    content: Mapping[str, Any] = field(default_factory=dict)


def laid_over(directory: Directory, changes: Iterable[DirectoryChange]) -> Directory:
    """The directory with these changes; what names somebody it does not have any more is left out."""
    written = dict(directory.written)
    stand_ins = {str(one.get("id", f"S-{number + 1}")): dict(one) for number, one in enumerate(_stand_ins(written))}
    people: dict[str, Any] = dict(_people(written))
    changed = False
    for change in changes:
        changed = _lay_over(change, stand_ins, people) or changed
    if not changed:
        return directory
    listed = [{"id": number, **one} for number, one in stand_ins.items()]
    return read_directory({**written, "people": people, "stand_ins": listed})


def _lay_over(change: DirectoryChange, stand_ins: dict[str, dict[str, Any]], people: dict[str, Any]) -> bool:
    content = change.content
    match change.kind:
        case "stand-in-set":
            if content["person"] in people and content["for"] in people:
                stand_ins[content["id"]] = dict(content)
        case "stand-in-ended":
            known = stand_ins.pop(content["id"], None)
            last = date.fromisoformat(content["day"]) - timedelta(days=1)
            if known is not None and date.fromisoformat(str(known["from"])) <= last:
                stand_ins[content["id"]] = {**known, "until": _earlier(known.get("until"), last)}
        case "person-left" if content["person"] in people:
            people[content["person"]] = {**(people[content["person"]] or {}), "left": content["day"]}
        case "person-back" if content["person"] in people:
            found = dict(people[content["person"]] or {})
            found.pop("left", None)
            people[content["person"]] = found
        case _:
            return False
    return True


def _earlier(until: Any, last: date) -> str:
    return min(str(until), last.isoformat()) if until else last.isoformat()


def _stand_ins(written: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(written.get("stand_ins") or [])


def _people(written: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = written.get("people") or {}
    return found
