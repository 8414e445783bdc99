"""Which case undoes which: written once, beside the ended case, whose own record stays as it is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, or_, select

from store.tables.primary import revocations


@dataclass(frozen=True)
class Revocation:
    """That a case is undone by another one, begun by whom, when and why."""

    case_id: str
    undone_by: str
    by: str
    at: datetime
    reason: str


def note(connection: Connection, new: Revocation) -> Revocation:
    """The revocation of a case: this one, or the one there has been."""
    known = of_case(connection, new.case_id)
    if known is not None and known.case_id == new.case_id:
        return known
    connection.execute(revocations.insert(), vars(new))
    return new


def of_case(connection: Connection, case_id: str) -> Revocation | None:
    """The revocation a case was undone by, or is itself."""
    either = or_(revocations.c.case_id == case_id, revocations.c.undone_by == case_id)
    order = (revocations.c.case_id == case_id).desc()
    row = connection.execute(select(revocations).where(either).order_by(order).limit(1)).one_or_none()
    return None if row is None else Revocation(*row)


def forget(connection: Connection, undone_by: str) -> None:
    """The case that was to undo another one could not be opened."""
    connection.execute(delete(revocations).where(revocations.c.undone_by == undone_by))
