"""Drafts: what somebody has filled in and not sent, by person and by what it is about: a task, or a start."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from engine.runtime.refusals import Rejected
from store import file_index
from store.limits import refuse_large
from store.reads import Reads
from store.statements import insert_or_update
from store.tables.handed_in import drafts
from store.turns import StoredTurn

Wire = dict[str, Any]
_OVER = ("task-decided", "task-cancelled")


@dataclass(frozen=True)
class Draft:
    """A draft of a task (`case_id`, `task`) or of a start (`process`, `start`), the others are empty.

    What is filled in upon a copy of a case has a draft of its own: of the start, with that case as `case_id`. `turn` is
    the last turn of the case whose data its author saw.
    """

    person: str
    at: datetime
    case_id: str = ""
    task: str = ""
    process: str = ""
    start: str = ""
    data: Wire = field(default_factory=dict)
    outcome: str | None = None
    comment: str = ""
    turn: int | None = None


class Drafts(Reads):
    """The part of the store for drafts. A draft of a task goes when the task is decided or cancelled."""

    async def save_draft(self, draft: Draft) -> None:
        """Keep a draft, in the place of the one there was. Raises `Rejected`: `too-large`, `unknown-file`."""
        await self._database.write(lambda db: _save(db, draft))

    async def draft(
        self, person: str, *, case_id: str = "", task: str = "", process: str = "", start: str = ""
    ) -> Draft | None:
        """A person's draft of a task, or of a start."""
        key = (person, case_id, task, process, start)
        return await self._database.read(lambda db: find_draft(db, key))

    async def drafts_of(self, person: str) -> list[Draft]:
        """All drafts of a person, the latest first."""
        return await self._database.read(lambda db: of_person(db, person))

    async def drop_draft(self, draft: Draft) -> None:
        """Throw a draft away."""
        await self._database.write(lambda db: _drop(db, _key(draft)))

    async def hand_draft_over(self, draft: Draft, to: str) -> None:
        """Give a draft to somebody who has none of the same; raises `Rejected` `draft-there`."""
        await self._database.write(lambda db: hand_over(db, draft, to))


Key = tuple[str, str, str, str, str]


def _key(draft: Draft) -> Key:
    return draft.person, draft.case_id, draft.task, draft.process, draft.start


def _at(key: Key) -> Any:
    columns = (drafts.c.person, drafts.c.case_id, drafts.c.task, drafts.c.process, drafts.c.start)
    return [column == value for column, value in zip(columns, key, strict=True)]


def _save(connection: Connection, draft: Draft) -> None:
    refuse_large("a draft", [draft.data, draft.comment])
    file_index.must_know(connection, draft.data)
    row = {column.name: getattr(draft, column.name) for column in drafts.columns}
    connection.execute(insert_or_update(connection.dialect.name, drafts), row)


def find_draft(connection: Connection, key: Key) -> Draft | None:
    """A draft by its key."""
    row = connection.execute(select(drafts).where(*_at(key))).one_or_none()
    return None if row is None else Draft(**row._mapping)


def of_person(connection: Connection, person: str) -> list[Draft]:
    """All drafts of a person, the latest first."""
    statement = select(drafts).where(drafts.c.person == person).order_by(drafts.c.at.desc(), drafts.c.case_id)
    return [Draft(**row._mapping) for row in connection.execute(statement)]


def _drop(connection: Connection, key: Key) -> None:
    connection.execute(delete(drafts).where(*_at(key)))


def hand_over(connection: Connection, draft: Draft, to: str) -> None:
    """Give a draft to somebody who has none of the same. Raises `Rejected`."""
    theirs = _key(replace(draft, person=to))
    if find_draft(connection, theirs) is not None:
        raise Rejected("draft-there", f"Expected {to} to have no draft of this, but there is one")
    connection.execute(drafts.update().where(*_at(_key(draft))).values(person=to))


def forget(connection: Connection, turn: StoredTurn) -> None:
    """Drafts of tasks that this turn ended are of no use any more."""
    over = list(_ended(turn.events))
    if over:
        connection.execute(delete(drafts).where(drafts.c.case_id == turn.case_id, drafts.c.task.in_(over)))


def _ended(events: Iterable[Wire]) -> Iterable[str]:
    return (event["task"] for event in events if event["kind"] in _OVER)
