"""Rows of lists of tasks as pages show them: named, in both languages, with how pressing each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from api.office import Office
from api.people_told import PeopleTold
from api.shapes.tasks import SummaryField, TaskItem
from api.shapes.wire import Words
from api.words_told import WordsTold, text_of
from engine.calendars import Calendars
from engine.insight.due import pressing
from engine.insight.retelling import stage_told
from engine.insight.titles import titles_told
from engine.model.plan import Plan
from store.company import Company
from store.rows import CaseRow
from store.task_lists import ListedTask

FEW_NAMED = 3
"""So many of those a task is offered to are named in a list; the rest is a number."""


@dataclass(frozen=True)
class Desk:
    """What rows need beside themselves: the company in force, the plans of their cases, the instant of asking."""

    company: Company | None
    plans: Mapping[str, Plan]
    now: datetime
    people: PeopleTold
    words: dict[str, WordsTold]

    @property
    def zone(self) -> ZoneInfo:
        """The company's."""
        return self.company.directory.zone if self.company else ZoneInfo("UTC")

    @property
    def calendars(self) -> Calendars | None:
        """The company's."""
        return self.company.calendars if self.company else None

    def words_of(self, digest: str) -> WordsTold | None:
        """The words of a plan; None where there is no such plan."""
        if digest not in self.words and digest in self.plans:
            directory = self.company.directory if self.company else None
            self.words[digest] = WordsTold.of(self.plans[digest], self.zone, directory)
        return self.words.get(digest)

    def words_in_hand(self, digest: str) -> WordsTold:
        """The words of a plan that must be there: of a case that is shown alone."""
        found = self.words_of(digest)
        assert found is not None, f"plan {digest} is missing"
        return found

    def title(self, case: CaseRow) -> Words:
        """What a case is called, people in it by their names."""
        words, directory = self.words_of(case.plan), self.company.directory if self.company else None
        return Words(**titles_told(case.title, words.plan if words else None, directory))

    def stage(self, case: CaseRow) -> Words:
        """The stage a case is at, as it is called now."""
        words = self.words_of(case.plan)
        return text_of(stage_told(case.stage, words.plan if words else None))

    def summary(self, case: CaseRow) -> list[SummaryField]:
        """The fields that say what a case is about."""
        words = self.words_of(case.plan)
        if words is None:
            return []
        full = ((path, value, words.zh.field(path)) for path, value in case.summary.items() if value is not None)
        return [
            SummaryField(
                path=path, label=words.field(path), text=words.value(value, field),
                type=field.type if field else "text", value=value,
            )
            for path, value, field in full
        ]  # fmt: skip


async def desk_for(office: Office, digests: Iterable[str]) -> Desk:
    """All that rows of cases of these plans need."""
    company, now = await office.store.company(), office.clock()
    return desk_with(company, await office.store.plans_of(digests), now)


def desk_with(company: Company | None, plans: Mapping[str, Plan], now: datetime) -> Desk:
    """The same, of what has been read already."""
    return Desk(company, plans, now, PeopleTold.at(company.directory if company else None, now), {})


def item(listed: ListedTask, desk: Desk, asker: str) -> TaskItem:
    """One row."""
    task, case, words = listed.task, listed.case, desk.words_of(listed.case.plan)
    pressed = pressing(
        task.due if task.status == "open" else None, desk.now, desk.calendars, listed.calendar, desk.zone
    )
    step: Any = words.plan.steps.get(task.step) if words else None
    told = desk.people
    return TaskItem(
        case_id=case.case_id, task=task.task, process=case.process,
        process_name=words.process() if words else Words.of(case.process),
        step=task.step, step_name=words.step(task.step) if words else Words.of(task.step),
        business_key=case.business_key, title=desk.title(case), summary=desk.summary(case),
        stage=desk.stage(case), starter=told.maybe(case.initiator), started_at=case.started_at,
        since=task.held_since or task.created_at, standing=listed.standing, status=task.status,
        holder=told.maybe(task.holder), offered_to=told.people(task.offered[:FEW_NAMED]),
        offered_count=len(task.offered), for_whom=told.maybe(task.for_whom.get(asker)),
        lent_to=told.maybe(task.lent_to), due=task.due, due_state=pressed.state, remaining_seconds=pressed.remaining,
        priority=task.priority, held_until=task.held_until, side=task.side,
        together=getattr(step, "together", None) is not None and not task.side,
        agree=getattr(step, "agreement", None), sealed=case.sealed,
        done_at=task.done_at, by=told.maybe(task.by), on_behalf_of=told.maybe(task.on_behalf_of),
        outcome=words.outcome(task.step, task.outcome) if words else Words.of(task.outcome),
    )  # fmt: skip
