"""Settings a department head has changed: what a process takes in the place of its definition's defaults."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from store.limits import refuse_large
from store.statements import insert_or_update
from store.tables.primary import settings


def put(connection: Connection, process: str, name: str, value: Any, at: datetime, by: str | None) -> None:
    """Change one; None takes the change back."""
    refuse_large("a setting", value)
    if value is None:
        connection.execute(delete(settings).where(settings.c.process == process, settings.c.name == name))
        return
    row = {"process": process, "name": name, "value": value, "at": at, "by": by}
    connection.execute(insert_or_update(connection.dialect.name, settings), row)


def of_process(connection: Connection, process: str) -> dict[str, Any]:
    """The changed ones of a process, by name."""
    statement = select(settings.c.name, settings.c.value).where(settings.c.process == process)
    rows = connection.execute(statement.order_by(settings.c.name))
    return {row.name: row.value for row in rows}
