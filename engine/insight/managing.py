"""What those who answer for a case may do about it, found out by trying each act on a copy of the case.

What is only said with an act (to whom, until when, a reason) is assumed while trying: an act is possible if other words
would make it so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal

from engine.insight.previewing import Worlds, carried_out
from engine.insight.trying import OF_WHAT_IS_SAID
from engine.model.plan import Plan
from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime.events import Event
from engine.runtime.refusals import Rejected
from engine.runtime.state import CaseState, UserTask
from engine.runtime.stimuli import Commanded

Act = Literal[
    "nudge", "reassign", "retry", "correct", "return", "skip", "extend", "promise", "pause", "resume", "cancel"
]
Needed = Literal["to", "text", "until", "data", "outcome", "target"]

OPERATED: frozenset[Act] = frozenset({"retry", "correct", "return", "skip", "cancel"})
"""Acts against the definition: of operators, and of who answers for the process."""

TRIED_FIRST: Mapping[str, Act] = {
    "service-failing": "retry", "data-gives-no-answer": "retry", "assignee-has-not-acted": "nudge",
    "assignee-away": "reassign", "nobody-has-claimed": "nudge", "nobody-may-act": "reassign",
    "waiting-for-initiator": "nudge", "vote-short": "nudge",
}  # fmt: skip
"""What is tried first against a cause, where one act stands to reason."""

OF_WHERE_IT_STANDS = (
    e.StageReached, e.StepEntered, e.StepSkipped, e.StepCancelled, e.TaskOffered, e.TaskClaimed, e.TaskTransferred,
    e.TaskHeld, e.TaskResumed, e.TaskReopened, e.NobodyFound, e.PromiseMade, e.ExtensionDecided, e.StepUrged,
    e.IncidentResolved, e.Overridden, e.CaseEnded,
)  # fmt: skip
"""Events that tell where a case stands and whose it is, and nothing of what is in it."""

LATER = timedelta(days=1)
WORDS = "…"
_SAID = OF_WHAT_IS_SAID | {"reason-missing", "comment-missing", "unknown-step", "outcome-missing", "unknown-outcome"}


@dataclass(frozen=True)
class Asked:
    """An act as somebody asks for it: about which task, step, instance or incident, and with what."""

    act: Act
    subject: str = ""
    to: str = ""
    text: str = ""
    until: datetime | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: str | None = None
    target: str = ""


@dataclass(frozen=True)
class Possible:
    """An act on a case: allowed where it is neither refused nor `for_operators` only."""

    act: Act
    subject: str
    step: str
    needs: tuple[Needed, ...]
    refused: Rejected | None = None
    for_operators: bool = False
    override: bool = False
    people: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


def told_blind(events: Iterable[Event]) -> list[Event]:
    """What of the consequences of an act is told to who may not read the case: a sealed one is led on blind."""
    return [event for event in events if isinstance(event, OF_WHERE_IT_STANDS)]


def command_of(asked: Asked, *, override: bool = False) -> c.Command:
    """The command an act is. Raises `Rejected` for a moment or a place that is missing."""
    match asked.act:
        case "nudge":
            return c.Urge(asked.subject, asked.text)
        case "reassign":
            return c.Reassign(asked.subject, asked.to, asked.text, override)
        case "retry":
            return c.Retry(asked.subject, asked.text)
        case "correct":
            return c.Correct(dict(asked.data), asked.text)
        case "return":
            return c.Move(asked.target, asked.text)
        case "skip":
            return c.Skip(asked.subject, asked.text, asked.outcome, dict(asked.data))
        case "extend":
            return c.DecideExtension(asked.subject, True, asked.text)
        case "promise":
            return c.Promise(asked.subject, _moment(asked), asked.text)
        case "pause":
            return c.Hold(asked.subject, _moment(asked), asked.text)
        case "resume":
            return c.Resume(asked.subject)
        case "cancel":
            return c.CancelCase(asked.text)


def _moment(asked: Asked) -> datetime:
    if asked.until is None:
        raise Rejected("not-in-future", "Expected a moment still ahead, but none was given")
    return asked.until


@dataclass(frozen=True)
class Desk:
    """Somebody at a case: where it stands, who they are, whether they may operate it, when, in which world."""

    plan: Plan
    state: CaseState
    by: str
    at: datetime
    worlds: Worlds
    operates: bool

    def happens(self, command: c.Command) -> list[Event]:
        """What would happen. Raises `Rejected`."""
        return carried_out(self.plan, self.state, Commanded(self.at, "preview", self.by, command), self.worlds)[1]

    def refusal(self, command: c.Command) -> Rejected | None:
        """Why it would be refused, whatever were said with it; None: it would not."""
        try:
            self.happens(command)
        except Rejected as refused:
            return None if refused.code in _SAID else refused
        return None


def override_needed(desk: Desk, asked: Asked) -> bool:
    """Whether an operator who is no superior asks, so that it is an override."""
    if asked.act != "reassign" or not desk.operates:
        return False
    refused = desk.refusal(command_of(asked))
    return refused is not None and refused.code == "not-the-superior"


def possible(desk: Desk) -> Iterator[Possible]:
    """Every act on a case that runs, whether it is allowed or not."""
    for name in dict.fromkeys(one.step for one in desk.state.steps.values() if one.phase == "working"):
        yield _tried(desk, Asked("nudge", name, text=WORDS), name, ("text",))
    for task in desk.state.tasks.values():
        yield from _of_task(desk, task)
    for incident in desk.state.incidents.values():
        yield _operated(desk, Asked("retry", incident.id, text=WORDS), incident.step, ("text",))
    for here in desk.state.steps.values():
        step: Any = desk.plan.steps[here.step]
        outcomes = tuple(getattr(step, "outcomes", None) or ())
        skip = Asked("skip", here.id, text=WORDS, outcome=outcomes[0] if outcomes else None)
        needs: tuple[Needed, ...] = ("outcome", "text") if outcomes else ("text",)
        yield _operated(desk, skip, here.step, needs, outcomes=outcomes)
    targets = _earlier(desk)
    if targets:
        back = Asked("return", "", text=WORDS, target=targets[0])
        yield _operated(desk, back, "", ("target", "text"), targets=targets)
    yield _operated(desk, Asked("correct", text=WORDS), "", ("data", "text"))
    yield _operated(desk, Asked("cancel", text=WORDS), "", ("text",))


def _of_task(desk: Desk, task: UserTask) -> Iterator[Possible]:
    given = Asked("reassign", task.id, desk.by, WORDS)
    override = override_needed(desk, given)
    refused = desk.refusal(command_of(given, override=override))
    yield Possible(
        "reassign", task.id, task.step, ("to", "text"), refused, override=override, people=_others(desk, task)
    )
    soon = desk.at + LATER
    if task.due is not None or task.id in desk.state.limits:
        yield _tried(desk, Asked("promise", task.id, text=WORDS, until=soon), task.step, ("until", "text"))
    if task.extension is not None:
        yield _tried(desk, Asked("extend", task.id, text=WORDS), task.step, ("text",))
    if task.held_until is not None:
        yield _tried(desk, Asked("resume", task.id), task.step, ())
    else:
        yield _tried(desk, Asked("pause", task.id, text=WORDS, until=soon), task.step, ("until", "text"))


def _others(desk: Desk, task: UserTask) -> tuple[str, ...]:
    """Who else could have it: those it was offered to, then those of the same department."""
    directory = desk.worlds(()).directory
    day = directory.day_of(desk.at)
    found = dict.fromkeys(one for one in task.offered if one != task.holder)
    for one in (task.holder, *task.offered[:1]):
        person = directory.person(one) if one else None
        if person is not None and person.department is not None:
            found.update(dict.fromkeys(directory.in_department(person.department)))
    here = [one for one in found if directory.is_here(one, day) and not directory.is_absent(one, day)]
    likely = (one for one in here[:MOST_TRIED] if one not in (task.holder, desk.by) and _may_have(desk, task, one))
    return tuple(islice(likely, MOST_OTHERS))


MOST_TRIED, MOST_OTHERS = 20, 6


def _may_have(desk: Desk, task: UserTask, person: str) -> bool:
    """Whether it may be given to somebody, whoever gives it."""
    try:
        desk.happens(c.Reassign(task.id, person, WORDS, override=True))
    except Rejected:
        return False
    return True


def _earlier(desk: Desk) -> tuple[str, ...]:
    """The steps of the outermost list before the one where it stands."""
    outer = next((one for one in desk.state.lists.values() if one.inside is None), None)
    if outer is None:
        return ()
    positions = desk.plan.lists[outer.address].positions
    standing = [positions[one.step] for one in desk.state.steps.values() if one.list == outer.id]
    return tuple(name for name, place in positions.items() if standing and place < min(standing))


def _tried(desk: Desk, asked: Asked, step: str, needs: tuple[Needed, ...]) -> Possible:
    return Possible(asked.act, asked.subject, step, needs, desk.refusal(command_of(asked)))


def _operated(desk: Desk, asked: Asked, step: str, needs: tuple[Needed, ...], **more: Any) -> Possible:
    if not desk.operates:
        return Possible(asked.act, asked.subject, step, needs, for_operators=True, **more)
    return Possible(asked.act, asked.subject, step, needs, desk.refusal(command_of(asked)), **more)
