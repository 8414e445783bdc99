"""The outbox: notices and messages of turns. They leave only when their turn is sealed, at least once, with a key."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, select, tuple_, update

from engine.runtime.events import NoticeAddressed
from engine.runtime.telling import letters
from engine.runtime.wire import canonical, decode_as
from store.conditions import UNSENT
from store.tables.primary import chains, outbox, turns

Wire = dict[str, Any]
Kind = Literal["notice", "message"]
LONGEST_LISTS = 5_000
"""Lines of the lists that are taken together."""
CONFIRMED_WITHIN = timedelta(seconds=30)
"""After that a turn nobody has confirmed holds up no list: the worker that wrote it is gone."""


@dataclass(frozen=True)
class Outgoing:
    """Something that may leave. `key` is `case_id/turn/position`: the receiver's means against doubles.

    `payload` of a `notice` is an encoded `NoticeAddressed`, of a `message` an encoded `SendMessage`. `given_up`: nobody
    tries any more. `list`: the list of one person in which a notice leaves, with all others of it that may leave.
    """

    key: str
    case_id: str
    turn: int
    kind: Kind
    payload: Wire
    at: datetime
    attempts: int = 0
    last_error: str = ""
    given_up: bool = False
    list: str | None = None


@dataclass(frozen=True)
class Item:
    """What a turn tells the world, before it has a key. `list` and `leaves`: of a notice that waits."""

    kind: Kind
    payload: Wire
    list: str | None = None
    leaves: datetime | None = None


@dataclass(frozen=True)
class UnsealedTurn:
    """A case's last turn that has something to tell and that nobody has confirmed.

    The sweeper looks into the history, and seals it with its digest or leaves it.
    """

    case_id: str
    workflow_id: str
    turn: int
    digest: str
    committed_at: datetime


def outgoing_of(requests: Sequence[Wire], resolved: Sequence[Wire]) -> Iterator[Item]:
    """What a turn tells the world: its messages, then the notices of its resolution that found somebody.

    A notice that waits for people's working time is one thing for each of them.
    """
    for request in requests:
        if request["kind"] == "send-message":
            yield Item("message", request)
    for event in resolved:
        if event["kind"] != "notice-addressed" or not event["to"]:
            continue
        if not event.get("leaves"):
            yield Item("notice", event)
            continue
        for letter in letters(decode_as(NoticeAddressed, event)):
            yield Item("notice", {**event, "to": [letter.to]}, letter.list, letter.leaves)


def put(connection: Connection, case_id: str, turn: int, at: datetime, items: Sequence[Item]) -> None:
    """Queue what a turn tells the world.

    What has left already, for a phantom of the same number, is not queued again; another thing under the key of one
    that has left gets a key of its own.
    """
    if not items:
        return
    left = {row.key: row.digest for row in connection.execute(_OF_TURN, {"of_case": case_id, "of_turn": turn})}
    rows = []
    for position, item in enumerate(items):
        digest = hashlib.sha256(canonical([item.kind, item.payload])).hexdigest()
        if digest in left.values():
            continue
        key = f"{case_id}/{turn}/{position}"
        rows.append({
            "key": f"{key}~{digest[:12]}" if key in left else key, "case_id": case_id, "turn": turn,
            "position": position, "kind": item.kind, "payload": item.payload, "digest": digest, "at": at,
            "status": "waiting", "not_before": item.leaves or at, "attempts": 0, "last_error": "", "sent_at": None,
            "list": item.list, "leaves": item.leaves,
        })  # fmt: skip
    if rows:
        connection.execute(_INSERT, rows)


_OF_TURN = select(outbox.c.key, outbox.c.digest).where(
    outbox.c.case_id == bindparam("of_case"), outbox.c.turn == bindparam("of_turn")
)
_INSERT = outbox.insert()


def withdraw(connection: Connection, case_id: str, turn: int) -> None:
    """What turns from `turn` on wanted to tell and has not left is not told."""
    unsent = (outbox.c.case_id == case_id, outbox.c.turn >= turn, outbox.c.status != "sent")
    connection.execute(delete(outbox).where(*unsent))


def seal(connection: Connection, case_id: str, turn: int, digest: str | None) -> bool:
    """The history has the turn. With a digest, only if the turn that is stored has it; gives whether that was so."""
    if digest is not None:
        stored = select(turns.c.digest).where(turns.c.case_id == case_id, turns.c.n == turn)
        if connection.scalar(stored) != digest:
            return False
    known = (chains.c.case_id == case_id, chains.c.sealed < turn, chains.c.last >= turn)
    connection.execute(update(chains).where(*known).values(sealed=turn))
    return True


def unsealed(connection: Connection, before: datetime, limit: int) -> list[UnsealedTurn]:
    """Last turns written before `before` that hold something back, the oldest first."""
    held_back = select(outbox.c.case_id).where(UNSENT, outbox.c.turn > chains.c.sealed)
    statement = _UNSEALED.where(
        chains.c.last > chains.c.sealed,
        chains.c.last_committed_at < before,
        held_back.where(outbox.c.case_id == chains.c.case_id).exists(),
    )
    rows = connection.execute(statement.order_by(chains.c.last_committed_at, chains.c.case_id).limit(limit))
    return [UnsealedTurn(*row) for row in rows]


_UNSEALED = select(
    chains.c.case_id, chains.c.workflow_id, chains.c.last, turns.c.digest, chains.c.last_committed_at
).join(turns, (turns.c.case_id == chains.c.case_id) & (turns.c.n == chains.c.last))


def resting(
    connection: Connection, before: datetime, after: tuple[datetime, str] | None, limit: int
) -> list[UnsealedTurn]:
    """Last turns that nobody has confirmed, written before `before`, in the order they were written; from behind
    `after` (an instant of writing, and a case) on."""
    statement = _UNSEALED.where(chains.c.last > chains.c.sealed, chains.c.last_committed_at < before)
    if after is not None:
        statement = statement.where(tuple_(chains.c.last_committed_at, chains.c.case_id) > after)
    rows = connection.execute(statement.order_by(chains.c.last_committed_at, chains.c.case_id).limit(limit))
    return [UnsealedTurn(*row) for row in rows]


def may_leave(connection: Connection, now: datetime) -> bool:
    """Whether anything may leave now."""
    return bool(connection.scalar(select(_leaving(now).exists())))


def last_lists(connection: Connection, lists: Sequence[str]) -> dict[str, datetime]:
    """When the last of each of these lists left, or leaves."""
    if not lists:
        return {}
    last = select(outbox.c.list, func.max(outbox.c.leaves)).where(outbox.c.list.in_(lists)).group_by(outbox.c.list)
    return {row[0]: row[1] for row in connection.execute(last)}


def take(connection: Connection, now: datetime, limit: int, lease: timedelta) -> list[Outgoing]:
    """What may leave now, in order, and the whole of each list that it begins; nobody else is given it before the
    lease has passed."""
    found = _taken(connection, _leaving(now).limit(limit))
    if lists := sorted({one.list for one in found if one.list is not None}):
        taken = [one.key for one in found]
        rest = _leaving(now).where(outbox.c.list.in_(lists), outbox.c.key.not_in(taken))
        found += _taken(connection, rest.limit(LONGEST_LISTS))
    if found:
        keys = [one.key for one in found]
        connection.execute(update(outbox).where(outbox.c.key.in_(keys)).values(not_before=now + lease))
    return found


def _taken(connection: Connection, statement: Select[Any]) -> list[Outgoing]:
    order = (outbox.c.at, outbox.c.case_id, outbox.c.turn, outbox.c.position)
    rows = connection.execute(statement.order_by(*order).with_for_update(of=outbox, skip_locked=True))
    return [_outgoing(row) for row in rows]


def _leaving(now: datetime) -> Select[Any]:
    """What may leave. A list waits a little for lines of it whose turns are being confirmed: they came at one time."""
    sealed = (UNSENT, outbox.c.not_before <= now, outbox.c.turn <= chains.c.sealed)
    other, others = outbox.alias(), chains.alias()
    same = (other.c.list == outbox.c.list, other.c.status == "waiting", other.c.not_before <= now)
    fresh = (other.c.turn > others.c.sealed, other.c.at > now - CONFIRMED_WITHIN)
    unconfirmed = select(other.c.key).join(others, others.c.case_id == other.c.case_id).where(*same, *fresh)
    complete = outbox.c.list.is_(None) | ~unconfirmed.exists()
    return select(outbox).join(chains, chains.c.case_id == outbox.c.case_id).where(*sealed, complete)


def mark_sent(connection: Connection, keys: Sequence[str], now: datetime) -> None:
    """These have left."""
    connection.execute(update(outbox).where(outbox.c.key.in_(keys)).values(status="sent", sent_at=now))


def mark_failed(connection: Connection, key: str, error: str, again_at: datetime | None) -> None:
    """This did not leave. Without a next attempt it is given up, and stays visible."""
    values: dict[str, Any] = {"attempts": outbox.c.attempts + 1, "last_error": error[:2000]}
    values |= {"status": "given_up"} if again_at is None else {"not_before": again_at}
    waiting = (outbox.c.key == key, outbox.c.status == "waiting")
    connection.execute(update(outbox).where(*waiting).values(**values))


def put_off(connection: Connection, key: str, until: datetime) -> None:
    """This waits until then."""
    waiting = (outbox.c.key == key, outbox.c.status == "waiting")
    connection.execute(update(outbox).where(*waiting).values(not_before=until))


def try_again(connection: Connection, key: str, now: datetime) -> None:
    """Somebody wants what was given up, or waits for its next attempt, to be tried now."""
    unsent = (outbox.c.key == key, outbox.c.status != "sent")
    connection.execute(update(outbox).where(*unsent).values(status="waiting", not_before=now))


def untried(connection: Connection, case_id: str, turn: int) -> int:
    """How many messages of a case, up to a turn, nobody has tried to send yet."""
    mine = (outbox.c.case_id == case_id, outbox.c.turn <= turn, outbox.c.kind == "message")
    waiting = (outbox.c.status == "waiting", outbox.c.attempts == 0)
    return int(connection.scalar(select(func.count()).select_from(outbox).where(*mine, *waiting)) or 0)


def failing(connection: Connection, limit: int) -> list[Outgoing]:
    """What has failed at least once and has not left."""
    unsent = (outbox.c.status != "sent", outbox.c.attempts > 0)
    rows = connection.execute(select(outbox).where(*unsent).order_by(outbox.c.at).limit(limit))
    return [_outgoing(row) for row in rows]


def _outgoing(row: Row[Any]) -> Outgoing:
    return Outgoing(
        row.key, row.case_id, row.turn, row.kind, row.payload, row.at, row.attempts, row.last_error,
        row.status == "given_up", row.list,
    )  # fmt: skip
