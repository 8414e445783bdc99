"""A stage on the pure core: the driver's loop with a virtual clock and a virtual world, and no server."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from engine.calendars import Calendars
from engine.model.batch_plan import batch_plan
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime import Rejected, open_case
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.commands import Command
from engine.runtime.events import ServiceCalled
from engine.runtime.questions import Pointing
from engine.runtime.related import filled_by, filling, picks, with_picks
from engine.runtime.revoking import revoke
from engine.runtime.steps.call_process import NOT_DEPLOYED
from engine.runtime.turn import Turn
from engine.runtime.world import KnownCase
from engine.scenarios.around import undone_of
from engine.scenarios.cast import WorldChange
from engine.scenarios.core_driver import Case, CoreDriver
from engine.scenarios.following import calendar_changes, directory_changes
from engine.scenarios.model import Finished
from engine.scenarios.numbering import Numbers
from engine.scenarios.related import known_on_stage
from engine.scenarios.seen import ended_case
from engine.scenarios.stage import NOBODY, Changed, Look, Reply, Setting, Wire, given_reply, stand_in


class CoreStage:
    """Plays on `engine.runtime` alone; see `Stage` for what each act means."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._driver = CoreDriver(setting.directory, setting.calendars, self._begin, self._related)
        self._settings: Wire = dict(setting.given.settings)
        self._lists: dict[tuple[str, str, str], str] = {}
        self._numbers = Numbers()

    # -- acts -------------------------------------------------------------------------------------------------------

    def start(
        self, start: str, data: Wire, *, by: str | None, at: datetime, number: int = 1,
        department: str | None = None, for_whom: str | None = None,
    ) -> None:  # fmt: skip
        """Open a case; it is on the stage only if the door and its first turn let it in."""
        case = Case(self.setting.case_id(number), self.setting.plan)
        self._driver.take(
            case, self._opened(case, start, data, by=by, at=at, department=department, for_whom=for_whom), at
        )

    def command(self, case_id: str, command: Command, *, id: str, by: str, at: datetime) -> None:
        """A person's command; refused ones leave no trace."""
        if data := filled_by(command):
            plan = self._driver.cases[case_id].plan
            command = filling(command, with_picks(plan, data, self._picked(plan, data, case_id, by, at)))
        self._take(case_id, s.Commanded(at=at, id=id, by=by, command=command))

    def revoke(self, case_id: str, reason: str, *, id: str, by: str, at: datetime) -> None:
        """Open the case that undoes another one, as the door does."""
        look, world = self.look(), self._driver.world(at)
        ended = next(one for one in look.cases if one.case_id == case_id)
        undone_by = next((one.case_id for one in look.cases if undone_of(one) == case_id), None)
        undoing = revoke(ended.plan, ended_case(ended, undone_by), by=by, reason=reason, at=at, world=world)
        plan = self.setting.plans.get(undoing.process)
        if plan is None:
            raise Rejected("unknown-process", f"Expected {undoing.process} to run in this story, but it does not")
        case = Case(self.setting.undoing_id(id), plan)
        start = next(name for name, one in plan.definition.start.items() if one.call)
        started = self._opened(case, start, undoing.data, at=at, initiator=by, revokes=case_id)
        self._driver.take(case, started, at)

    def message(self, message: str, key: str, data: Wire, *, id: str, by: str | None, at: datetime) -> None:
        """To every case that hears it with this key."""
        self._driver.route(s.MessageArrived(at=at, id=id, message=message, key=key, data=data, by=by))
        self._driver.settle(at)

    def answer_service(self, case_id: str, call: str, reply: Reply, *, at: datetime) -> None:
        """A service answers in the story."""
        self._take(case_id, _answered(call, reply, at))

    def finish_called(self, case_id: str, instance: str, end: str, outputs: Wire, *, at: datetime) -> None:
        """A stand-in ends."""
        self._take(case_id, s.CalledEnded(at=at, instance=instance, end=end, outputs=outputs))

    def change_world(
        self,
        change: WorldChange,
        directory: Directory,
        calendars: Calendars,
        *,
        at: datetime,
        changed: Changed = NOBODY,
    ) -> None:
        """The world is another from now on; open tasks and limits follow it."""
        before, counted = self._driver.directory, self._driver.calendars
        self._driver.directory, self._driver.calendars = directory, calendars
        self._settings.update(change.settings)
        cases = self.look().cases
        for case_id, led in directory_changes(cases, before, directory, at):
            self._driver.post(case_id, led)
        for case_id, told in calendar_changes(cases, counted, calendars, changed, at):
            self._driver.post(case_id, told)
        self._driver.settle(at)

    def advance_to(self, at: datetime, *, including: bool = False) -> None:
        """Ring every alarm before `at` (or at `at`), earliest first, with all that follows from each."""
        self._driver.advance_to(at, including=including)

    def look(self) -> Look:
        """The cases as they stand."""
        looks = (case.look() for case in self._driver.cases.values())
        return Look(tuple(look for look in looks if look is not None))

    def close(self) -> None:
        """Nothing is held."""

    def copy(self, setting: Setting) -> "CoreStage":
        """The stage as it stands, to go on from here with another setting: its plan may differ from this one's in what
        no case has come to yet."""
        other = CoreStage(setting)
        self._driver.copy_into(other._driver, {id(self.setting.plan): setting.plan})
        other._settings, other._lists = dict(self._settings), dict(self._lists)
        other._numbers = self._numbers.copy()
        return other

    def _take(self, case_id: str, stimulus: s.Stimulus) -> None:
        self._driver.take(self._driver.cases[case_id], stimulus, stimulus.at)

    def _picked(
        self, plan: Plan, data: Mapping[str, Any], own: str, person: str | None, at: datetime
    ) -> dict[Pointing, KnownCase | None]:
        """What is known of the cases that somebody picks in what they hand in, as the door finds out."""
        return self._driver.known(picks(plan, data, own=own, person=person), at)

    def _related(self, to: Pointing, at: datetime) -> KnownCase | None:
        return known_on_stage(to, self.setting, self.look().cases, self._driver.directory, at)

    # -- requests ---------------------------------------------------------------------------------------------------

    def _begin(self, case: Case, request: r.Request, turn: Turn) -> None:
        if isinstance(request, r.CancelCalled | r.ReportEnd | r.LeaveBatch | r.TellMember):
            self._driver.let_leave(case.case_id)
        match request:
            case r.CallService():
                self._call_service(case, request, turn)
            case r.OpenCase():
                self._open_called(case, request, turn.at)
            case r.CancelCalled():
                self._driver.post(request.case_id, s.CancelAsked(at=turn.at, reason=request.reason))
            case r.ReportEnd():
                caller = request.caller
                ended = s.CalledEnded(at=turn.at, instance=caller.instance, end=request.end, outputs=request.outputs)
                self._driver.post(caller.case_id, ended)
            case r.JoinBatch():
                self._join_list(case, request, turn.at)
            case r.LeaveBatch():
                left = s.MemberLeft(turn.at, request.case_id, request.instance, request.reason)
                self._driver.post(request.batch.partition(":")[2], left)
            case r.TellMember():
                self._driver.post(request.case_id, request.told)
            case r.SendMessage():
                if request.to is None and request.channel is None and request.key is not None:
                    arrived = s.MessageArrived(turn.at, request.id, request.message, request.key, request.data)
                    self._driver.say(case.case_id, arrived)

    def _join_list(self, case: Case, request: r.JoinBatch, at: datetime) -> None:
        """Bring a case to the list that gathers for its step and key; the first one opens it."""
        key = (request.process, request.step, request.key)
        found = self._driver.cases.get(self._lists.get(key, ""))
        missed = request.missed.partition(":")[2]
        if found is None or found.case_id == missed or (found.state is not None and found.state.ended is not None):
            found = Case(request.new_list, batch_plan(case.plan, request.step))
            handed_in = {"batch_id": found.case_id, **request.context}
            self._driver.cases[found.case_id] = found
            self._lists[key] = found.case_id
            self._driver.post(found.case_id, self._opened(found, "called", handed_in, at=at))
        self._driver.post(found.case_id, s.MemberJoined(at, request.member))

    def _call_service(self, case: Case, request: r.CallService, turn: Turn) -> None:
        step = next(one.step for one in turn.events if isinstance(one, ServiceCalled) and one.call == request.call)
        reply = given_reply(self.setting.given, step, request.service)
        if reply is None and request.service == "document.issue":
            reply = Reply({"number": self._numbers.allot(str(request.input["numbering"]), turn.at)})
        if reply is not None:
            self._driver.post(case.case_id, _answered(request.call, reply, turn.at))

    def _open_called(self, caller: Case, request: r.OpenCase, at: datetime) -> None:
        state = caller.state
        step = state.steps[request.instance].step if state and request.instance in state.steps else ""
        given = self.setting.given.processes
        manner = given.get(step, given.get(request.process))
        if manner == "run":
            self._driver.post(caller.case_id, self._run_called(request, at))
            return
        self._driver.post(caller.case_id, stand_in(request, at))
        if isinstance(manner, Finished):
            outputs = self.setting.reported(request.process, manner.with_)
            ended = s.CalledEnded(at=at, instance=request.instance, end=manner.end, outputs=outputs)
            self._driver.post(caller.case_id, ended)

    def _run_called(self, request: r.OpenCase, at: datetime) -> s.CalledStarted:
        """Open the real case; its first turn comes right after the caller knows of it."""
        plan = self.setting.plans.get(request.process)
        if plan is None:  # planned, not written yet: it is done outside, as where it is not deployed
            return s.CalledStarted(at=at, instance=request.instance, error=NOT_DEPLOYED)
        case = Case(request.case_id, plan)
        start = next(name for name, one in plan.definition.start.items() if one.call)
        try:
            started = self._opened(case, start, request.data, at=at, initiator=request.initiator, caller=request.caller)
        except Rejected as refused:
            return s.CalledStarted(at=at, instance=request.instance, error=refused.code, text=refused.message)
        self._driver.cases[case.case_id] = case
        self._driver.post(case.case_id, started)
        return s.CalledStarted(
            at=at,
            instance=request.instance,
            workflow_id=f"{plan.process}:{started.business_key}",
            case_id=case.case_id,
            business_key=started.business_key,
        )

    def _opened(
        self,
        case: Case,
        start: str,
        data: Wire,
        *,
        at: datetime,
        by: str | None = None,
        initiator: str | None = None,
        caller: s.Caller | None = None,
        department: str | None = None,
        revokes: str | None = None,
        for_whom: str | None = None,
    ) -> s.Started:
        found = self._picked(case.plan, data, case.case_id, by, at)
        opening = open_case(
            case.plan,
            start,
            with_picks(case.plan, data, found),
            by=by,
            at=at,
            case_id=case.case_id,
            numbers=self._numbers.allot,
            settings=self._settings,
            world=replace(self._driver.world(at), related=found),
            caller=caller,
            initiator=initiator,
            department=department,
            revokes=revokes,
            for_whom=for_whom,
        )
        return opening.started


def _answered(call: str, reply: Reply, at: datetime) -> s.ServiceAnswered:
    if reply.error is not None:
        return s.ServiceAnswered(at=at, call=call, error=reply.error, text=reply.text)
    return s.ServiceAnswered(at=at, call=call, result=reply.result)
