"""The activities of a stage: the real commit, and what services and called cases answer in the story."""

from collections.abc import Callable
from datetime import datetime

from temporalio import activity
from temporalio.client import Client

from activities.client import CaseClient
from activities.door import Asked
from activities.messages import signal_case
from activities.turns import TurnActivities
from engine.model.batch_plan import batch_plan
from engine.runtime import Rejected
from engine.runtime.border import (
    CALL_SERVICE,
    CALLED_ENDED,
    COMMIT_TURN,
    JOIN_LIST,
    OPEN_CASE,
    CaseOpened,
    CaseOpening,
    CommitTurn,
    ListJoining,
    ServiceCall,
    ServiceReply,
    TurnCommitted,
)
from engine.runtime.requests import CallService, JoinBatch, OpenCase
from engine.runtime.stimuli import CalledEnded, MemberJoined
from engine.runtime.wire import decode_as
from engine.scenarios.model import Finished
from engine.scenarios.stage import Reply, Setting, given_reply, stand_in
from proving.staged import WAIT_TURN, Cast, StagedCase, key_of, told_key, wire_time
from store import Store


class StageAnswers:
    """Answers as the story gives them, at the instant of the turn that asked."""

    def __init__(
        self,
        setting: Setting,
        client: Client,
        store: Store,
        cases: CaseClient,
        cast: Cast,
        set_clock: Callable[[datetime], None],
    ) -> None:
        self._setting = setting
        self._client = client
        self._store = store
        self._cases = cases
        self._cast = cast
        self._set_clock = set_clock
        self._turns = TurnActivities(store)
        self._asked: dict[tuple[str, str], tuple[str, datetime]] = {}
        self._lists: dict[tuple[str, str, str], str] = {}

    @activity.defn(name=COMMIT_TURN)
    async def commit_turn(self, made: CommitTurn) -> TurnCommitted:
        """The real commit, at the story's time."""
        at = datetime.fromisoformat(made.turn["at"])
        if made.stimulus["kind"] == "alarm":
            await self._cast.rung_before(made.case_id, at)
        if made.stimulus["kind"] == "batch-told":
            await self._cast.my_turn(made.case_id, told_key(made.stimulus["instance"], made.stimulus["what"]))
        self._set_clock(at)
        for event in made.turn["events"]:
            if event["kind"] == "service-called":
                self._asked[made.case_id, event["call"]] = (event["step"], at)
        return await self._turns.commit_turn(made)

    @activity.defn(name=WAIT_TURN)
    async def wait_turn(self, workflow_id: str, key: str) -> None:
        """Let a case tell another something when everything before it has been."""
        await self._cast.my_turn(workflow_id, key)

    @activity.defn(name=CALL_SERVICE)
    async def call_service(self, asked: ServiceCall) -> ServiceReply:
        """What the story gives for the step or its connector; else the story answers later."""
        request = decode_as(CallService, asked.request)
        await self._cast.my_turn(asked.case_id, key_of(request))
        step, at = self._asked[asked.case_id, request.call]
        finished = wire_time(at, self._cast.skew)
        reply = given_reply(self._setting.given, step, request.service)
        if reply is None and request.service == "document.issue":
            numbering = str(request.input["numbering"])
            reply = Reply({"number": await self._store.allot_number(numbering, at, once=request.key)})
        if reply is None:
            self._cast.done(asked.case_id, key_of(request))
            return ServiceReply(finished, later=True)
        result = None if reply.error else reply.result
        return ServiceReply(finished, result, reply.error, reply.text)

    @activity.defn(name=OPEN_CASE)
    async def open_case(self, asked: CaseOpening) -> CaseOpened:
        """A stand-in, which may end at once; or the real case, where the story says `run`."""
        request, at = decode_as(OpenCase, asked.request), datetime.fromisoformat(asked.at)
        caller = self._asking_case()
        await self._cast.my_turn(caller.case_id, key_of(request))
        try:
            return await self._opened(request, caller, at)
        finally:
            if caller.state.ended is not None:  # it asked for this with its last turn, and makes none of the answer
                self._cast.done(caller.case_id, key_of(request))

    async def _opened(self, request: OpenCase, caller: StagedCase, at: datetime) -> CaseOpened:
        here = caller.state.steps.get(request.instance)
        given = self._setting.given.processes
        manner = given.get(here.step if here else "", given.get(request.process))
        finished = wire_time(at, self._cast.skew)
        if manner == "run":
            return await self._run(request, at, finished)
        known = stand_in(request, at)
        if isinstance(manner, Finished):
            outputs = self._setting.reported(request.process, manner.with_)
            ended = CalledEnded(at, request.instance, manner.end, outputs)
            await signal_case(self._client, str(activity.info().workflow_id), CALLED_ENDED, ended)
        return CaseOpened(finished, known.workflow_id, known.case_id, known.business_key)

    @activity.defn(name=JOIN_LIST)
    async def join_list(self, asked: ListJoining) -> None:
        """The list that gathers for the step and key; the first case that comes opens it."""
        request, at = decode_as(JoinBatch, asked.request), datetime.fromisoformat(asked.at)
        member = self._asking_case()
        await self._cast.my_turn(member.case_id, key_of(request))
        key = (request.process, request.step, request.key)
        gathering = self._lists.get(key)
        over = [case_id for case_id, one in self._cast.cases.items() if one.state.ended is not None]
        if gathering is None or gathering in (request.missed.partition(":")[2], *over):
            self._lists[key] = request.new_list
        plan, case_id = batch_plan(member.plan, request.step), self._lists[key]
        data = {"batch_id": case_id, **request.context}
        opening = Asked(plan.process, "called", data, None, at, case_id, settings_of=request.process)
        self._cast.enter(f"{plan.process}:{case_id}")
        await self._cases.door.open_list(plan, opening, MemberJoined(at, request.member))
        self._cast.done(member.case_id, key_of(request))

    async def _run(self, request: OpenCase, at: datetime, finished: str) -> CaseOpened:
        try:
            opened = await self._cases.open_called(request, at=at, skew=self._cast.skew.total_seconds())
        except Rejected as refused:
            return CaseOpened(finished, error=refused.code, text=refused.message)
        self._cast.enter(opened.workflow_id)
        return CaseOpened(finished, opened.workflow_id, opened.case_id, opened.business_key)

    def _asking_case(self) -> StagedCase:
        """The case whose workflow asked for this activity."""
        name = activity.info().workflow_id
        cases = self._cast.cases.values()
        return next(one for one in cases if one.workflow_id == name)
