"""Definitions as answers have them: put together from what is deployed, what is on its way, and how many cases run."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.company_in_force import company_of, newest_plans
from api.office import Office
from api.people_told import PeopleTold
from api.shapes.definitions import (
    DefinitionDetail,
    DefinitionItem,
    Differences,
    DifferenceTold,
    FieldTold,
    LineOfText,
    PublicationDetail,
    PublicationItem,
    StartTold,
    TextTold,
    VersionItem,
)
from api.shapes.wire import Words
from api.workshop import Around
from engine.administering import access
from engine.administering.access import Standing
from engine.administering.publishing import Publication, change_of
from engine.model.differences import differences, other_texts
from engine.model.plan import Plan
from store import DeployedPlan, Deployment
from store.publishing import Stopped, Written

MOST_COMPARED_EXACTLY = 3_000
"""Lines of a text; in longer ones those that come again and again are not compared first, or it would take minutes."""


@dataclass(frozen=True)
class Telling:
    """By what definitions are told: people by name, who asks, what is stopped, open cases by plan."""

    people: PeopleTold
    who: Standing
    stopped: Mapping[str, Stopped]
    running: Mapping[str, int]

    def item(self, deployed: DeployedPlan, running: int) -> DefinitionItem:
        """A process as it is deployed; `running`: its open cases on any version."""
        definition, deployment = deployed.plan.definition, deployed.deployment
        stopped = self.stopped.get(deployment.process)
        return DefinitionItem(
            process=deployment.process, name=Words.of(definition.name, deployment.process),
            department=self.people.department(definition.department), version=deployment.version,
            digest=deployment.digest, since=deployment.at, by=self.people.maybe(deployment.by),
            starts=_starts(deployed.plan),
            open_cases=running,
            stopped=stopped.reason if stopped else None,
            may_publish=access.may_operate(self.who, deployment.process),
        )  # fmt: skip

    def detail(self, newest: DeployedPlan, asked: DeployedPlan, running: int, scenarios: str) -> DefinitionDetail:
        """One version of it, with its text."""
        fields = asked.plan.definition.data
        return DefinitionDetail(
            item=self.item(newest, running), version=asked.deployment.version,
            newest=asked.deployment.version == newest.deployment.version, source=asked.source, scenarios=scenarios,
            fields=[
                FieldTold(id=id, name=Words.of(field.name, id), type=field.type, help=Words.of(field.help))
                for id, field in fields.items()
            ],
        )  # fmt: skip

    def versions(self, deployed: Sequence[DeployedPlan]) -> list[VersionItem]:
        """All versions of a process, which are given the newest first."""
        before = [*(one.plan for one in deployed[1:]), None]
        return [self._version(one, last) for one, last in zip(deployed, before, strict=True)]

    def _version(self, deployed: DeployedPlan, before: Plan | None) -> VersionItem:
        one, plan = deployed.deployment, deployed.plan
        return VersionItem(
            version=one.version, digest=one.digest, behaviour=plan.behaviour, texts=plan.texts,
            change=change_of(plan, before), at=one.at, by=self.people.maybe(one.by),
            open_cases=self.running.get(one.digest, 0),
        )  # fmt: skip

    def publication(
        self, one: Publication, waits_for: frozenset[str], may_confirm: bool, versions: Mapping[str, int]
    ) -> PublicationItem:
        """A version on its way. `versions`: of the process, by digest."""
        return PublicationItem(
            id=one.id, process=one.process, digest=one.digest, note=one.note, state=one.state,
            asked_by=self.people.person(one.asked_by), asked_at=one.asked_at, takes_effect=one.takes_effect,
            decided_by=self.people.maybe(one.decided_by), decided_at=one.decided_at, published_at=one.published_at,
            may_confirm=may_confirm, waits_for=self.people.people(sorted(waits_for)),
            version=versions.get(one.digest) if one.state == "published" else None,
        )  # fmt: skip


async def telling(office: Office, who: Standing) -> Telling:
    """What definitions are told by, now."""
    company = await office.store.company()
    people = PeopleTold.at(company.directory if company else None, office.clock())
    return Telling(people, who, await office.store.stopped_starts(), await office.store.open_cases_by_plan())


async def around_of(office: Office) -> Around:
    """What definitions stand in now. Raises `NoCompany`."""
    company, plans = await company_of(office), await newest_plans(office)
    return Around(company, office.connectors, {plan.process: plan for plan in plans})


def _starts(plan: Plan) -> list[StartTold]:
    return [
        StartTold(id=id, name=Words.of(start.name, id), by_hand=start.by is not None)
        for id, start in plan.definition.start.items()
    ]


def different(before: DeployedPlan, after: DeployedPlan) -> Differences:
    """What is different between two versions."""
    told = [
        DifferenceTold(kind=one.kind, what=one.what, id=one.id, name=Words.of(one.name, one.id), keys=list(one.keys))
        for one in differences(before.plan, after.plan)
    ]
    texts = [
        TextTold(place="/".join(one.place), before=Words.of(one.before), after=Words.of(one.after))
        for one in other_texts(before.plan, after.plan)
    ]
    return Differences(
        before=before.deployment.version, after=after.deployment.version, change=change_of(after.plan, before.plan),
        told=told, texts=texts, lines=list(_lines(before.source.splitlines(), after.source.splitlines())),
    )  # fmt: skip


def publication_in_full(
    item: PublicationItem, asked: Publication, written: Written, newest: DeployedPlan | None
) -> PublicationDetail:
    """A version on its way with its text, and what it changes of the newest one."""
    changes = None
    if newest is not None:
        to_be = Deployment(asked.process, newest.deployment.version + 1, asked.digest, "", asked.asked_at)
        changes = different(newest, DeployedPlan(to_be, written.plan, written.source))
    return PublicationDetail(item=item, source=written.source, scenarios=written.scenarios, differences=changes)


def _lines(before: list[str], after: list[str]) -> Iterator[LineOfText]:
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=len(after) > MOST_COMPARED_EXACTLY)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            for step in range(last - first):
                yield LineOfText(mark="", before=first + step + 1, after=begin + step + 1, text=before[first + step])
            continue
        for number in range(first, last):
            yield LineOfText(mark="-", before=number + 1, after=None, text=before[number])
        for number in range(begin, end):
            yield LineOfText(mark="+", before=None, after=number + 1, text=after[number])
