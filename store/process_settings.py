"""Settings a department head has changed: what a process takes in the place of its definition's defaults."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from store.limits import refuse_large
from store.statements import insert_or_update
from store.tables.primary import setting_changes, settings


@dataclass(frozen=True)
class ChangedSetting:
    """A setting that is not the definition's default."""

    process: str
    name: str
    value: Any
    at: datetime
    by: str | None


def put(
    connection: Connection, process: str, name: str, value: Any, at: datetime, by: str | None, reason: str = ""
) -> None:
    """Change one, and keep that it was changed; None takes the change back."""
    # Each case begins with all of them.
    refuse_large("the settings of a process", {**of_process(connection, process), name: value})
    row = {"process": process, "name": name, "value": value, "at": at, "by": by}
    connection.execute(setting_changes.insert(), {**row, "reason": reason})
    if value is None:
        connection.execute(delete(settings).where(settings.c.process == process, settings.c.name == name))
        return
    connection.execute(insert_or_update(connection.dialect.name, settings), row)


def of_process(connection: Connection, process: str) -> dict[str, Any]:
    """The changed ones of a process, by name."""
    return {one.name: one.value for one in changed(connection, process)}


def changed(connection: Connection, process: str) -> list[ChangedSetting]:
    """The changed ones of a process, with who changed them."""
    listed = select(settings).where(settings.c.process == process).order_by(settings.c.name)
    return [ChangedSetting(row.process, row.name, row.value, row.at, row.by) for row in connection.execute(listed)]
