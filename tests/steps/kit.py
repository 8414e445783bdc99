"""A small office to try definitions in: a virtual clock, a few people, and cases that really run.

    case = given('''
    steps:
      - user_task: approve
        assign: {role: boss}
        outcomes: {approve: {}, refuse: {next: refused}}
      - end: granted
      - end: refused
    ''')
    case.complete("approve", "refuse", by="meg")
    assert case.ended == "refused"

What a definition does not say is put in (name, department, key, a start that takes every field). Every turn anybody
makes here is made twice and checked (`whole.py`): the state it was given stays as it was, the digests are the same,
the state packs and unpacks, and nothing open waits for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, cast

import pytest
from office import Office, Running
from tales import MONDAY, instant, plan_of, shown

from engine.runtime import Rejected
from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.state import StepInstance, UserTask

E = TypeVar("E")


@dataclass
class Case(Running):
    """One case: what may be done with it, and what has become of it. Each act gives the events that followed."""

    acts: int = 0

    # -- people -----------------------------------------------------------------------------------------------------

    def command(self, command: c.Command, by: str, *, id: str = "", on_behalf_of: str | None = None) -> list[e.Event]:
        """A command of a person, at the office's time."""
        self.acts += 1
        return self.do(s.Commanded(self.office.now, id or f"k{self.acts}", by, command, on_behalf_of))

    def complete(
        self,
        step: str,
        outcome: str | None = None,
        *,
        by: str | None = None,
        comment: str = "",
        data: Mapping[str, Any] | None = None,
        take_out: tuple[c.TakenOut, ...] = (),
        on_behalf_of: str | None = None,
        **which: int,
    ) -> list[e.Event]:
        """Decide the open task of a step; by its holder, or the first it is offered to, unless said otherwise."""
        task = self.task(step, **which)
        command = c.Complete(task.id, outcome, dict(data or {}), comment, take_out)
        return self.command(command, by or self._whose(task), on_behalf_of=on_behalf_of)

    def claim(self, step: str, by: str, **which: int) -> list[e.Event]:
        return self.command(c.Claim(self.task(step, **which).id), by)

    def release(self, step: str, by: str, **which: int) -> list[e.Event]:
        return self.command(c.Release(self.task(step, **which).id), by)

    def transfer(self, step: str, by: str, to: str, comment: str = "back on Monday") -> list[e.Event]:
        return self.command(c.Transfer(self.task(step).id, to, comment), by)

    def give_back(
        self, step: str, to: str, *, by: str | None = None, comment: str = "not yet", **which: Any
    ) -> list[e.Event]:
        """Return the case to a step."""
        data = which.pop("data", {})
        task = self.task(step, **which)
        return self.command(c.Return(task.id, to, data, comment), by or self._whose(task))

    def press(self, event: str, by: str = "ini", *, comment: str = "", **data: Any) -> list[e.Event]:
        holder = data.pop("holder", None)
        return self.command(c.Press(event, data, comment, holder), by)

    def record(self, message: str, by: str, **data: Any) -> list[e.Event]:
        return self.command(c.Record(message, data), by)

    # -- operators --------------------------------------------------------------------------------------------------

    def retry(self, reason: str = "mended") -> list[e.Event]:
        """Try the oldest incident again."""
        return self.command(c.Retry(next(iter(self.known.incidents)), reason), "op")

    def correct(self, reason: str = "typing mistake", **data: Any) -> list[e.Event]:
        return self.command(c.Correct(data, reason), "op")

    def skip(self, step: str, outcome: str | None = None, reason: str = "done by phone", **data: Any) -> list[e.Event]:
        return self.command(c.Skip(self.step(step).id, reason, outcome, data), "op")

    def move(self, to: str, reason: str = "wrong way", list_of: str | None = None) -> list[e.Event]:
        """Let the outermost list, or that in which the step `list_of` stands, stand elsewhere."""
        return self.command(c.Move(to, reason, self.step(list_of).list if list_of else None), "op")

    def cancel(self, reason: str = "opened twice") -> list[e.Event]:
        return self.command(c.CancelCase(reason), "op")

    # -- what comes from outside ------------------------------------------------------------------------------------

    def message(self, message: str, key: str | None = None, *, id: str = "", **data: Any) -> list[e.Event]:
        """A message arrives, by default with the case's own key."""
        self.acts += 1
        with_key = self.known.business_key if key is None else key
        return self.do(s.MessageArrived(self.office.now, id or f"m{self.acts}", message, with_key, data))

    def answer(self, step: str, result: Any = None, **which: int) -> list[e.Event]:
        """The service of a step answers."""
        return self.do(s.ServiceAnswered(self.office.now, self.call_of(step, **which), result))

    def fail(self, step: str, error: str = "failed", text: str = "") -> list[e.Event]:
        """The service of a step answers with an error."""
        return self.do(s.ServiceAnswered(self.office.now, self.call_of(step), None, error, text))

    def call_of(self, step: str, **which: int) -> str:
        """The call in flight of a service task."""
        call = self.step(step, **which).progress.get("call")
        assert call, f"Expected a call of {step} in flight"
        return str(call)

    def called(self, step: str, error: str | None = None, text: str = "") -> list[e.Event]:
        """The case a step calls has been opened, or could not be."""
        here = self.step(step)
        case_id = here.progress["case_id"]
        told = s.CalledStarted(self.office.now, here.id, "" if error else f"p:{case_id}", case_id, "k", error, text)
        return self.do(told)

    def called_ended(self, step: str, end: str, **outputs: Any) -> list[e.Event]:
        """The called case of a step has reached its end."""
        return self.do(s.CalledEnded(self.office.now, self.step(step).id, end, outputs))

    # -- time -------------------------------------------------------------------------------------------------------

    def until(self, at: str, *, including: bool = True) -> list[e.Event]:
        """Time passes until then; what falls due by then happens."""
        before = len(self.events)
        self.office.until(at, including=including)
        return self.events[before:]

    def after(self, **time: float) -> list[e.Event]:
        """So much time passes: `after(hours=2)`."""
        before = len(self.events)
        self.office.until(self.office.now + timedelta(**time))
        return self.events[before:]

    @contextmanager
    def refuses(self, code: str) -> Iterator[pytest.ExceptionInfo[Rejected]]:
        """What is tried here is refused with this code, and changes nothing."""
        state, events = self.state, len(self.events)
        with pytest.raises(Rejected) as refusal:
            yield refusal
        assert refusal.value.code == code, f"Expected {code}, but {refusal.value.code}: {refusal.value}"
        assert self.state is state and len(self.events) == events

    # -- what has become of it --------------------------------------------------------------------------------------

    @property
    def open(self) -> list[str]:
        """The open steps that hold others no further: tasks, waits, calls, parked steps; in the order of entry."""
        holding = {one.inside for one in self.known.lists.values()}
        return [one.step for one in self.known.steps.values() if one.id not in holding]

    @property
    def parked(self) -> dict[str, str]:
        """Step to the code of its incident."""
        return {one.step: one.code for one in self.known.incidents.values()}

    def step(self, step: str, *, number: int = 0) -> StepInstance:
        """The open instance of a step, the `number`th of several."""
        found = [one for one in self.known.steps.values() if one.step == step]
        assert len(found) > number, f"Expected {step} to be open, but open are {self.open}"
        return found[number]

    def task(self, step: str, *, number: int = 0, seat: int | None = None) -> UserTask:
        """The open task of a step, the `number`th of several, or that of a seat."""
        found = [one for one in self.known.tasks.values() if one.step == step and seat in (None, one.seat)]
        assert len(found) > number, f"Expected a task of {step}, but open are {self.open}"
        return found[number]

    def offered(self, step: str, **which: int) -> tuple[str, ...]:
        return self.task(step, **which).offered

    def holder(self, step: str, **which: int) -> str | None:
        return self.task(step, **which).holder

    def due(self, step: str, **which: int) -> str | None:
        """When the task of a step is due, as the office's clock shows it."""
        return shown(self.task(step, **which).due)

    def limit(self, key: str) -> str | None:
        """When a limit is due; `key` as in `Limit`."""
        return shown(self.known.limits[key].due)

    def _whose(self, task: UserTask) -> str:
        return task.holder or task.offered[0]

    def __getitem__(self, field_name: str) -> Any:
        return self.known.data.get(field_name)

    def all(self, kind: type[E], events: list[e.Event] | None = None, **said: Any) -> list[E]:
        """The events of a kind (of all, or of those given) that say so."""
        found = [one for one in (self.events if events is None else events) if isinstance(one, kind)]
        return [one for one in found if all(getattr(one, key) == value for key, value in said.items())]

    def one(self, kind: type[E], events: list[e.Event] | None = None, **said: Any) -> E:
        """The one event of a kind that says so."""
        found = self.all(kind, events, **said)
        assert len(found) == 1, f"Expected one {kind.__name__} with {said}, but got {found or self.all(kind, events)}"
        return found[0]

    @property
    def finished(self) -> list[str]:
        """The steps finished so far, in order."""
        return [one.step for one in self.all(e.StepFinished)]

    @property
    def told(self) -> list[tuple[str, tuple[str, ...]]]:
        """Notices so far: about what, to whom."""
        return [(one.about, one.to) for one in self.all(e.NoticeAddressed)]

    def calls(self) -> list[r.CallService]:
        """The service calls requested so far."""
        return [one for one in self.requests if isinstance(one, r.CallService)]


def given(
    definition: str,
    *,
    also: tuple[str, ...] = (),
    office: Office | None = None,
    start: str | None = None,
    by: str = "ini",
    at: str = MONDAY,
    settings: Mapping[str, Any] | None = None,
    data: Mapping[str, Any] | None = None,
    **handed_in: Any,
) -> Case:
    """A case of the definition, begun. `also` are processes it may call, which then really run."""
    plan = plan_of(definition, *also)
    if office is None:
        office = Office(now=instant(at), settings=dict(settings or {}), kind_of_case=Case)
    office.plans = {
        **office.plans,
        **{other.process: other for other in (plan_of(text, *(one for one in also if one != text)) for text in also)},
    }
    start = start or next(iter(plan.definition.start))
    case = cast(Case, office.open(plan, start, {**(data or {}), **handed_in}, f"c{len(office.cases) + 1}", by=by))
    office.settle()
    return case
