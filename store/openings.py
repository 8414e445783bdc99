"""Requests to open sealed cases, and the openings they came to: kept for ever, beside the case."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from engine.administering import openings as rules
from engine.administering.openings import Answer, Keepers, Opening, Sealed
from engine.calendars import Text
from engine.people import Directory
from engine.runtime.events import NoticeAddressed
from engine.runtime.refusals import Rejected
from store import deployments, turns
from store.besides import Told, tell
from store.company import Company
from store.readers import readers_of
from store.tables.people import openings
from store.tables.projection import cases
from store.world import CompanyKept, NoCompany

ABOUT = "case.opened"


def ask(connection: Connection, kept: CompanyKept, wanted: Opening, keepers: Keepers) -> Opening:
    """Write a request down; gives it with its number. Raises `Rejected`, `NoCompany`."""
    turns.lock(connection, "openings")
    before = of_case(connection, wanted.case_id)
    company = _company(kept, connection)
    asked = rules.ask(wanted, _case(connection, wanted.case_id), before, keepers, company.directory)
    number = (connection.scalar(select(func.count()).select_from(openings)) or 0) + 1
    asked = replace(asked, id=f"MJ-{number}")
    connection.execute(openings.insert(), {**vars(asked), "told": list(asked.told)})
    return asked


def answer(connection: Connection, kept: CompanyKept, number: str, given: Answer, keepers: Keepers) -> Opening:
    """Confirm a request, or refuse it; of what was opened those in the case and the head are told. Raises as `ask`."""
    turns.lock(connection, "openings")
    opening, company = find(connection, number), _company(kept, connection)
    if opening is None:
        raise Rejected("unknown-opening", f"Expected a request to open a sealed case, but none is called {number}")
    answered = rules.answer(opening, _case(connection, opening.case_id), given, keepers, company.directory)
    changed = {"answered_by", "answered_at", "answer", "until"}
    values = {name: value for name, value in vars(answered).items() if name in changed}
    this = openings.c.id == number
    connection.execute(update(openings).where(this).values(**values, told=list(answered.told)))
    text = _text(answered, company.directory).to_wire()
    for person in answered.told:
        notice = NoticeAddressed(ABOUT, (person,), text, given.at)
        tell(connection, Told(f"{answered.id}/{person}", answered.case_id, notice))
    return answered


def find(connection: Connection, number: str) -> Opening | None:
    """A request by its number."""
    found = connection.execute(select(openings).where(openings.c.id == number)).one_or_none()
    return None if found is None else _read(found)


def of_case(connection: Connection, case_id: str) -> list[Opening]:
    """What was asked of a case, in order."""
    rows = connection.execute(select(openings).where(openings.c.case_id == case_id).order_by(openings.c.asked_at))
    return [_read(row) for row in rows]


def listed(connection: Connection, limit: int) -> list[tuple[Opening, str]]:
    """All requests, the latest first, each with the key of its case."""
    joined = select(openings, cases.c.business_key).join(cases, cases.c.case_id == openings.c.case_id, isouter=True)
    rows = connection.execute(joined.order_by(openings.c.asked_at.desc(), openings.c.id).limit(limit))
    return [(_read(row), row.business_key or "") for row in rows]


def opens(connection: Connection, case_id: str, person: str | None, now: datetime) -> bool:
    """Whether a case is open to somebody by what two people have decided."""
    statement = select(openings).where(openings.c.case_id == case_id, openings.c.by == person, openings.c.until > now)
    return person is not None and any(_read(row).opens(person, now) for row in connection.execute(statement))


def _read(row: object) -> Opening:
    values = {name: getattr(row, name) for name in Opening.__dataclass_fields__}
    return Opening(**{**values, "told": tuple(values["told"])})


def _company(kept: CompanyKept, connection: Connection) -> Company:
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    return company


def _case(connection: Connection, case_id: str) -> Sealed:
    row = connection.execute(select(cases.c.sealed, cases.c.plan).where(cases.c.case_id == case_id)).one_or_none()
    if row is None:
        raise Rejected("unknown-case", f"Expected a case, but none is called {case_id}")
    plan = deployments.plan(connection, row.plan)
    return Sealed(row.sealed, readers_of(connection, case_id), plan.definition.department if plan else "")


def _text(opening: Opening, directory: Directory) -> Text:
    by, second = (directory.name_of(str(one)) for one in (opening.by, opening.answered_by))
    until = f"{opening.until.astimezone(directory.zone):%Y-%m-%d %H:%M}" if opening.until else ""
    return Text(
        f"密件经{second.zh}同意向{by.zh}开放至 {until}：{opening.reason}",
        f"The sealed case is open to {by.en} until {until}, confirmed by {second.en}: {opening.reason}",
    )
