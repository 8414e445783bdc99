"""The parts of a worker on a stage: the real workflow and the real commit, and answers as the story gives them.

Answers come in the order in which they were asked for, over all cases, as on the pure core: two services called by one
turn would otherwise answer in any order.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.common import RawValue

from engine.model.plan import Plan
from engine.runtime import Resolution, Turn
from engine.runtime.questions import AskWho
from engine.runtime.requests import CallService, CancelCalled, JoinBatch, OpenCase, ReportEnd, TellMember
from engine.runtime.state import CaseState
from engine.runtime.stimuli import BatchTold, Stimulus
from engine.runtime.wire import encode
from engine.scenarios.stage import CaseLook, TurnRecord
from workflows.case import Case
from workflows.outside import Outside

LOOK_AGAIN = 0.002
WAITS = 1500
"""Looks before an alarm goes on all the same; a commit may take five seconds."""


@dataclass
class Waiting:
    """Something due to a case (`of`: its id, or that of its workflow). `ready`: it is its turn."""

    of: str
    key: str
    ready: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class StagedCase:
    """A case on the stage, as its workflow has it."""

    case_id: str
    plan: Plan
    state: CaseState
    turns: list[TurnRecord] = field(default_factory=list)

    @property
    def workflow_id(self) -> str:
        return f"{self.plan.process}:{self.state.business_key}"

    def look(self) -> CaseLook:
        return CaseLook(self.case_id, self.plan, self.state, tuple(self.turns))


class Cast:
    """All that is on a stage. Workflows write into it from their threads, one turn at a time for each case.

    `workflows` are the ids of all that were started, in order; some have not made a turn yet.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, skew: timedelta) -> None:
        self.cases: dict[str, StagedCase] = {}
        self.workflows: dict[str, None] = {}
        self.skew = skew
        self._loop = loop
        self._due: deque[Waiting] = deque()

    def enter(self, workflow_id: str) -> None:
        """A workflow is being started."""
        self.workflows.setdefault(workflow_id)

    def in_order(self) -> list[StagedCase]:
        """The cases in the order in which they were opened."""
        places = {workflow_id: place for place, workflow_id in enumerate(self.workflows)}
        return sorted(self.cases.values(), key=lambda case: places.get(case.workflow_id, len(places)))

    def take_turn(self, plan: Plan, state: CaseState, turn: Turn, stimulus: Stimulus, resolution: Resolution) -> None:
        """A turn is in a workflow's hands. A turn replayed after an eviction is known already."""
        case = self.cases.setdefault(state.case_id, StagedCase(state.case_id, plan, state))
        if len(case.turns) >= turn.number:
            return
        events = (*turn.events, *resolution.events)
        asked = tuple(one for one in turn.questions if isinstance(one, AskWho))
        case.turns.append(TurnRecord(turn.number, turn.at, turn.digest, turn.previous, stimulus, events, asked))
        case.state = state
        self._loop.call_soon_threadsafe(self._go_on, state, turn, stimulus)

    def _go_on(self, state: CaseState, turn: Turn, stimulus: Stimulus) -> None:
        answered = getattr(stimulus, "call", None) or getattr(stimulus, "instance", None)
        if stimulus.kind in ("service-answered", "called-started"):
            self.done(state.case_id, str(answered))
        if isinstance(stimulus, BatchTold):
            self.done(state.case_id, told_key(stimulus.instance, stimulus.what))
        workflow_id = self.cases[state.case_id].workflow_id
        self.done(workflow_id, signal_key(stimulus))
        if state.ended is not None:
            self._due = deque(one for one in self._due if one.of not in (state.case_id, workflow_id))
        for request in turn.requests:
            if isinstance(request, CallService | OpenCase | JoinBatch):
                self._due.append(Waiting(state.case_id, key_of(request)))
            elif isinstance(request, TellMember) and self._runs(request.case_id):
                self._due.append(Waiting(request.case_id, told_key(request.told.instance, request.told.what)))
            elif isinstance(request, ReportEnd) and self._runs(request.caller.case_id):
                self._due.append(Waiting(request.caller.workflow_id, f"called-ended/{request.caller.instance}"))
            elif isinstance(request, CancelCalled) and self._runs(request.case_id):
                self._due.append(Waiting(request.workflow_id, "cancel-asked/"))
        self._call_next()

    async def rung_before(self, case_id: str, at: datetime) -> None:
        """Wait until the cases opened before this one have rung what they have for the same instant."""
        for _ in range(WAITS):
            before = itertools.takewhile(lambda case: case.case_id != case_id, self.in_order())
            if not any(case.state.ended is None and case.state.next_alarm == at for case in before):
                return
            await asyncio.sleep(LOOK_AGAIN)

    async def my_turn(self, of: str, key: str) -> None:
        """Wait until everything that was asked for before this has been answered."""
        for _ in range(20):
            found = next((one for one in self._due if (one.of, one.key) == (of, key)), None)
            if found is not None:
                self._call_next()
                await found.ready.wait()
                return
            await asyncio.sleep(LOOK_AGAIN)  # the turn that asks for it is still being written down

    def done(self, of: str, key: str) -> None:
        """This has been answered, or will be answered by the story."""
        self._due = deque(one for one in self._due if (one.of, one.key) != (of, key))
        self._call_next()

    def _runs(self, case_id: str) -> bool:
        case = self.cases.get(case_id)
        return case is not None and case.state.ended is None

    def _call_next(self) -> None:
        if self._due:
            self._due[0].ready.set()


def key_of(request: CallService | OpenCase | JoinBatch) -> str:
    """What names a request among those of its case."""
    if isinstance(request, CallService):
        return request.call
    return request.instance if isinstance(request, OpenCase) else f"list/{request.member.instance}"


def signal_key(stimulus: Stimulus) -> str:
    """What names something that one case tells another by Signal."""
    return f"{stimulus.kind}/{getattr(stimulus, 'instance', '')}"


def told_key(instance: str, what: str) -> str:
    """What names something a list tells one of its members."""
    return f"told/{instance}/{what}"


CASTS: dict[str, Cast] = {}
"""The stages by their task queues: the SDK makes the workflows itself, so they look here for theirs."""


WAIT_TURN = "wait_turn"


class StagedOutside(Outside):
    """Tells other cases something only when it is its turn."""

    async def _signal(self, workflow_id: str, name: str, stimulus: Stimulus) -> bool:
        await self._let_messages_leave()
        await workflow.execute_activity(
            WAIT_TURN, args=[workflow_id, signal_key(stimulus)], start_to_close_timeout=timedelta(seconds=30)
        )
        return await super()._signal(workflow_id, name, stimulus)


@workflow.defn(dynamic=True)
class OnStage(Case):
    """The workflow of a case, seen by the stage it is on."""

    make_outside = StagedOutside

    @workflow.init
    def __init__(self, args: Sequence[RawValue]) -> None:
        super().__init__(args)

    @workflow.run
    async def run(self, args: Sequence[RawValue]) -> str:
        return await super().run(args)

    def turn_written(self, turn: Turn, stimulus: Stimulus, resolution: Resolution) -> None:
        cast = CASTS[workflow.info().task_queue]
        cast.take_turn(self._plan, self._known, turn, stimulus, resolution)


def wire_time(at: datetime, skew: timedelta) -> str:
    """An instant of the story as the server's clock would show it."""
    return str(encode(at - skew))
