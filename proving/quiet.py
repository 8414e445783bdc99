"""Whether anything is still going on in a workflow: told by its history, which is the server's truth."""

from collections.abc import Sequence

from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent

PREFIX = "EVENT_TYPE_"
TASK_ENDED = {"WORKFLOW_TASK_COMPLETED", "WORKFLOW_TASK_FAILED", "WORKFLOW_TASK_TIMED_OUT"}
ACTIVITY_ENDED = {
    "ACTIVITY_TASK_COMPLETED", "ACTIVITY_TASK_FAILED", "ACTIVITY_TASK_TIMED_OUT", "ACTIVITY_TASK_CANCELED",
}  # fmt: skip
SIGNAL_ENDED = {"EXTERNAL_WORKFLOW_EXECUTION_SIGNALED", "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED"}
CLOSED = {
    "WORKFLOW_EXECUTION_COMPLETED", "WORKFLOW_EXECUTION_FAILED", "WORKFLOW_EXECUTION_TERMINATED",
    "WORKFLOW_EXECUTION_CANCELED", "WORKFLOW_EXECUTION_TIMED_OUT",
}  # fmt: skip


class TaskKeepsFailing(Exception):
    """The workflow task of a case fails again and again: a bug in a rule, or in the shell."""


def is_quiet(events: Sequence[HistoryEvent]) -> bool:
    """No workflow task, activity or signal of this run is under way. Raises `TaskKeepsFailing`."""
    kinds = [EventType.Name(event.event_type).removeprefix(PREFIX) for event in events]
    if kinds[-1] in CLOSED:
        return True
    if "WORKFLOW_TASK_FAILED" in kinds[-3:]:
        failure = next(e for e in reversed(events) if e.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED)
        attributes = failure.workflow_task_failed_event_attributes
        raise TaskKeepsFailing(f"{attributes.failure.message}\n{attributes.failure.stack_trace}")
    tasks = kinds.count("WORKFLOW_TASK_SCHEDULED") - sum(kind in TASK_ENDED for kind in kinds)
    activities = kinds.count("ACTIVITY_TASK_SCHEDULED") - sum(kind in ACTIVITY_ENDED for kind in kinds)
    signals = kinds.count("SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED") - sum(kind in SIGNAL_ENDED for kind in kinds)
    return tasks == 0 and activities == 0 and signals == 0
