"""Drafts of tasks: what somebody has filled in and not sent."""

from api.acting_on_tasks import problem_of
from api.identity import Asker
from api.office import Office
from api.problems import Refused, unknown
from api.shapes.tasks import DraftBody, DraftShown
from engine.runtime.refusals import Rejected
from store.drafts import Draft
from store.views import CaseDetail


def draft_told(draft: Draft, turns: int) -> DraftShown:
    """A draft, of a case that has so many turns by now."""
    stale = draft.turn is not None and draft.turn != turns
    return DraftShown(
        at=draft.at, data=draft.data, outcome=draft.outcome, comment=draft.comment, turn=draft.turn, stale=stale
    )


async def draft_of(office: Office, asker: Asker, case_id: str, task: str) -> DraftShown:
    """Somebody's draft of a task. Raises 404 `unknown-draft`."""
    detail = await _case(office, case_id)
    found = await office.drafts.of_task(detail, task, asker.person)
    if found is None:
        raise unknown("draft", "草稿")
    return draft_told(found, detail.case.turns)


async def keep(office: Office, asker: Asker, case_id: str, task: str, body: DraftBody) -> DraftShown:
    """Keep it. Raises `Refused`."""
    detail = await _case(office, case_id)
    try:
        kept = await office.drafts.save(detail, task, asker.person, body.data, body.outcome, body.comment)
    except Rejected as refused:
        raise Refused(await problem_of(office, case_id, task, refused)) from refused
    return draft_told(kept, detail.case.turns)


async def drop(office: Office, asker: Asker, case_id: str, task: str) -> None:
    """Throw it away, if there is one."""
    found = await office.drafts.of_task(await _case(office, case_id), task, asker.person)
    if found is not None:
        await office.store.drop_draft(found)


async def _case(office: Office, case_id: str) -> CaseDetail:
    detail = await office.store.case(case_id)
    if detail is None:
        raise unknown("case", "流程")
    return detail
