"""The durable timers of a case: one for its earliest deadline, kept lazily, and those that were begun for a later one.

A timer costs one event to start, one to cancel, and five when it rings for nothing. So one whose deadline has gone is
left as long as it will probably be overtaken: it is replaced when it would ring sooner than the step just finished took
(the next one is likely to take as long). When something falls due earlier, a timer is begun for that, and the one there
was runs on beside it: it need not be begun anew, and one that turns out to be in vain is cancelled when its turn would
come. The rule looks at instants of the state only, never at a clock, so replay decides the same.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from temporalio import workflow

from engine.runtime import revisions
from engine.runtime.state import CaseState

SHORTEST = 0.001
"""Seconds: a deadline already past rings at once, as an event of its own."""


class Timer(Protocol):
    """One that runs."""

    def cancel(self) -> None: ...


Begin = Callable[[datetime, Callable[[datetime], None]], Timer]
"""Begins a timer that calls with its instant when that has come."""


def durable(skew: timedelta) -> Begin:
    """Timers of the workflow that runs, `skew` ahead of the server's clock."""

    def begin(at: datetime, ring: Callable[[datetime], None]) -> Timer:
        # How long to wait is the only use of the clock here: the length of a timer is not compared on replay.
        delay = (at - skew - workflow.now()).total_seconds()
        return asyncio.get_running_loop().call_later(max(SHORTEST, delay), ring, at)

    return begin


class AlarmClock:
    """Holds the timers of a case. `rang` is the latest instant that one was set for and reached."""

    def __init__(self, begin: Begin, on_ring: Callable[[], None]) -> None:
        self._begin = begin
        self._on_ring = on_ring
        self._first: datetime | None = None
        """What the case is woken for next: never later than its earliest deadline."""
        self._running: dict[datetime, Timer] = {}
        """All timers by the instants they are set for; those beside the first are later ones."""
        self.rang = datetime.min.replace(tzinfo=UTC)

    def follow(self, before: CaseState | None, state: CaseState) -> None:
        """Set, leave or replace the timer, now that the case has come from `before` to `state` and nothing is due."""
        alarm = state.next_alarm
        if self._first is None:
            self._set_first(alarm)
        elif alarm is not None and alarm < self._first:
            if state.engine_revision < revisions.TIMERS_BESIDE:
                self._cancel(self._first)
            self._set_first(alarm)
        elif alarm != self._first and self._first - state.now < took(before, state):
            self._cancel(self._first)
            self._set_first(alarm)

    def _set_first(self, alarm: datetime | None) -> None:
        """Be woken for this alarm next: by the timer that runs for it already, or by one begun now."""
        for sooner in [at for at in self._running if alarm is None or at < alarm]:
            self._cancel(sooner)
        self._first = alarm
        if alarm is not None and alarm not in self._running:
            self._running[alarm] = self._begin(alarm, self._ring)

    def _cancel(self, at: datetime) -> None:
        self._running.pop(at).cancel()

    def _ring(self, at: datetime) -> None:
        del self._running[at]
        if at == self._first:
            self._first = None
        self.rang = max(self.rang, at)
        self._on_ring()


def took(before: CaseState | None, state: CaseState) -> timedelta:
    """How long the step took that was finished last; nothing when none was."""
    if before is None:
        return timedelta(0)
    gone = [step.entered for instance, step in before.steps.items() if instance not in state.steps]
    return state.now - max(gone) if gone else timedelta(0)
