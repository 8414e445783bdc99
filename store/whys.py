"""Why it is so, from the stored turns of a case and the company that was in force when each was committed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from engine.calendars import Text
from engine.insight import Recorded, Why, Wording, follows, told, whys_of
from engine.model.plan import Plan
from engine.runtime.wire import encode
from engine.runtime.world import World
from store import deployments, turns
from store.company import Company
from store.projections import read_event
from store.questions import read_questions
from store.tables.people import directory_changes
from store.tables.primary import company as company_table
from store.world import Version, company_of

Wire = dict[str, Any]


@dataclass(frozen=True)
class Explanation:
    """One thing that came by itself, in a sentence. `asked` and `answered` are what it rests on, as JSON.

    `follows`: whether the same question answers the same today, with the directory and calendars of `version`; None
    where that cannot be asked.
    """

    about: str
    step: str
    key: str
    at: datetime
    text: Text
    version: str
    follows: bool | None
    asked: Wire | None = field(default=None)
    answered: Wire = field(default_factory=dict)


def explanations(connection: Connection, case_id: str) -> list[Explanation]:
    """What the record of a case explains, in the order it happened."""
    stored = turns.of_case(connection, case_id)
    recorded = (
        Recorded(
            one.at,
            one.committed_at,
            tuple(read_questions(one.questions)),
            tuple(read_event(wire) for wire in one.events),
        )
        for one in stored
    )
    companies = Companies(connection)
    process, plan = (stored[-1].process, deployments.plan(connection, stored[-1].plan)) if stored else ("", None)
    return list(_explained(whys_of(recorded), companies, process, plan))


def _explained(whys: list[Why], companies: "Companies", process: str, plan: Plan | None) -> Iterator[Explanation]:
    for why in whys:
        company = companies.then(why.committed_at)
        wording = Wording(company.directory, plan, company.calendars) if company else Wording(plan=plan)
        world = World(company.directory, company.calendars, zone=company.directory.zone.key) if company else None
        yield Explanation(
            why.about,
            why.step,
            why.key,
            why.at,
            told(why, wording),
            why.version,
            follows(why, world, process=process) if world else None,
            encode(why.question) if why.question else None,
            encode(why.cause or why.answer),
        )


class Companies:
    """The companies of other days, each read once; `known`: where they are kept."""

    def __init__(self, connection: Connection, known: dict[Version, Company] | None = None) -> None:
        self._connection = connection
        self._read = {} if known is None else known

    def then(self, at: datetime) -> Company | None:
        """The company in force at an instant; None before the first."""
        deployed = select(func.max(company_table.c.version)).where(company_table.c.at <= at)
        changed = select(func.max(directory_changes.c.position)).where(directory_changes.c.at <= at)
        number = self._connection.scalar(deployed)
        if number is None:
            return None
        version = Version(number, self._connection.scalar(changed) or 0)
        if version not in self._read:
            self._read[version] = company_of(self._connection, version)
        return self._read[version]
