"""The world a commit resolves in: the company in force, how busy people are, whose turn it is.

The directory and the calendars are kept as versions. Reading them takes tens of milliseconds, so the one in force is
kept in memory; its version is read in every transaction.
"""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from engine.administering.company_changes import must_be_as_seen
from engine.calendars import Calendars, Text
from engine.people import Directory, DirectoryChange, laid_over, people_told, read_directory
from engine.people.finding import find
from engine.runtime.questions import AskNotice, AskRelated, AskWho, Pointing, Question
from engine.runtime.telling import list_of
from engine.runtime.wire import canonical
from engine.runtime.world import RULE_FAULTS, KnownCase, World
from store import outbox, turns
from store.company import Company
from store.conditions import OFFERED_TASK
from store.related import known_cases
from store.rights import StandingsKept
from store.statements import insert
from store.tables.people import directory_changes
from store.tables.primary import company as company_table
from store.tables.primary import rounds
from store.tables.projection import tasks

Wire = dict[str, Any]

RELATED = "related"
"""What is locked of a case whose sum is asked: not the case itself, whose own turns go on."""


class NoCompany(RuntimeError):
    """Nobody has said yet who works here and when: deploy `organisation.yaml` and the calendars first."""

    def __init__(self) -> None:
        super().__init__("Expected a company (organisation.yaml and calendars) to be deployed, but there is none yet")


def to_wire(company: Company) -> Wire:
    """A company as JSON."""
    return {
        "name": {"zh": company.name.zh, "en": company.name.en},
        "calendars": dict(company.calendars.written),
        "organisation": dict(company.directory.written),
        "escalation": dict(company.escalation),
        "remind_before_a_date": company.remind_before_a_date,
    }


def from_wire(wire: Wire) -> Company:
    """The company `to_wire` wrote, its parts with the same versions."""
    calendars = wire["calendars"]
    return Company(
        name=Text(wire["name"]["zh"], wire["name"]["en"]),
        calendars=Calendars.read(calendars["calendars"].values(), calendars["holidays"], calendars["default"]),
        directory=read_directory(wire["organisation"]),
        escalation=wire["escalation"],
        remind_before_a_date=wire["remind_before_a_date"],
    )


@dataclass(frozen=True)
class Version:
    """A company as it was at a time: the version that was deployed, and how many changes lie over it."""

    company: int
    changes: int


@dataclass
class CompanyKept:
    """The company in force, read once for each version; and what people are in it."""

    version: Version | None = None
    company: Company | None = field(default=None, repr=False)
    standings: StandingsKept = field(default_factory=StandingsKept, repr=False)

    def read(self, connection: Connection) -> Company | None:
        """The company in force in this transaction, with what is administered beside it."""
        version = newest_version(connection)
        if version is not None and version != self.version:
            self.company, self.version = company_of(connection, version), version
        return self.company if version is not None else None


_NEWEST = select(
    select(func.max(company_table.c.version)).scalar_subquery(),
    select(func.max(directory_changes.c.position)).scalar_subquery(),
)


def newest_version(connection: Connection) -> Version | None:
    """The version in force; None before the first company."""
    company, changes = connection.execute(_NEWEST).one()
    return None if company is None else Version(company, changes or 0)


def company_of(connection: Connection, version: Version) -> Company:
    """The company of a version."""
    content: Any = connection.scalar(select(company_table.c.content).where(company_table.c.version == version.company))
    return administered(connection, from_wire(content), version.changes)


def administered(connection: Connection, company: Company, upto: int | None = None) -> Company:
    """A company with the changes laid over it, up to a position."""
    statement = select(directory_changes.c.kind, directory_changes.c.content).order_by(directory_changes.c.position)
    if upto is not None:
        statement = statement.where(directory_changes.c.position <= upto)
    changes = [DirectoryChange(row.kind, row.content) for row in connection.execute(statement)]
    return replace(company, directory=laid_over(company.directory, changes)) if changes else company


