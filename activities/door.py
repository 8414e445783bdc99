"""The one door by which cases come into being: checked, numbered, its key reserved, its workflow started."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from temporalio.exceptions import WorkflowAlreadyStartedError

from activities.starting import Starting
from engine.model.plan import Plan
from engine.runtime import Opening, Rejected, open_case
from engine.runtime.commands import Command
from engine.runtime.questions import Pointing
from engine.runtime.related import filled_by, filling, picks, with_picks
from engine.runtime.revoking import EndedCase, revoke
from engine.runtime.steps.call_process import NOT_DEPLOYED
from engine.runtime.stimuli import Caller, MemberJoined
from engine.runtime.world import KnownCase
from store import Store
from store.revocations import Revocation

Wire = dict[str, Any]
Found = dict[Pointing, KnownCase | None]
FIRST_TURN = 1.0
LOOK_AGAIN = 0.01
"""Seconds. Without a worker the case is there all the same, only not yet in the lists."""


@dataclass(frozen=True)
class Asked:
    """What somebody wants to start: `by` acts; a called case has its caller's `initiator` and `skew` instead, and no
    `start`: it begins by the one `call` start of its process.

    `settings_of`: the process whose settings count, for the list of a batch step. `department`: for which of the
    starter's departments it is. `for_whom`: who is the starter, where `by` starts it for them. `revokes`: the ended
    case that is to be undone, for a `reason`.
    """

    process: str
    start: str
    data: Wire
    by: str | None
    at: datetime
    case_id: str
    initiator: str | None = None
    caller: Caller | None = None
    skew: float | None = None
    settings_of: str | None = None
    department: str | None = None
    for_whom: str | None = None
    revokes: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class OpenedCase:
    """A case that runs. `joined`: it ran already under this key, and the definition lets a second start join it."""

    case_id: str
    workflow_id: str
    business_key: str
    joined: bool = False


class Door:
    """Opens cases. Everything in it may be repeated with the same case id: it is one case."""

    def __init__(self, store: Store, starting: Starting, zone: str) -> None:
        self._store = store
        self._starting = starting
        self._zone = zone

    def on_clock(self, at: datetime) -> datetime:
        """An instant as the clock of the cases shows it."""
        return at.astimezone(ZoneInfo(self._zone))

    async def open(self, asked: Asked) -> OpenedCase:
        """Open a case, or find the one opened before, whatever has changed since. Raises `Rejected`."""
        try:
            return await self._open(asked)
        except Rejected:
            begun = await self._begun(asked.case_id)
            if begun is None:
                raise
            return begun

    async def _open(self, asked: Asked) -> OpenedCase:
        plan = await self._plan(asked.process, called=not asked.start)
        if asked.start:
            await self._must_go_on(asked)
        opening = await self._opening(plan, replace(asked, start=asked.start or _call_start(plan)))
        key = opening.business_key
        reserved = await self._store.reserve_case(
            asked.process, key, asked.case_id, workflow_id=f"{asked.process}:{key}",
            # A case that runs already reports its end to another caller, or to none: who waits for it waits for ever.
            same_key=plan.definition.same_key if asked.caller is None else "refuse",
        )  # fmt: skip
        if reserved.case_id != asked.case_id:
            return OpenedCase(reserved.case_id, reserved.workflow_id, key, joined=True)
        try:
            await self._starting.start(plan, opening.started, reserved.workflow_id, asked.skew)
        except WorkflowAlreadyStartedError as there:
            # Either it was started before, when its answer was lost; or a case of another database has the name.
            if await self._starting.runs_for(reserved.workflow_id) != asked.case_id:
                await self._store.release_case(asked.case_id)
                said = f"Expected {reserved.workflow_id} to be free, but the server has another case of that name"
                raise Rejected("key-taken", said) from there
        await self._first_turn(asked.case_id)
        return OpenedCase(asked.case_id, reserved.workflow_id, key)

    async def _begun(self, case_id: str) -> OpenedCase | None:
        """A case that runs, or ran: whoever opened it died before they could say so."""
        reserved = await self._store.reservation(case_id)
        if reserved is None or await self._starting.runs_for(reserved.workflow_id) != case_id:
            return None
        return OpenedCase(case_id, reserved.workflow_id, reserved.business_key)

    async def _plan(self, process: str, *, called: bool) -> Plan:
        deployed = await self._store.newest(process)
        if deployed is None:
            code = NOT_DEPLOYED if called else "unknown-process"
            raise Rejected(code, f"Expected a process that is deployed, but {process} is not")
        return deployed.plan

    async def known(self, plan: Plan, data: Mapping[str, Any], own: str, person: str | None) -> Found:
        """What is known of the cases that somebody picks in what they hand in for the case `own`."""
        asked = list(picks(plan, data, own=own, person=person))
        return await self._store.known_cases(asked) if asked else {}

    async def with_picks(self, case_id: str, command: Command, by: str) -> Command:
        """A command on a case, with what is known of the cases that are picked in what it fills in."""
        data = filled_by(command)
        detail = await self._store.case(case_id) if data else None
        plan = await self._store.plan(detail.case.plan) if detail is not None else None
        found = await self.known(plan, data, case_id, by) if plan is not None else {}
        return filling(command, with_picks(plan, data, found)) if plan is not None and found else command

    async def _must_go_on(self, asked: Asked) -> None:
        """Stopped starts are for people, messages and schedules: a running case calls what it has to."""
        stopped = (await self._store.stopped_starts()).get(asked.process)
        if stopped is not None:
            said = f"Expected a process that may be started, but {stopped.by} has stopped it: {stopped.reason}"
            raise Rejected("starts-stopped", said)

    async def revoke(self, asked: Asked) -> OpenedCase:
        """Open the case that undoes an ended one; each is undone once. Raises `Rejected`."""
        ended, plan = await self._ended(asked.revokes or "")
        by, world = asked.by or "", await self._store.world(asked.at)
        if ended.undone_by == asked.case_id:
            ended = replace(ended, undone_by=None)  # this very one, asked once more
        undoing = revoke(plan, ended, by=by, reason=asked.reason, at=asked.at, world=world)
        noted = await self._store.note_revocation(Revocation(ended.case_id, asked.case_id, by, asked.at, asked.reason))
        if noted.undone_by != asked.case_id:
            raise Rejected("already-revoked", f"Expected a case not revoked yet, but {noted.undone_by} does so")
        try:
            return await self.open(
                replace(asked, process=undoing.process, start="", data=undoing.data, by=None, initiator=by)
            )
        except Rejected:
            await self._store.forget_revocation(asked.case_id)
            raise

    async def _ended(self, case_id: str) -> tuple[EndedCase, Plan]:
        detail = await self._store.case(case_id)
        plan = await self._store.plan(detail.case.plan) if detail is not None else None
        if detail is None or plan is None:
            raise Rejected("unknown-case", f"Expected a case, but none is called {case_id}")
        known, row = await self._store.revocation(case_id), detail.case
        undone_by = known.undone_by if known is not None and known.case_id == case_id else None
        ended = EndedCase(
            case_id, row.business_key, row.initiator, row.started_at, row.ended_at, row.end,
            row.status == "completed", detail.data, undone_by,
        )  # fmt: skip
        return ended, plan

    async def open_list(self, plan: Plan, asked: Asked, joined: MemberJoined) -> bool:
        """Bring a case to a list, which begins with the first one that comes. False: this list is over."""
        await self._store.keep_plan(plan)
        opening = await self._opening(plan, asked)
        workflow_id = f"{plan.process}:{opening.business_key}"
        try:
            await self._starting.start(plan, opening.started, workflow_id, asked.skew, first=joined)
        except WorkflowAlreadyStartedError:
            return False
        return True

    async def _first_turn(self, case_id: str) -> None:
        """Wait a moment until the case is in the lists: whoever asks or sends something next shall find it there."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_TURN):
                while await self._store.case(case_id) is None:
                    await asyncio.sleep(LOOK_AGAIN)

    async def _opening(self, plan: Plan, asked: Asked) -> Opening:
        """Ask the core, which cannot wait for a number: whatever number it lacks is allotted, and it is asked again."""
        found = await self.known(plan, asked.data, asked.case_id, asked.by)
        world, data = replace(await self._store.world(asked.at), related=found), with_picks(plan, asked.data, found)
        settings = await self._store.settings(asked.settings_of or asked.process)
        allotted: list[str] = []
        while True:
            numbers = _Numbers(allotted)
            try:
                return open_case(
                    plan, asked.start, data, by=asked.by, at=asked.at, case_id=asked.case_id, numbers=numbers,
                    settings=settings, world=world, caller=asked.caller, initiator=asked.initiator,
                    department=asked.department, revokes=asked.revokes, for_whom=asked.for_whom,
                )  # fmt: skip
            except _NumberLacks as lacks:
                once = f"{asked.case_id}/{len(allotted)}"
                allotted.append(await self._store.allot_number(lacks.pattern, lacks.at, once=once, zone=self._zone))


def _call_start(plan: Plan) -> str:
    start = next((name for name, start in plan.definition.start.items() if start.call), None)
    if start is None:
        raise Rejected("no-call-start", f"Expected {plan.process} to have a start with `call`, but it has none")
    return start


class _NumberLacks(Exception):
    def __init__(self, pattern: str, at: datetime) -> None:
        super().__init__(pattern)
        self.pattern = pattern
        self.at = at


class _Numbers:
    """Gives the numbers allotted so far, in order; raises for the first one that is lacking."""

    def __init__(self, allotted: list[str]) -> None:
        self._rest: Iterator[str] = iter(list(allotted))

    def __call__(self, pattern: str, at: datetime) -> str:
        for number in self._rest:
            return number
        raise _NumberLacks(pattern, at)
