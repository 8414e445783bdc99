"""Hand-overs: the items, who is at them, and what became of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from engine.administering import handing_over as rules
from engine.administering.handing_over import Item
from engine.administering.stand_ins import must_be_theirs
from engine.people import DirectoryChange
from engine.runtime.refusals import Rejected
from store import directory, hanging
from store.directory import Author
from store.tables.people import hand_over_items, hand_overs
from store.world import CompanyKept, NoCompany

BATCH = 500
MOST_LISTED = 1_000
TO_DO = ("waiting", "undoing")
_TO_DO = hand_over_items.c.status.in_(TO_DO)


@dataclass(frozen=True)
class HandOver:
    """A hand-over as it was asked for, with its items in order; a list names only how many there are (`count`), and how
    many of them are still to do (`to_do`)."""

    id: str
    person: str
    to: str
    reason: str
    by: str
    at: datetime
    items: tuple[Item, ...]
    count: int
    to_do: int
    undone_by: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is still to do."""
        return self.to_do == 0


@dataclass(frozen=True)
class TakenItem:
    """An item that this worker is at. `undoing`: it is to be undone."""

    hand_over: str
    position: int
    item: Item
    person: str
    to: str
    by: str
    reason: str
    undoing: bool


def begin(
    connection: Connection, kept: CompanyKept, person: str, to: str, author: Author, now: datetime, *, leaves: bool
) -> str:
    """Write down what is to be done; gives its id, of a repeated one (`author.once`) that of the first. Raises
    `Rejected`, `NoCompany`."""
    directory.one_at_a_time(connection)
    known = connection.scalar(select(hand_overs.c.id).where(hand_overs.c.once == author.once))
    if known is not None:
        return str(known)
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    must_be_theirs(person, company.directory, author.by or "", (*author.setters,))
    items = hanging.planned(connection, kept, person, to, now, leaves=leaves)
    number = f"JJ-{(connection.scalar(select(func.count()).select_from(hand_overs)) or 0) + 1}"
    row = {
        "id": number, "person": person, "to": to, "reason": author.reason, "by": author.by, "at": now,
        "once": author.once,
    }  # fmt: skip
    connection.execute(hand_overs.insert(), row)
    rows = [
        {**asdict(item), "said": dict(item.said), "hand_over": number, "position": position, "held_until": now}
        for position, item in enumerate(items, start=1)
    ]
    for start in range(0, len(rows), BATCH):
        connection.execute(hand_over_items.insert(), rows[start : start + BATCH])
    return number


def find(connection: Connection, number: str) -> HandOver | None:
    """One hand-over with its items."""
    row = connection.execute(select(hand_overs).where(hand_overs.c.id == number)).one_or_none()
    if row is None:
        return None
    listed = select(hand_over_items).where(hand_over_items.c.hand_over == number)
    items = tuple(_item(one) for one in connection.execute(listed.order_by(hand_over_items.c.position)))
    to_do = sum(one.status in TO_DO for one in items)
    return HandOver(row.id, row.person, row.to, row.reason, row.by, row.at, items, len(items), to_do, row.undone_by)


def take(connection: Connection, now: datetime, lease: timedelta, limit: int) -> list[TakenItem]:
    """Some items to do, for this worker alone: a draft only when the tasks have gone over, a departure last of all."""
    open_kinds = _open_kinds(connection)
    busy = {number for number, kind in open_kinds if kind != "departure"}
    in_cases = {number for number, kind in open_kinds if kind == "case"}
    too_early = or_(*(
        and_(hand_over_items.c.kind == kind, hand_over_items.c.hand_over.in_(sorted(waits)))
        for kind, waits in (("departure", busy), ("draft", in_cases))
    ))  # fmt: skip
    joined = select(hand_over_items, hand_overs.c.person, hand_overs.c.to, hand_overs.c.by, hand_overs.c.reason,
                    hand_overs.c.undone_by, hand_overs.c.undone_reason).join(
        hand_overs, hand_overs.c.id == hand_over_items.c.hand_over)  # fmt: skip
    order = (hand_over_items.c.hand_over, hand_over_items.c.position)
    free = hand_over_items.c.held_until <= now
    found = connection.execute(joined.where(_TO_DO, free, ~too_early).order_by(*order).limit(limit)).all()
    for row in found:
        _update(connection, row.hand_over, row.position, held_until=now + lease)
    return [_taken(row) for row in found]


