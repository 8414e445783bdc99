"""What the server knows of cases and workers, and the store cannot."""

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError

from activities.starting import CASE_MEMO
from store import Store

FAILING = "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'"
ENDED = "ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut')"
MOST = 1000


async def has_worker(client: Client, task_queue: str) -> bool:
    """Whether somebody has asked for work on the queue lately."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    try:
        return bool((await client.workflow_service.describe_task_queue(request)).pollers)
    except RPCError:
        return False


async def failing_cases(client: Client, store: Store) -> list[str]:
    """The ids of cases that only somebody at the server can help: their workflow task keeps failing, or their workflow
    was ended there and they were not; none on a server that cannot list them."""
    try:
        failing = [str((await one.memo()).get(CASE_MEMO)) async for one in client.list_workflows(FAILING, limit=MOST)]
        return [*failing, *await _ended_outside(client, store)]
    except RPCError:
        return []


async def _ended_outside(client: Client, store: Store) -> list[str]:
    ended = {str((await one.memo()).get(CASE_MEMO)): one.id async for one in client.list_workflows(ENDED, limit=MOST)}
    left = await store.open_among(list(ended)) if ended else ()
    return [case_id for case_id in left if not await _runs_again(client, ended[case_id])]


async def _runs_again(client: Client, workflow_id: str) -> bool:
    """Whether a workflow that was ended has been reset meanwhile."""
    return (await client.get_workflow_handle(workflow_id).describe()).status == WorkflowExecutionStatus.RUNNING
