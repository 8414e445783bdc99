"""A month of office life: the real server (which skips time), the real worker, and an office that works by habits."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from google.protobuf.empty_pb2 import Empty
from temporalio.api.testservice.v1 import SleepRequest
from temporalio.client import Client

from activities.channels import Channels
from activities.client import CaseClient
from activities.outbox import Outbox
from cli.endings import Refused
from engine.calendars import Calendars, parse_duration
from engine.runtime.commands import Complete
from proving.quiet import is_quiet
from store import Store
from store.rows import StepRow, TaskRow
from store.views import CaseDetail, HistoryTurn

SCRIPT = Path(__file__).with_name("month.yaml")
CALENDAR = "service"
"""Outside these hours nobody does anything."""
TELLING = ("remind", "lapse", "raise")
"""Rungs that only tell people: nobody has more to do after them."""
BY_HAND = "_by_hand"
MOMENT = timedelta(seconds=1)
QUIET_FOR = 2
LOOK_AGAIN = 0.01
PATIENCE = 20.0


@dataclass(frozen=True)
class Habit:
    """How long a task of one step lies, and how it is then done."""

    wait: timedelta
    outcome: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Letter:
    """A message from outside: at an instant, or some time after a step of the order was entered."""

    message: str
    values: Mapping[str, Any]
    at: datetime | None = None
    after: str | None = None
    wait: timedelta = timedelta(0)


@dataclass(frozen=True)
class Order:
    """One of the orders of the month."""

    order_no: str
    about: Mapping[str, str]
    placed: datetime
    data: Mapping[str, Any]
    letters: tuple[Letter, ...]
    habits: Mapping[str, Habit]


@dataclass(frozen=True)
class Script:
    """What happens in the month."""

    begins: datetime
    ends: datetime
    orders: tuple[Order, ...]
    habits: Mapping[str, Habit]


def read_script(zone: ZoneInfo) -> Script:
    """The month as its file has it."""
    written = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))
    habits = _habits(written["habits"])
    orders = tuple(_order(one, written["goods"], zone) for one in written["orders"])
    return Script(_at(written["begins"], zone), _at(written["ends"], zone), orders, habits)


def _order(written: Mapping[str, Any], goods: Mapping[str, Any], zone: ZoneInfo) -> Order:
    placed = _at(written["placed"], zone)
    data = {**goods, "order_no": written["order_no"], "buyer_id": written["buyer_id"], "placed_at": placed.isoformat()}
    letters = tuple(_letter(one, zone) for one in written["messages"])
    habits = _habits(written.get("habits", {}))
    return Order(written["order_no"], written["about"], placed, data, letters, habits)


def _letter(written: Mapping[str, Any], zone: ZoneInfo) -> Letter:
    at = _at(written["at"], zone) if "at" in written else None
    values = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in _with(written).items()}
    return Letter(written["message"], values, at, written.get("after"), _length(written.get("wait", "0 min")))


def _habits(written: Mapping[str, Any]) -> dict[str, Habit]:
    return {step: Habit(_length(one["wait"]), one.get("outcome"), _with(one)) for step, one in written.items()}


def _with(written: Mapping[str, Any]) -> dict[str, Any]:
    return dict(written.get("with", {}))


def _at(written: Any, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(str(written)).replace(tzinfo=zone)


def _length(written: str) -> timedelta:
    length = parse_duration(written)
    return timedelta(days=length.days, seconds=length.seconds)


@dataclass
class StoryTime:
    """What time it is in the story, for the store and for whoever sends something."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Clockwork:
    """The clock of the month, kept by the server. `skew`: how far it is ahead of the server's own."""

    client: Client
    store: Store
    outbox: Outbox
    skew: timedelta
    story: StoryTime
    seen: dict[str, CaseDetail] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @property
    def now(self) -> datetime:
        return self.story.now

    async def look(self) -> list[CaseDetail]:
        """All cases as they stand, those first that began first; only what has changed is read again."""
        rows = (await self.store.cases(limit=1000)).cases
        for row in rows:
            known = self.seen.get(row.case_id)
            if known is None or known.case != row:
                detail = await self.store.case(row.case_id)
                assert detail is not None, "it is in the list"
                self.seen[row.case_id] = detail
        return [self.seen[row.case_id] for row in sorted(rows, key=lambda row: row.started_at)]

    async def advance(self, to: datetime) -> None:
        """Let time pass: everything that falls due before then happens, each at its own instant."""
        passing = to - await self._read()
        if passing > timedelta(0):
            request = SleepRequest()
            request.duration.FromTimedelta(passing)
            await self.client.test_service.unlock_time_skipping_with_sleep(request)
        self.story.now = max(self.now, to)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way: no service, no opening of a case, no message, no turn."""
        quiet, before = 0, -1
        async with asyncio.timeout(PATIENCE):
            while quiet < QUIET_FOR or not await self._histories_are_quiet():
                busy = await self._send()
                turns = await self._turns_unless_under_way()
                quiet = quiet + 1 if not busy and turns == before else 0
                before = turns if turns is not None else -1
                await asyncio.sleep(LOOK_AGAIN)

    async def _histories_are_quiet(self) -> bool:
        """What only the server knows: no workflow task, activity or signal is under way in any open case."""
        open_ones = [detail.case.workflow_id for detail in await self.look() if detail.case.status == "open"]
        return all(await asyncio.gather(*map(self._is_quiet, open_ones)))

    async def _is_quiet(self, workflow_id: str) -> bool:
        handle = self.client.get_workflow_handle(workflow_id)
        return is_quiet([event async for event in handle.fetch_history_events()])

    async def _send(self) -> int:
        """Let out what the cases have to say. This server cannot be asked for its last events, and nobody is killed
        here: every turn that was written stands."""
        for last in await self.store.unsealed_turns(self.now + MOMENT):
            await self.store.seal(last.case_id, last.turn, last.digest)
        return await self.outbox.round()

    async def _read(self) -> datetime:
        answer = await self.client.test_service.get_current_time(Empty())
        return answer.time.ToDatetime(tzinfo=self.now.tzinfo) + self.skew

    async def _turns_unless_under_way(self) -> int | None:
        """How many turns there are in all; None while a service is being called or a case opened."""
        details = await self.look()
        if not self.begun <= set(self.seen):
            return None
        if any(_is_under_way(detail, self.now) for detail in details if detail.case.status == "open"):
            return None
        return sum(detail.case.turns for detail in details)


def _is_under_way(detail: CaseDetail, now: datetime) -> bool:
    if any(coming.at < now for coming in detail.next):
        return True
    for step in detail.open_steps:
        if step.incident is not None:
            continue
        if step.row.step_kind == "service_task":
            return True
        if step.called is not None and not step.called.called_case:
            return True
    return False


Act = tuple[datetime, Callable[[], Awaitable[None]]]


@dataclass(frozen=True)
class News:
    """A turn that has not been told yet. `order` is the order its case belongs to, None for a list of many."""

    order: Order | None
    detail: CaseDetail
    turn: HistoryTurn


@dataclass
class Month:
    """Plays the script."""

    script: Script
    clockwork: Clockwork
    cases: CaseClient
    calendars: Calendars
    told: dict[str, int] = field(default_factory=dict)
    plans: dict[tuple[str, str], datetime] = field(default_factory=dict)
    sent: set[tuple[str, int]] = field(default_factory=set)
    entered: dict[tuple[str, str], datetime] = field(default_factory=dict)
    roots: dict[str, Order] = field(default_factory=dict)

    async def play(self) -> AsyncIterator[list[News]]:
        """The month, act by act; gives what is new after each."""
        while self.clockwork.now < self.script.ends:
            at, perform = await self._next_act()
            await self.clockwork.advance(at)
            yield await self._news()
            if perform is not None:
                await perform()
                await self.clockwork.settle()
                yield await self._news()

    async def _next_act(self) -> "tuple[datetime, Callable[[], Awaitable[None]] | None]":
        """The earliest of what is to be done; nothing, at the next instant at which there may be more to do."""
        details = await self.clockwork.look()
        acts = [*self._starts(), *self._letters(), *self._tasks(details)]
        first = min(acts, key=lambda act: act[0], default=(self.script.ends, None))
        coming = [one.at for detail in details for one in detail.next if one.rung not in TELLING]
        pause = min((at for at in coming if at >= self.clockwork.now), default=self.script.ends)
        return first if first[0] <= pause else (pause + MOMENT, None)

    # ---- orders and letters ----

    def _starts(self) -> Iterator[Act]:
        for order in self.script.orders:
            if (order.order_no, -1) not in self.sent:
                yield order.placed, partial(self._place, order)

    async def _place(self, order: Order) -> None:
        self.sent.add((order.order_no, -1))
        opened = await self.cases.start("order-lifecycle", "placed", dict(order.data), by=None, at=order.placed)
        self.roots[opened.case_id] = order
        self.clockwork.begun.add(opened.case_id)

    def _letters(self) -> Iterator[Act]:
        for order in self.script.orders:
            for number, letter in enumerate(order.letters):
                at = self._time_of(order, letter)
                if (order.order_no, number) not in self.sent and at is not None:
                    yield at, partial(self._post, order, number, at)

    def _time_of(self, order: Order, letter: Letter) -> datetime | None:
        if letter.after is None:
            return letter.at
        entered = self.entered.get((order.order_no, letter.after))
        return entered + letter.wait if entered else None

    async def _post(self, order: Order, number: int, at: datetime) -> None:
        self.sent.add((order.order_no, number))
        letter = order.letters[number]
        for detail in await self.clockwork.look():
            if self.roots.get(detail.case.case_id) is order and detail.heard.get(letter.message):
                key = str(detail.heard[letter.message])
                await self.cases.send_message(letter.message, key, dict(letter.values), at=at)
                return

    # ---- tasks ----

    def _tasks(self, details: list[CaseDetail]) -> Iterator[Act]:
        for detail in details:
            for step in detail.open_steps:
                habit = self._habit(detail.case.case_id, step.row)
                if habit is None:
                    continue
                for task in (one for one in step.tasks if one.status == "open"):
                    yield self._when(task, habit), partial(self._do, task, habit)

    def _habit(self, case_id: str, step: StepRow) -> Habit | None:
        """How this step is done; what a person sends because no connector does is all done by one habit."""
        order = self.roots.get(case_id)
        own = order.habits if order else {}
        named = own.get(step.step) or self.script.habits.get(step.step)
        return self.script.habits["by_hand"] if named is None and step.step.endswith(BY_HAND) else named

    def _when(self, task: TaskRow, habit: Habit) -> datetime:
        """When it will be done: decided once, when it is first seen, and only while the office is open."""
        key = (task.case_id, task.task)
        if key not in self.plans:
            begun = self.calendars.next_open(max(task.created_at, self.script.begins), CALENDAR)
            self.plans[key] = self.calendars.next_open(begun + habit.wait, CALENDAR)
        return max(self.plans[key], self.clockwork.now)

    async def _do(self, task: TaskRow, habit: Habit) -> None:
        order = self.roots.get(task.case_id)
        number = self.script.orders.index(order) if order else 0
        by = task.holder or task.offered[number % len(task.offered)]
        values = {path: _filled(value, order) for path, value in habit.values.items()}
        command = Complete(task=task.task, outcome=habit.outcome, data=values)
        await self.cases.command(task.case_id, command, by=by, at=self.clockwork.now)

    # ---- what is new ----

    async def _news(self) -> list[News]:
        found = []
        for detail in await self.clockwork.look():
            row = detail.case
            if row.caller_case in self.roots:
                self.roots.setdefault(row.case_id, self.roots[row.caller_case])
            before = self.told.get(row.case_id, 0)
            if row.turns > before:
                self.told[row.case_id] = row.turns
                turns = await self.clockwork.store.history(row.case_id, after=before)
                self._note_entered(row.case_id, turns)
                found += [News(self.roots.get(row.case_id), detail, turn) for turn in turns]
        return sorted(found, key=lambda news: news.turn.at)

    def _note_entered(self, case_id: str, turns: list[HistoryTurn]) -> None:
        order = self.roots.get(case_id)
        for turn in turns:
            for event in turn.events:
                if order is not None and event["kind"] == "step-entered":
                    self.entered.setdefault((order.order_no, event["step"]), turn.at)


def _filled(value: Any, order: Order | None) -> Any:
    return value.format(order_no=order.order_no) if isinstance(value, str) and order else value


@asynccontextmanager
async def clockwork(address: str, folder: Path, begins: datetime) -> "AsyncIterator[tuple[Clockwork, CaseClient]]":
    """A store in a folder, a worker in this process, and the clock set to the beginning of the month."""
    import worker
    from daemon import connect, log_as
    from settings import Settings

    settings = Settings(
        _env_file=None, var=folder, temporal_address=address, store_url=None, grace=1, log_level="error",
    )  # fmt: skip
    log_as(settings)
    client = await connect(settings)
    story = StoryTime(begins)
    store = await Store.open(settings.database, clock=story, synchronous="NORMAL")
    try:
        server_now = (await client.test_service.get_current_time(Empty())).time.ToDatetime(tzinfo=ZoneInfo("UTC"))
        skew = begins - server_now
        cases = CaseClient(client, store, task_queue=settings.task_queue, skew=skew.total_seconds(), clock=story)
        outbox = Outbox(store, cases, Channels(store, None, settings.zone))
        # The rounds of a worker go by the clock on the wall; here `Clockwork.settle` does them.
        async with worker.compose(settings, client, store, cases, worker.registry(settings)):
            yield Clockwork(client, store, outbox, skew, story), cases
    except TimeoutError as slow:
        raise Refused("too-slow", "Expected the office to come to rest, but something is under way for ever.") from slow
    finally:
        await store.dispose()
