"""Cases in lists as pages show them: named, in both languages, with who has them and what comes next by itself."""

from datetime import datetime
from typing import Any

from api.shapes.cases import CaseLine, ComingEvent, Copied, Holder
from api.shapes.wire import Words
from api.sheets import Manner
from api.tasks_told import Desk
from api.words_told import WordsTold
from engine.insight.rungs_told import by_itself
from store.case_lists import ListedCase
from store.rows import CaseRow, StepRow
from store.views import NextEvent

FEW = 8
"""So many people of a step are named."""
CANCELLED = Words(zh="已终止", en="Cancelled")
WITHDRAWN = {"withdrawn": Words(zh="已撤销", en="Withdrawn"), "cancelled": CANCELLED}


def line(listed: ListedCase, desk: Desk) -> CaseLine:
    """One row."""
    case, words = listed.case, desk.words_of(listed.case.plan)
    told, is_open = desk.people, listed.case.status == "open"
    return CaseLine(
        case_id=case.case_id, business_key=case.business_key, process=case.process,
        process_name=words.process() if words else Words.of(case.process), title=desk.title(case),
        summary=desk.summary(case), stage=desk.stage(case) if case.stage else None, status=case.status,
        end=end_name(case, words), reason=case.reason, starter=told.maybe(case.initiator),
        starter_for=told.maybe(case.on_behalf), started_by=told.maybe(case.started_by), started_at=case.started_at,
        changed_at=case.changed_at, ended_at=case.ended_at, due=case.due,
        late=is_open and case.due is not None and case.due < desk.now,
        holders=_merged([holder(step, listed, desk) for step in listed.steps]) if is_open else [],
        next=coming_next(case, words) if is_open else None, incidents=case.open_incidents, sealed=case.sealed,
        readable=not listed.blind, followed=listed.followed, copied=_copied(listed, desk),
    )  # fmt: skip


def end_name(case: CaseRow, words: WordsTold | None) -> Words | None:
    """The end state a case has come to."""
    if case.status == "open":
        return None
    if words is not None and case.end is not None and case.end in words.plan.steps:
        return words.end(case.end)
    return WITHDRAWN.get(case.end or "", CANCELLED)


def holder(step: StepRow, listed: ListedCase, desk: Desk) -> Holder:
    """Who has a step, or may take it, since when."""
    words = desk.words_of(listed.case.plan)
    own = [row for row in listed.tasks if row.instance == step.instance and not row.side]
    held = list(dict.fromkeys(row.holder for row in own if row.holder))
    offered = list(dict.fromkeys(one for row in own if not row.holder for one in row.offered))
    dues = [row.due for row in own if row.due is not None]
    due: datetime | None = min(dues, default=step.due)
    return Holder(
        step=step.step, name=words.step(step.step) if words else Words.of(step.step), kind=step.step_kind,
        people=desk.people.people([*held, *offered][:FEW]), claimed=bool(held) and not offered,
        since=min((row.held_since or row.created_at for row in own), default=step.entered_at), due=due,
        late=due is not None and due < desk.now,
    )  # fmt: skip


def _merged(holders: list[Holder]) -> list[Holder]:
    """A step at which a case stands several times, for several items, is one line."""
    found: dict[str, Holder] = {}
    for one in holders:
        before = found.get(one.step)
        if before is None:
            found[one.step] = one
            continue
        people = {person.id: person for person in (*before.people, *one.people)}
        dues = [due for due in (before.due, one.due) if due is not None]
        found[one.step] = before.model_copy(
            update={
                "people": list(people.values())[:FEW], "claimed": before.claimed and one.claimed,
                "since": min(before.since, one.since), "due": min(dues, default=None),
                "late": before.late or one.late, "count": before.count + 1,
            }
        )  # fmt: skip
    return list(found.values())


def coming_next(case: CaseRow, words: WordsTold | None) -> ComingEvent | None:
    """What happens next by itself, as far as the row of the case says it."""
    if case.next_at is None or words is None:
        return None
    of_a_step = case.next_key not in (None, "case") and not str(case.next_key).startswith("clock.")
    step = case.at_steps[0] if of_a_step and len(case.at_steps) == 1 else None
    return coming_told(NextEvent(case.next_at, case.next_key or "", case.next_rung or "", step), words)


def coming_told(coming: NextEvent, words: WordsTold) -> ComingEvent:
    """What happens by itself, in words."""
    return ComingEvent(at=coming.at, sentence=words.both(lambda names: by_itself(coming, names)), step=coming.step)


def _copied(listed: ListedCase, desk: Desk) -> Copied | None:
    copy = listed.copy
    if copy is None:
        return None
    return Copied(at=copy.at, by=desk.people.maybe(copy.by), text=copy.text, read_at=listed.read_at)


def sheet_row(one: CaseLine, say: Manner) -> list[Any]:
    """A row of a sheet to take along."""
    people = say.listed(say.person(person) for held in one.holders for person in held.people)
    where = say.words(one.end) if one.end else say.listed(say.words(held.name) for held in one.holders)
    return [
        one.business_key, say.words(one.process_name), say.words(one.title), say.words(one.stage), where, people,
        say.person(one.starter), say.at(one.started_at), say.at(one.due), say.at(one.ended_at),
    ]  # fmt: skip
