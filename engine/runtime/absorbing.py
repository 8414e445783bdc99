"""Taking what a commit resolved into the state, and telling whether it moves the case on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from engine.model.plan import Plan
from engine.runtime.events import LimitSet, NobodyFound, QuestionFailed, Resolved, TaskOffered
from engine.runtime.state import CaseState, Deadline, Limit, UserTask
from engine.runtime.stimuli import PolicyDecided, Unanswered, WorkLeft
from engine.runtime.turn import Absorbed, Resolution


def absorb(plan: Plan, state: CaseState, resolution: Resolution) -> Absorbed:
    """The state with the answers in it. `follow_up`, if any, must be the very next stimulus."""
    draft = _Draft(state)
    for event in resolution.events:
        draft.take(event)
    policies = [*state.policies, *_policies(resolution, draft.tasks, state.now), *_unanswered(resolution, state.now)]
    waiting = [replace(one, at=state.now) for one in policies if _still_matters(one, state)]
    after = replace(draft.state(), policies=tuple(waiting[1:]))
    if waiting:
        return Absorbed(after, waiting[0])
    return Absorbed(after, WorkLeft(state.now) if state.work_left or state.unsettled else None)


def _policies(resolution: Resolution, tasks: Mapping[str, UserTask], now: datetime) -> Iterator[PolicyDecided]:
    """The steps for which nobody was found, or which a policy skips, whole or some seats of them."""
    for event in resolution.events:
        if isinstance(event, NobodyFound):
            reason = "; ".join(_sentences(event.why)) or "nobody was found"
            yield PolicyDecided(now, event.instance, event.verdict, reason)
    offered = dict.fromkeys(one.instance for one in resolution.events if isinstance(one, TaskOffered) and not one.moved)
    for instance in offered:
        if any(task.instance == instance and not task.resolved for task in tasks.values()):
            yield PolicyDecided(now, instance, "some", "agreed already, or the initiator's own")


def _unanswered(resolution: Resolution, now: datetime) -> Iterator[Unanswered]:
    for event in resolution.events:
        if isinstance(event, QuestionFailed):
            yield Unanswered(now, event.question, event.code, event.text)


def _still_matters(one: PolicyDecided | Unanswered, state: CaseState) -> bool:
    return state.ended is None if isinstance(one, Unanswered) else one.instance in state.steps


def _sentences(why: dict[str, Any]) -> list[str]:
    return [f"{one.get('code', '')}: {', '.join(one.get('of', ()))}" for one in why.get("reasons", ())]


class _Draft:
    """The maps an answer may change."""

    def __init__(self, state: CaseState) -> None:
        self._before = state
        self.tasks = dict(state.tasks)
        self.limits = dict(state.limits)
        self.deadlines = dict(state.deadlines)

    def take(self, event: Resolved) -> None:
        if isinstance(event, TaskOffered):
            self._offer(event)
        elif isinstance(event, LimitSet):
            self._set_limit(event)

    def _offer(self, event: TaskOffered) -> None:
        task = self.tasks.get(event.task)
        if task is None:
            if event.instance not in self._before.steps:
                return
            task = UserTask(event.task, event.instance, event.step, event.seat, self._before.now)
            beside = self.limits.get(event.task.rpartition("-")[0])
            if beside is not None:
                self.limits[task.id] = replace(beside, key=task.id)
        self.tasks[task.id] = replace(
            task, offered=tuple(event.to), holder=event.assignee, for_whom=dict(event.for_whom), resolved=True
        )

    def _set_limit(self, event: LimitSet) -> None:
        limit = self.limits.get(event.key)
        if limit is None or limit.paused_since is not None:
            return
        self.limits[event.key] = replace(limit, due=event.due)
        if event.key in self.tasks:
            self.tasks[event.key] = replace(self.tasks[event.key], due=event.due)
        for name in [name for name, one in self.deadlines.items() if one.key == event.key and one.rung != "retry"]:
            del self.deadlines[name]
        for rung, at in self._instants(event, limit).items():
            self.deadlines[f"{event.key}|{rung}"] = Deadline(event.key, rung, at)

    def _instants(self, event: LimitSet, limit: Limit) -> dict[str, datetime]:
        """When which rung comes. One that has come before comes again only if its instant is still ahead."""
        owner, _, rung = event.key.partition("|")
        instants = event.rungs
        if rung or _is_timer(owner):
            instants = {} if event.due is None else {rung or "timer": event.due}
        now = self._before.now.astimezone(UTC)
        return {rung: at for rung, at in instants.items() if at > now or rung not in limit.fired}

    def state(self) -> CaseState:
        return replace(self._before, tasks=self.tasks, limits=self.limits, deadlines=self.deadlines)


def _is_timer(key: str) -> bool:
    """Whether a limit's key is that of a timer: of a wait, or of an event."""
    return key.endswith(":timer") or ("." in key and not key.startswith("clock."))
