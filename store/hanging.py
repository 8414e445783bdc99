"""What hangs on a person, found in one place: their tasks, cases, drafts, copies, settings, stand-ins."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, select, type_coerce

from engine.administering import handing_over as rules
from engine.administering.handing_over import Item, OwnCase, OwnDraft
from engine.runtime.refusals import Rejected
from engine.runtime.succession import is_theirs
from store import copies, deployments, drafts
from store.columns import written
from store.conditions import OPEN_CASE
from store.tables.primary import settings
from store.tables.projection import case_data, cases, inbox, tasks
from store.world import CompanyKept, NoCompany


def planned(
    connection: Connection, kept: CompanyKept, person: str, to: str, now: datetime, *, leaves: bool
) -> list[Item]:
    """Every item, in the order in which they are done. Raises `Rejected`, `NoCompany`."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    known, today = company.directory, company.directory.day_of(now)
    for one in (person, to):
        if known.person(one) is None:
            raise Rejected("unknown-person", f"Expected somebody of the directory, but {one} is not in it")
    if not known.is_here(to, today):
        raise Rejected("has-left", f"Expected somebody of the company, but {to} has left")
    if person == to:
        raise Rejected("hand-over-to-self", f"Expected somebody else than {person}")
    found = [*rules.items_of_cases(_own_cases(connection, person))]
    found += rules.items_of_drafts(_drafts(connection, person), leaves=leaves)
    found += rules.items_of_copies(copies.to_hand_over(connection, person, to))
    found += rules.items_of_settings(_settings(connection), person)
    found += rules.items_of_stand_ins(known, person, to, today)
    found += rules.items_of_definitions(_sources(connection), person)
    return [*found, *([rules.departure_of(person)] if leaves else [])]


def _own_cases(connection: Connection, person: str) -> Iterator[OwnCase]:
    """Running cases with open tasks of theirs, that they have started, or in which they were chosen for later."""
    own = _own_tasks(connection, person)
    mentioned = type_coerce(case_data.c.data, Text).contains(written(person), autoescape=True)
    concerned = (cases.c.initiator == person) | cases.c.case_id.in_(list(own)) | mentioned
    statement = select(cases, case_data.c.data).join(case_data, case_data.c.case_id == cases.c.case_id, isouter=True)
    for row in connection.execute(statement.where(OPEN_CASE, concerned).order_by(cases.c.case_id)):
        plan = deployments.plan(connection, row.plan)
        chosen = rules.chosen_in(plan, row.data or {}, person) if plan else {}
        starter = row.initiator == person and row.caller_case is None
        if starter or chosen or row.case_id in own:
            held = tuple(own.get(row.case_id, ()))
            yield OwnCase(row.case_id, row.business_key, row.process, held, starter, chosen)


def _own_tasks(connection: Connection, person: str) -> dict[str, list[str]]:
    """The steps of the open tasks that somebody has, or alone is offered or asked, by case."""
    statement = (
        select(tasks.c.case_id, tasks.c.step, tasks.c.holder, tasks.c.offered, tasks.c.lent_to, tasks.c.for_whom)
        .join(inbox, (inbox.c.case_id == tasks.c.case_id) & (inbox.c.task == tasks.c.task))
        .where(inbox.c.person == person)
        .order_by(tasks.c.case_id, tasks.c.task)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(statement):
        if person == row.lent_to or is_theirs(row.holder, row.offered, row.for_whom, person):
            found.setdefault(row.case_id, []).append(row.step)
    return found


def _drafts(connection: Connection, person: str) -> Iterator[OwnDraft]:
    for draft in drafts.of_person(connection, person):
        if draft.task:
            named = select(cases.c.business_key, tasks.c.step).join(tasks, tasks.c.case_id == cases.c.case_id)
            row = connection.execute(named.where(tasks.c.case_id == draft.case_id, tasks.c.task == draft.task)).first()
            label = f"{row.business_key}/{row.step}" if row else f"{draft.case_id}/{draft.task}"
            yield OwnDraft(draft.case_id, draft.task, label, draft.at, of_task=True)
        else:
            label = f"{draft.process} {draft.start}"
            yield OwnDraft(draft.process, draft.start, label, draft.at, of_task=False, copied=draft.case_id)


def _settings(connection: Connection) -> list[tuple[str, str, Any]]:
    rows = connection.execute(select(settings).order_by(settings.c.process, settings.c.name))
    return [(row.process, row.name, row.value) for row in rows]


def _sources(connection: Connection) -> Iterator[tuple[str, str]]:
    for deployment in deployments.newest_of_all(connection):
        newest = deployments.newest(connection, deployment.process)
        if newest is not None:
            yield deployment.file, newest.source
