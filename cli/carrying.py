"""Carrying running cases to another server: the state out of a history, and a workflow that goes on from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from temporalio import workflow
from temporalio.client import Client
from temporalio.common import RawValue, WorkflowIDConflictPolicy, WorkflowIDReusePolicy

from activities.starting import CASE_MEMO
from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime import Resolution, Turn, pack_state
from engine.runtime.border import CaseInput
from engine.runtime.requests import CallService, JoinBatch, OpenCase, Request
from engine.runtime.state import CaseState
from engine.runtime.stimuli import CalledStarted, Stimulus
from engine.runtime.wire import encode
from workflows.case import Case
from workflows.replaying import histories_of, replay

Wire = dict[str, Any]


@dataclass
class Carried:
    """A case at the end of its history. `asked` is what it has asked for and not been answered."""

    plan: Plan
    state: CaseState | None
    asked: list[Request]

    @property
    def packed(self) -> bytes | None:
        """The state to go on from; None for a case that has ended."""
        return None if self.state is None or self.state.ended else pack_state(self.plan, self.state)

    @property
    def held(self) -> list[Wire]:
        """What the new workflow must ask again: calls whose answers will come to nobody."""
        return [encode(request) for request in self.asked if self._is_open(request)]

    def _is_open(self, request: Request) -> bool:
        steps = self.state.steps if self.state else {}
        match request:
            case CallService():
                return any(step.progress.get("call") == request.call for step in steps.values())
            case OpenCase():
                return request.instance in steps
            case JoinBatch(member=member):
                here = steps.get(member.instance)
                return here is not None and bool(here.progress.get("awaiting")) and not here.progress.get("list")
        return False


async def carried_out(client: Client, workflow_id: str) -> Carried:
    """A case's state, by replaying its histories through the same code. Raises `HistoryUnreadable`, `RPCError`."""
    found: Carried | None = None
    for history in await histories_of(client, workflow_id):
        run_id = history.run_id
        await replay(history, client.data_converter, _Remembering)
        last = _FOUND.pop(run_id)
        last.asked = [*(found.asked if found else []), *last.asked]
        found = last
    assert found is not None, "a workflow has at least one run"
    return found


async def carried_in(client: Client, task_queue: str, workflow_id: str, plan: Plan, state: bytes, one: Wire) -> None:
    """Let an imported case go on here."""
    given = CaseInput(None, held=list(one.get("held", [])))
    await client.start_workflow(
        plan.process,
        args=[given, plan.to_bytes(), state],
        id=workflow_id,
        task_queue=task_queue,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
        memo={CASE_MEMO: one["case_id"]},
        static_summary=f"{text_in(plan.definition.name, 'zh')} {workflow_id.partition(':')[2]}"[:200],
    )


_FOUND: dict[str, Carried] = {}
"""By run id: the SDK makes the workflow itself, so it cannot be handed anything."""


@workflow.defn(dynamic=True)
class _Remembering(Case):
    """The workflow of a case, remembering where it stands."""

    @workflow.init
    def __init__(self, args: Sequence[RawValue]) -> None:
        super().__init__(args)
        _FOUND[workflow.info().run_id] = Carried(self._plan, self._state, [])

    @workflow.run
    async def run(self, args: Sequence[RawValue]) -> str:
        return await super().run(args)

    def turn_written(self, turn: Turn, stimulus: Stimulus, resolution: Resolution) -> None:
        here = _FOUND[workflow.info().run_id]
        here.state = self._state
        here.asked += turn.requests
        if isinstance(stimulus, CalledStarted):
            here.asked = [
                one for one in here.asked if not (isinstance(one, OpenCase) and one.instance == stimulus.instance)
            ]
