"""Cases that may be picked in a field, and what a case is called."""

from api.identity import Asker
from api.office import Office
from api.problems import unknown
from api.rights import CaseRead
from api.shapes.cases import CaseChoice, CaseName
from api.shapes.wire import Page, Words
from api.tasks_told import Desk, desk_for
from engine.administering.access import Standing, reading_of
from engine.model.plan import Plan
from engine.runtime.related import pointing, value_of
from store.pointing import Candidate
from store.rows import CaseRow

Choices = Page[CaseChoice]


async def choices_at_start(office: Office, asker: Asker, process: str, field: str, search: str, limit: int) -> Choices:
    """The cases somebody may pick in a field of a process, before there is a case. Raises 404."""
    deployed = await office.store.newest(process)
    if deployed is None:
        raise unknown("process", "流程")
    return await _choices(office, asker, deployed.plan, field, search, "", limit)


async def choices_of(office: Office, asker: Asker, read: CaseRead, field: str, search: str, limit: int) -> Choices:
    """The cases somebody may pick in a field of a case. Raises 404."""
    detail = await office.store.case(read.case_id)
    plan = await office.store.plan(detail.case.plan) if detail is not None else None
    if plan is None:
        raise unknown("case", "流程")
    return await _choices(office, asker, plan, field, search, read.case_id, limit)


async def _choices(
    office: Office, asker: Asker, plan: Plan, field: str, search: str, own: str, limit: int
) -> Choices:  # fmt: skip
    """By what somebody is in the company and in cases: nothing is picked by the right of an account."""
    declared = plan.definition.data.get(field)
    if declared is None or declared.type != "case":
        raise unknown("field", "字段")
    to = pointing(plan, field, search, own=own, person=asker.person)
    mine = await office.store.standing(asker.person)
    found = await office.store.candidates(mine, to, declared.status or "any", limit)
    desk = await desk_for(office, (one.row.plan for one in found))
    return Page(items=[_choice(one, value_of(declared, one.known), desk) for one in found], cursor=None)


def _choice(one: Candidate, value: object, desk: Desk) -> CaseChoice:
    words, row = desk.words_of(one.row.plan), one.row
    return CaseChoice(
        case_id=row.case_id, business_key=row.business_key, title=desk.title(row), status=row.status, value=value,
        process_name=words.process() if words else Words.of(row.process),
    )  # fmt: skip


async def names(office: Office, who: Standing, case_ids: list[str]) -> Page[CaseName]:
    """What these cases are called, as far as somebody reads them; a sealed one that is not theirs has no title."""
    read: list[tuple[CaseRow, bool]] = []
    for case_id in dict.fromkeys(case_ids):
        case, detail = await office.store.concerned(case_id), await office.store.case(case_id)
        reading = reading_of(who, case) if case is not None else "nothing"
        if detail is not None and reading != "nothing":
            read.append((detail.case, reading == "blind"))
    desk = await desk_for(office, (row.plan for row, _ in read))
    return Page(items=[_name(row, blind, desk) for row, blind in read], cursor=None)


def _name(row: CaseRow, blind: bool, desk: Desk) -> CaseName:
    words = desk.words_of(row.plan)
    return CaseName(
        case_id=row.case_id, business_key=row.business_key, title=Words() if blind else desk.title(row),
        process_name=words.process() if words else Words.of(row.process),
    )  # fmt: skip