def _open_kinds(connection: Connection) -> list[tuple[str, str]]:
    """Which kinds of items are still to do in which hand-overs."""
    kinds = select(hand_over_items.c.hand_over, hand_over_items.c.kind).where(_TO_DO).distinct()
    return [(row.hand_over, row.kind) for row in connection.execute(kinds)]


def is_waiting(connection: Connection) -> bool:
    """Whether any item is to be done."""
    return bool(connection.scalar(select(select(hand_over_items.c.position).where(_TO_DO).exists())))


def _taken(row: Any) -> TakenItem:
    undoing = row.status == "undoing"
    by, reason = (row.undone_by, row.undone_reason) if undoing else (row.by, row.reason)
    return TakenItem(row.hand_over, row.position, _item(row), row.person, row.to, by, reason, undoing)


def _item(row: Any) -> Item:
    return Item(row.kind, row.subject, row.label, row.said, row.status, row.code, row.text)


def settle(connection: Connection, taken: TakenItem, item: Item) -> None:
    """Write what became of an item. Undone while a worker was at it, it is still to be undone."""
    if not is_as_taken(connection, taken):
        _update(connection, taken.hand_over, taken.position, said=dict(item.said))
        return
    values = {"status": item.status, "code": item.code, "text": item.text, "said": dict(item.said)}
    _update(connection, taken.hand_over, taken.position, **values)


def is_as_taken(connection: Connection, taken: TakenItem) -> bool:
    """Whether an item is still to be done, or undone, as the worker has it; nobody changes that meanwhile."""
    one = _at(taken.hand_over, taken.position)
    status = connection.scalar(select(hand_over_items.c.status).where(*one).with_for_update())
    return bool(status == ("undoing" if taken.undoing else "waiting"))


def undo(connection: Connection, kept: CompanyKept, number: str, author: Author, now: datetime) -> None:
    """What has been done is to be undone, the departure at once; what waits is not done. Whoever might have begun it
    may. Raises `Rejected`, `NoCompany`."""
    directory.one_at_a_time(connection)
    known = find(connection, number)
    if known is None:
        raise Rejected("unknown-hand-over", f"Expected a hand-over, but none is called {number}")
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    must_be_theirs(known.person, company.directory, author.by or "", (*author.setters,))
    if known.undone_by is not None:
        raise Rejected("undone-already", f"Expected a hand-over that stands, but {known.undone_by} has undone it")
    undone = {"undone_by": author.by, "undone_at": now, "undone_reason": author.reason}
    connection.execute(update(hand_overs).where(hand_overs.c.id == number).values(**undone))
    begun, today = _begun(connection, number, known.at), company.directory.day_of(now).isoformat()
    for position, item in enumerate(known.items, start=1):
        status = rules.when_undone(item, begun=position in begun)
        if item.kind == "departure" and status == "undoing":
            back = DirectoryChange("person-back", {"person": item.subject, "day": today})
            directory.record(connection, back, replace(author, once=f"{number}/{position}/undone"), now)
            status = "undone"
        if status != item.status:
            _update(connection, number, position, status=status, held_until=now)


def _begun(connection: Connection, number: str, at: datetime) -> set[int]:
    """The items that a worker has had; nobody takes another one meanwhile."""
    items = select(hand_over_items.c.position, hand_over_items.c.held_until)
    rows = connection.execute(items.where(hand_over_items.c.hand_over == number).with_for_update())
    return {row.position for row in rows if row.held_until > at}


def listed(connection: Connection, limit: int = MOST_LISTED) -> Sequence[HandOver]:
    """Hand-overs without their items, the newest first."""
    of, to_do = hand_over_items.c.hand_over, func.sum(case((_TO_DO, 1), else_=0))
    items = select(of, func.count().label("items"), to_do.label("to_do")).group_by(of).subquery()
    both = select(hand_overs, items.c["items"], items.c.to_do).outerjoin(items, items.c.hand_over == hand_overs.c.id)
    rows = connection.execute(both.order_by(hand_overs.c.at.desc()).limit(limit)).mappings()
    return [
        HandOver(
            row["id"], row["person"], row["to"], row["reason"], row["by"], row["at"], (), row["items"] or 0,
            int(row["to_do"] or 0), row["undone_by"],
        )
        for row in rows
    ]  # fmt: skip


def _at(number: str, position: int) -> tuple[ColumnElement[bool], ...]:
    return (hand_over_items.c.hand_over == number, hand_over_items.c.position == position)


def _update(connection: Connection, number: str, position: int, **values: Any) -> None:
    connection.execute(update(hand_over_items).where(*_at(number, position)).values(**values))
