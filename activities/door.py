"""The one door by which cases come into being: checked, numbered, its key reserved, its workflow started."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from engine.model.base import text_in
from engine.model.plan import Plan
from engine.runtime import NeedsFacts, Opening, Rejected, apply, open_case
from engine.runtime.events import CaseDescribed
from engine.runtime.stimuli import Caller, Started
from engine.runtime.wire import encode
from store import Store
from workflows.attributes import NAMES, attributes_of
from workflows.contracts import TURNS_A_RUN, CaseInput

Wire = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What somebody wants to start: `by` acts; a called case has its caller's `initiator` and `skew` instead."""

    process: str
    start: str
    data: Wire
    by: str | None
    at: datetime
    case_id: str
    initiator: str | None = None
    caller: Caller | None = None
    skew: float | None = None


@dataclass(frozen=True)
class OpenedCase:
    """A case that runs. `joined`: it ran already under this key, and the definition lets a second start join it."""

    case_id: str
    workflow_id: str
    business_key: str
    joined: bool = False


class Door:
    """Opens cases. Everything in it may be repeated with the same case id: it is one case."""

    def __init__(
        self, client: Client, store: Store, *, task_queue: str, zone: str, skew: float = 0.0,
        turns_a_run: int = TURNS_A_RUN,
    ) -> None:  # fmt: skip
        self._client = client
        self._store = store
        self._task_queue = task_queue
        self._zone = zone
        self._skew = skew
        self._turns_a_run = turns_a_run
        self._searchable: bool | None = None

    async def open(self, asked: Asked) -> OpenedCase:
        """Open a case, or find the one opened before. Raises `Rejected`."""
        deployed = await self._store.newest(asked.process)
        if deployed is None:
            raise Rejected("unknown-process", f"Expected a process that is deployed, but {asked.process} is not")
        opening = await self._opening(deployed.plan, asked)
        key = opening.business_key
        reserved = await self._store.reserve_case(
            asked.process, key, asked.case_id, workflow_id=f"{asked.process}:{key}",
            same_key=deployed.plan.definition.same_key,
        )  # fmt: skip
        if reserved.case_id != asked.case_id:
            return OpenedCase(reserved.case_id, reserved.workflow_id, key, joined=True)
        await self._start(deployed.plan, opening.started, reserved.workflow_id, asked)
        return OpenedCase(asked.case_id, reserved.workflow_id, key)

    async def _opening(self, plan: Plan, asked: Asked) -> Opening:
        """Ask the core, which cannot wait for a number: whatever number it lacks is allotted, and it is asked again."""
        world = await self._store.world(asked.at)
        settings = await self._store.settings(asked.process)
        allotted: list[str] = []
        while True:
            numbers = _Numbers(allotted)
            try:
                return open_case(
                    plan, asked.start, asked.data, by=asked.by, at=asked.at, case_id=asked.case_id, numbers=numbers,
                    settings=settings, world=world, caller=asked.caller, initiator=asked.initiator,
                )  # fmt: skip
            except _NumberLacks as lacks:
                once = f"{asked.case_id}/{len(allotted)}"
                allotted.append(await self._store.allot_number(lacks.pattern, lacks.at, once=once, zone=self._zone))

    async def _start(self, plan: Plan, started: Started, workflow_id: str, asked: Asked) -> None:
        skew = self._skew if asked.skew is None else asked.skew
        given = CaseInput(encode(started), skew, turns_a_run=self._turns_a_run)
        attributes = attributes_of(asked.case_id, started.business_key, plan.definition.department)
        # One that is there already is this very case: the key is its own.
        with suppress(WorkflowAlreadyStartedError):
            await self._client.start_workflow(
                plan.process,
                args=[given, plan.to_bytes()],
                id=workflow_id,
                task_queue=self._task_queue,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
                search_attributes=attributes if await self._may_search() else None,
                static_summary=await asyncio.to_thread(title_of, plan, started),
            )

    async def _may_search(self) -> bool:
        """Whether the namespace knows our search attributes; asked once."""
        if self._searchable is None:
            try:
                known = await self._client.operator_service.list_search_attributes(
                    ListSearchAttributesRequest(namespace=self._client.namespace)
                )
                self._searchable = set(NAMES) <= set(known.custom_attributes)
            except RPCError:
                self._searchable = False
        return self._searchable


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


def title_of(plan: Plan, started: Started) -> str:
    """The title of a case as its first turn will give it, else the name of the process with the key."""
    plain = f"{text_in(plan.definition.name, 'zh')} {started.business_key}"
    try:
        events = apply(plan, None, started).events
    except (NeedsFacts, Rejected):
        return plain
    return next((event.title for event in events if isinstance(event, CaseDescribed) and event.title), plain)[:200]
