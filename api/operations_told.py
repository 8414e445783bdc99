"""What operators look at, put together: connectors with what fails, schedules, refused starts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel, SecretStr

from api.company_in_force import newest_plans, process_names
from api.identity import Asker
from api.office import Office
from api.people_told import PeopleTold
from api.people_told import words as words_of_text
from api.problems import of_rejected, unknown
from api.shapes.operations import (
    ConnectorsTold,
    ConnectorTold,
    InstantTold,
    RefusedStartTold,
    ScheduleTold,
    SecretTold,
    UnattendedTold,
)
from api.shapes.wire import Words
from api.words_told import parked_told, text_of
from engine.calendars import parse_schedule
from engine.model.plan import Plan
from engine.model.steps.service_task import ServiceTask
from engine.runtime import Rejected
from store.reading import Reader
from store.schedules import PastInstant

MOST = 1000
LOOKED_BACK = 100
WRONG = 5
"""Instants that went wrong, of each schedule."""


@dataclass
class _Failing:
    """What fails of one connector."""

    count: int = 0
    error: Words = field(default_factory=Words)
    at: datetime | None = None


async def connectors(office: Office) -> ConnectorsTold:
    """Which there are, who uses them, what fails now."""
    names, uses = await process_names(office), await _uses(office)
    failing: dict[str, _Failing] = {}
    for incident in await office.store.incidents(limit=MOST, reader=Reader()):
        connector = uses.get(incident.process, {}).get(incident.step)
        if connector is not None:
            one = failing.setdefault(connector, _Failing())
            one.count += 1
            if one.at is None or incident.since > one.at:
                one.error, one.at = parked_told(incident.code), incident.since
    known = {*(office.connectors or ()), *(name for steps in uses.values() for name in steps.values())}
    told = [_connector(name, uses, names, failing.get(name, _Failing())) for name in sorted(known)]
    told.sort(key=lambda one: -one.failing)
    secrets = [SecretTold(name=name, is_set=is_set) for name, is_set in _secrets(office.settings, "BANJIE")]
    return ConnectorsTold(connectors=told, channels=list(office.postman.channels), secrets=secrets)


async def _uses(office: Office) -> dict[str, dict[str, str]]:
    """Which connector each service step of each deployed process calls."""
    deployed = await office.store.processes()
    plans = await office.store.plans_of(one.digest for one in deployed)
    return {one.process: _calls(plans[one.digest]) for one in deployed if one.digest in plans}


def _calls(plan: Plan) -> dict[str, str]:
    return {name: step.service for name, step in plan.steps.items() if isinstance(step, ServiceTask)}


def _connector(name: str, uses: dict[str, dict[str, str]], names: dict[str, Words], failing: _Failing) -> ConnectorTold:
    used_by = [names.get(process, Words.of(process)) for process, steps in uses.items() if name in steps.values()]
    return ConnectorTold(
        name=name, used_by=used_by, failing=failing.count, last_error=failing.error, last_at=failing.at
    )


def _secrets(settings: BaseModel, name: str) -> Iterator[tuple[str, bool]]:
    """Every secret of the settings by the name it is set under."""
    for setting, declared in type(settings).model_fields.items():
        value = getattr(settings, setting)
        if isinstance(value, BaseModel):
            yield from _secrets(value, f"{name}_{setting.upper()}_")
        elif isinstance(value, SecretStr) or "SecretStr" in str(declared.annotation):
            is_set = isinstance(value, SecretStr) and bool(value.get_secret_value())
            yield f"{name}_{setting.upper()}", is_set


async def unattended(office: Office) -> UnattendedTold:
    """Schedules with what went wrong, and refused starts, the oldest first."""
    company = await office.store.company()
    told = PeopleTold.at(company.directory if company else None, office.clock())
    plans = {plan.process: plan for plan in await newest_plans(office)}
    names = {process: text_of(plan.definition.name, process) for process, plan in plans.items()}
    schedules = []
    for view in await office.store.schedules():
        one = view.schedule
        past = await office.store.past_instants(one.process, one.start, limit=LOOKED_BACK)
        wrong = [instant for instant in past if instant.outcome in ("missed", "refused")]
        schedules.append(
            ScheduleTold(
                process=one.process, name=names.get(one.process, Words.of(one.process)), start=one.start,
                start_name=_start_name(plans.get(one.process), one.start), rule=_rule(view.rule),
                next_at=view.next_at, last=_instant(view.last) if view.last else None,
                went_wrong=[_instant(instant) for instant in wrong[:WRONG]],
            )
        )  # fmt: skip
    refused = await office.store.refused_starts(MOST, reader=Reader())
    return UnattendedTold(
        schedules=schedules,
        refused=[
            RefusedStartTold(
                id=one.case_id, process=one.process, name=names.get(one.process, Words.of(one.process)),
                start=one.start, start_name=_start_name(plans.get(one.process), one.start), cause=one.cause,
                reference=one.reference, by=told.maybe(one.by), at=one.at, code=one.code,
                sentence=of_rejected(Rejected(one.code, one.text)).sentence,
            )
            for one in refused
        ],
    )  # fmt: skip


def _start_name(plan: Plan | None, start: str) -> Words:
    """What a start is called; one without a name, or that is no more, by its id."""
    found = plan.definition.start.get(start) if plan else None
    return text_of(found.name if found else None, start)


def _rule(stored: str) -> Words:
    """A schedule in words; what is kept with it (calendar, rolling) is not told."""
    return words_of_text(parse_schedule(stored.partition(" | ")[0]).told)


def _instant(past: PastInstant) -> InstantTold:
    outcome: Any = past.outcome
    return InstantTold(at=past.at, outcome=outcome)


async def retry(office: Office, asker: Asker, id: str) -> UnattendedTold:
    """Let a refused start begin. Raises 404, `Rejected`."""
    await _waiting(office, id)
    await office.cases.start_refused(id, by=asker.person)
    return await unattended(office)


async def drop(office: Office, asker: Asker, id: str, reason: str) -> UnattendedTold:
    """Let a refused start go. Raises 404."""
    await _waiting(office, id)
    await office.store.settle_refused_start(id, by=asker.person, reason=reason)
    return await unattended(office)


async def _waiting(office: Office, id: str) -> None:
    found = await office.store.refused_start(id)
    if found is None or found.settled_at is not None:
        raise unknown("start", "待处理的发起")
