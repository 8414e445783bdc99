"""Whether a turn is in the history of its case: the one question that tells a turn from a phantom."""

from collections.abc import AsyncIterator

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import GetWorkflowExecutionHistoryReverseRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from engine.runtime.border import TurnCommitted

PAGE = 40


async def has_turn(client: Client, workflow_id: str, number: int, digest: str) -> bool:
    """Look for turn `number` with this digest, from the newest event back. A missing workflow has none."""
    async for committed in turns_backwards(client, workflow_id):
        if committed.number <= number:
            return committed.number == number and committed.digest == digest
    return False


async def was_set_back(client: Client, workflow_id: str, run_id: str | None, number: int) -> bool:
    """Whether the run that goes on under this id is this one, and its history does not have the turn yet. A worker that
    was cut off works for a run that has the turn, or for one that is no more."""
    if (await client.get_workflow_handle(workflow_id).describe()).run_id != run_id:
        return False
    async for committed in turns_backwards(client, workflow_id):
        return committed.number < number
    return True


async def turns_backwards(client: Client, workflow_id: str) -> AsyncIterator[TurnCommitted]:
    """What the commits of a case answered, the newest first, through all its runs."""
    run_id = ""
    while True:
        before = ""
        async for event in _events_backwards(client, workflow_id, run_id):
            if event.event_type == EventType.EVENT_TYPE_MARKER_RECORDED:
                committed = await committed_in(client, event)
                if committed is not None:
                    yield committed
            elif event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
                before = event.workflow_execution_started_event_attributes.continued_execution_run_id
        if not before:
            return
        run_id = before


async def committed_in(client: Client, event: HistoryEvent) -> TurnCommitted | None:
    """The answer of `commit_turn` that a marker holds; None when it is the marker of something else."""
    details = event.marker_recorded_event_attributes.details
    if "result" not in details or b'"commit_turn"' not in b"".join(one.data for one in details["data"].payloads):
        return None
    (committed,) = await client.data_converter.decode(details["result"].payloads, [TurnCommitted])
    return committed if isinstance(committed, TurnCommitted) else None


async def _events_backwards(client: Client, workflow_id: str, run_id: str) -> AsyncIterator[HistoryEvent]:
    asked = GetWorkflowExecutionHistoryReverseRequest(
        namespace=client.namespace,
        execution=WorkflowExecution(workflow_id=workflow_id, run_id=run_id),
        maximum_page_size=PAGE,
    )
    while True:
        try:
            page = await client.workflow_service.get_workflow_execution_history_reverse(asked)
        except RPCError as error:
            if error.status == RPCStatusCode.NOT_FOUND:
                return
            raise
        for event in page.history.events:
            yield event
        if not page.next_page_token:
            return
        asked.next_page_token = page.next_page_token
