"""Deployed definitions: every plan that a case may carry, and which of them new cases take."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, func, select

from engine.model.plan import Plan
from store.conditions import OPEN_CASE
from store.statements import insert_if_new
from store.tables.primary import deployments, plans


@dataclass(frozen=True)
class Deployment:
    """A version of a process that can be started. `file` is where its text came from."""

    process: str
    version: int
    digest: str
    file: str
    at: datetime
    by: str | None = None


@dataclass(frozen=True)
class DeployedPlan:
    """A deployed version with its plan and the text it was compiled from."""

    deployment: Deployment
    plan: Plan
    source: str


def deploy(connection: Connection, plan: Plan, source: str, file: str, at: datetime, by: str | None) -> Deployment:
    """Make a plan the newest of its process; when it is, the version stays. An older one again is a new version."""
    keep_plan(connection, plan.digest, plan.process, plan.to_bytes())
    newest = (connection.execute(_newest(plan.process))).one_or_none()
    if newest is not None and newest.digest == plan.digest:
        return _deployment(newest)
    made = Deployment(plan.process, newest.version + 1 if newest else 1, plan.digest, file, at, by)
    row = {
        "process": made.process, "version": made.version, "digest": made.digest, "file": file, "source": source,
        "at": at, "by": by,
    }  # fmt: skip
    connection.execute(deployments.insert(), row)
    return made


def keep_plan(connection: Connection, digest: str, process: str, packed: bytes) -> None:
    """Keep a plan for the cases that carry it."""
    row = {"digest": digest, "process": process, "packed": packed}
    connection.execute(insert_if_new(connection.dialect.name, plans), row)


def newest(connection: Connection, process: str) -> DeployedPlan | None:
    """The newest version of a process."""
    row = (connection.execute(_newest(process))).one_or_none()
    return None if row is None else _deployed(connection, row)


def newest_of_each(connection: Connection) -> list[DeployedPlan]:
    """The newest version of every process, by process, in full."""
    found = (newest(connection, one.process) for one in newest_of_all(connection))
    return [one for one in found if one is not None]


def version(connection: Connection, process: str, number: int) -> DeployedPlan | None:
    """One version of a process."""
    row = connection.execute(_versions(process).where(deployments.c.version == number)).one_or_none()
    return None if row is None else _deployed(connection, row)


def versions(connection: Connection, process: str) -> list[DeployedPlan]:
    """All versions of a process, the newest first."""
    rows = (connection.execute(_versions(process))).all()
    return [_deployed(connection, row) for row in rows]


def newest_of(connection: Connection, processes: Collection[str]) -> dict[str, Deployment]:
    """The newest versions of these processes, by process."""
    if not processes:
        return {}
    others = deployments.alias()
    last = select(func.max(others.c.version)).where(others.c.process == deployments.c.process).scalar_subquery()
    asked = select(*(deployments.c[one.name] for one in fields(Deployment)))
    newest = asked.where(deployments.c.process.in_(sorted(processes)), deployments.c.version == last)
    return {row.process: Deployment(*row) for row in connection.execute(newest)}


def newest_of_all(connection: Connection) -> list[Deployment]:
    """The newest version of every process, by process."""
    last = select(deployments.c.process, func.max(deployments.c.version).label("version"))
    last_versions = last.group_by(deployments.c.process).subquery()
    statement = select(deployments).join(
        last_versions,
        (deployments.c.process == last_versions.c.process) & (deployments.c.version == last_versions.c.version),
    )
    return [_deployment(row) for row in connection.execute(statement.order_by(deployments.c.process))]


def said_since(connection: Connection, newest: Deployment) -> datetime:
    """Since when the words of the newest version of a process are in force: those before it may have said the same."""
    since, said = newest.at, None
    own = select(deployments.c.digest, deployments.c.at).where(deployments.c.process == newest.process)
    for digest, at in connection.execute(own.order_by(deployments.c.version.desc())).all():
        found = plan(connection, digest)
        if found is None or found.texts != (said or found.texts):
            break
        since, said = at, found.texts
    return since


def plan(connection: Connection, digest: str) -> Plan | None:
    """The plan of a digest."""
    packed = packed_plan(connection, digest)
    return None if packed is None else _read(packed)


def plans_of(connection: Connection, digests: Iterable[str]) -> dict[str, Plan]:
    """The plans of these digests, as far as they are known, in the order they were asked for."""
    asked = list(dict.fromkeys(digests))
    if not asked:
        return {}
    rows = connection.execute(select(plans.c.digest, plans.c.packed).where(plans.c.digest.in_(asked)))
    found = {row.digest: _read(row.packed) for row in rows}
    return {digest: found[digest] for digest in asked if digest in found}


def packed_plan(connection: Connection, digest: str) -> bytes | None:
    """The plan of a digest as it was packed."""
    found: bytes | None = connection.scalar(select(plans.c.packed).where(plans.c.digest == digest))
    return found


@lru_cache(maxsize=64)
def _read(packed: bytes) -> Plan:
    return Plan.from_bytes(packed)


def open_cases(connection: Connection, by: Column[Any]) -> dict[str, int]:
    """How many cases run, by the values of a column of theirs: by process, or by plan."""
    counted = select(by, func.count()).where(OPEN_CASE).group_by(by)
    return {str(value): int(count) for value, count in connection.execute(counted)}


def _versions(process: str) -> Select[Any]:
    return select(deployments).where(deployments.c.process == process).order_by(deployments.c.version.desc())


def _newest(process: str) -> Select[Any]:
    return _versions(process).limit(1)


def _deployed(connection: Connection, row: Row[Any]) -> DeployedPlan:
    found = plan(connection, row.digest)
    assert found is not None, f"plan {row.digest} of {row.process} is missing"
    return DeployedPlan(_deployment(row), found, row.source)


def _deployment(row: Row[Any]) -> Deployment:
    return Deployment(row.process, row.version, row.digest, row.file, row.at, row.by)
