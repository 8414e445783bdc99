"""SQL that SQLite and PostgreSQL spell alike but SQLAlchemy keeps in their dialects."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, extract, func
from sqlalchemy.dialects import postgresql, sqlite

Insert = sqlite.Insert | postgresql.Insert


def insert(dialect: str, table: Table) -> Insert:
    """An insert that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def insert_or_update(dialect: str, table: Table) -> Insert:
    """Write whole rows: a new one, or in the place of the one with the same primary key."""
    statement = insert(dialect, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    if not others:
        return statement.on_conflict_do_nothing(index_elements=keys)
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


@cache
def insert_if_new(dialect: str, table: Table) -> Insert:
    """Write whole rows, but leave those alone whose primary key is there."""
    return insert(dialect, table).on_conflict_do_nothing(index_elements=[column.name for column in table.primary_key])


def seconds_between(connection: Connection, first: ColumnElement[Any], last: ColumnElement[Any]) -> ColumnElement[Any]:
    """The seconds from one instant to another."""
    if connection.dialect.name == "sqlite":
        return (func.julianday(last) - func.julianday(first)) * 86_400
    return extract("epoch", last - first)
