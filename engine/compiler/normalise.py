"""Writing out every inherited rule: calendars, rolls, rungs and defaults. What comes out needs nothing else to run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from engine.calendars import Moment, parse_moment, parse_rung_moment
from engine.compiler.known import Known
from engine.compiler.scopes import Names, case_names, item_names
from engine.model import ProcessDefinition, Step
from engine.model.limits import Escalation, Limited, Rung
from engine.model.process import Defaults
from engine.model.reactions import Event, Reaction
from engine.model.starts import Start
from engine.model.steps.choose import Choose
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.parallel import Parallel
from engine.model.steps.scope import Scope
from engine.model.steps.user_task import Return, UserTask
from engine.model.steps.wait import Wait
from engine.model.types import type_at

Updates = dict[str, Any]

_FINAL_DEFAULTS = {"when_nobody": "incident", "when_initiator": "manager", "when_again": "ask"}


def normalised(definition: ProcessDefinition, known: Known) -> ProcessDefinition:
    """The definition with everything inherited written into it. It must have passed its checks."""
    return _Normaliser(definition, known).definition()


class _Normaliser:
    def __init__(self, definition: ProcessDefinition, known: Known) -> None:
        self.written = definition
        self.known = known
        self.calendar = definition.calendar or known.calendar
        self.defaults = definition.defaults

    def definition(self) -> ProcessDefinition:
        names = case_names(self.written)
        written = self.written
        return written.model_copy(
            update={
                "calendar": self.calendar,
                "defaults": Defaults(),
                **self._limits(written, names),
                "clocks": {
                    clock_id: clock.model_copy(update=self._limits(clock, names))
                    for clock_id, clock in written.clocks.items()
                },
                "start": {start_id: self._start(start, names) for start_id, start in written.start.items()},
                "steps": self._steps(written.steps, names),
                "events": self._events(written.events, names),
            }
        )

    def _start(self, start: Start, names: Names) -> Start:
        updates: Updates = {}
        if start.schedule is not None:
            updates = {"calendar": start.calendar or self.calendar, "roll": start.roll or "none"}
        if start.rework is not None:
            updates["rework"] = start.rework.model_copy(update=self._limits(start.rework, names))
        return start.model_copy(update=updates)

    def _steps(self, steps: list[Step], names: Names) -> list[Step]:
        return [self._step(step, names) for step in steps]

    def _step(self, step: Step, names: Names) -> Step:
        if isinstance(step, End):
            return step
        updates: Updates = {**self._limits(step, names), "events": self._events(step.events, names)}
        if isinstance(step, UserTask):
            updates |= self._user_task(step, names)
        if step.undo:
            updates["undo"] = self._steps(step.undo, names)
        return step.model_copy(update=updates | self._inside(step, names))

    def _inside(self, step: Step, names: Names) -> Updates:
        """The lists and reactions inside a step."""
        updates: Updates = {}
        if isinstance(step, ForEach):
            updates["steps"] = self._steps(step.steps, {**names, **item_names(step, names)})
        elif isinstance(step, Scope):
            updates["steps"] = self._steps(step.steps, names)
        elif isinstance(step, Parallel):
            updates["branches"] = {
                branch_id: branch.model_copy(update={"steps": self._steps(branch.steps, names)})
                for branch_id, branch in step.branches.items()
            }
        elif isinstance(step, Choose):
            updates["cases"] = [self._reaction(case, names) for case in step.cases]
            updates["else_"] = self._reaction(step.else_, names) if step.else_ else None
        elif isinstance(step, Wait) and step.first_of:
            updates["first_of"] = self._events(step.first_of, names)
        outcomes = getattr(step, "outcomes", None)
        if outcomes:
            updates["outcomes"] = {key: self._reaction(reaction, names) for key, reaction in outcomes.items()}
        return updates

    def _user_task(self, step: UserTask, names: Names) -> Updates:
        defaults = self.defaults
        back = step.return_ if step.return_ is not None else _to_others(defaults.return_, step.id)
        updates: Updates = {
            "return_": None if back == "none" else back,
            "forbid": step.forbid if step.forbid is not None else defaults.forbid,
            "allow": step.allow if step.allow is not None else defaults.allow,
        }
        for key, final in _FINAL_DEFAULTS.items():
            updates[key] = getattr(step, key) or getattr(defaults, key) or final
        if step.batch is not None:
            updates["batch"] = step.batch.model_copy(update={"calendar": step.batch.calendar or self.calendar})
        return updates

    def _events(self, events: Mapping[str, Event], names: Names) -> dict[str, Event]:
        return {event_id: self._event(event, names) for event_id, event in events.items()}

    def _event(self, event: Event, names: Names) -> Event:
        updates: Updates = {"steps": self._steps(event.steps, names)} if event.steps else {}
        if event.timer is not None:
            updates["calendar"] = event.calendar or self.calendar
            updates["roll"] = event.roll or _roll(parse_moment(event.timer))
        return event.model_copy(update=updates)

    def _reaction(self, reaction: Reaction, names: Names) -> Reaction:
        if not reaction.steps:
            return reaction
        return reaction.model_copy(update={"steps": self._steps(reaction.steps, names)})

    def _limits(self, limited: Any, names: Names) -> Updates:
        """Calendar, roll and rungs of anything that may have a limit; nothing for what has none."""
        is_task = isinstance(limited, UserTask)
        due = parse_moment(limited.due) if limited.due else None
        timer = parse_moment(limited.timer) if isinstance(limited, Wait) and limited.timer else None
        rungs = self._rungs(limited.escalation, due, self.defaults.escalation if is_task else None, names)
        if due is None and timer is None and not rungs:
            return {}
        inherited = self.defaults if is_task else Limited()
        roll = limited.roll or inherited.roll or min((_roll(found) for found in (due, timer) if found), default=None)
        return {
            "calendar": limited.calendar or inherited.calendar or self.calendar,
            "roll": roll,
            "escalation": rungs or None,
        }

    def _rungs(
        self, own: Escalation | None, due: Moment | None, defaults: Escalation | None, names: Names
    ) -> dict[str, Rung]:
        rungs: dict[str, Rung] = self._company_rungs(due, names) if due else {}
        for written in (defaults or {}, own or {}):
            for rung_id, rung in written.items():
                if rung == "none":
                    rungs.pop(rung_id, None)
                elif due or not _needs_due(rung):
                    rungs[rung_id] = _with_roll(rung)
        return rungs

    def _company_rungs(self, due: Moment, names: Names) -> dict[str, Rung]:
        """The company's rungs for a limit: a day is reminded of on the working day before, and what is counted
        backwards has no share of the time allowed."""
        rungs = {}
        for rung_id, rung in self.known.escalation.items():
            at = rung.at
            if rung_id == "remind" and is_date_limit(due, names):
                at = self.known.remind_before_a_date
            elif due.side == "before" and parse_rung_moment(at).form == "percent":
                continue
            rungs[rung_id] = _with_roll(rung.model_copy(update={"at": at, "inherited": True}))
        return rungs


def _to_others(back: Return | None, step_id: str) -> Return | None:
    """The inherited return, which leads no task to itself."""
    others = [target for target in back.to if target.partition(".")[0] != step_id] if back else []
    return back.model_copy(update={"to": others}) if back and others else None


def is_date_limit(due: Moment, names: Names) -> bool:
    """Whether a limit is a day rather than a length of time: it hangs on a date, or counts backwards."""
    anchor = type_at(names, due.anchor) if due.anchor else None
    return due.side == "before" or (anchor is not None and anchor.kind == "date")


def _roll(moment: Moment) -> Literal["none", "backward"]:
    """Where a date goes that falls on a closed day, when nobody says."""
    return "backward" if moment.side == "before" else "none"


def _with_roll(rung: Rung) -> Rung:
    return rung.model_copy(update={"roll": rung.roll or _roll(parse_rung_moment(rung.at))})


def _needs_due(rung: Rung) -> bool:
    """Whether a rung has no meaning where there is no due time."""
    at = parse_rung_moment(rung.at)
    return at.form == "percent" or "due" in at.paths
