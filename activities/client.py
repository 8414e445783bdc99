"""The way to the cases for everybody above: start one, command one, send a message.

What a person asks is stored before it is sent. If nobody answers in time it is *pending*: a reconciler sends it again
until it has an answer, and the same id never takes effect twice.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from temporalio.client import Client
from uuid_utils.compat import uuid7

from activities.asking import Answered, Asking, Outcome, Pending
from activities.door import Asked, Door, OpenedCase
from activities.ids import id_from
from activities.messages import Delivered, Messages, signal_case
from activities.server import has_worker
from activities.starting import Starting
from activities.unattended import UnattendedStarts
from engine.runtime import Rejected
from engine.runtime.border import SEND_UNROUTED, SERVICE, TURNS_A_RUN
from engine.runtime.commands import Attach, Command
from engine.runtime.file_values import must_be_attached_files, must_be_files
from engine.runtime.requests import OpenCase
from engine.runtime.stimuli import MessageArrived, SendUnrouted, ServiceAnswered
from engine.runtime.wire import encode
from store import Store, StoredCommand
from store.views import CaseDetail

__all__ = ["Answered", "CaseClient", "Delivered", "OpenedCase", "Pending"]

Wire = dict[str, Any]

SEEN_FOR = 5.0
"""Seconds for which it is believed that there are workers, or none."""


def utc_now() -> datetime:
    """The instant of an act, stamped where it is asked."""
    return datetime.now(UTC)


class CaseClient:
    """Cases, for the command line, the API, and the activities that open called ones.

    `timeout`: seconds to wait for an answer before an act is *pending*. `skew`: seconds that the clock of the cases is
    ahead of the server's (scenarios; `clock` must then be ahead by the same). `turns_a_run`: see the settings.
    `message_starts` False: messages begin no case (a scenario begins its cases itself). `named_files`: files may be
    only named (a scenario has none).
    """

    def __init__(
        self,
        client: Client,
        store: Store,
        *,
        task_queue: str = "banjie",
        zone: str = "Asia/Shanghai",
        timeout: float = 10.0,
        clock: Callable[[], datetime] = utc_now,
        skew: float = 0.0,
        turns_a_run: int = TURNS_A_RUN,
        message_starts: bool = True,
        named_files: bool = False,
    ) -> None:
        self.client = self._client = client
        self._store = store
        self._task_queue = task_queue
        self._seen, self._seen_at = False, float("-inf")
        self._clock = clock
        self._named_files = named_files
        self.door = Door(store, Starting(client, task_queue, skew=skew, turns_a_run=turns_a_run), zone)
        self.unattended = UnattendedStarts(store, self.door)
        self._messages = Messages(client, store, self.unattended if message_starts else None)
        self._asking = Asking(client, store, self.door, self._messages, timeout)

    async def start(
        self, process: str, start: str, data: Wire, *, by: str | None, id: str | None = None,
        at: datetime | None = None, via: str = "", department: str | None = None, for_whom: str | None = None,
    ) -> OpenedCase | Pending:  # fmt: skip
        """Open a case by one of the starts of a process, for one of the starter's departments where that matters.

        `for_whom`: who is the starter, where `by` starts it for them. Raises `Rejected`. The same `id` opens one case.
        """
        deployed = None if self._named_files else await self._store.newest(process)
        if deployed is not None:
            must_be_files(deployed.plan.definition.data, data, {})
        payload = {"start": {"process": process, "start": start, "data": data, "department": department}}
        fresh = str(uuid7())
        case_id = fresh if id is None else id_from(f"start/{id}")
        behalf = for_whom if for_whom != by else None
        outcome = await self._ask(
            payload, case_id, "", by=by or "", id=id or fresh, at=at, via=via, on_behalf_of=behalf
        )
        assert isinstance(outcome, OpenedCase | Pending)
        return outcome

    async def revoke(
        self, case: str, reason: str, *, by: str, id: str | None = None, at: datetime | None = None, via: str = "",
    ) -> OpenedCase | Pending:  # fmt: skip
        """Undo an ended case by the linked one its definition names. Raises `Rejected`. The same `id`: one case."""
        ended = (await self._case(case)).case.case_id
        payload = {"start": {"process": "", "start": "", "data": {}, "revokes": ended, "reason": reason}}
        fresh = str(uuid7())
        case_id = fresh if id is None else id_from(f"start/{id}")
        outcome = await self._ask(payload, case_id, "", by=by, id=id or fresh, at=at, via=via)
        assert isinstance(outcome, OpenedCase | Pending)
        return outcome

    async def command(
        self, case: str, command: Command, *, by: str, on_behalf_of: str | None = None, id: str | None = None,
        at: datetime | None = None, via: str = "",
    ) -> Answered | Pending:  # fmt: skip
        """A person's command on a case: a case id, `process:key`, or a key only one case has. Raises `Rejected`."""
        detail = await self._case(case)
        await self._must_bring_files(detail, command)
        case_id, workflow_id = detail.case.case_id, detail.case.workflow_id
        payload = {"command": encode(command)}
        outcome = await self._ask(
            payload, case_id, workflow_id, by=by, on_behalf_of=on_behalf_of, id=id, at=at, via=via
        )
        assert isinstance(outcome, Answered | Pending)
        return outcome

    async def send_message(
        self, message: str, key: str, data: Wire, *, by: str | None = None, id: str | None = None,
        at: datetime | None = None, via: str = "",
    ) -> Delivered | Pending:  # fmt: skip
        """A message for every running case that hears it with this key, and for the processes it starts."""
        id = id or str(uuid7())
        payload = {"message": {"message": message, "key": key, "data": data}}
        outcome = await self._ask(payload, f"message:{id}", "", by=by or "", id=id, at=at, via=via)
        assert isinstance(outcome, Delivered | Pending)
        return outcome

    async def open_called(self, request: OpenCase, *, at: datetime, skew: float = 0.0, by_case: str = "") -> OpenedCase:
        """Open the case that a step of another one calls (`by_case`: its workflow). Raises `Rejected`; of a detached
        call, of which nobody hears that, it is kept for an operator."""
        asked = Asked(
            request.process, "", request.data, None, at, request.case_id, request.initiator, request.caller, skew
        )
        return await (self.door.open(asked) if asked.caller else self.unattended.called(asked, by_case))

    async def deliver(self, arrived: MessageArrived) -> Delivered:
        """Bring a message that a case sent to the cases that hear it."""
        return await self._messages.deliver(arrived)

    async def start_refused(self, case_id: str, *, by: str | None = None) -> OpenedCase:
        """Let a start begin that was refused while nobody stood by (`Store.refused_starts`). Raises `Rejected`.

        `by`: who lets it begin. The case is started by whom it would have been.
        """
        return await self.unattended.again(case_id, by)

    async def tell_unrouted(self, case_id: str, unrouted: SendUnrouted) -> bool:
        """Tell a case that no channel carries what it sent. False: it has ended."""
        workflow_id = (await self._case(case_id)).case.workflow_id
        return await signal_case(self._client, workflow_id, SEND_UNROUTED, unrouted)

    async def answer_service(
        self, case: str, call: str, *, result: Any = None, error: str | None = None, text: str = "",
        at: datetime | None = None,
    ) -> bool:  # fmt: skip
        """Bring the answer of a service that had promised one. False: the case has ended."""
        workflow_id = (await self._case(case)).case.workflow_id
        answered = ServiceAnswered(at or self._clock(), call, result, error, text)
        return await signal_case(self._client, workflow_id, SERVICE, answered)

    async def has_workers(self) -> bool:
        """Whether anybody has asked for work lately; looked at again after some seconds."""
        if time.monotonic() - self._seen_at > SEEN_FOR:
            self._seen_at, self._seen = time.monotonic(), await has_worker(self._client, self._task_queue)
        return self._seen

    async def resend(self, stored: StoredCommand) -> Outcome | Pending | None:
        """Send a remembered act again; None when it was refused, which is then its answer."""
        try:
            return await self._asking.settle(stored)
        except Rejected:
            return None

    async def _ask(
        self, payload: Wire, case_id: str, workflow_id: str, *, by: str, id: str | None, at: datetime | None, via: str,
        on_behalf_of: str | None = None,
    ) -> Outcome | Pending:  # fmt: skip
        stored = await self._store.remember_command(
            id or str(uuid7()),
            case_id,
            workflow_id,
            by,
            payload,
            at or self._clock(),
            on_behalf_of=on_behalf_of,
            via=via,
        )
        return await self._asking.settle(stored)

    async def _must_bring_files(self, detail: CaseDetail, command: Command) -> None:
        """What a command fills in is files where the definition says so; raises `Rejected`."""
        if self._named_files:
            return
        data = getattr(command, "data", {})
        plan = await self._store.plan(detail.case.plan) if data else None
        if plan is not None:
            must_be_files(plan.definition.data, data, detail.data)
        if isinstance(command, Attach):
            must_be_attached_files(command.files)

    async def _case(self, reference: str) -> CaseDetail:
        case_id = await self._store.find_case(reference)
        detail = await self._store.case(case_id) if case_id else None
        if detail is None:
            raise Rejected("unknown-case", f"Expected a case, but none is called {reference}")
        return detail
