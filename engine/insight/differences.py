"""What is different since somebody sent a case back: for them, when it comes again."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.runtime.events import DataWritten, Event, TaskCreated, TaskOffered, TaskReturned


@dataclass(frozen=True)
class Difference:
    """A path of the data, what it was when the case was sent back, and what it is now; values as JSON."""

    path: str
    old: Any
    new: Any


def since_return(events: Iterable[Event], step: str, fields: Iterable[str]) -> list[Difference]:
    """How these fields have changed since the step last sent the case back; nothing where it never did."""
    names = {path.split(".")[0] for path in fields}
    tasks: set[str] = set()
    now: dict[str, Any] = {}
    then: dict[str, Any] | None = None
    for event in events:
        if isinstance(event, TaskCreated | TaskOffered) and event.step == step:
            tasks.add(event.task)
        elif isinstance(event, DataWritten):
            now.update(event.values)
        elif isinstance(event, TaskReturned) and event.task in tasks:
            then = dict(now)
    return [] if then is None else _between(then, now, names)


def since_turn(turns: Iterable[tuple[int, Iterable[Event]]], seen: int, fields: Iterable[str]) -> list[Difference]:
    """How these fields have changed since a turn."""
    names = {path.split(".")[0] for path in fields}
    now: dict[str, Any] = {}
    then: dict[str, Any] = {}
    for number, events in turns:
        for event in events:
            if isinstance(event, DataWritten):
                now.update(event.values)
        if number <= seen:
            then = dict(now)
    return _between(then, now, names)


def _between(before: Mapping[str, Any], now: Mapping[str, Any], names: Collection[str]) -> list[Difference]:
    """What stands at the paths of these names, where it is not what it was."""
    changed = ((path, written_at(before, path), value) for path, value in now.items() if path.split(".")[0] in names)
    return [Difference(path, old, new) for path, old, new in changed if old != new]


def written_at(written: Mapping[str, Any], path: str) -> Any:
    """The value of a path that was written itself, or with what it is a part of."""
    way = path.split(".")
    for length in range(len(way), 0, -1):
        whole = ".".join(way[:length])
        if whole in written:
            value = written[whole]
            for part in way[length:]:
                value = _inside(value, part)
            return value
    return None


def _inside(value: Any, part: str) -> Any:
    if isinstance(value, list):
        return value[int(part)] if part.isdigit() and int(part) < len(value) else None
    return value.get(part) if isinstance(value, dict) else None
