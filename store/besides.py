"""Notices that no turn of a case tells: they leave by the outbox as all others do, each once."""

from dataclasses import dataclass

from sqlalchemy import Connection

from engine.runtime.events import NoticeAddressed
from engine.runtime.wire import encode
from store.statements import insert
from store.tables.primary import outbox


@dataclass(frozen=True)
class Told:
    """A notice to one person. It hangs on the first turn of a case, which is in its history as long as there is the
    case. The same `key` is told once; `list`: what leaves together."""

    key: str
    case_id: str
    notice: NoticeAddressed
    list: str | None = None


def tell(connection: Connection, told: Told) -> None:
    """Queue it, for when it reaches its receiver."""
    [person] = told.notice.to
    leaves = told.notice.leaves.get(person, told.notice.at)
    values = {
        "key": told.key, "case_id": told.case_id, "turn": 1, "position": 0, "kind": "notice",
        "payload": encode(told.notice), "digest": "", "at": told.notice.at, "status": "waiting", "not_before": leaves,
        "attempts": 0, "last_error": "", "sent_at": None, "list": told.list,
        "leaves": leaves if told.list is not None else None,
    }  # fmt: skip
    connection.execute(insert(connection.dialect.name, outbox).values(values).on_conflict_do_nothing())
