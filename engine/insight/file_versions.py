"""The versions a file in a field has had: what stood there before, who put it there, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.insight.differences import written_at
from engine.model.file_references import Reference, references_in
from engine.runtime.events import DataWritten, Event


@dataclass(frozen=True)
class FileVersion:
    """A file that stood in a field: put there in `turn`, by whom."""

    file: Reference
    turn: int
    by: str | None


def earlier_versions(
    turns: Iterable[tuple[int, Iterable[Event]]], path: str, file: Reference, *, many: bool = False
) -> list[FileVersion]:
    """What stood at a path before this file, the latest first; of several files there (`many`) those of its name."""
    found: dict[str, FileVersion] = {}
    for one in _written(turns, path):
        if not many or one.file["name"] == file["name"]:
            found.pop(one.file["digest"], None)
            found[one.file["digest"]] = one
    found.pop(file["digest"], None)
    return list(reversed(found.values()))


def _written(turns: Iterable[tuple[int, Iterable[Event]]], path: str) -> Iterator[FileVersion]:
    for number, events in turns:
        for event in events:
            if isinstance(event, DataWritten):
                value: Any = written_at(event.values, path)
                yield from (FileVersion(one, number, event.by) for one in references_in(value))
