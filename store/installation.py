"""What an installation has besides its cases, carried to another one; and the files, whose contents go beside it."""

import base64
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select

from engine.model.plan import Plan
from store import deployments, file_uses
from store.carried_rows import WITH_A_CASE, WITH_THE_INSTALLATION, read_row, rows_of, take
from store.statements import insert, insert_if_new
from store.tables import primary
from store.tables.handed_in import file_takes, files

Wire = dict[str, Any]


def export_installation(connection: Connection) -> Wire:
    """Definitions, organisation, settings, registers, what is administered of people, and what is of no case."""
    found: Wire = {table.name: rows_of(connection, table) for table in WITH_THE_INSTALLATION}
    for table in WITH_A_CASE:
        recorded = select(primary.turns.c.case_id).where(primary.turns.c.case_id == table.c.case_id)
        found[table.name] = rows_of(connection, table, ~recorded.exists())
    wanted = dict.fromkeys(row["digest"] for row in found[primary.deployments.name])
    packed = {digest: deployments.packed_plan(connection, digest) for digest in wanted}
    found["plans"] = {digest: base64.b64encode(plan).decode() for digest, plan in packed.items() if plan}
    return found


def import_installation(connection: Connection, exported: Wire) -> dict[str, int]:
    """Take it in; gives, by table, how many rows were left because there is a different one in their place."""
    for packed in exported["plans"].values():
        plan = Plan.from_bytes(base64.b64decode(packed))
        deployments.keep_plan(connection, plan.digest, plan.process, plan.to_bytes())
    tables = (*WITH_THE_INSTALLATION, *WITH_A_CASE)
    left = {table.name: take(connection, table, exported.get(table.name, ())) for table in tables}
    return {name: count for name, count in left.items() if count}


def export_files(connection: Connection, case_ids: Collection[str] | None) -> list[Wire]:
    """The files these cases refer to (None: all there are), each with who has handed it in."""
    rows = rows_of(connection, files)
    if case_ids is not None:
        wanted = {digest for case_id in case_ids for digest in file_uses.files_of(connection, case_id)}
        rows = [row for row in rows if row["digest"] in wanted]
    return [{**row, "takes": rows_of(connection, file_takes, file_takes.c.digest == row["digest"])} for row in rows]


def import_file(connection: Connection, exported: Wire) -> None:
    """Note a file whose content is there."""
    row = {name: value for name, value in exported.items() if name != "takes"}
    connection.execute(insert_if_new(connection.dialect.name, files), read_row(files, row))
    take(connection, file_takes, exported["takes"])


def export_counters(connection: Connection) -> Wire:
    """Where all counters stand: series to the last count."""
    rows = connection.execute(select(primary.number_counters))
    return {row.series: row.last for row in rows}


def import_counters(connection: Connection, exported: Wire) -> None:
    """Let counters go on from there, so that no number is given twice."""
    of = primary.number_counters.c
    for series, last in exported.items():
        statement = insert(connection.dialect.name, primary.number_counters).values(series=series, last=last)
        further = statement.on_conflict_do_update(index_elements=["series"], set_={"last": last}, where=of.last < last)
        connection.execute(further)
