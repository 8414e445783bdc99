"""Starts that nobody stands at: by a message, by a schedule, or by a step that calls a case and goes on.

A person whose start is refused reads why. Here nobody does, so a refusal is logged and kept in the store with all that
was handed in; whoever has mended the cause lets it begin after all.
"""

from typing import Final

import structlog

from activities.door import Asked, Door, OpenedCase
from engine.runtime import Rejected
from store import RefusedStart, Store
from store.refused_starts import Cause

log = structlog.get_logger()

CALL: Final = "call"
NOT_NEEDED = "not-possible-now"
"""The `if` of a start was not so: the definition itself says that there is nothing to begin."""


class UnattendedStarts:
    """Opens cases by the one door, and keeps what it refuses."""

    def __init__(self, store: Store, door: Door) -> None:
        self._store = store
        self._door = door

    async def open(self, asked: Asked, *, by: str | None = None) -> OpenedCase:
        """Open a case, or find the one opened before; a start that had been refused is settled by it, and by `by`.

        Raises `Rejected`, of which nothing is kept yet: see `keep`.
        """
        opened = await self._door.open(asked)
        before = await self._store.refused_start(asked.case_id)
        if before is not None and before.settled_at is None:
            await self._store.settle_refused_start(asked.case_id, by=by)
        return opened

    async def called(self, asked: Asked, by_case: str) -> OpenedCase:
        """Open a case that a step has called and does not wait for. Raises `Rejected`, which is kept."""
        try:
            return await self.open(asked)
        except Rejected as refusal:
            if refusal.code != NOT_NEEDED:
                await self.keep(asked, CALL, by_case, refusal)
            raise

    async def keep(self, asked: Asked, cause: Cause, reference: str, refusal: Rejected) -> None:
        """Make a refusal visible. May be repeated."""
        log.warning(
            "start refused", process=asked.process, start=asked.start, cause=cause, reference=reference,
            code=refusal.code, why=refusal.message,
        )  # fmt: skip
        await self._store.note_refused_start(
            RefusedStart(
                asked.case_id, asked.process, asked.start or CALL, cause, reference, asked.data,
                asked.by or asked.initiator, asked.at, refusal.code, refusal.message,
            )
        )  # fmt: skip

    async def again(self, case_id: str, by: str | None = None) -> OpenedCase:
        """Let a refused start begin, now that its cause is mended, with the newest definition. Raises `Rejected`."""
        refused = await self._store.refused_start(case_id)
        if refused is None:
            raise Rejected("unknown-start", f"Expected a start that was refused, but none is called {case_id}")
        called = refused.cause == CALL
        asked = Asked(
            refused.process, "" if called else refused.start, refused.data, None if called else refused.by,
            refused.at, refused.case_id, refused.by if called else None,
        )  # fmt: skip
        try:
            return await self.open(asked, by=by)
        except Rejected as refusal:
            await self.keep(asked, refused.cause, refused.reference, refusal)
            raise
