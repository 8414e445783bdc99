"""What was tried already to get a case going, by whom, and what came of it; told by the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.insight.held import Told
from engine.runtime import events as e
from engine.runtime.events import Event

Effort = Literal["nudge", "reassign", "retry", "override", "promise", "escalation", "extension"]
Result = Literal["acted", "nothing-yet", "kept", "broken", "promised", "failed-again", "worked", "granted", "denied"]


@dataclass(frozen=True)
class Tried:
    """One thing that was tried. `by` None: it happened by itself."""

    at: datetime
    what: Effort
    by: str | None
    event: Event
    result: Result


def tried(told: Iterable[Told]) -> list[Tried]:
    """What was tried, in order."""
    every = list(told)
    steps = {
        event.task: event.step for _, event in every if isinstance(event, e.TaskCreated | e.TaskOffered) and event.step
    }
    found = (_tried(at, event, every[place + 1 :], steps) for place, (at, event) in enumerate(every))
    return [one for one in found if one is not None]


def _tried(at: datetime, event: Event, later: Sequence[Told], steps: dict[str, str]) -> Tried | None:
    match event:
        case e.StepUrged():
            return Tried(at, "nudge", event.by, event, _acted(later, event.step, steps))
        case e.TaskTransferred():
            return Tried(at, "reassign", event.by, event, _acted(later, steps.get(event.task, ""), steps))
        case e.Overridden(verb="retry"):
            again = any(isinstance(one, e.IncidentRaised) and one.step == event.what for _, one in later)
            return Tried(at, "retry", event.by, event, "failed-again" if again else "worked")
        case e.Overridden() if event.verb != "reassign":
            return Tried(at, "override", event.by, event, "worked")
        case e.PromiseMade():
            return Tried(at, "promise", event.by, event, _promise(event, later))
        case e.ExtensionDecided():
            return Tried(at, "extension", event.by, event, "granted" if event.granted else "denied")
        case e.NoticeAddressed() if _is_rung(event.about):
            return Tried(at, "escalation", None, event, _acted(later, event.about.partition(".")[0], steps))
        case _:
            return None


def _is_rung(about: str) -> bool:
    return about.partition(".")[2] in ("lapse", "raise")


def _acted(later: Sequence[Told], step: str, steps: dict[str, str]) -> Result:
    """Whether anybody has claimed or decided a task of the step since."""
    for _, event in later:
        if isinstance(event, e.TaskDecided | e.TaskClaimed | e.TaskReturned) and steps.get(event.task) == step:
            return "acted"
    return "nothing-yet"


def _promise(made: e.PromiseMade, later: Sequence[Told]) -> Result:
    for _, event in later:
        if isinstance(event, e.PromiseBroken) and event.task == made.task:
            return "broken"
        if isinstance(event, e.TaskDecided) and event.task == made.task:
            return "kept"
    return "promised"
