"""The one durable timer of a case: for its earliest deadline, kept lazily.

A timer costs one event to start, one to cancel, and five when it rings for nothing. So one whose deadline has gone is
left as long as it will probably be overtaken: it is replaced when it would ring sooner than the step just finished took
(the next one is likely to take as long), and always when something falls due earlier. The rule looks at instants of the
state only, never at a clock, so replay decides the same.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from temporalio import workflow

from engine.runtime.state import CaseState

SHORTEST = 0.001
"""Seconds: a deadline already past rings at once, as an event of its own."""


class AlarmClock:
    """Holds the Temporal timer. `rang` is the latest instant it was set for and reached."""

    def __init__(self, skew: timedelta, on_ring: Callable[[], None]) -> None:
        self._skew = skew
        self._on_ring = on_ring
        self._set_for: datetime | None = None
        self._handle: asyncio.TimerHandle | None = None
        self.rang = datetime.min.replace(tzinfo=UTC)

    def follow(self, before: CaseState | None, state: CaseState) -> None:
        """Set, leave or replace the timer, now that the case has come from `before` to `state` and nothing is due."""
        alarm = state.next_alarm
        if self._set_for is None:
            self._set(alarm)
        elif alarm != self._set_for and (self._too_late_for(alarm) or self._rings_too_soon(before, state)):
            self._cancel()
            self._set(alarm)

    def _too_late_for(self, alarm: datetime | None) -> bool:
        return alarm is not None and self._set_for is not None and alarm < self._set_for

    def _rings_too_soon(self, before: CaseState | None, state: CaseState) -> bool:
        assert self._set_for is not None
        return self._set_for - state.now < took(before, state)

    def _set(self, alarm: datetime | None) -> None:
        if alarm is None:
            return
        # How long to wait is the only use of the clock here: the length of a timer is not compared on replay.
        delay = (alarm - self._skew - workflow.now()).total_seconds()
        self._set_for = alarm
        self._handle = asyncio.get_running_loop().call_later(max(SHORTEST, delay), self._ring)

    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
        self._handle = self._set_for = None

    def _ring(self) -> None:
        if self._set_for is not None:
            self.rang = max(self.rang, self._set_for)
        self._handle = self._set_for = None
        self._on_ring()


def took(before: CaseState | None, state: CaseState) -> timedelta:
    """How long the step took that was finished last; nothing when none was."""
    if before is None:
        return timedelta(0)
    gone = [step.entered for instance, step in before.steps.items() if instance not in state.steps]
    return state.now - max(gone) if gone else timedelta(0)
