"""Sending what people asked and the store remembers, one at a time for a case, until it has an answer."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.confirming import has_turn
from activities.door import Asked, Door, OpenedCase
from activities.messages import Delivered, Messages
from engine.runtime import Rejected
from engine.runtime.border import COMMAND
from engine.runtime.commands import Command
from engine.runtime.fates import brought_by
from engine.runtime.refusals import has_ended
from engine.runtime.state import Answer
from engine.runtime.stimuli import Commanded, MessageArrived, Stimulus
from engine.runtime.wire import decode, decode_as, encode
from store import Store, StoredCommand

PATIENCE = 0.05
"""Seconds between two looks whether the commands before this one are through."""

ASK_AGAIN = 0.1
"""Seconds until a command is sent again whose task the server has lost."""

MARGIN = timedelta(seconds=1)
"""A command stays taken for as long as its sender waits, and a little longer."""

FINAL = (RPCStatusCode.INVALID_ARGUMENT, RPCStatusCode.PERMISSION_DENIED, RPCStatusCode.UNAUTHENTICATED)
"""What a server says that will say the same the next time. Everything else is worth sending again."""


@dataclass(frozen=True)
class Answered:
    """A command was carried out: it became turn `turn` of its case, at the case's instant `at`."""

    id: str
    case_id: str
    turn: int
    at: datetime


@dataclass(frozen=True)
class Pending:
    """Accepted and stored, but not yet answered; it is sent again until it is. Ask again with the same id."""

    id: str
    case_id: str


Outcome = OpenedCase | Answered | Delivered


class Asking:
    """Sends remembered commands. A payload says by its one key what is asked: `start`, `command` or `message`."""

    def __init__(self, client: Client, store: Store, door: Door, messages: Messages, timeout: float) -> None:
        self._client = client
        self._store = store
        self._door = door
        self._messages = messages
        self._timeout = timeout
        self._lease = timedelta(seconds=timeout) + MARGIN

    async def settle(self, stored: StoredCommand) -> Outcome | Pending:
        """Send it when its turn comes, wait for the answer, write it down. Raises `Rejected`."""
        try:
            async with asyncio.timeout(self._timeout):
                while (known := _known(stored)) is None:
                    if await self._store.take_command(stored.id, lease=self._lease):
                        return await self._send(stored)
                    await asyncio.sleep(PATIENCE)
                    stored = await self._store.command(stored.id) or stored
                return known
        except TimeoutError:
            return Pending(stored.id, stored.case_id)
        except RPCError as error:
            if error.status in FINAL:
                raise
            return Pending(stored.id, stored.case_id)

    async def _send(self, stored: StoredCommand) -> Outcome:
        try:
            outcome = await self._ask(stored)
        except Rejected as refusal:
            await self._store.settle_command(stored.id, refusal=refusal.to_wire())
            raise
        await self._store.settle_command(stored.id, answer=encode(outcome))
        return outcome

    async def _ask(self, stored: StoredCommand) -> Outcome:
        if "start" in stored.payload:
            asked = _asked(stored)
            return await (self._door.open(asked) if asked.revokes is None else self._door.revoke(asked))
        if "message" in stored.payload:
            return await self._messages.deliver(_arrived(stored))
        answer = await self._updated(stored)
        # The caller has the answer, so the turn is in the history: what it tells the world may leave.
        await self._store.seal(stored.case_id, answer.turn)
        return Answered(stored.id, stored.case_id, answer.turn, answer.at)

    async def _updated(self, stored: StoredCommand) -> Answer:
        """Send it until a task takes it: one that ends the case is lost when an Update comes in that very moment."""
        while True:
            try:
                return await self._update(stored)
            except RPCError as error:
                if error.status != RPCStatusCode.FAILED_PRECONDITION:
                    raise
            await asyncio.sleep(ASK_AGAIN)

    async def _update(self, stored: StoredCommand) -> Answer:
        command: Command = decode(Command, stored.payload["command"])
        command = await self._door.with_picks(stored.case_id, command, stored.by)
        commanded = Commanded(stored.at, stored.id, stored.by, command, stored.on_behalf_of)
        handle = self._client.get_workflow_handle(stored.workflow_id)
        try:
            answer: Answer = await handle.execute_update(COMMAND, encode(commanded), id=stored.id, result_type=Answer)
        except WorkflowUpdateFailedError as failed:
            raise _refusal(failed.cause) from failed
        except WorkflowUpdateRPCTimeoutOrCancelledError as cut_off:
            # The client hides a cancellation in this error; it must travel, or our own time limit would not end.
            task = asyncio.current_task()
            raise (asyncio.CancelledError if task and task.cancelling() else TimeoutError) from cut_off
        except RPCError as error:
            if error.status != RPCStatusCode.NOT_FOUND:
                raise
            obeyed = await self._obeyed(stored)
            if obeyed is None:
                raise await self._over(stored) from error
            return obeyed
        return answer

    async def _obeyed(self, stored: StoredCommand) -> Answer | None:
        """The answer of a case that has ended to a command it obeyed when nobody heard it: its history tells."""
        known = await self._store.command(stored.id)
        if known is None or known.turn is None:
            return None
        turns = await self._store.history(stored.case_id, after=known.turn - 1, limit=1)
        if not turns or not await has_turn(self._client, stored.workflow_id, known.turn, turns[0].digest):
            return None
        return Answer(turns[0].turn, turns[0].at)

    async def _over(self, stored: StoredCommand) -> Rejected:
        """The refusal of a case whose workflow is gone: how it ended, when and by whom, as the record has it."""
        detail = await self._store.case(stored.case_id)
        case = detail.case if detail is not None else None
        if case is None or case.ended_at is None:
            return has_ended()
        last = await self._store.history(stored.case_id, after=case.turns - 1, limit=1)
        by = brought_by(decode(Stimulus, last[0].stimulus)) if last else None
        return has_ended(case.end, self._door.on_clock(case.ended_at), by)


def _known(stored: StoredCommand) -> Outcome | None:
    """What a settled command came to; None while it is not settled."""
    if stored.refusal is not None:
        raise Rejected.from_wire(stored.refusal)
    if stored.answer is None:
        return None
    if "start" in stored.payload:
        return decode_as(OpenedCase, stored.answer)
    if "message" in stored.payload:
        return decode_as(Delivered, stored.answer)
    answer = decode_as(Answer, {name: stored.answer[name] for name in ("turn", "at")})
    return Answered(stored.id, stored.case_id, answer.turn, answer.at)


def _asked(stored: StoredCommand) -> Asked:
    asked: dict[str, Any] = stored.payload["start"]
    by, revokes, reason = stored.by or None, asked.get("revokes"), asked.get("reason", "")
    return Asked(
        asked["process"], asked["start"], asked["data"], by, stored.at, stored.case_id,
        department=asked.get("department"), for_whom=stored.on_behalf_of, revokes=revokes, reason=reason,
    )  # fmt: skip


def _arrived(stored: StoredCommand) -> MessageArrived:
    asked: dict[str, Any] = stored.payload["message"]
    return MessageArrived(stored.at, stored.id, asked["message"], asked["key"], asked["data"], stored.by or None)


def _refusal(cause: BaseException | None) -> Rejected:
    """What the workflow refused with. Anything that is not a refusal of the core is a fault, and says so."""
    if isinstance(cause, ApplicationError) and cause.details and isinstance(cause.details[0], dict):
        return Rejected.from_wire(cause.details[0])
    return Rejected("fault", f"Expected the case to take the command, but it failed: {cause}")
