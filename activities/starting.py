"""Starting the workflow of a case: its names, what the server can find it by, and what it carries."""

import asyncio
from typing import Any

from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.attributes import NAMES, attributes_of
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime import NeedsFacts, Rejected, apply
from engine.runtime.border import MEMBER_JOINED, TURNS_A_RUN, CaseInput
from engine.runtime.events import CaseDescribed
from engine.runtime.stimuli import MemberJoined, Started
from engine.runtime.wire import encode

CASE_MEMO = "case"


class Starting:
    """Starts workflows on one queue. `skew`: seconds the cases' clock is ahead of the server's, where none is said."""

    def __init__(self, client: Client, task_queue: str, *, skew: float = 0.0, turns_a_run: int = TURNS_A_RUN) -> None:
        self._client = client
        self._task_queue = task_queue
        self._skew = skew
        self._turns_a_run = turns_a_run
        self._searchable: bool | None = None

    async def start(
        self, plan: Plan, started: Started, workflow_id: str, skew: float | None, *, first: MemberJoined | None = None
    ) -> None:
        """Start it; with `first`, start it with that Signal, or send this to the one that runs.

        Raises `WorkflowAlreadyStartedError`: without `first` for one that runs, always for one that has ended.
        """
        given = CaseInput(encode(started), self._skew if skew is None else skew, turns_a_run=self._turns_a_run)
        attributes = attributes_of(started.case_id, started.business_key, plan.definition.department)
        signal: dict[str, Any] = {"start_signal": MEMBER_JOINED, "start_signal_args": [encode(first)]} if first else {}
        await self._client.start_workflow(
            plan.process,
            args=[given, plan.to_bytes()],
            id=workflow_id,
            task_queue=self._task_queue,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING if first else WorkflowIDConflictPolicy.FAIL,
            search_attributes=attributes if await self._may_search() else None,
            memo={CASE_MEMO: started.case_id},
            static_summary=await asyncio.to_thread(title_of, plan, started),
            **signal,
        )

    async def runs_for(self, workflow_id: str) -> str | None:
        """The case a workflow was started for; None when the server has no such workflow."""
        try:
            described = await self._client.get_workflow_handle(workflow_id).describe()
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return None
            raise
        return str((await described.memo()).get(CASE_MEMO))

    async def _may_search(self) -> bool:
        """Whether the namespace knows our search attributes; asked once."""
        if self._searchable is None:
            try:
                known = await self._client.operator_service.list_search_attributes(
                    ListSearchAttributesRequest(namespace=self._client.namespace)
                )
                self._searchable = set(NAMES) <= set(known.custom_attributes)
            except RPCError:
                self._searchable = False
        return self._searchable


def title_of(plan: Plan, started: Started) -> str:
    """The title of a case as its first turn will give it, else the name of the process with the key."""
    plain = f"{text_in(plan.definition.name, 'zh')} {started.business_key}"
    try:
        events = apply(plan, None, started).events
    except (NeedsFacts, Rejected):
        return plain
    titles = (text_in(event.title, "zh") for event in events if isinstance(event, CaseDescribed))
    return next((title for title in titles if title), plain)[:200]
