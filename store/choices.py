"""What people have chosen about being told, and where they are known outside."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, delete, select

from engine.administering.reaching import Preferences
from store.statements import insert_if_new, insert_or_update
from store.tables.reaching import contacts, notice_choices, notices_read, notices_sent


def choose(connection: Connection, person: str, chosen: Preferences, now: datetime) -> None:
    """Somebody's choice, in the place of the one before."""
    muted = {channel: list(kinds) for channel, kinds in chosen.muted.items()}
    row = {
        "person": person, "language": chosen.language, "muted": muted,
        "quiet_from": _written(chosen.quiet_from), "quiet_until": _written(chosen.quiet_until), "at": now,
    }  # fmt: skip
    connection.execute(insert_or_update(connection.dialect.name, notice_choices), row)


def choices(connection: Connection, people: Collection[str]) -> dict[str, Preferences]:
    """What these people have chosen; the usual for who has chosen nothing."""
    statement = select(notice_choices).where(notice_choices.c.person.in_(sorted(people)))
    found = {row.person: _read(row) for row in connection.execute(statement)}
    return {person: found.get(person, Preferences()) for person in people}


def _read(row: Any) -> Preferences:
    muted = {channel: tuple(kinds) for channel, kinds in row.muted.items()}
    return Preferences(row.language, muted, _time(row.quiet_from), _time(row.quiet_until))


def _written(at: time | None) -> str | None:
    return None if at is None else at.strftime("%H:%M")


def _time(written: str | None) -> time | None:
    return None if written is None else time.fromisoformat(written)


def note_read(connection: Connection, person: str, until: datetime) -> None:
    """Somebody has read what they were told up to an instant."""
    row = {"person": person, "until": until}
    connection.execute(insert_or_update(connection.dialect.name, notices_read), row)


def put_contact(connection: Connection, person: str, channel: str, address: str | None, by: str, now: datetime) -> None:
    """Where somebody is known; None: nowhere any more."""
    if address is None:
        connection.execute(delete(contacts).where(contacts.c.person == person, contacts.c.channel == channel))
        return
    row = {"person": person, "channel": channel, "address": address, "by": by, "at": now}
    connection.execute(insert_or_update(connection.dialect.name, contacts), row)


def contacts_of(connection: Connection, people: Collection[str]) -> Mapping[str, dict[str, str]]:
    """Where these people are known: channel to address, by person."""
    found: dict[str, dict[str, str]] = {person: {} for person in people}
    for row in connection.execute(select(contacts).where(contacts.c.person.in_(sorted(people)))):
        found[row.person][row.channel] = row.address
    return found


def note_sent(connection: Connection, key: str, person: str, channels: Collection[str], now: datetime) -> None:
    """A letter has left to somebody by these channels."""
    statement = insert_if_new(connection.dialect.name, notices_sent)
    for channel in channels:
        connection.execute(statement, {"key": key, "person": person, "channel": channel, "at": now})


def sent(connection: Connection, key: str) -> dict[str, set[str]]:
    """By which channels a letter has left, by person."""
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(notices_sent).where(notices_sent.c.key == key)):
        found.setdefault(row.person, set()).add(row.channel)
    return found
