"""Hand-overs: the items, who is at them, and what became of each."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from engine.administering import handing_over as rules
from engine.administering.handing_over import Item
from engine.administering.stand_ins import must_be_theirs
from engine.people import DirectoryChange
from engine.runtime.refusals import Rejected
from store import directory, drafts, hanging, process_settings
from store.directory import Author
from store.tables.people import hand_over_items, hand_overs
from store.tables.projection import inbox
from store.world import CompanyKept, NoCompany

BATCH = 500


@dataclass(frozen=True)
class HandOver:
    """A hand-over as it was asked for, with its items in order."""

    id: str
    person: str
    to: str
    reason: str
    by: str
    at: datetime
    items: tuple[Item, ...]
    undone_by: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is still to do."""
        return not any(one.status in ("waiting", "undoing") for one in self.items)


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
    items = hanging.planned(connection, kept, person, to, now, leaves=leaves)
    company = kept.read(connection)
    assert company is not None and author.by is not None
    must_be_theirs(person, company.directory, author.by, (*author.setters,))
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
    return HandOver(row.id, row.person, row.to, row.reason, row.by, row.at, items, row.undone_by)


def take(connection: Connection, now: datetime, lease: timedelta, limit: int) -> list[TakenItem]:
    """Some items to do, for this worker alone: a draft only when the tasks have gone over, a departure last of all."""
    waiting = hand_over_items.c.status.in_(("waiting", "undoing"))
    joined = select(hand_over_items, hand_overs.c.person, hand_overs.c.to, hand_overs.c.by, hand_overs.c.reason,
                    hand_overs.c.undone_by, hand_overs.c.undone_reason).join(
        hand_overs, hand_overs.c.id == hand_over_items.c.hand_over)  # fmt: skip
    order = (hand_over_items.c.hand_over, hand_over_items.c.position)
    free = hand_over_items.c.held_until <= now
    rows = connection.execute(joined.where(waiting, free).order_by(*order).limit(limit)).all()
    kinds = select(hand_over_items.c.hand_over, hand_over_items.c.kind).where(waiting).distinct()
    open_kinds = [(row.hand_over, row.kind) for row in connection.execute(kinds)]
    busy = {number for number, kind in open_kinds if kind != "departure"}
    in_cases = {number for number, kind in open_kinds if kind == "case"}
    waits = {"departure": busy, "draft": in_cases}
    found = [row for row in rows if row.hand_over not in waits.get(row.kind, ())]
    for row in found:
        _update(connection, row.hand_over, row.position, held_until=now + lease)
    return [_taken(row) for row in found]


def is_waiting(connection: Connection) -> bool:
    """Whether any item is to be done."""
    waiting = select(hand_over_items.c.position).where(hand_over_items.c.status.in_(("waiting", "undoing")))
    return bool(connection.scalar(select(waiting.exists())))


def _taken(row: Any) -> TakenItem:
    undoing = row.status == "undoing"
    by, reason = (row.undone_by, row.undone_reason) if undoing else (row.by, row.reason)
    return TakenItem(row.hand_over, row.position, _item(row), row.person, row.to, by, reason, undoing)


def _item(row: Any) -> Item:
    return Item(row.kind, row.subject, row.label, row.said, row.status, row.code, row.text)


def settle(connection: Connection, taken: TakenItem, item: Item) -> None:
    """Write what became of an item."""
    values = {"status": item.status, "code": item.code, "text": item.text, "said": dict(item.said)}
    _update(connection, taken.hand_over, taken.position, **values)


def do_outside(connection: Connection, kept: CompanyKept, taken: TakenItem, now: datetime) -> None:
    """Do, or undo, an item that is of no case."""
    item = taken.item
    done = replace(item, status="undone" if taken.undoing else "done")
    author = Author(taken.by, taken.reason, f"{taken.hand_over}/{taken.position}/{done.status}")
    if item.kind == "setting":
        done = _set(connection, taken, done, now)
    elif item.kind == "departure":
        company = kept.read(connection)
        day = company.directory.day_of(now).isoformat() if company else now.date().isoformat()
        kind: Any = "person-back" if taken.undoing else "person-left"
        directory.record(connection, DirectoryChange(kind, {"person": item.subject, "day": day}), author, now)
    elif item.kind == "draft":
        done = _draft(connection, taken, done)
    elif item.kind == "stand-in":
        done = _stand_in(connection, kept, taken, done, author, now)
    settle(connection, taken, done)


