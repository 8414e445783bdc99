"""Reading a case's turns out of its history, by replaying it through the same workflow code.

The rules make every turn again, and each is compared with the digest in the history; what was resolved is taken from
the history as it was recorded.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from temporalio import workflow
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import Client, WorkflowHistory
from temporalio.common import RawValue
from temporalio.converter import DataConverter
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner, WorkflowReplayResult

from engine.runtime import Resolution, Turn
from engine.runtime.border import CommitTurn, ReplayedTurn
from engine.runtime.stimuli import Commanded, Stimulus
from engine.runtime.wire import encode
from workflows.case import Case

THREADS = ThreadPoolExecutor(max_workers=4, thread_name_prefix="replay")
PATIENCE = timedelta(minutes=1)
"""For a page of a history, and for a run to be replayed: that takes seconds."""
TRIES = 2
"""A replayer of the SDK has been seen to stand still, once in some thousands."""


class HistoryUnreadable(Exception):
    """A history does not replay: the rules are other than those it was made by, or it is not a case's."""


async def histories_of(client: Client, workflow_id: str) -> list[WorkflowHistory]:
    """The histories of all runs of a case, the first one first."""
    found: list[WorkflowHistory] = []
    run_id: str | None = None
    while True:
        handle = client.get_workflow_handle(workflow_id, run_id=run_id)
        events: list[HistoryEvent] = [event async for event in handle.fetch_history_events(rpc_timeout=PATIENCE)]
        found.append(WorkflowHistory(workflow_id, events))
        run_id = events[0].workflow_execution_started_event_attributes.continued_execution_run_id or None
        if run_id is None:
            return found[::-1]


async def turns_of_case(client: Client, workflow_id: str) -> list[ReplayedTurn]:
    """All turns in the history of a case. Raises `HistoryUnreadable`, `RPCError`."""
    return await turns_of(await histories_of(client, workflow_id), client.data_converter)


async def turns_of(histories: Sequence[WorkflowHistory], converter: DataConverter) -> list[ReplayedTurn]:
    """The turns in the histories of a case's runs, in order. Raises `HistoryUnreadable`."""
    turns: list[ReplayedTurn] = []
    for history in histories:
        try:
            await replay(history, converter, _Collecting)
        finally:
            found = _FOUND.pop(history.run_id, [])
        turns += found
    return turns


async def replay(history: WorkflowHistory, converter: DataConverter, kind: type[Case] = Case) -> None:
    """Replay one run. Raises `HistoryUnreadable` when it does not come out as it was, or does not come out at all."""
    for _ in range(TRIES):
        replayer = Replayer(
            workflows=[kind],
            workflow_runner=UnsandboxedWorkflowRunner(),
            workflow_task_executor=THREADS,
            data_converter=converter,
        )
        replaying = asyncio.create_task(replayer.replay_workflow(history, raise_on_replay_failure=False))
        done, _ = await asyncio.wait({replaying}, timeout=PATIENCE.total_seconds())
        if done:
            return _came_out(history, replaying.result())
        # Not cancelled: a replayer that stands still may not end for that either. It is left alone.
    raise HistoryUnreadable(f"{history.workflow_id}: its replay did not come back within {PATIENCE}")


def _came_out(history: WorkflowHistory, result: WorkflowReplayResult) -> None:
    if result.replay_failure is not None:
        raise HistoryUnreadable(f"{history.workflow_id}: {result.replay_failure}") from result.replay_failure


_FOUND: dict[str, list[ReplayedTurn]] = {}
"""Turns of the runs being replayed, by run id. The SDK makes the workflow itself, so it cannot be handed a list."""


@workflow.defn(dynamic=True)
class _Collecting(Case):
    """The workflow of a case, writing down every turn it finds in its history."""

    @workflow.init
    def __init__(self, args: Sequence[RawValue]) -> None:
        super().__init__(args)
        _FOUND[workflow.info().run_id] = []

    @workflow.run
    async def run(self, args: Sequence[RawValue]) -> str:
        return await super().run(args)

    def turn_written(self, turn: Turn, stimulus: Stimulus, resolution: Resolution) -> None:
        commit = CommitTurn(
            case_id=turn.state.case_id,
            workflow_id=workflow.info().workflow_id,
            process=turn.state.process,
            turn=turn.to_wire(),
            stimulus=encode(stimulus),
            plan_digest=turn.state.plan,
            command_id=stimulus.id if isinstance(stimulus, Commanded) else None,
            sealed=turn.number,
        )
        _FOUND[workflow.info().run_id].append(ReplayedTurn(commit, encode(resolution)))
