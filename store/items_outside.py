"""Items of hand-overs that are of no case: settings, drafts, stand-ins and the departure, done and undone here."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from engine.administering import handing_over as rules
from engine.administering.handing_over import Item
from engine.people import DirectoryChange
from engine.runtime.refusals import Rejected
from store import directory, drafts, process_settings
from store.directory import Author
from store.handing_over import TakenItem, is_as_taken, settle
from store.tables.projection import inbox
from store.world import CompanyKept, NoCompany


def do(connection: Connection, kept: CompanyKept, taken: TakenItem, now: datetime) -> None:
    """Do, or undo, an item that is of no case, unless somebody else has, or it is not wanted any more."""
    if not is_as_taken(connection, taken):
        return
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
    key = (about, part, "", "") if done.said["of_task"] else (done.said.get("copied", ""), "", about, part)
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
