"""Taking what a commit resolved into the state, and telling whether it moves the case on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine.model.limits import RESERVED_RUNGS
from engine.model.plan import Plan
from engine.model.steps.user_task import UserTask
from engine.runtime.events import (
    CopiesGiven,
    HandOverPutOff,
    LimitSet,
    LoanEnded,
    NobodyFound,
    QuestionFailed,
    Resolved,
    TaskOffered,
    VotersLeft,
    VotersListed,
)
from engine.runtime.limit_keys import DUTY, TIMER, deadline_name, later, limit_of, read_key, seat_before
from engine.runtime.state import CaseState, Deadline, Limit
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import PolicyDecided, Unanswered, WorkLeft
from engine.runtime.turn import Absorbed, Resolution


def absorb(plan: Plan, state: CaseState, resolution: Resolution) -> Absorbed:
    """The state with the answers in it. `follow_up`, if any, must be the very next stimulus."""
    draft = _Draft(plan, state)
    for event in resolution.events:
        draft.take(event)
    policies = [*state.policies, *_policies(resolution, draft.tasks, state.now), *_unanswered(resolution, state.now)]
    waiting = [replace(one, at=state.now) for one in policies if _still_matters(one, state)]
    after = replace(draft.state(), policies=tuple(waiting[1:]))
    if waiting:
        return Absorbed(after, waiting[0])
    return Absorbed(after, WorkLeft(state.now) if state.work_left or state.unsettled else None)


def _policies(resolution: Resolution, tasks: Mapping[str, Task], now: datetime) -> Iterator[PolicyDecided]:
    """The steps for which nobody was found, or which a policy skips, whole or some seats of them."""
    for event in resolution.events:
        if isinstance(event, NobodyFound):
            told = _told(event.why) if event.tasks else _sentences(event.why)
            reason = "; ".join(told) or "nobody was found"
            yield PolicyDecided(now, event.instance, event.verdict, reason)
        elif isinstance(event, VotersLeft) and event.tasks:
            yield PolicyDecided(now, event.instance, "some", "; ".join(_told(event.why)))
        elif isinstance(event, VotersListed):
            yield PolicyDecided(now, event.instance, "listed", "")
    offered = dict.fromkeys(one.instance for one in resolution.events if isinstance(one, TaskOffered) and not one.moved)
    for instance in offered:
        asked_besides = {task.side.serves for task in tasks.values() if task.side is not None}
        waiting = (task for task in tasks.values() if task.instance == instance and not task.resolved)
        if any(task.id not in asked_besides for task in waiting):
            left = [one for one in resolution.events if isinstance(one, VotersLeft) and one.instance == instance]
            reason = "; ".join(one for event in left for one in _told(event.why))
            yield PolicyDecided(now, instance, "some", reason or "agreed already, or the initiator's own")


def _unanswered(resolution: Resolution, now: datetime) -> Iterator[Unanswered]:
    for event in resolution.events:
        if isinstance(event, QuestionFailed):
            yield Unanswered(now, event.question, event.code, event.text)


def _still_matters(one: PolicyDecided | Unanswered, state: CaseState) -> bool:
    return state.ended is None if isinstance(one, Unanswered) else one.instance in state.steps


def _sentences(why: dict[str, Any]) -> list[str]:
    return [f"{one.get('code', '')}: {', '.join(one.get('of', ()))}" for one in why.get("reasons", ())]


def _told(why: dict[str, Any]) -> list[str]:
    """Who has no vote after all, and why."""
    return [f"{one.get('code', '')}: {', '.join(one.get('people', ()))}" for one in why.get("reasons", ())]


_ROLES = ("by_role", "by_post", "by_group")


def _roles(why: dict[str, Any]) -> tuple[str, ...]:
    """The roles, posts and groups by which a seat was found."""
    found = (role for one in why.get("reasons", ()) if one.get("code") in _ROLES for role in one.get("of", ()))
    return tuple(dict.fromkeys(found))


def _is_handed(event: TaskOffered) -> bool:
    """Whether a task was handed over to who has it now, so that it is not theirs by the rule of its step."""
    handed = event.why.get("handed_over")
    return handed is not None and not handed["refused"]


class _Draft:
    """The maps an answer may change."""

    def __init__(self, plan: Plan, state: CaseState) -> None:
        self._plan = plan
        self._before = state
        self.tasks = dict(state.tasks)
        self.limits = dict(state.limits)
        self.deadlines = dict(state.deadlines)
        self.steps = dict(state.steps)
        self.copies = state.copies

    def take(self, event: Resolved) -> None:
        if isinstance(event, TaskOffered):
            self._offer(event)
        elif isinstance(event, LimitSet):
            self._set_limit(event)
        elif isinstance(event, CopiesGiven):
            self.copies = tuple(dict.fromkeys((*self.copies, *event.to)))
        elif isinstance(event, LoanEnded) and event.task in self.tasks:
            self.tasks[event.task] = replace(self.tasks[event.task], lent_to=None)
        elif isinstance(event, HandOverPutOff):
            self._put_off(event)
        elif isinstance(event, VotersLeft):
            for one in event.tasks:
                if one in self.tasks:
                    self.tasks[one] = replace(self.tasks[one], resolved=False)
        elif isinstance(event, NobodyFound):
            for one in event.tasks:
                if one in self.tasks:
                    left = replace(self.tasks[one], offered=(), holder=None, for_whom={}, claimed=False)
                    self.tasks[one] = replace(left, resolved=False)
        elif isinstance(event, VotersListed) and event.instance in self.steps:
            here = self.steps[event.instance]
            progress = {**here.progress, "listed": [dict(one) for one in event.voters]}
            self.steps[here.id] = replace(here, progress=progress)

    def _offer(self, event: TaskOffered) -> None:
        task = self.tasks.get(event.task)
        if task is None:
            if event.instance not in self._before.steps:
                return
            task = Task(event.task, event.instance, event.step, event.seat, self._before.now)
            beside = self.limits.get(seat_before(event.task) or "")
            if beside is not None:
                self.limits[task.id] = replace(beside, key=task.id)
        moved = replace(
            task, offered=tuple(event.to), holder=event.assignee, for_whom=dict(event.for_whom), resolved=True
        )
        if event.moved:
            claimed = task.claimed and event.assignee == task.holder
            self.tasks[task.id] = replace(moved, claimed=claimed, handed_on=not event.anew or _is_handed(event))
            if event.until is not None:
                self._follow_shifts(event)
        else:
            roles = self._roles_of(event)
            self.tasks[task.id] = replace(moved, roles=roles, rule=event.rule, handed_on=False)
            self._follow_shifts(event)

    def _follow_shifts(self, event: TaskOffered) -> None:
        """People on duty have a task until their shift ends; what its holder had begun with it ends with them."""
        task = replace(self.tasks[event.task], shift_ends=event.until)
        if event.relieved is not None:
            task = replace(task, lent_to=None, extension=None, offered_back=None, note="", claimed=False)
        self.tasks[task.id] = task
        if event.until is not None:
            self.deadlines[deadline_name(task.id, DUTY)] = Deadline(task.id, DUTY, event.until)

    def _roles_of(self, event: TaskOffered) -> tuple[str, ...]:
        """Only an agreement that needs certain roles asks for them."""
        step = self._plan.steps.get(event.step)
        return _roles(event.why) if isinstance(step, UserTask) and step.voting.required else ()

    def _set_limit(self, event: LimitSet) -> None:
        """When a limit comes. One that the same turn has dropped or paused was asked for before that: it stays so."""
        limit, whole = self.limits.get(event.key), self.limits.get(limit_of(event.key))
        if limit is None or any(one is not None and one.paused_since is not None for one in (limit, whole)):
            return
        self.limits[event.key] = replace(limit, due=event.due)
        if event.key in self.tasks:
            self.tasks[event.key] = replace(self.tasks[event.key], due=event.due)
        own = [name for name, one in self.deadlines.items() if one.key == event.key and one.rung not in RESERVED_RUNGS]
        for name in own:
            del self.deadlines[name]
        for rung, at in self._instants(event, limit).items():
            self.deadlines[deadline_name(event.key, rung)] = Deadline(event.key, rung, at)

    def _put_off(self, event: HandOverPutOff) -> None:
        """The rung has not come yet for whoever asks again when it comes: it would be put off once more."""
        limit = self.limits.get(event.task)
        if limit is not None and event.task in self.tasks:
            fired = tuple(one for one in limit.fired if one != event.rung)
            self.limits[limit.key] = replace(limit, fired=fired)
            rung = later(event.rung)
            self.deadlines[deadline_name(event.task, rung)] = Deadline(event.task, rung, event.until, held=event.held)

    def _instants(self, event: LimitSet, limit: Limit) -> dict[str, datetime]:
        """When which rung comes. One that has come before comes again only if its instant is still ahead."""
        key = read_key(event.key)
        instants = event.rungs
        if key.is_timer:
            instants = {} if event.due is None else {key.rung or TIMER: event.due}
        now = self._before.now.astimezone(UTC)
        return {rung: at for rung, at in instants.items() if at > now or rung not in limit.fired}

    def state(self) -> CaseState:
        return replace(
            self._before,
            tasks=self.tasks,
            limits=self.limits,
            deadlines=self.deadlines,
            steps=self.steps,
            copies=self.copies,
        )
