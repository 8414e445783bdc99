"""Publications: asked for, confirmed, put in force when their time comes; and processes whose starts are stopped."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from engine.administering.publishing import Publication
from engine.model.plan import Plan
from engine.runtime.refusals import Rejected
from store import deployments
from store.limits import refuse_large
from store.statements import insert_if_new, insert_or_update
from store.tables.publishing import publications, scenario_texts, stopped_starts

_COLUMNS = [publications.c[one.name] for one in fields(Publication)]


@dataclass(frozen=True)
class Written:
    """What is to be published: the plan, the text it was compiled from, and the scenarios beside it."""

    plan: Plan
    source: str
    scenarios: str = ""


@dataclass(frozen=True)
class Stopped:
    """New starts of a process are stopped: by whom, since when, why."""

    process: str
    by: str
    at: datetime
    reason: str


def ask(connection: Connection, publication: Publication, written: Written) -> None:
    """Keep a version that waits."""
    refuse_large("a definition", written.source)
    row = {**vars(publication), "packed": written.plan.to_bytes(), "source": written.source}
    connection.execute(publications.insert(), {**row, "scenarios": written.scenarios})


def find(connection: Connection, number: str) -> Publication | None:
    """One of them."""
    row = connection.execute(select(*_COLUMNS).where(publications.c.id == number)).one_or_none()
    return None if row is None else Publication(*row)


def of_process(connection: Connection, process: str, limit: int) -> list[Publication]:
    """Those of a process, the newest first."""
    asked = select(*_COLUMNS).where(publications.c.process == process)
    return [
        Publication(*row) for row in connection.execute(asked.order_by(publications.c.asked_at.desc()).limit(limit))
    ]


def written(connection: Connection, number: str) -> Written:
    """What is to be published by it."""
    columns = (publications.c.packed, publications.c.source, publications.c.scenarios)
    packed, source, scenarios = connection.execute(select(*columns).where(publications.c.id == number)).one()
    return Written(Plan.from_bytes(packed), source, scenarios)


def decide(connection: Connection, before: Publication, state: str, by: str, at: datetime) -> None:
    """Confirm or withdraw it. Raises `Rejected` `not-waiting` when somebody else was first."""
    statement = update(publications).where(publications.c.id == before.id, publications.c.state == before.state)
    done = connection.execute(statement.values(state=state, decided_by=by, decided_at=at))
    if done.rowcount != 1:
        raise Rejected("not-waiting", "Expected a publication that waits, but somebody has decided on it just now")


def put_in_force(connection: Connection, now: datetime) -> Sequence[deployments.Deployment]:
    """Deploy every planned version whose time has come; gives what was deployed."""
    due = select(*_COLUMNS).where(publications.c.state == "planned").order_by(publications.c.takes_effect)
    made = []
    for publication in (Publication(*row) for row in connection.execute(due).all()):
        if not publication.is_due(now):
            continue
        what = written(connection, publication.id)
        file = f"{publication.process}.yaml"
        made.append(deployments.deploy(connection, what.plan, what.source, file, now, publication.asked_by))
        keep_scenarios(connection, what.plan.digest, what.scenarios)
        statement = update(publications).where(publications.c.id == publication.id)
        connection.execute(statement.values(state="published", published_at=now))
    return made


def is_due(connection: Connection, now: datetime) -> bool:
    """Whether any planned version's time has come."""
    due = publications.c.takes_effect.is_(None) | (publications.c.takes_effect <= now)
    found = select(publications.c.id).where(publications.c.state == "planned", due).limit(1)
    return connection.scalar(found) is not None


def keep_scenarios(connection: Connection, digest: str, text: str) -> None:
    """Keep the scenarios beside a plan."""
    if text:
        row: dict[str, Any] = {"digest": digest, "text": text}
        connection.execute(insert_or_update(connection.dialect.name, scenario_texts), row)


def scenarios_of(connection: Connection, digest: str) -> str:
    """The scenarios beside a plan; empty where there are none."""
    return connection.scalar(select(scenario_texts.c.text).where(scenario_texts.c.digest == digest)) or ""


def stop(connection: Connection, stopped: Stopped) -> None:
    """Stop new starts of a process; the first one who does stands."""
    connection.execute(insert_if_new(connection.dialect.name, stopped_starts), vars(stopped))


def let_go_on(connection: Connection, process: str) -> None:
    """Let a process be started again."""
    connection.execute(delete(stopped_starts).where(stopped_starts.c.process == process))


def stopped(connection: Connection) -> dict[str, Stopped]:
    """The processes that are stopped."""
    return {row.process: Stopped(*row) for row in connection.execute(select(stopped_starts))}
