"""Hand-overs: what hangs on a person, found in one place; the items, who is at them, and what became of each."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Text, func, select, type_coerce, update

from engine.administering import handing_over as rules
from engine.administering.handing_over import Item, OwnCase
from engine.administering.stand_ins import must_be_theirs
from engine.people import DirectoryChange
from engine.runtime.refusals import Rejected
from engine.runtime.succession import is_theirs
from store import deployments, directory, process_settings
from store.columns import written
from store.conditions import OPEN_CASE
from store.directory import Author
from store.tables.people import hand_over_items, hand_overs
from store.tables.primary import settings
from store.tables.projection import case_data, cases, inbox, tasks
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


# -- what hangs on somebody -----------------------------------------------------------------------------------------


def planned(
    connection: Connection, kept: CompanyKept, person: str, to: str, now: datetime, *, leaves: bool
) -> list[Item]:
    """Every item, in the order in which they are done. Raises `Rejected`, `NoCompany`."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    known, today = company.directory, company.directory.day_of(now)
    for one in (person, to):
        if known.person(one) is None:
            raise Rejected("unknown-person", f"Expected somebody of the directory, but {one} is not in it")
    if not known.is_here(to, today):
        raise Rejected("has-left", f"Expected somebody of the company, but {to} has left")
    if person == to:
        raise Rejected("hand-over-to-self", f"Expected somebody else than {person}")
    found = [*rules.items_of_cases(_own_cases(connection, person))]
    found += rules.items_of_settings(_settings(connection), person)
    found += rules.items_of_stand_ins(known, person, to, today)
    found += rules.items_of_definitions(_sources(connection), person)
    return [*found, *([rules.departure_of(person)] if leaves else [])]


def _own_cases(connection: Connection, person: str) -> Iterator[OwnCase]:
    """Running cases with open tasks of theirs, that they have started, or in which they were chosen for later."""
    own = _own_tasks(connection, person)
    mentioned = type_coerce(case_data.c.data, Text).contains(written(person), autoescape=True)
    concerned = (cases.c.initiator == person) | cases.c.case_id.in_(list(own)) | mentioned
    statement = select(cases, case_data.c.data).join(case_data, case_data.c.case_id == cases.c.case_id, isouter=True)
    for row in connection.execute(statement.where(OPEN_CASE, concerned).order_by(cases.c.case_id)):
        plan = deployments.plan(connection, row.plan)
        chosen = rules.chosen_in(plan, row.data or {}, person) if plan else {}
        starter = row.initiator == person and row.caller_case is None
        if starter or chosen or row.case_id in own:
            held = tuple(own.get(row.case_id, ()))
            yield OwnCase(row.case_id, row.business_key, row.process, held, starter, chosen)


def _own_tasks(connection: Connection, person: str) -> dict[str, list[str]]:
    """The steps of the open tasks that somebody has, or alone is offered or asked, by case."""
    statement = (
        select(tasks.c.case_id, tasks.c.step, tasks.c.holder, tasks.c.offered, tasks.c.lent_to, tasks.c.for_whom)
        .join(inbox, (inbox.c.case_id == tasks.c.case_id) & (inbox.c.task == tasks.c.task))
        .where(inbox.c.person == person)
        .order_by(tasks.c.case_id, tasks.c.task)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(statement):
        if person == row.lent_to or is_theirs(row.holder, row.offered, row.for_whom, person):
            found.setdefault(row.case_id, []).append(row.step)
    return found


def _settings(connection: Connection) -> list[tuple[str, str, Any]]:
    rows = connection.execute(select(settings).order_by(settings.c.process, settings.c.name))
    return [(row.process, row.name, row.value) for row in rows]


def _sources(connection: Connection) -> Iterator[tuple[str, str]]:
    for deployment in deployments.newest_of_all(connection):
        newest = deployments.newest(connection, deployment.process)
        if newest is not None:
            yield deployment.file, newest.source


# -- beginning, doing, undoing --------------------------------------------------------------------------------------


def begin(
    connection: Connection, kept: CompanyKept, person: str, to: str, author: Author, now: datetime, *, leaves: bool
) -> str:
    """Write down what is to be done; gives its id. Raises `Rejected`, `NoCompany`."""
    directory.one_at_a_time(connection)
    items = planned(connection, kept, person, to, now, leaves=leaves)
    company = kept.read(connection)
    assert company is not None and author.by is not None
    must_be_theirs(person, company.directory, author.by, (*author.setters,))
    number = f"JJ-{(connection.scalar(select(func.count()).select_from(hand_overs)) or 0) + 1}"
    row = {"id": number, "person": person, "to": to, "reason": author.reason, "by": author.by, "at": now}
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
    """Some items to do, for this worker alone; a departure only when all else of its hand-over has been done."""
    waiting = hand_over_items.c.status.in_(("waiting", "undoing"))
    joined = select(hand_over_items, hand_overs.c.person, hand_overs.c.to, hand_overs.c.by, hand_overs.c.reason,
                    hand_overs.c.undone_by, hand_overs.c.undone_reason).join(
        hand_overs, hand_overs.c.id == hand_over_items.c.hand_over)  # fmt: skip
    order = (hand_over_items.c.hand_over, hand_over_items.c.position)
    free = hand_over_items.c.held_until <= now
    rows = connection.execute(joined.where(waiting, free).order_by(*order).limit(limit)).all()
    others = select(hand_over_items.c.hand_over).where(waiting, hand_over_items.c.kind != "departure").distinct()
    busy = set(connection.scalars(others))
    found = [row for row in rows if row.kind != "departure" or row.hand_over not in busy]
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


def undo(connection: Connection, number: str, author: Author, now: datetime) -> None:
    """What has been done is to be undone, the departure at once; what waits is not done. Raises `Rejected`."""
    directory.one_at_a_time(connection)
    known = find(connection, number)
    if known is None:
        raise Rejected("unknown-hand-over", f"Expected a hand-over, but none is called {number}")
    if known.undone_by is not None:
        raise Rejected("undone-already", f"Expected a hand-over that stands, but {known.undone_by} has undone it")
    undone = {"undone_by": author.by, "undone_at": now, "undone_reason": author.reason}
    connection.execute(update(hand_overs).where(hand_overs.c.id == number).values(**undone))
    for position, item in enumerate(known.items, start=1):
        if item.status == "waiting":
            _update(connection, number, position, status="undone")
        elif item.status in ("done", "left") and item.kind != "definition":
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
