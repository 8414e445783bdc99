"""Why it is so, from the record alone: why a task came to somebody, is due then, a step was skipped, an outcome came.

Each answer keeps the question that was asked, with its rule and its values, and the versions of directory and calendars
that answered it. So it can be asked once more (`follows`): an altered input gives another answer, or refutes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from engine.people import PostTaken
from engine.runtime.events import (
    CaseStarted,
    DeadlineReached,
    Event,
    LimitSet,
    NobodyFound,
    StepEntered,
    StepSkipped,
    TaskCreated,
    TaskDecided,
    TaskOffered,
)
from engine.runtime.limit_keys import limit_of
from engine.runtime.questions import AskAnew, AskLimit, AskReassign, AskWho, Question
from engine.runtime.resolving import resolve
from engine.runtime.world import World

About = Literal["offer", "due", "skip", "outcome"]


@dataclass(frozen=True)
class Recorded:
    """A turn as it is stored: what it asked, and what happened in it, the answers included."""

    at: datetime
    committed_at: datetime
    questions: tuple[Question, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Why:
    """One thing that happened by itself. `key` is the task, the limit or the step instance it is about.

    `answer` is what was recorded, `question` what it answers; `cause` is the event that stands behind it, if another
    one does. `post`: for which of the starter's departments the case is.
    """

    about: About
    key: str
    at: datetime
    committed_at: datetime
    answer: Event
    question: Question | None = None
    cause: Event | None = None
    step: str = ""
    post: PostTaken | None = None

    @property
    def version(self) -> str:
        """Of the directory, or of the calendars, that answered."""
        found = self.cause or self.answer
        return found.calendars if isinstance(found, LimitSet) else getattr(found, "directory", "")


def whys_of(turns: Iterable[Recorded]) -> list[Why]:
    """What the record of a case explains; of each task, limit and step instance what came last."""
    found: dict[tuple[str, str], Why] = {}
    nobody: dict[str, Why] = {}
    limits: dict[str, Why] = {}
    steps: dict[str, str] = {}
    post: PostTaken | None = None
    for turn in turns:
        for event in turn.events:
            steps |= _step_in(event)
            post = event.post if isinstance(event, CaseStarted) else post
            why = _why(turn, event, nobody, limits)
            if why is None:
                continue
            why = replace(why, step=steps.get(limit_of(why.key), ""), post=post)
            if isinstance(why.answer, NobodyFound):
                nobody[why.key] = why
                continue
            if why.about == "due":
                limits[why.key] = why
            found.pop((why.about, why.key), None)
            found[why.about, why.key] = why
    return list(found.values())


def _why(turn: Recorded, event: Event, nobody: dict[str, Why], limits: dict[str, Why]) -> Why | None:
    when = (turn.at, turn.committed_at)
    match event:
        case TaskOffered():
            return Why("offer", event.task, *when, event, _asked_for(turn.questions, event))
        case LimitSet():
            return Why("due", event.key, *when, event, _asked_when(turn.questions, event.key))
        case NobodyFound():
            return Why("skip", event.instance, *when, event, _asked_of(turn.questions, event.instance))
        case StepSkipped():
            policy = nobody.get(event.instance)
            if policy is None:
                return Why("skip", event.instance or event.step, *when, event)
            then = (policy.at, policy.committed_at)
            return Why("skip", event.instance, *then, event, policy.question, policy.answer)
        case TaskDecided(by_timeout=True):
            limit, rung = limits.get(event.task), _rung_of(turn, event.task)
            cause = limit.answer if limit else None
            return Why("outcome", event.task, *when, event, limit.question if limit else None, cause) if rung else None
        case _:
            return None


def _step_in(event: Event) -> dict[str, str]:
    """Which step a task or step instance is of, as far as an event says it."""
    match event:
        case StepEntered() | StepSkipped() if event.instance:
            return {event.instance: event.step}
        case StepSkipped():
            return {event.step: event.step}
        case TaskCreated():
            return {event.task: event.step}
        case TaskOffered() if event.step:
            return {event.task: event.step}
        case _:
            return {}


def _asked_for(questions: Sequence[Question], event: TaskOffered) -> Question | None:
    for one in questions:
        if isinstance(one, AskAnew | AskReassign) and event.moved and one.task == event.task:
            return one
        if isinstance(one, AskWho) and not event.moved and _is_about(one, event):
            return one
    return None


def _is_about(asked: AskWho, event: TaskOffered) -> bool:
    """Whether a question is about a task; further seats of `each` hang on the last one asked about."""
    own = event.task in asked.tasks or (bool(asked.tasks) and event.task.startswith(f"{asked.tasks[-1]}-"))
    return own and asked.instance == event.instance


def _asked_of(questions: Sequence[Question], instance: str) -> Question | None:
    return next((one for one in questions if isinstance(one, AskWho | AskAnew) and one.instance == instance), None)


def _asked_when(questions: Sequence[Question], key: str) -> Question | None:
    limits = [one for one in questions if isinstance(one, AskLimit)]
    return next((one for one in limits if key == one.key or key.startswith(f"{one.key}-")), None)


def _rung_of(turn: Recorded, task: str) -> str:
    reached = (one for one in turn.events if isinstance(one, DeadlineReached) and limit_of(one.key) == task)
    return next((one.rung for one in reached), "")


# -- asked once more ------------------------------------------------------------------------------------------------


def follows(why: Why, world: World, *, process: str = "") -> bool | None:
    """Whether the answer recorded follows from the question recorded, in the world of then.

    None where it cannot be said: nothing was asked, or `world` is of another version.
    """
    recorded = why.cause or why.answer
    version = world.calendars.version if isinstance(recorded, LimitSet) else world.directory.version
    if why.question is None or version != why.version:
        return None
    inputs = getattr(recorded, "why", {}).get("inputs", {})
    asked: Any = why.question
    turns = {f"{asked.question.process}/{asked.step}": inputs["turn"]} if "turn" in inputs else {}
    then = replace(world.seen_from(why.post), workload=inputs.get("workload", {}), turns=turns)
    key = recorded.key if isinstance(recorded, LimitSet) else ""
    again = replace(asked, key=key) if isinstance(asked, AskLimit) and key else asked
    answers = resolve((again,), then, process=process).events
    answered = any(_says(one) == _says(recorded) for one in answers)
    return answered and (not isinstance(why.answer, TaskDecided) or _came_then(why))


def _says(event: Any) -> tuple[Any, ...]:
    """What an answer comes to, without the words for it."""
    match event:
        case TaskOffered():
            return ("offer", event.task, event.to, event.assignee, dict(event.for_whom))
        case LimitSet():
            return ("due", event.key, event.due, dict(event.rungs))
        case NobodyFound():
            codes = tuple(one["code"] for one in event.why.get("reasons", ()))
            return ("nobody", event.instance, event.verdict, codes)
        case _:
            return (event,)


def _came_then(why: Why) -> bool:
    """Whether a rung of the limit came at the instant of what happened by timeout."""
    return isinstance(why.cause, LimitSet) and why.at in why.cause.rungs.values()
