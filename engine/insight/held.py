"""Who had a step for how long, told by the record: on offer, held, lent, or standing still."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from engine.runtime import events as e
from engine.runtime.events import Event

How = Literal["offered", "held", "lent", "paused"]
Told = tuple[datetime, Event]
"""An event of a case, and when it happened."""


@dataclass(frozen=True)
class Span:
    """A time in which a task was with somebody; `until` None: it still is."""

    task: str
    step: str
    how: How
    people: tuple[str, ...]
    since: datetime
    until: datetime | None = None


def held(told: Iterable[Told]) -> list[Span]:
    """The spans of all tasks, in the order they began."""
    folding = _Folding()
    for at, event in told:
        folding.take(at, event)
    return sorted([*folding.over, *folding.open.values()], key=lambda span: span.since)


class _Folding:
    """The spans so far. `offered` remembers to whom a task goes back when it is put back."""

    def __init__(self) -> None:
        self.over: list[Span] = []
        self.open: dict[str, Span] = {}
        self._steps: dict[str, str] = {}
        self._offered: dict[str, tuple[str, ...]] = {}
        self._holder: dict[str, str] = {}

    def take(self, at: datetime, event: Event) -> None:
        match event:
            case e.TaskCreated():
                self._steps[event.task] = event.step
            case e.TaskOffered():
                self._offer(at, event)
            case e.TaskClaimed():
                self._with(at, event.task, "held", (event.by,))
            case e.TaskTransferred():
                self._with(at, event.task, "held", (event.to,))
            case e.TaskReleased():
                self._with(at, event.task, "offered", self._offered.get(event.task, ()))
            case e.TaskLent():
                self._with(at, event.task, "lent", (event.to,))
            case e.TaskHeld():
                self._with(at, event.task, "paused", (event.by,))
            case e.TaskRecommended() | e.LoanEnded() | e.TaskResumed():
                self._with(at, event.task, "held", (self._holder.get(event.task, ""),))
            case e.TaskDecided() | e.TaskReturned() | e.TaskCancelled():
                self._close(at, event.task)
            case _:
                pass

    def _offer(self, at: datetime, event: e.TaskOffered) -> None:
        self._steps[event.task] = event.step or self._steps.get(event.task, "")
        self._offered[event.task] = tuple(event.to)
        if event.assignee:
            self._with(at, event.task, "held", (event.assignee,))
        else:
            self._with(at, event.task, "offered", tuple(event.to))

    def _with(self, at: datetime, task: str, how: How, people: tuple[str, ...]) -> None:
        here = self.open.get(task)
        if here is not None and (here.how, here.people) == (how, people):
            return
        self._close(at, task)
        if how == "held":
            self._holder[task] = people[0]
        self.open[task] = Span(task, self._steps.get(task, ""), how, people, at)

    def _close(self, at: datetime, task: str) -> None:
        here = self.open.pop(task, None)
        if here is not None:
            self.over.append(replace(here, until=at))
