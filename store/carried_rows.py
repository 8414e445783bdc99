"""Rows on their way into another installation: which tables go with a case, which with the installation, and how.

A row that is there already stays; a different one in its place is counted, so that nothing is lost in silence.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, LargeBinary, Table, and_, literal, select

from engine.runtime.wire import encode
from store.columns import UTCDateTime
from store.statements import insert
from store.tables import accounts, followed, handed_in, people, primary, publishing, reaching, unattended, watching

Wire = dict[str, Any]

WITH_A_CASE = (
    primary.reservations, primary.commands, primary.documents, primary.outbox, primary.copies_read, primary.revocations,
    handed_in.drafts, followed.follows, followed.copied_cases, reaching.task_news,
)  # fmt: skip
"""Rows of a case go with it; those of none (a draft of a start, a command no case has had) with the installation."""

WITH_THE_INSTALLATION = (
    primary.deployments, primary.company, primary.settings, primary.setting_changes, primary.rounds, primary.numbers,
    primary.register_entries,
    primary.register_changes, people.directory_changes, people.told_besides, people.hand_overs, people.hand_over_items,
    people.openings, publishing.publications, publishing.scenario_texts, publishing.stopped_starts,
    publishing.phrases,
    unattended.schedule_marks, unattended.schedule_instants, unattended.refused_starts, accounts.accounts,
    accounts.account_changes, accounts.preferences, followed.favourites, reaching.notice_choices, reaching.contacts,
    reaching.notices_sent, reaching.notices_read, reaching.notices_opened,
)  # fmt: skip

IN_A_FORM_OF_THEIR_OWN = (
    primary.turns, primary.chains, primary.plans, primary.number_counters, handed_in.files, handed_in.file_takes,
)  # fmt: skip

LEFT_BEHIND = (
    people.directory_marks, *watching.WATCHING, accounts.sessions, accounts.tokens, accounts.sign_in_tries,
    accounts.sign_in_flows, reaching.news_marks,
)  # fmt: skip
"""How far open tasks have followed the directory and people were told of them, and what was seen to be stuck: all is
looked at anew. Who is signed in, and by which tokens: they are for this installation alone."""


def rows_of(connection: Connection, table: Table, *which: ColumnElement[bool]) -> list[Wire]:
    """Rows as JSON, in order, without the numbers that only count rows here."""
    counted = table.autoincrement_column
    rows = connection.execute(select(table).where(*which).order_by(*table.primary_key))
    return [
        {name: _written(value) for name, value in row._mapping.items() if counted is None or name != counted.name}
        for row in rows
    ]


def _written(value: Any) -> Any:
    return b64encode(value).decode() if isinstance(value, bytes) else encode(value)


def take(connection: Connection, table: Table, wires: Iterable[Wire]) -> int:
    """Write rows; gives how many were left because a different one is in their place."""
    statement = insert(connection.dialect.name, table).on_conflict_do_nothing()
    left = 0
    for wire in wires:
        row = read_row(table, wire)
        if connection.execute(statement, row).rowcount == 0 and not _is_there(connection, table, row):
            left += 1
    return left


def _is_there(connection: Connection, table: Table, row: Wire) -> bool:
    """Whether there is a row that says the same; when it was written, and by whom, may be different."""
    said = {name: value for name, value in row.items() if not isinstance(value, datetime) and name != "by"}
    same = (
        table.c[name].is_(None) if value is None else table.c[name] == literal(value, table.c[name].type)
        for name, value in said.items()
    )
    return connection.execute(select(1).select_from(table).where(and_(*same))).first() is not None


def read_row(table: Table, wire: Wire) -> Wire:
    """A row from JSON: instants, days and bytes are read by their columns' types."""
    return {name: _read(table.columns[name].type, value) for name, value in wire.items()}


def _read(kind: Any, value: Any) -> Any:
    if value is not None and isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if value is not None and isinstance(kind, Date):
        return date.fromisoformat(value)
    if value is not None and isinstance(kind, LargeBinary):
        return b64decode(value)
    return value
