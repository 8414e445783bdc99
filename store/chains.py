"""How far each case's record goes, and how much of it the history is known to have."""

from sqlalchemy import Connection, delete, select, update

from store.statements import insert
from store.tables.primary import chains
from store.turns import StoredTurn


def advance(connection: Connection, turn: StoredTurn, sealed: int) -> None:
    """A turn was added; the history has those up to `sealed`."""
    values = {"workflow_id": turn.workflow_id, "last": turn.n, "last_committed_at": turn.committed_at}
    statement = insert(connection.dialect.name, chains).values(case_id=turn.case_id, sealed=sealed, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=values))
    lower = (chains.c.case_id == turn.case_id, chains.c.sealed < sealed)
    connection.execute(update(chains).where(*lower).values(sealed=sealed))


def set_back(connection: Connection, case_id: str, last: int) -> None:
    """Turns after `last` are gone; without any, so is the chain."""
    of_case = chains.c.case_id == case_id
    if last < 1:
        connection.execute(delete(chains).where(of_case))
        return
    connection.execute(update(chains).where(of_case).values(last=last))
    connection.execute(update(chains).where(of_case, chains.c.sealed > last).values(sealed=last))


def sealed_up_to(connection: Connection, case_id: str) -> int:
    """The last turn of a case the history is known to have; 0 for none."""
    return connection.scalar(select(chains.c.sealed).where(chains.c.case_id == case_id)) or 0
