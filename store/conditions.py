"""Conditions that partial indexes are made for.

Their values are written into the SQL: with a parameter in its place SQLite could not tell that the index applies.
"""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_

from store.tables.primary import outbox
from store.tables.projection import cases, incidents, limits, steps, tasks


def equals(column: ColumnElement[Any], value: str) -> ColumnElement[bool]:
    """The column has this value, written out."""
    found: ColumnElement[bool] = column == bindparam(None, value, type_=column.type, literal_execute=True)
    return found


def is_one_of(column: ColumnElement[Any], *values: str) -> ColumnElement[bool]:
    """The column has one of these values, written out."""
    listed: Any = bindparam(None, list(values), expanding=True, literal_execute=True)
    return column.in_(listed)


OPEN_CASE = equals(cases.c.status, "open")
OPEN_STEP = equals(steps.c.status, "open")
FINISHED_STEP = equals(steps.c.status, "finished")
OPEN_TASK = is_one_of(tasks.c.status, "created", "open")
OFFERED_TASK = equals(tasks.c.status, "open")
UNOFFERED_TASK = equals(tasks.c.status, "created")
OPEN_INCIDENT = incidents.c.resolved_at.is_(None)
UNSENT = equals(outbox.c.status, "waiting")
STANDS_NOWHERE = (
    OPEN_CASE,
    cases.c.at_steps == bindparam(None, (), type_=cases.c.at_steps.type, literal_execute=True),
    cases.c.open_incidents == bindparam(None, 0, type_=cases.c.open_incidents.type, literal_execute=True),
)
OF_THE_WHOLE_CASE = or_(limits.c.key == "case", limits.c.key.startswith("clock."))
"""Limits of more than one step: the case's own, and its clocks."""