def _set(connection: Connection, taken: TakenItem, done: Item, now: datetime) -> Item:
    process, _, name = done.subject.partition("/")
    before, after = (taken.to, taken.person) if taken.undoing else (taken.person, taken.to)
    if process_settings.of_process(connection, process).get(name) != before:
        return replace(done, status="kept", code="acted-on", text=f"Expected {before}, but it was changed since")
    process_settings.put(connection, process, name, after, now, taken.by)
    return done


def _draft(connection: Connection, taken: TakenItem, done: Item) -> Item:
    """Give it to who has the task now, and back as long as nobody has written on it."""
    before, after = (taken.to, taken.person) if taken.undoing else (taken.person, taken.to)
    about, part = done.said["about"], done.said["part"]
    key = (about, part, "", "") if done.said["of_task"] else ("", "", about, part)
    found = drafts.find_draft(connection, (before, *key))
    left: Any = "kept" if taken.undoing else "left"
    if found is None or found.at.isoformat() != done.said["at"]:
        return replace(
            done, status=left, code="acted-on", text=f"Expected the draft of {before}, but it was changed since"
        )
    mine = select(inbox.c.task).where(inbox.c.person == after, inbox.c.case_id == about, inbox.c.task == part)
    if done.said["of_task"] and connection.scalar(mine) is None:
        return replace(
            done, status=left, code="not-yours", text=f"Expected {after} to have the task, but it is not theirs"
        )
    try:
        drafts.hand_over(connection, found, after)
    except Rejected as there:
        return replace(done, status=left, code=there.code, text=there.message)
    return done


def _stand_in(
    connection: Connection, kept: CompanyKept, taken: TakenItem, done: Item, author: Author, now: datetime
) -> Item:
    """End it, and let the successor stand in where that can be; undone, it is the other way round."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    today = company.directory.day_of(now).isoformat()
    known = next((one for one in company.directory.stand_ins if one.id == done.subject), None)
    if taken.undoing:
        if "new" in done.said:
            ended = DirectoryChange("stand-in-ended", {"id": done.said["new"], "day": today})
            directory.record(connection, ended, replace(author, once=f"{author.once}/new"), now)
        directory.record(connection, DirectoryChange("stand-in-set", done.said["was"]), author, now)
        return done
    if known is None:
        return replace(done, status="kept", code="stand-in-over", text="It has ended meanwhile")
    said = {**done.said, "was": rules.as_wanted(known).to_wire(known.id)}
    ended = DirectoryChange("stand-in-ended", {"id": done.subject, "day": today})
    directory.record(connection, ended, author, now)
    if done.said["then"] == "ends":
        return replace(done, said=said, status="left" if done.code else "done")
    wanted = rules.taken_on(done.subject, company.directory, taken.to, company.directory.day_of(now))
    number = directory.next_number(connection)
    set_anew = DirectoryChange("stand-in-set", wanted.to_wire(number))
    directory.record(connection, set_anew, replace(author, once=f"{author.once}/new"), now)
    return replace(done, said={**said, "new": number})


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
    for position, item in enumerate(known.items, start=1):
        if item.status == "waiting":
            _update(connection, number, position, status="undone")
        elif item.status == "done" or (item.status == "left" and item.kind == "stand-in"):
            _update(connection, number, position, status="undoing", held_until=now)
        if item.kind == "departure" and item.status == "done":
            back = DirectoryChange("person-back", {"person": item.subject, "day": now.date().isoformat()})
            directory.record(connection, back, replace(author, once=f"{number}/{position}/undone"), now)
            _update(connection, number, position, status="undone")


def listed(connection: Connection) -> Sequence[HandOver]:
    """All hand-overs, the newest first."""
    ids = connection.scalars(select(hand_overs.c.id).order_by(hand_overs.c.at.desc()))
    return [one for one in (find(connection, number) for number in ids) if one is not None]


def _update(connection: Connection, number: str, position: int, **values: Any) -> None:
    one = (hand_over_items.c.hand_over == number, hand_over_items.c.position == position)
    connection.execute(update(hand_over_items).where(*one).values(**values))
