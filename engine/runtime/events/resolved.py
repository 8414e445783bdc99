"""What the commit of a turn resolves, with the directory and the calendars of that moment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.runtime.wire import added

Wire = dict[str, Any]


@dataclass(frozen=True)
class TaskOffered:
    """Who may act on a task, and why. `assignee` is set when it is somebody's without claiming.

    A task that was not created by the core before (one more seat of `each: true`) begins to exist with this. `moved`: a
    rung of the limit handed an open task on, or added people; `instance`, `step` and `seat` stay what they were.
    `anew`: so it was because the directory has changed; `why` says from whom to whom, and which versions.
    `rule`: by which rule of the step. `until`: when others are on duty. `relieved`: whose shift is over, who had it.
    """

    task: str
    instance: str
    step: str
    seat: int
    to: tuple[str, ...]
    assignee: str | None = None
    for_whom: dict[str, str] = field(default_factory=dict)
    why: Wire = field(default_factory=dict)
    directory: str = ""
    moved: bool = False
    kind: Literal["task-offered"] = "task-offered"
    anew: bool = added(False)
    rule: int = added(0)
    until: datetime | None = added(None)
    relieved: str | None = added(None)


@dataclass(frozen=True)
class CopiesGiven:
    """Who reads along from now on, about a step or `case`; `by` is who has chosen them. Empty: nobody was found."""

    about: str
    to: tuple[str, ...]
    by: str | None
    text: str
    at: datetime
    why: Wire = field(default_factory=dict)
    directory: str = ""
    kind: Literal["copies-given"] = "copies-given"


@dataclass(frozen=True)
class VotersListed:
    """The voters of a vote in sequence, in their order: `seat` counts the rules, `person` None: whoever takes it."""

    instance: str
    voters: tuple[Wire, ...]
    directory: str = ""
    kind: Literal["voters-listed"] = "voters-listed"


@dataclass(frozen=True)
class VotersLeft:
    """Some have no vote after all: absent without a stand-in, or with a vote already. They do not count.

    `tasks`: the open seats of those who have left the company meanwhile.
    """

    instance: str
    why: Wire = field(default_factory=dict)
    directory: str = ""
    tasks: tuple[str, ...] = ()
    kind: Literal["voters-left"] = "voters-left"


@dataclass(frozen=True)
class NobodyFound:
    """No one may act on what a step asks for, or `few` have a vote that needs more.

    `tasks`: open ones that have nobody any more, since the directory has changed (`gone`), or by a policy (`skip`).
    """

    instance: str
    verdict: Literal["nobody", "skip", "few", "gone", "choose"]
    why: Wire = field(default_factory=dict)
    directory: str = ""
    kind: Literal["nobody-found"] = "nobody-found"
    tasks: tuple[str, ...] = added(())


@dataclass(frozen=True)
class LimitSet:
    """When a limit is due and when its rungs come; `due` None: its anchor is empty. Keys: task, step, clock, `case`."""

    key: str
    due: datetime | None
    rungs: dict[str, datetime] = field(default_factory=dict)
    calendar: str = ""
    calendars: str = ""
    why: Wire = field(default_factory=dict)
    kind: Literal["limit-set"] = "limit-set"


@dataclass(frozen=True)
class NoticeAddressed:
    """People are told. `about` is `step`, `step.rung` or `case.rung`; `at` is the instant of it, not of the mail.

    `leaves`: when it leaves to each, where it waits for their working time. `raised`: those whose task it is not.
    """

    about: str
    to: tuple[str, ...]
    text: Any
    at: datetime
    task: str | None = None
    notice: str = ""
    kind: Literal["notice-addressed"] = "notice-addressed"
    leaves: dict[str, datetime] = added(factory=dict)
    raised: tuple[str, ...] = added(())


@dataclass(frozen=True)
class HandOverPutOff:
    """A rung hands a task on to people who do not work now: it stays where it is until the first of them does."""

    task: str
    rung: str
    to: tuple[str, ...]
    until: datetime
    held: tuple[str, ...] = ()
    kind: Literal["hand-over-put-off"] = "hand-over-put-off"


@dataclass(frozen=True)
class QuestionFailed:
    """A question of this turn has no answer: a rule names no people, a calendar is unknown, a date lies beyond time.

    `question` is the question as JSON; `code` and `text` are those of the incident that follows.
    """

    question: Wire
    code: str
    text: str
    kind: Literal["question-failed"] = "question-failed"
