"""Filling databases at once: the rows are those the projections fold of each case's turns, written in bulk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, inspect, text

from bench.inbox.events import Record
from store.projections import Held, fold
from store.projections.writing import table_of, values_of
from store.rows import ROWS, Row
from store.tables.projection import PROJECTIONS

CASES_AT_ONCE = 1_000
ROWS_AT_ONCE = 20_000
Cells = tuple[Any, ...]


def fill(connection: Connection, record: Record, cases: int) -> None:
    """Write the rows of all cases into a SQLite database."""
    driver: Any = connection.connection.driver_connection
    writers = {kind: _writer(connection, kind) for kind in ROWS}
    with _without_indexes(connection, PROJECTIONS):
        for begin in range(0, cases, CASES_AT_ONCE):
            several = [folded(record, number) for number in range(begin, min(cases, begin + CASES_AT_ONCE))]
            for kind in ROWS:
                rows = (writers[kind](row) for held in several for row in held.all(kind).values())
                driver.executemany(_insertion(table_of(kind)), rows)


def folded(record: Record, number: int) -> Held:
    """The rows of a case, made of its turns."""
    held = Held("")
    for turn in record.turns(number):
        held.case_id = turn.case_id
        held = fold(held, turn)
    return held.with_derived()


def _writer(connection: Connection, kind: type[Row]) -> Callable[[Row], Cells]:
    """Writes the values of a row as SQLAlchemy would, with less about it."""
    dialect = connection.dialect
    types: list[Any] = [column.type for column in table_of(kind).columns]
    processors = (type.dialect_impl(dialect).bind_processor(dialect) for type in types)
    writing: list[Callable[[Any], Any]] = [process or (lambda value: value) for process in processors]
    return lambda row: tuple(write(value) for write, value in zip(writing, values_of(row).values(), strict=True))


def _insertion(table: Table) -> str:
    return f"INSERT INTO {table.name} ({_names(table)}) VALUES ({', '.join('?' for _ in table.columns)})"


def _names(table: Table) -> str:
    """Its columns as the rows have them; a database that was migrated may have them in another order."""
    return ", ".join(f'"{column.name}"' for column in table.columns)


@contextmanager
def _without_indexes(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Rows come faster into tables whose indexes are made afterwards."""
    made = [index for table in tables for index in table.indexes]
    for index in made:
        index.drop(connection)
    yield
    for index in made:
        index.create(connection)


def copy(source: Connection, target: Connection, tables: Sequence[Table]) -> None:
    """Write all rows of a SQLite database into a PostgreSQL one that has the same tables."""
    with _without_indexes(target, tables):
        for table in tables:
            target.execute(text(f"TRUNCATE {table.name} CASCADE"))
            _copy(source, target, table)
    for table in tables:
        for column in inspect(table).primary_key:
            if column.autoincrement is True:
                of = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
                target.execute(text(f"SELECT setval({of}, max({column.name})) FROM {table.name}"))


def _copy(source: Connection, target: Connection, table: Table) -> None:
    read: Any = source.connection.driver_connection
    write: Any = target.connection.driver_connection
    binary = {place for place, column in enumerate(table.columns) if isinstance(column.type, LargeBinary)}
    rows = read.execute(f"SELECT {_names(table)} FROM {table.name}")
    with write.cursor() as cursor, cursor.copy(f"COPY {table.name} ({_names(table)}) FROM STDIN") as stream:
        while some := rows.fetchmany(ROWS_AT_ONCE):
            stream.write("".join(_line(row, binary) for row in some))


def _line(row: Cells, binary: set[int]) -> str:
    cells = (_cell(value.hex(), r"\\x") if place in binary else _cell(value) for place, value in enumerate(row))
    return "\t".join(cells) + "\n"


def _cell(value: Any, before: str = "") -> str:
    if value is None:
        return r"\N"
    return before + str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
