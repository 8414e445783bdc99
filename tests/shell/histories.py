"""Looking at histories the way the server keeps them."""

from collections import Counter
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

PREFIX = "EVENT_TYPE_"


async def kinds(client: Client, workflow_id: str) -> list[str]:
    """The kinds of the events of a workflow's newest run, in order."""
    history = await client.get_workflow_handle(workflow_id).fetch_history()
    return [EventType.Name(event.event_type).removeprefix(PREFIX) for event in history.events]


async def counted(client: Client, workflow_id: str) -> Counter[str]:
    """How many events of each kind there are."""
    return Counter(await kinds(client, workflow_id))


async def runs(client: Client, workflow_id: str) -> list[Any]:
    """The histories of all runs of a workflow, the first one first."""
    found, run_id = [], None
    while True:
        history = await client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
        found.append(history)
        run_id = history.events[0].workflow_execution_started_event_attributes.continued_execution_run_id
        if not run_id:
            return found[::-1]
