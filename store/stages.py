"""Cases by their stage: as it is called now, or as they have recorded it."""

from sqlalchemy import ColumnElement, Connection, Text, and_, or_, select, type_coerce

from engine.insight.retelling import recorded_as
from store import newest_words
from store.columns import written
from store.tables.primary import plans
from store.tables.projection import cases

_RECORDED = type_coerce(cases.c.stage, Text)


def is_at(connection: Connection, label: str, process: str | None) -> ColumnElement[bool]:
    """Cases (of a process) at a stage of this label, in any language."""
    known = select(plans.c.digest) if process is None else select(plans.c.digest).where(plans.c.process == process)
    told = newest_words.all_told(connection, connection.scalars(known).all())
    renamed = [
        and_(cases.c.plan == digest, _RECORDED.in_([written(stage) for stage in before]))
        for digest, plan in told.items()
        if (before := recorded_as(label, plan))
    ]
    return or_(_RECORDED.contains(written(label), autoescape=True), *renamed)
