"""Putting a scenario on Temporal: a server, a store and a worker for it, and the story's time."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from google.protobuf.duration_pb2 import Duration
from google.protobuf.empty_pb2 import Empty
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

import embedded
from activities.channels import Channels
from activities.client import Answered, CaseClient
from activities.door import Asked, OpenedCase
from activities.messages import signal_case
from activities.outbox import Outbox
from activities.turns import TurnActivities
from engine.calendars import Calendars, Text
from engine.people import Directory
from engine.runtime.border import CALENDARS_CHANGED, CALLED_ENDED, DIRECTORY_CHANGED, MESSAGE, SERVICE
from engine.runtime.commands import Command
from engine.runtime.requests import SendMessage
from engine.runtime.stimuli import CalledEnded, MessageArrived, ServiceAnswered, Stimulus
from engine.scenarios.following import calendar_changes, directory_changes
from engine.scenarios.stage import Changed, Look, Reply, Setting, StageFailed, Wire
from proving.given_cases import put_given_cases
from proving.quiet import is_quiet
from proving.stage_answers import StageAnswers
from proving.staged import CASTS, Cast, OnStage, StagedCase
from store import Outgoing, Store
from store.company import Company
from workflows.codec import data_converter

BEHIND = timedelta(hours=1)
"""How far the server's clock is behind the story's at first, so that nothing rings before we skip to it."""
STEP = timedelta(seconds=0.05)
LOOK_AGAIN = 0.004
PATIENCE = 30.0
MOST_ROUNDS = 1000


class OpenChannels(Channels):
    """In a story every channel carries what it is given."""

    async def send(self, message: SendMessage, outgoing: Outgoing) -> None:
        """It has gone."""


class Staging:
    """One scenario on its own server. Built at the first act, by whose instant the clocks are set."""

    folder: ClassVar[str] = "."
    _made: ClassVar[int] = 0

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._stack = AsyncExitStack()
        self._now = datetime.now(UTC)
        self._cast: Cast | None = None
        self._at_rest: dict[str, int] = {}
        Staging._made += 1
        self._queue = f"story-{Staging._made}"

    # ---- acts ----

    async def start(
        self, start: str, data: Wire, by: str | None, at: datetime, number: int, department: str | None,
        for_whom: str | None,
    ) -> None:  # fmt: skip
        """Open a case by the door, and let it make its first turn."""
        await self._build(at)
        case_id = self._setting.case_id(number)
        process = self._setting.plan.process
        asked = Asked(process, start, data, by, at, case_id, department=department, for_whom=for_whom)
        await self._enters(await self._cases.door.open(asked))

    async def _enters(self, opened: OpenedCase) -> None:
        """Let a case that was opened make its first turn, and all that follows."""
        self._on_stage.enter(opened.workflow_id)
        async with asyncio.timeout(PATIENCE):
            while opened.case_id not in self._on_stage.cases:
                await asyncio.sleep(LOOK_AGAIN)
        await self._settle()

    async def command(self, case_id: str, command: Command, id: str, by: str, at: datetime) -> None:
        """A command, as an Update."""
        self._now = at
        answer = await self._cases.command(case_id, command, by=by, id=id, at=at)
        if not isinstance(answer, Answered):
            raise StageFailed(f"the case did not answer within {PATIENCE:g} s")
        await self._settle()

    async def revoke(self, case_id: str, reason: str, id: str, by: str, at: datetime) -> None:
        """Undo an ended case by the door."""
        self._now = at
        asked = Asked("", "", {}, by, at, self._setting.undoing_id(id), revokes=case_id, reason=reason)
        await self._enters(await self._cases.door.revoke(asked))

    async def message(self, message: str, key: str, data: Wire, id: str, by: str | None, at: datetime) -> None:
        """A message to every case that hears it."""
        self._now = at
        for hearing in await self._store.hearing(message, key):
            await signal_case(
                self._client, hearing.workflow_id, MESSAGE, MessageArrived(at, id, message, key, data, by)
            )
        await self._settle()

    async def answer_service(self, case_id: str, call: str, reply: Reply, at: datetime) -> None:
        """The answer that a service had promised."""
        result = None if reply.error else reply.result
        await self._tell(case_id, SERVICE, ServiceAnswered(at, call, result, reply.error, reply.text))

    async def finish_called(self, case_id: str, instance: str, end: str, outputs: Wire, at: datetime) -> None:
        """The end of a stand-in."""
        await self._tell(case_id, CALLED_ENDED, CalledEnded(at, instance, end, outputs))

    async def change_world(
        self, settings: Wire, directory: Directory, calendars: Calendars, at: datetime, changed: Changed
    ) -> None:
        """Another company, and other settings for cases started later; open tasks and limits follow."""
        await self._build(at)
        self._now = at
        before = await self._store.company()
        await self._put_company(directory, calendars)
        await self._put_settings(settings)
        assert before is not None, "told by `_build`"
        cases = self.look().cases
        for case_id, led in directory_changes(cases, before.directory, directory, at):
            await self._tell(case_id, DIRECTORY_CHANGED, led)
        for case_id, told in calendar_changes(cases, before.calendars, calendars, changed, at):
            await self._tell(case_id, CALENDARS_CHANGED, told)

    async def advance_to(self, at: datetime, including: bool) -> None:
        """Skip to one deadline after another, the earliest first, as long as one lies before `at`."""
        await self._build(at)
        while (coming := self._next_alarm()) is not None:
            case, alarm = coming
            if alarm > at or (alarm == at and not including):
                break
            self._now = alarm
            await self._ring(case, alarm)
            await self._settle()
        self._now = at

    def look(self) -> Look:
        """The cases, as their workflows have them."""
        return Look(tuple(case.look() for case in self._cast.in_order()) if self._cast else ())

    async def close(self) -> None:
        """End server, worker and store."""
        await self._stack.aclose()

    # ---- coming to rest ----

    async def _tell(self, case_id: str, name: str, stimulus: Stimulus) -> None:
        self._now = stimulus.at
        await signal_case(self._client, self._on_stage.cases[case_id].workflow_id, name, stimulus)
        await self._settle()

    async def _settle(self) -> None:
        """Wait until nothing goes on any more, and let what the turns tell the world leave, until nothing is left."""
        for _ in range(MOST_ROUNDS):
            await self._until_quiet()
            # All is quiet, so every turn that was committed is in its history.
            for turn in await self._store.unsealed_turns(self._now + timedelta(days=1), limit=1000):
                await self._store.seal(turn.case_id, turn.turn, turn.digest)
            if not await self._outbox.round():
                return
        raise StageFailed(f"{self._setting.name} goes on by itself at {self._now}")

    async def _until_quiet(self) -> None:
        async with asyncio.timeout(PATIENCE):
            before = -1
            while True:
                quiet, events = await self._quiet()
                if quiet and events == before:
                    return
                before = events if quiet else -1
                await asyncio.sleep(0 if quiet else LOOK_AGAIN)

    async def _quiet(self) -> tuple[bool, int]:
        """Whether every case is at rest, and how many events there are: two looks must see the same."""
        counted = 0
        for workflow_id in list(self._on_stage.workflows):
            handle = self._client.get_workflow_handle(workflow_id)
            events = (await handle.describe()).history_length
            counted += events
            if self._at_rest.get(workflow_id) != events:
                history = await handle.fetch_history()
                if not is_quiet(history.events):
                    return False, counted
                self._at_rest[workflow_id] = len(history.events)
        return True, counted

    # ---- time ----

    def _next_alarm(self) -> tuple[StagedCase, datetime] | None:
        running = [case for case in self._on_stage.in_order() if case.state.ended is None]
        coming = [(case, alarm) for case in running if (alarm := case.state.next_alarm) is not None]
        return min(coming, key=lambda one: one[1], default=None)

    async def _ring(self, case: StagedCase, alarm: datetime) -> None:
        """Skip to a deadline, and a little on: a timer begins when its workflow task ends, and rings as much later."""
        turns = len(case.turns)
        await self._skip(alarm - self._on_stage.skew - await self._server_now())
        for _ in range(MOST_ROUNDS):
            await self._until_quiet()
            if len(case.turns) > turns:
                return
            await self._skip(STEP)
        raise StageFailed(f"{self._setting.name}: the deadline at {alarm} does not ring")

    async def _server_now(self) -> datetime:
        return (await self._client.test_service.get_current_time(Empty())).time.ToDatetime(UTC)

    async def _skip(self, length: timedelta) -> None:
        duration = Duration()
        duration.FromTimedelta(max(STEP, length))
        await self._client.test_service.unlock_time_skipping_with_sleep(SleepRequest(duration=duration))

    # ---- building ----

    @property
    def _on_stage(self) -> Cast:
        assert self._cast is not None, "Expected an act before"
        return self._cast

    def _set_clock(self, at: datetime) -> None:
        self._now = max(self._now, at)

    async def _build(self, at: datetime) -> None:
        if self._cast is not None:
            return
        self._now = at
        place = Path(self.folder) / self._queue
        place.mkdir(parents=True)
        address = await self._stack.enter_async_context(embedded.time_skipping_server(place / "server.log"))
        self._client = await Client.connect(address, data_converter=data_converter())
        skew = timedelta(seconds=round((at - await self._server_now() - BEHIND).total_seconds()))
        file = f"sqlite:///{place / 'story.sqlite'}"
        self._store = await Store.open(file, clock=lambda: self._now, synchronous="NORMAL")
        self._stack.push_async_callback(self._store.dispose)
        await self._furnish()
        self._cases = CaseClient(
            self._client, self._store, task_queue=self._queue, skew=skew.total_seconds(), timeout=PATIENCE,
            message_starts=False, named_files=True,
        )  # fmt: skip
        self._outbox = Outbox(self._store, self._cases, OpenChannels(self._store, None, "Asia/Shanghai"))
        await self._employ(skew)

    async def _furnish(self) -> None:
        await self._put_company(self._setting.directory, self._setting.calendars)
        for plan in (self._setting.plan, *self._setting.plans.values()):
            await self._store.deploy(plan, "", "")
        await self._put_settings(dict(self._setting.given.settings))
        await put_given_cases(self._store, self._setting, self._now)

    async def _put_company(self, directory: Directory, calendars: Calendars) -> None:
        await self._store.put_company(Company(Text("", ""), calendars, directory, {}, ""))

    async def _put_settings(self, settings: Wire) -> None:
        for process in dict.fromkeys((self._setting.plan.process, *self._setting.plans)):
            for name, value in settings.items():
                await self._store.put_setting(process, name, value)

    async def _employ(self, skew: timedelta) -> None:
        cast = CASTS[self._queue] = Cast(asyncio.get_running_loop(), skew)
        self._stack.callback(CASTS.pop, self._queue)
        answers = StageAnswers(self._setting, self._client, self._store, self._cases, cast, self._set_clock)
        worker = Worker(
            self._client,
            task_queue=self._queue,
            workflows=[OnStage],
            activities=[
                answers.commit_turn,
                TurnActivities(self._store).look_up,
                answers.call_service,
                answers.open_case,
                answers.join_list,
                answers.wait_turn,
                self._outbox.let_leave,
            ],
            workflow_runner=UnsandboxedWorkflowRunner(),
            build_id="stage",
            debug_mode=True,  # no deadlock is detected where six stories share a busy machine
        )
        await self._stack.enter_async_context(worker)
        self._cast = cast