def put_company(
    connection: Connection, company: Company, at: datetime, by: str | None, reason: str = "", over: int | None = None
) -> int:
    """Make it the one in force; the one in force again keeps its version. `over`: only in the place of this version.

    Raises `Rejected` `changed-meanwhile`.
    """
    content = json.loads(json.dumps(to_wire(company), default=str))
    from_wire(content)  # what cannot be read again must not come into force
    digest = _digest(content)
    row = (connection.execute(select(company_table).order_by(company_table.c.version.desc()).limit(1))).one_or_none()
    if over is not None:
        must_be_as_seen(f"version {over}", f"version {row.version if row is not None else 0}")
    if row is not None and row.digest == digest:
        return int(row.version)
    version = int(row.version) + 1 if row is not None else 1
    values = {"version": version, "digest": digest, "content": content, "at": at, "by": by, "reason": reason}
    connection.execute(company_table.insert(), values)
    return version


def _digest(content: Wire) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def world_for(connection: Connection, kept: CompanyKept, questions: Sequence[Question], at: datetime) -> World:
    """What these questions may need to know. Raises `NoCompany`."""
    company = kept.read(connection)
    if company is None:
        raise NoCompany
    return World(
        directory=company.directory,
        calendars=company.calendars,
        workload=_workload(connection, _candidates(questions, company.directory)),
        turns=_rounds(connection, _taking_turns(questions)),
        at=at,
        zone=company.directory.zone.key,
        lists=outbox.last_lists(connection, _lists(questions, company.directory)),
        related=_related(connection, kept.standings, company.directory, questions, at),
    )


def _related(
    connection: Connection, standings: StandingsKept, directory: Directory, questions: Sequence[Question], at: datetime
) -> dict[Pointing, KnownCase | None]:
    """The cases that are pointed at; none of their sums changes until this transaction is over."""
    asked = [question for question in questions if isinstance(question, AskRelated)]
    for case_id in sorted({one.to.wanted for one in asked if one.limit is not None}):
        turns.lock(connection, f"{RELATED}/{case_id}")
    return known_cases(connection, standings, directory, [one.to for one in asked], at)


def _candidates(questions: Sequence[Question], directory: Directory) -> set[str]:
    """Whom the least busy of may be asked for: those the rules name, and whoever stands in for somebody."""
    found: set[str] = set()
    asked = [question.question for question in questions if isinstance(question, AskWho)]
    for question, rule in ((one, rule) for one in asked for rule in one.rules if rule.pick == "least_busy"):
        # A rule that fails does so when the question is answered, and is told there.
        with suppress(*RULE_FAULTS):
            found.update(find(rule, directory, question.at)[0])
    return found | {one.person for one in directory.stand_ins} if found else found


def _lists(questions: Sequence[Question], directory: Directory) -> list[str]:
    """The lists that notices of these questions may leave in: those of everybody who may be told."""
    found: set[str] = set()
    for question in (one for one in questions if isinstance(one, AskNotice) and one.waits):
        with suppress(*RULE_FAULTS):
            told, _ = people_told(question.to, directory, question.at, lapsed=question.lapsed)
            everybody = {*told, *(one.person for one in directory.stand_ins if one.absent in told)}
            found.update(list_of(person, question.about) for person in everybody)
    return sorted(found)


def _workload(connection: Connection, people: set[str]) -> dict[str, int]:
    """How many open tasks each of these holds."""
    if not people:
        return {}
    held = (OFFERED_TASK, tasks.c.holder.in_(sorted(people)))
    rows = connection.execute(select(tasks.c.holder, func.count()).where(*held).group_by(tasks.c.holder))
    return {row[0]: row[1] for row in rows}


def _taking_turns(questions: Sequence[Question]) -> list[str]:
    """The rules that give everybody a turn, as `process/step`."""
    return [
        f"{question.question.process}/{question.step}"
        for question in questions
        if isinstance(question, AskWho)
        and any(rule.pick in ("round_robin", "random") for rule in question.question.rules)
    ]


def _rounds(connection: Connection, rules: Sequence[str]) -> dict[str, int]:
    if not rules:
        return {}
    rows = connection.execute(select(rounds.c.rule, rounds.c.asked).where(rounds.c.rule.in_(rules)))
    return {row.rule: row.asked for row in rows}


def count_turns(connection: Connection, questions: Sequence[Question]) -> None:
    """The next one asked by these rules is the next one's turn."""
    for rule in sorted(set(_taking_turns(questions))):
        statement = insert(connection.dialect.name, rounds).values(rule=rule, asked=1)
        statement = statement.on_conflict_do_update(index_elements=["rule"], set_={"asked": rounds.c.asked + 1})
        connection.execute(statement)
