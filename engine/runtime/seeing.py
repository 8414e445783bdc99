"""What I sign is what I saw: a decision may carry the revision of the data its page showed.

The revision is the number of the case's last turn then. If a field of the form has changed since, the decision is
refused with what it was and what it is; decided again with the revision of now, it stands. The state remembers the
latest changes by path, each with the value before. Codes: `changed-since-seen`, `unknown-revision`.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from engine.model.values import write_value
from engine.runtime import commands as c
from engine.runtime.builder import TurnBuilder
from engine.runtime.data import parsed, read_at
from engine.runtime.events import DataWritten, FormSeen
from engine.runtime.refusals import Rejected
from engine.runtime.state import Change, Row, UserTask
from engine.runtime.wire import canonical

REMEMBERED = 200
"""Changes that are remembered; what was seen before the oldest of them counts as changed."""
MOST_CHARACTERS = 200
"""A longer value is remembered by its beginning."""


def must_be_as_seen(turn: TurnBuilder, task: UserTask, command: c.Complete | c.Return, by: str) -> None:
    """Refuse a decision, or a return, on a form that has changed since its page was shown; record what was seen."""
    if command.seen is None:
        return
    if command.seen > turn.state.turn:
        raise Rejected("unknown-revision", f"Expected a revision up to {turn.state.turn}, but got {command.seen}")
    paths = list(shown_paths(turn, task))
    changed = dict(_changed(turn, command.seen, paths))
    if changed or command.seen < turn.state.changes_from:
        told = "; ".join(f"{path}: {said}" for path, said in changed.items()) or "much has happened since"
        message = f"Expected revision {turn.state.turn} of what is shown here, but {command.seen} was seen ({told})"
        raise Rejected("changed-since-seen", message, changed)
    turn.emit(FormSeen(task.id, by, command.seen, tuple(paths), digest_of(turn, paths)))


def digest_of(turn: TurnBuilder, paths: Iterable[str]) -> str:
    """The digest of what stands at these paths now."""
    shown = {path: write_value(_value(turn, path)) for path in paths}
    return hashlib.sha256(canonical(shown)).hexdigest()


def shown_paths(turn: TurnBuilder, task: UserTask) -> Iterator[str]:
    """The paths a form shows or lets be filled, as they are in the data; a formula by the fields it is made of."""
    form: Any = getattr(turn.plan.steps[task.step], "form", None)
    names = turn.locals_of(turn.steps[task.instance].list)
    for path in (*form.show, *form.writable) if form else ():
        name, _, rest = path.partition(".")
        local = names.get(name)
        if isinstance(local, Row):
            yield ".".join(part for part in (local.table, str(local.index), rest) if part)
        elif name in turn.plan.definition.data:
            yield from _made_of(turn, name, path, ())


def _made_of(turn: TurnBuilder, name: str, path: str, way: tuple[str, ...]) -> Iterator[str]:
    formula = turn.plan.definition.data[name].formula
    if formula is None:
        yield path
        return
    for used in parsed(formula).names:
        inner = used.partition(".")[0]
        if inner in turn.plan.definition.data and inner not in (*way, name):
            yield from _made_of(turn, inner, used, (*way, name))


def _changed(turn: TurnBuilder, seen: int, paths: list[str]) -> Iterator[tuple[str, str]]:
    """What has changed since a revision and is shown: path, old and new."""
    first: dict[str, Change] = {}
    for change in turn.state.changes:
        if change.turn > seen and any(overlap(change.path, path) for path in paths):
            first.setdefault(change.path, change)
    for path, change in first.items():
        now = _short(write_value(_value(turn, path)))
        if now != change.old:
            yield path, f"{change.old} → {now}"


def overlap(one: str, other: str) -> bool:
    """Whether two paths speak of the same data; a path without the number of a row speaks of all rows."""
    left, right = one.split("."), other.split(".")
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i].isdigit() != right[j].isdigit():
            i, j = i + left[i].isdigit(), j + right[j].isdigit()
        elif left[i] != right[j]:
            return False
        else:
            i, j = i + 1, j + 1
    return True


def note_changes(turn: TurnBuilder) -> None:
    """At the end of a turn: remember what it has written, with what was there before."""
    written = dict.fromkeys(path for one in turn.events if isinstance(one, DataWritten) for path in one.values)
    if not written:
        return
    new = [Change(turn.state.turn + 1, path, _short(write_value(_before(turn, path)))) for path in written]
    kept = (*turn.state.changes, *new)
    if len(kept) > REMEMBERED:
        turn.changes_from = kept[-REMEMBERED - 1].turn
    turn.changes = kept[-REMEMBERED:]


def _before(turn: TurnBuilder, path: str) -> Any:
    name, *way = path.split(".")
    return _at(turn.state.data.get(name), way)


def _value(turn: TurnBuilder, path: str) -> Any:
    name, *way = path.split(".")
    return _at(turn.data.get(name), way)


def _at(value: Any, way: list[str]) -> Any:
    for number, part in enumerate(way):
        if not (part.isdigit() and isinstance(value, list)):
            return read_at(value, way[number:]) if not part.isdigit() else None
        value = value[int(part)] if int(part) < len(value) else None
    return value


def _short(value: Any) -> str:
    text = "-" if value is None else value if isinstance(value, str) else canonical(value).decode()
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:MOST_CHARACTERS]}… ({hashlib.sha256(text.encode()).hexdigest()[:8]})"
