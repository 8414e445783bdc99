"""How far each case's record goes, and how much of it the history is known to have."""

from functools import cache

from sqlalchemy import Connection, case, delete, select, update

from store.statements import Insert, insert
from store.tables.primary import chains
from store.turns import StoredTurn


def advance(connection: Connection, turn: StoredTurn, sealed: int) -> None:
    """A turn was added; the history has those up to `sealed`, or up to where it was known to go before."""
    row = {
        "case_id": turn.case_id, "workflow_id": turn.workflow_id, "last": turn.n,
        "last_committed_at": turn.committed_at, "sealed": sealed,
    }  # fmt: skip
    connection.execute(_advance(connection.dialect.name), row)


@cache
def _advance(dialect: str) -> Insert:
    statement = insert(dialect, chains)
    new = statement.excluded
    further = case((new.sealed > chains.c.sealed, new.sealed), else_=chains.c.sealed)
    changes = {"workflow_id": new.workflow_id, "last": new.last, "last_committed_at": new.last_committed_at}
    return statement.on_conflict_do_update(index_elements=["case_id"], set_={**changes, "sealed": further})


def set_back(connection: Connection, case_id: str, last: int) -> None:
    """Turns after `last` are gone; without any, so is the chain."""
    of_case = chains.c.case_id == case_id
    if last < 1:
        connection.execute(delete(chains).where(of_case))
        return
    connection.execute(update(chains).where(of_case).values(last=last))
    unseal(connection, case_id, last)


def unseal(connection: Connection, case_id: str, last: int) -> None:
    """The history has turns up to `last` at most: it was set back."""
    further = (chains.c.case_id == case_id, chains.c.sealed > last)
    connection.execute(update(chains).where(*further).values(sealed=last))


def sealed_up_to(connection: Connection, case_id: str) -> int:
    """The last turn of a case the history is known to have; 0 for none."""
    return connection.scalar(select(chains.c.sealed).where(chains.c.case_id == case_id)) or 0
