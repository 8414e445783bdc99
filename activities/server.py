"""What the server knows of cases and workers, and the store cannot."""

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError

from activities.starting import CASE_MEMO

FAILING = "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'"
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


async def failing_cases(client: Client) -> list[str]:
    """The ids of cases whose workflow task keeps failing; none on a server that does not mark them."""
    try:
        return [
            str((await execution.memo()).get(CASE_MEMO))
            async for execution in client.list_workflows(FAILING, limit=MOST)
        ]
    except RPCError:
        return []
