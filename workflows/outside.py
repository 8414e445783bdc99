"""What the core asks for: connectors called, cases opened, ends reported. The answers come back as stimuli.

Nothing here touches the state. A connector is a remote activity with three quick attempts; further ones are deadlines
of the engine, where everybody can see them.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, assert_never

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, FailureError

from engine.model.plan import Plan
from engine.runtime.batches import unheard
from engine.runtime.border import (
    BATCH_TOLD,
    CALL_SERVICE,
    CALLED_ENDED,
    CANCEL,
    GONE_LEAVE_LISTS,
    HELD_IS_OPENED,
    JOIN_LIST,
    LET_LEAVE,
    MEMBER_LEFT,
    OPEN_CASE,
    READ_CLOCK,
    SO_MANY_AT_ONCE,
    UNWANTED_IS_TOLD,
    CaseInput,
    CaseOpened,
    CaseOpening,
    Leaving,
    ListJoining,
    ServiceCall,
    ServiceReply,
    Wire,
)
from engine.runtime.requests import (
    CallService,
    CancelCalled,
    JoinBatch,
    LeaveBatch,
    OpenCase,
    ReportEnd,
    Request,
    SendMessage,
    TellMember,
)
from engine.runtime.state import CaseState
from engine.runtime.stimuli import CalledEnded, CalledStarted, CancelAsked, MemberLeft, ServiceAnswered, Stimulus
from engine.runtime.wire import decode, encode
from workflows.turns import WITHOUT_END

QUICKLY = RetryPolicy(
    initial_interval=timedelta(seconds=0.2),
    backoff_coefficient=3,
    maximum_interval=timedelta(seconds=2),
    maximum_attempts=3,
)
GRACE = timedelta(seconds=5)
"""A connector keeps its own time limit and answers; only one whose worker has died is cut off by the server."""
SHORT = timedelta(seconds=20)
MOST_AT_ONCE = 1_000
"""Activities, and Signals, of one case; the server takes two thousand of each. Replay must find the same number."""


class Outside:
    """Starts what a turn requests and posts the answers.

    `in_flight` counts the activities, `owed` what must be done before a history may end. With `hold` set, calls are
    kept in `held` for the next run, so that a busy case comes to rest. `fault` is a bug met on the way.
    """

    def __init__(self, plan: Plan, skew: timedelta, post: Callable[[Stimulus], None]) -> None:
        self._plan = plan
        self._skew = skew
        self._post = post
        self.in_flight = 0
        self.owed = 0
        self.hold = False
        self.held: list[Wire] = []
        self.opening: list[str] = []
        self._unwanted: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._work: list[asyncio.Task[None]] = []
        self._activities = asyncio.Semaphore(MOST_AT_ONCE)
        self._signals = asyncio.Semaphore(MOST_AT_ONCE)
        self._said: Leaving | None = None
        self._leaving: asyncio.Task[None] | None = None
        self.fault: BaseException | None = None

    def do(self, requests: tuple[Request, ...], state: CaseState) -> None:
        """Begin what a committed turn asks for."""
        for request in requests:
            self._begin(request, state)
        if state.ended is not None and self.held:
            self._open_held(state)

    def go_on(self, given: CaseInput, state: CaseState) -> None:
        """Begin what the run before kept back, and remember what it has said."""
        self._said = Leaving(state.case_id, given.said) if given.said else None
        self.do(tuple(decode(Request, wire) for wire in given.held), state)

    @property
    def said(self) -> int:
        """The last turn with messages that nobody has seen leave; 0 for none."""
        return self._said.turn if self._said is not None else 0

    def _open_held(self, state: CaseState) -> None:
        """There is no next run: what is held and not for a step that was left is a detached call."""
        opening = [request for wire in self.held if isinstance(request := decode(Request, wire), OpenCase)]
        if opening and workflow.patched(HELD_IS_OPENED):
            self.held, self.hold = [], False
            self.do(tuple(opening), state)

    def tell_cancelled(self, reason: str) -> None:
        """Somebody cancelled the workflow on the server's own page: a stimulus, once it is known when."""
        self._run(self._ask_cancel(reason), activity=True)

    def _begin(self, request: Request, state: CaseState) -> None:
        match request:
            case CallService() | OpenCase() | JoinBatch() if self.hold:
                self.held.append(encode(request))
            case CallService():
                self._run(self._call(request, state), activity=True)
            case OpenCase():
                self.opening.append(request.instance)
                self._unwanted.pop(request.case_id, None)
                self._run(self._open(request, state), activity=True, owed=True)
            case JoinBatch():
                self._run(self._join(request, state), activity=True)
            case CancelCalled():
                self._cancel_called(request, state)
            case ReportEnd():
                ended = CalledEnded(state.now, request.caller.instance, request.end, request.outputs)
                self._run(self._signal(request.caller.workflow_id, CALLED_ENDED, ended), owed=True)
            case LeaveBatch():
                left = MemberLeft(state.now, request.case_id, request.instance, request.reason)
                self._run(self._signal(request.batch, MEMBER_LEFT, left), owed=True)
            case TellMember():
                self._run(self._tell_member(request), owed=True)
            case SendMessage():
                # The commit has put it into the outbox; it leaves when the turn is sealed.
                if request.to is None and request.channel is None:
                    self._said = Leaving(state.case_id, state.turn)
            case _:
                assert_never(request)

    def _run(self, work: Coroutine[Any, Any, object], *, activity: bool = False, owed: bool = False) -> None:
        line = self._activities if activity else self._signals

        async def counted() -> None:
            try:
                await _in_line(line, work)
            except Exception as bug:  # the main loop raises it, or nobody would hear of it
                self.fault = bug
            finally:
                self.in_flight -= activity
                self.owed -= owed

        self.in_flight += activity
        self.owed += owed
        self._work = [task for task in self._work if not task.done()]
        self._work.append(asyncio.create_task(counted()))

    def _cancel_called(self, request: CancelCalled, state: CaseState) -> None:
        """Tell the called case; one whose opening is still under way is told as soon as it has a name."""
        workflow_id = request.workflow_id or self._named_meanwhile(request.case_id)
        if not workflow_id:
            self._unwanted[request.case_id] = request.reason
            self.held = [wire for wire in self.held if wire.get("case_id") != request.case_id]
            return
        asked = CancelAsked(at=state.now, reason=request.reason)
        self._run(self._signal(workflow_id, CANCEL, asked), owed=True)

    def _named_meanwhile(self, case_id: str) -> str:
        """The name of a called case that came while the turn was written that does not want it; else empty."""
        name = self._names.get(case_id, "")
        return name if name and workflow.patched(UNWANTED_IS_TOLD) else ""

    async def _call(self, request: CallService, state: CaseState) -> None:
        call = ServiceCall(
            case_id=state.case_id,
            process=self._plan.process,
            business_key=state.business_key,
            request=encode(request),
            skew=self._skew.total_seconds(),
        )
        try:
            reply: ServiceReply = await workflow.execute_activity(
                CALL_SERVICE,
                call,
                result_type=ServiceReply,
                start_to_close_timeout=timedelta(seconds=request.timeout) + GRACE,
                retry_policy=QUICKLY,
                summary=request.service,
            )
        except ActivityError as lost:
            reply = ServiceReply(await self._server_time(), error="failed", text=f"no worker answered: {lost.cause}")
        if reply.later:
            return
        answer = ServiceAnswered(
            self._case_time(reply.finished_at), request.call, reply.result, reply.error, reply.text
        )
        self._post(answer)

    async def _open(self, request: OpenCase, state: CaseState) -> None:
        opening = CaseOpening(encode(request), state.now.isoformat(), self._skew.total_seconds())
        opened: CaseOpened = await workflow.execute_activity(
            OPEN_CASE,
            opening,
            result_type=CaseOpened,
            start_to_close_timeout=SHORT,
            retry_policy=WITHOUT_END,
            summary=request.process,
        )
        self._post(
            CalledStarted(
                self._case_time(opened.finished_at),
                request.instance,
                opened.workflow_id,
                opened.case_id,
                opened.business_key,
                opened.error,
                opened.text,
            )
        )
        self.opening.remove(request.instance)
        self._names[request.case_id] = opened.workflow_id
        reason = self._unwanted.pop(request.case_id, None)
        if reason is not None and opened.workflow_id:
            asked = CancelAsked(self._case_time(opened.finished_at), reason)
            await self._signal(opened.workflow_id, CANCEL, asked)

    async def _join(self, request: JoinBatch, state: CaseState) -> None:
        """Find the list that gathers, or begin one. The list answers by Signal."""
        await workflow.execute_activity(
            JOIN_LIST,
            ListJoining(encode(request), state.now.isoformat(), self._skew.total_seconds()),
            start_to_close_timeout=SHORT,
            retry_policy=WITHOUT_END,
            summary=request.step,
        )

    async def _tell_member(self, request: TellMember) -> None:
        if await self._signal(request.workflow_id, BATCH_TOLD, request.told):
            return
        left = unheard(request)
        if left is not None and workflow.patched(GONE_LEAVE_LISTS):
            self._post(left)

    async def _ask_cancel(self, reason: str) -> None:
        self._post(CancelAsked(self._case_time(await self._server_time()), reason or "cancelled on the server's page"))

    async def _server_time(self) -> str:
        read: str = await workflow.execute_activity(
            READ_CLOCK, result_type=str, start_to_close_timeout=SHORT, retry_policy=WITHOUT_END
        )
        return read

    def _case_time(self, server_time: str) -> datetime:
        return datetime.fromisoformat(server_time) + self._skew

    async def _let_messages_leave(self) -> None:
        """A Signal goes straight, a message goes by the outbox: what was said before must have left before."""
        if self._said is not None:
            self._leaving = asyncio.create_task(self._leave(self._said))
            self._said = None
        if self._leaving is not None:
            await self._leaving

    async def _leave(self, said: Leaving) -> None:
        await workflow.execute_activity(
            LET_LEAVE, said, start_to_close_timeout=SHORT, retry_policy=WITHOUT_END, summary=f"up to turn {said.turn}"
        )

    async def _signal(self, workflow_id: str, name: str, stimulus: Stimulus) -> bool:
        """Say it, and whether anybody was there to hear it."""
        await self._let_messages_leave()
        try:
            await workflow.get_external_workflow_handle(workflow_id).signal(name, encode(stimulus))
        except FailureError:
            workflow.logger.info("Nobody to signal %s to: %s has ended", name, workflow_id)
            return False
        return True


async def _in_line(line: asyncio.Semaphore, work: Coroutine[Any, Any, object]) -> None:
    """Do it at once while there is room, else when some of what is under way has been done."""
    if line.locked() and not workflow.patched(SO_MANY_AT_ONCE):
        await work
        return
    async with line:
        await work
