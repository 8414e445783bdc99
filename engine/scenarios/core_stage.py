"""A stage on the pure core: a virtual clock, a virtual world, and the driver's loop without a server."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from engine.calendars import Calendars
from engine.model.batch_plan import batch_plan
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime import NO_FACTS, NeedsFacts, Rejected, World, absorb, apply, look_up, open_case, resolve
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.commands import Command
from engine.runtime.events import ServiceCalled
from engine.runtime.questions import AskWho
from engine.runtime.state import CaseState
from engine.runtime.turn import Turn
from engine.scenarios.cast import WorldChange
from engine.scenarios.model import Finished
from engine.scenarios.numbering import Numbers
from engine.scenarios.stage import CaseLook, Look, Reply, Setting, TurnRecord, Wire, given_reply, stand_in

MOST_ALARMS = 20_000
MOST_TURNS = 1_000
MOST_FOLLOW_UPS = 50
"""A story in which more falls due between two acts, or more turns follow at one instant, does not come to rest."""


class StoryStuckError(Exception):
    """The case goes on by itself without end."""


@dataclass
class _Case:
    """A case on the stage. `state` is None until its first turn; `follow_ups` counts turns within a turn."""

    case_id: str
    plan: Plan
    state: CaseState | None = None
    turns: list[TurnRecord] = field(default_factory=list)
    follow_ups: int = 0
    shown: CaseLook | None = None

    def look(self) -> CaseLook | None:
        """The case as it stands; None before its first turn."""
        if self.shown is None and self.state is not None:
            self.shown = CaseLook(self.case_id, self.plan, self.state, tuple(self.turns))
        return self.shown

    @property
    def next_alarm(self) -> datetime | None:
        """When something falls due by itself; never for a case that has ended."""
        return None if self.state is None or self.state.ended is not None else self.state.next_alarm


class CoreStage:
    """Plays on `engine.runtime` alone; see `Stage` for what each act means."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._directory = setting.directory
        self._calendars = setting.calendars
        self._settings: Wire = dict(setting.given.settings)
        self._cases: dict[str, _Case] = {}
        self._waiting: deque[tuple[str, s.Stimulus]] = deque()
        self._lists: dict[tuple[str, str, str], str] = {}
        self._numbers = Numbers()
        self._round_robin: dict[str, int] = {}

    # -- acts -------------------------------------------------------------------------------------------------------

    def start(self, start: str, data: Wire, *, by: str | None, at: datetime, number: int = 1) -> None:
        """Open a case; it is on the stage only if the door and its first turn let it in."""
        case = _Case(self.setting.case_id(number), self.setting.plan)
        started = self._opened(case, start, data, by=by, at=at)
        self._take(case, started)
        self._settle(at)

    def command(self, case_id: str, command: Command, *, id: str, by: str, at: datetime) -> None:
        """A person's command; refused ones leave no trace."""
        self._take(self._cases[case_id], s.Commanded(at=at, id=id, by=by, command=command))
        self._settle(at)

    def message(self, message: str, key: str, data: Wire, *, id: str, by: str | None, at: datetime) -> None:
        """To every case that hears it with this key."""
        self._route(s.MessageArrived(at=at, id=id, message=message, key=key, data=data, by=by))
        self._settle(at)

    def answer_service(self, case_id: str, call: str, reply: Reply, *, at: datetime) -> None:
        """A service answers in the story."""
        self._take(self._cases[case_id], _answered(call, reply, at))
        self._settle(at)

    def finish_called(self, case_id: str, instance: str, end: str, outputs: Wire, *, at: datetime) -> None:
        """A stand-in ends."""
        self._take(self._cases[case_id], s.CalledEnded(at=at, instance=instance, end=end, outputs=outputs))
        self._settle(at)

    def change_world(self, change: WorldChange, directory: Directory, calendars: Calendars, *, at: datetime) -> None:
        """The world is another from now on; nothing in a running case moves because of it."""
        self._directory, self._calendars = directory, calendars
        self._settings.update(change.settings)

    def advance_to(self, at: datetime, *, including: bool = False) -> None:
        """Ring every alarm before `at` (or at `at`), earliest first, with all that follows from each."""
        for _ in range(MOST_ALARMS):
            due = [(case.next_alarm, case) for case in self._cases.values() if case.next_alarm is not None]
            if not due:
                return
            alarm, case = min(due, key=lambda one: one[0])
            if alarm > at or (alarm == at and not including):
                return
            self._take(case, s.Alarm(at=alarm))
            self._settle(case.state.now if case.state else alarm)
        raise StoryStuckError(f"More than {MOST_ALARMS} deadlines fell due before {at}: no rest")

    def look(self) -> Look:
        """The cases as they stand."""
        looks = (case.look() for case in self._cases.values())
        return Look(tuple(look for look in looks if look is not None))

    def close(self) -> None:
        """Nothing is held."""

    def copy(self, setting: Setting) -> "CoreStage":
        """The stage as it stands, to go on from here with another setting: its plan may differ from this one's in what
        no case has come to yet."""
        other = CoreStage(setting)
        other._directory, other._calendars, other._settings = self._directory, self._calendars, dict(self._settings)
        for case in self._cases.values():
            plan = setting.plan if case.plan is self.setting.plan else case.plan
            other._cases[case.case_id] = _Case(case.case_id, plan, case.state, list(case.turns))
        other._waiting, other._lists = deque(self._waiting), dict(self._lists)
        other._numbers, other._round_robin = self._numbers.copy(), dict(self._round_robin)
        return other

    # -- the driver's loop ------------------------------------------------------------------------------------------

    def _settle(self, at: datetime) -> None:
        """Do all that follows at this instant, and ring alarms that were set for a time already past."""
        for turns in count():
            if turns > MOST_TURNS:
                raise StoryStuckError(f"{self.setting.plan.process} goes on by itself without end at {at}")
            if not self._waiting and not self._ring_past(at):
                return
            if self._waiting:
                case_id, stimulus = self._waiting.popleft()
                case = self._cases.get(case_id)
                if case is not None and (case.state is None or case.state.ended is None):
                    self._take(case, stimulus)

    def _ring_past(self, at: datetime) -> bool:
        for case in self._cases.values():
            alarm = case.next_alarm
            if alarm is not None and alarm < at:
                self._waiting.append((case.case_id, s.Alarm(at=alarm)))
                return True
        return False

    def _take(self, case: _Case, stimulus: s.Stimulus) -> None:
        """Make the turn of a stimulus, commit it, start its requests, and take what must follow at once.

        Raises `Rejected` with nothing changed.
        """
        turn = self._applied(case, stimulus)
        resolution = resolve(turn.questions, self._world(turn.at), process=case.plan.process)
        if resolution.refused is not None:
            field_ = resolution.refused.field
            message = resolution.refused.message
            raise Rejected(resolution.refused.code, message, {field_: message} if field_ else None)
        absorbed = absorb(case.plan, turn.state, resolution)
        case.state, case.shown = absorbed.state, None
        self._count_rounds(turn)
        events = (*turn.events, *resolution.events)
        case.turns.append(TurnRecord(turn.number, turn.at, turn.digest, turn.previous, stimulus, events))
        self._cases.setdefault(case.case_id, case)
        for request in turn.requests:
            self._begin(case, request, turn)
        if absorbed.follow_up is not None:
            self._follow(case, absorbed.follow_up)

    def _follow(self, case: _Case, stimulus: s.Stimulus) -> None:
        """What must follow at once; a definition that goes round by itself for ever is stopped."""
        case.follow_ups += 1
        if case.follow_ups > MOST_FOLLOW_UPS:
            raise StoryStuckError(f"{case.plan.process} goes on by itself without end at {stimulus.at}")
        self._take(case, stimulus)
        case.follow_ups -= 1

    def _applied(self, case: _Case, stimulus: s.Stimulus) -> Turn:
        facts = NO_FACTS
        while True:
            try:
                return apply(case.plan, case.state, stimulus, facts)
            except NeedsFacts as needed:
                facts = look_up(needed.questions, self._world(stimulus.at), facts)

    def _world(self, at: datetime) -> World:
        return World(self._directory, self._calendars, self._workload(), dict(self._round_robin), at)

    def _count_rounds(self, turn: Turn) -> None:
        for question in turn.questions:
            if isinstance(question, AskWho):
                key = f"{question.question.process}/{question.step}"
                self._round_robin[key] = self._round_robin.get(key, 0) + 1

    def _workload(self) -> dict[str, int]:
        """How many open tasks each person holds."""
        held: dict[str, int] = {}
        for case in self._cases.values():
            for task in case.state.tasks.values() if case.state else ():
                if task.holder is not None:
                    held[task.holder] = held.get(task.holder, 0) + 1
        return held

    # -- requests ---------------------------------------------------------------------------------------------------

    def _begin(self, case: _Case, request: r.Request, turn: Turn) -> None:
        match request:
            case r.CallService():
                self._call_service(case, request, turn)
            case r.OpenCase():
                self._open_called(case, request, turn.at)
            case r.CancelCalled():
                self._waiting.append((request.case_id, s.CancelAsked(at=turn.at, reason=request.reason)))
            case r.ReportEnd():
                caller = request.caller
                ended = s.CalledEnded(at=turn.at, instance=caller.instance, end=request.end, outputs=request.outputs)
                self._waiting.append((caller.case_id, ended))
            case r.JoinBatch():
                self._join_list(case, request, turn.at)
            case r.LeaveBatch():
                left = s.MemberLeft(turn.at, request.case_id, request.instance, request.reason)
                self._waiting.append((request.batch.partition(":")[2], left))
            case r.TellMember():
                self._waiting.append((request.case_id, request.told))
            case r.SendMessage():
                if request.key is not None:
                    arrived = s.MessageArrived(turn.at, request.id, request.message, request.key, request.data)
                    self._route(arrived)

    def _join_list(self, case: _Case, request: r.JoinBatch, at: datetime) -> None:
        """Bring a case to the list that gathers for its step and key; the first one opens it."""
        key = (request.process, request.step, request.key)
        found = self._cases.get(self._lists.get(key, ""))
        missed = request.missed.partition(":")[2]
        if found is None or found.case_id == missed or (found.state is not None and found.state.ended is not None):
            found = _Case(request.new_list, batch_plan(case.plan, request.step))
            handed_in = {"batch_id": found.case_id, **request.context}
            self._cases[found.case_id] = found
            self._lists[key] = found.case_id
            self._waiting.append((found.case_id, self._opened(found, "called", handed_in, at=at)))
        self._waiting.append((found.case_id, s.MemberJoined(at, request.member)))

    def _route(self, arrived: s.MessageArrived) -> None:
        for case in self._cases.values():
            if case.state is not None and case.state.keys.get(arrived.message) == arrived.key:
                self._waiting.append((case.case_id, arrived))

    def _call_service(self, case: _Case, request: r.CallService, turn: Turn) -> None:
        step = next(one.step for one in turn.events if isinstance(one, ServiceCalled) and one.call == request.call)
        reply = given_reply(self.setting.given, step, request.service)
        if reply is None and request.service == "document.issue":
            reply = Reply({"number": self._numbers.allot(str(request.input["numbering"]), turn.at)})
        if reply is not None:
            self._waiting.append((case.case_id, _answered(request.call, reply, turn.at)))

    def _open_called(self, caller: _Case, request: r.OpenCase, at: datetime) -> None:
        state = caller.state
        step = state.steps[request.instance].step if state and request.instance in state.steps else ""
        given = self.setting.given.processes
        manner = given.get(step, given.get(request.process))
        if manner == "run":
            self._waiting.append((caller.case_id, self._run_called(request, at)))
            return
        self._waiting.append((caller.case_id, stand_in(request, at)))
        if isinstance(manner, Finished):
            ended = s.CalledEnded(at=at, instance=request.instance, end=manner.end, outputs=manner.with_)
            self._waiting.append((caller.case_id, ended))

    def _run_called(self, request: r.OpenCase, at: datetime) -> s.CalledStarted:
        """Open the real case; its first turn comes right after the caller knows of it."""
        plan = self.setting.plans[request.process]
        case = _Case(request.case_id, plan)
        start = next(name for name, one in plan.definition.start.items() if one.call)
        try:
            started = self._opened(case, start, request.data, at=at, initiator=request.initiator, caller=request.caller)
        except Rejected as refused:
            return s.CalledStarted(at=at, instance=request.instance, error=refused.code, text=refused.message)
        self._cases[case.case_id] = case
        self._waiting.append((case.case_id, started))
        return s.CalledStarted(
            at=at,
            instance=request.instance,
            workflow_id=f"{plan.process}:{started.business_key}",
            case_id=case.case_id,
            business_key=started.business_key,
        )

    def _opened(
        self,
        case: _Case,
        start: str,
        data: Wire,
        *,
        at: datetime,
        by: str | None = None,
        initiator: str | None = None,
        caller: s.Caller | None = None,
    ) -> s.Started:
        opening = open_case(
            case.plan,
            start,
            data,
            by=by,
            at=at,
            case_id=case.case_id,
            numbers=self._numbers.allot,
            settings=self._settings,
            world=self._world(at),
            caller=caller,
            initiator=initiator,
        )
        return opening.started


def _answered(call: str, reply: Reply, at: datetime) -> s.ServiceAnswered:
    if reply.error is not None:
        return s.ServiceAnswered(at=at, call=call, error=reply.error, text=reply.text)
    return s.ServiceAnswered(at=at, call=call, result=reply.result)
