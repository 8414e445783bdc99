"""Opening a case that a step of another case calls."""

from datetime import datetime

from temporalio import activity

from activities.client import CaseClient
from activities.services import server_clock
from engine.runtime import Rejected
from engine.runtime.border import OPEN_CASE, CaseOpened, CaseOpening
from engine.runtime.requests import OpenCase
from engine.runtime.wire import decode_as


class OpeningActivities:
    """Opens called cases the way people do, by the one door."""

    def __init__(self, cases: CaseClient) -> None:
        self._cases = cases

    @activity.defn(name=OPEN_CASE)
    async def open_case(self, asked: CaseOpening) -> CaseOpened:
        """Open the case as a workflow of its own. Repeated with the same case id it finds the one it opened."""
        request = decode_as(OpenCase, asked.request)
        finished, at = server_clock(), datetime.fromisoformat(asked.at)
        try:
            opened = await self._cases.open_called(
                request, at=at, skew=asked.skew, by_case=activity.info().workflow_id or ""
            )
        except Rejected as refusal:
            return CaseOpened(finished().isoformat(), case_id=request.case_id, error=refusal.code, text=refusal.message)
        return CaseOpened(finished().isoformat(), opened.workflow_id, opened.case_id, opened.business_key)
