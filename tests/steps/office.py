"""The office around the cases, and the loop that every driver of the core has (see `engine.runtime`)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tales import CALENDARS, DIRECTORY, MONDAY, instant

from engine.calendars import Calendars
from engine.model.batch_plan import batch_plan
from engine.model.plan import Plan
from engine.people import Directory, overlaid, read_directory
from engine.runtime import Rejected, World, absorb, open_case, resolve
from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.facts_found import informed
from engine.runtime.state import CaseState, post_of
from engine.runtime.turn import Turn
from proving.whole import check_state, check_turn

MOST_TURNS = 500
"""Turns that may follow from one act before a test gives up."""


@dataclass
class Running:
    """A case on the core: its state, its turns, all events (resolved ones included) and all requests so far."""

    office: Office
    plan: Plan
    case_id: str
    state: CaseState | None = None
    turns: list[Turn] = field(default_factory=list)
    events: list[e.Event] = field(default_factory=list)
    requests: list[r.Request] = field(default_factory=list)
    key: str = ""

    @property
    def known(self) -> CaseState:
        assert self.state is not None, "Expected the case to have begun"
        return self.state

    @property
    def ended(self) -> str | None:
        return self.state.ended if self.state else None

    def take(self, stimulus: s.Stimulus) -> None:
        """The turn of a stimulus and those that must follow it. Raises `Rejected` with nothing changed."""
        following: s.Stimulus | None = stimulus
        rounds = 0
        while following is not None:
            following = self._turn(following)
            rounds += 1
            assert rounds < MOST_TURNS, f"Expected {stimulus.kind} to come to rest, but it goes on without end"

    def _turn(self, stimulus: s.Stimulus) -> s.Stimulus | None:
        turn = self._applied(stimulus)
        resolution = resolve(turn.questions, self.office.world().seen_from(turn.state.post), process=self.plan.process)
        if resolution.refused is not None:
            raise Rejected(resolution.refused.code, resolution.refused.message)
        absorbed = absorb(self.plan, turn.state, resolution)
        self.state = absorbed.state
        check_state(self.plan, absorbed.state, absorbed.follow_up)
        self.turns.append(turn)
        self.events += [*turn.events, *resolution.events]
        self.requests += turn.requests
        for question in turn.questions:
            if question.kind == "who":
                key = f"{question.question.process}/{question.step}"
                self.office.rounds[key] = self.office.rounds.get(key, 0) + 1
        for request in turn.requests:
            self.office.requested(self, request)
        return absorbed.follow_up

    def _applied(self, stimulus: s.Stimulus) -> Turn:
        world = self.office.world().seen_from(post_of(self.state, stimulus))
        return informed(lambda facts: check_turn(self.plan, self.state, stimulus, facts), world)

    def do(self, stimulus: s.Stimulus) -> list[e.Event]:
        """One stimulus and all that follows at once."""
        before = len(self.events)
        self.office.settle()
        self.take(stimulus)
        self.office.settle()
        return self.events[before:]


@dataclass
class Office:
    """The world around the cases, and the loop that a driver of the core has (see `engine.runtime`).

    Cases of a known process are really opened when called, messages go to the cases that hear them, batches gather.
    Everything else that is requested waits in `Case.requests` until the test answers it.
    """

    plans: Mapping[str, Plan] = field(default_factory=dict)
    directory: Directory = DIRECTORY
    calendars: Calendars = CALENDARS
    settings: dict[str, Any] = field(default_factory=dict)
    now: datetime = field(default_factory=lambda: instant(MONDAY))
    cases: dict[str, Running] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    kind_of_case: type[Running] = Running
    waiting: deque[tuple[str, s.Stimulus]] = field(default_factory=deque)

    def people(self, **people: dict[str, Any]) -> None:
        """Change people from now on: `office.people(ann={"roles": []})`."""
        self.directory = overlaid(self.directory, people)

    def stand_in(self, person: str, absent: str, **how: Any) -> None:
        """From now on somebody stands in for somebody else."""
        one = {"person": person, "for": absent, "from": "2026-03-01", **how}
        self.directory = read_directory(
            {**self.directory.written, "stand_ins": [*(self.directory.written.get("stand_ins") or []), one]}
        )

    def world(self) -> World:
        """What the core may know of this office."""
        held: dict[str, int] = {}
        for case in self.cases.values():
            for task in case.known.tasks.values() if case.state else ():
                if task.holder:
                    held[task.holder] = held.get(task.holder, 0) + 1
        return World(self.directory, self.calendars, held, dict(self.rounds), self.now)

    def number(self, pattern: str, at: datetime) -> str:
        """The next number of a pattern; here the counter alone."""
        self.numbers[pattern] = self.numbers.get(pattern, 0) + 1
        return re.sub(r"\{n+\}", str(self.numbers[pattern]), pattern).replace("{yyyymmdd}", at.strftime("%Y%m%d"))

    def open(self, plan: Plan, start: str, data: Mapping[str, Any], case_id: str, **how: Any) -> Running:
        """Open a case at the door; its first turn is still to come."""
        opening = open_case(
            plan, start, data, by=how.pop("by", None), at=self.now, case_id=case_id, numbers=self.number,
            world=self.world(), settings=self.settings, **how,
        )  # fmt: skip
        case = self.kind_of_case(self, plan, case_id)
        self.cases[case_id] = case
        self.waiting.append((case_id, opening.started))
        return case

    def settle(self) -> None:
        """Let everything happen that follows at once, alarms of the past included."""
        for _ in range(MOST_TURNS):
            if self.waiting:
                case_id, stimulus = self.waiting.popleft()
                case = self.cases.get(case_id)
                if case is not None and not case.ended:
                    case.take(stimulus)
            elif (late := self._alarm(self.now, including=False)) is not None:
                late.take(s.Alarm(late.known.next_alarm))  # type: ignore[arg-type]
            else:
                return
        raise AssertionError(f"Expected the office to come to rest, but it went on for {MOST_TURNS} turns")

    def _alarm(self, at: datetime, *, including: bool) -> Running | None:
        """The case whose alarm is next, if it is before `at` (or at it)."""
        ringing = [case for case in self.cases.values() if case.state and not case.ended and case.known.next_alarm]
        found = min(ringing, key=lambda case: case.known.next_alarm, default=None)  # type: ignore[arg-type,return-value]
        if found is None or found.known.next_alarm is None:
            return None
        alarm = found.known.next_alarm
        return found if alarm < at or (including and alarm == at) else None

    def until(self, at: str | datetime, *, including: bool = True) -> None:
        """Time passes: all that falls due before `at` (and at it) happens."""
        until = instant(at) if isinstance(at, str) else at
        for _ in range(20 * MOST_TURNS):
            case = self._alarm(until, including=including)
            if case is None:
                self.now = max(self.now, until)
                return
            self.now = max(self.now, case.known.next_alarm)  # type: ignore[type-var]
            case.take(s.Alarm(case.known.next_alarm))  # type: ignore[arg-type]
            self.settle()
        raise AssertionError(f"Expected rest before {until}, but alarms went on without end")

    def requested(self, case: Running, request: r.Request) -> None:
        """Do what a committed turn asks for, as far as this office can."""
        match request:
            case r.OpenCase() if request.process in self.plans:
                self._open_called(case, request)
            case r.CancelCalled():
                self.waiting.append((request.case_id, s.CancelAsked(self.now, request.reason)))
            case r.ReportEnd():
                ended = s.CalledEnded(self.now, request.caller.instance, request.end, request.outputs)
                self.waiting.append((request.caller.case_id, ended))
            case r.SendMessage() if request.to is None and request.channel is None and request.key is not None:
                self.deliver(s.MessageArrived(self.now, request.id, request.message, request.key, request.data))
            case r.JoinBatch():
                self._join(case, request)
            case r.LeaveBatch():
                left = s.MemberLeft(self.now, request.case_id, request.instance, request.reason)
                self.waiting.append((request.batch.partition(":")[2], left))
            case r.TellMember():
                self.waiting.append((request.case_id, request.told))

    def deliver(self, message: s.MessageArrived) -> None:
        """A message goes to every case that hears it."""
        for case in self.cases.values():
            if case.state is not None and case.state.keys.get(message.message) == message.key:
                self.waiting.append((case.case_id, message))

    def _open_called(self, caller: Running, request: r.OpenCase) -> None:
        plan = self.plans[request.process]
        start = next(name for name, one in plan.definition.start.items() if one.call)
        try:
            case = self.open(
                plan, start, request.data, request.case_id, initiator=request.initiator, caller=request.caller
            )
        except Rejected as refused:
            told = s.CalledStarted(self.now, request.instance, error=refused.code, text=refused.message)
        else:
            told = s.CalledStarted(self.now, request.instance, f"{plan.process}:{request.case_id}", case.case_id)
        self.waiting.append((caller.case_id, told))

    def _join(self, member: Running, request: r.JoinBatch) -> None:
        process = batch_plan(member.plan, request.step)
        missed = request.missed.partition(":")[2]
        lists = [one for one in self.cases.values() if one.plan.process == process.process and not one.ended]
        found = next((one for one in lists if one.case_id != missed and one.key == request.key), None)
        if found is None:
            list_id = f"list-{len(self.cases)}"
            found = self.open(process, "called", {"batch_id": list_id, **request.context}, list_id)
            found.key = request.key
        self.waiting.append((found.case_id, s.MemberJoined(self.now, request.member)))
