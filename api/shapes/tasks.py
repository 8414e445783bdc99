"""Tasks on the wire: rows of lists, counts, the task page with everything on it, what acts answer."""

from typing import Any, Literal

from pydantic import Field

from api.problems import Problem
from api.shapes.forms import Form
from api.shapes.wire import Body, Instant, Json, Person, Shape, Words

TaskList = Literal["mine", "group", "waiting", "team", "done"]
DueState = Literal["none", "fine", "soon", "today", "late"]
"""Colour only for `late` and `soon` (two working hours or less); `today`: due before today's work ends."""


class SummaryField(Shape):
    """One of the at most five fields that say what a case is about. `type`: of the field; `value` is what lists are
    filtered by."""

    path: str
    label: Words
    text: Words
    type: str
    value: Json


class TaskItem(Shape):
    """A row of a list of tasks.

    `standing`: how it is the asker's. `remaining_seconds`: of working time until it is due, below zero once it is late.
    `offered_to` names the first three of `offered_count`. `for_whom`: the person the asker stands in for. `together`:
    it may be decided with others at once, agreed to by the outcome `agree`. `side`: it stands beside another task
    (`before`, `after`, `beside`: an added signer; `supplement`, `question`). A sealed case that is not the asker's has
    no title. `done_at`, `by`, `outcome`: of one that is over.
    """

    case_id: str
    task: str
    process: str
    process_name: Words
    step: str
    step_name: Words
    business_key: str
    title: Words
    summary: list[SummaryField]
    stage: Words
    starter: Person | None
    started_at: Instant
    since: Instant
    standing: Literal["mine", "offered", "waiting", "others", "over"]
    status: Literal["created", "open", "decided", "returned", "cancelled"]
    holder: Person | None
    offered_to: list[Person]
    offered_count: int
    for_whom: Person | None
    lent_to: Person | None
    due: Instant | None
    due_state: DueState
    remaining_seconds: int | None
    priority: Json
    held_until: Instant | None
    side: str
    together: bool
    agree: str | None
    sealed: bool
    done_at: Instant | None
    by: Person | None
    on_behalf_of: Person | None
    outcome: Words


class TaskCounts(Shape):
    """How long the lists are; `badge` is what the sign on the inbox says: of the list it opens on, which is `mine`, or
    `group` where that alone has something.

    `notices_unread`: of the latest ones.

    `late` and `today`: of those two lists. `team`: None for who is nobody's superior.
    """

    badge: int
    mine: int
    group: int
    waiting: int
    late: int
    today: int
    team: int | None
    copied_unread: int
    notices_unread: int


class NextTask(Shape):
    """A task that will be open then: of which step, for whom (the first ten of `count`), due when."""

    step: str
    name: Words
    people: list[Person]
    count: int
    due: Instant | None


class StepNamed(Shape):
    """A step by name."""

    step: str
    name: Words


class Consequence(Shape):
    """What an act will do, as it was tried on a copy of the case: `sentence` says it in one line.

    `next`: what will be open then. `waits`: it is one vote or opinion, the step goes on for others. `left`: what is
    cancelled. `again`: decided steps that must be decided once more, `stands`: whose decision stands. `going_on`: steps
    that begin and are nobody's task. `ends`: the end state the case comes to. `straight_back`: after correction it
    comes straight back to the asker. `assumed`: fields still empty, for which something was assumed. `refused`: it
    would be refused so, as the form is filled now.
    """

    sentence: Words
    next: list[NextTask] = Field(default_factory=list)
    waits: bool = False
    left: list[StepNamed] = Field(default_factory=list)
    again: list[StepNamed] = Field(default_factory=list)
    stands: list[StepNamed] = Field(default_factory=list)
    going_on: list[StepNamed] = Field(default_factory=list)
    ends: Words | None = None
    straight_back: bool = False
    assumed: list[str] = Field(default_factory=list)
    refused: Problem | None = None


class Decision(Shape):
    """A button of the decision bar: an outcome (`POST …/complete` with `outcome`) or a way back (`…/return` with `to`).

    `manner`: how it looks; `refuse` and `return` stand apart. `require`: fields it needs beside those of the form.
    `reasons`: what is usually said with it, where it refuses or returns.
    `allowed` false: `why_not` says why. `consequence`: None where it depends on what is still to be filled in.
    """

    kind: Literal["outcome", "return"]
    id: str
    name: Words
    manner: Literal["agree", "refuse", "abstain", "neutral", "return"]
    comment: Literal["optional", "required", "none"]
    signature: bool
    require: list[str]
    reasons: list[Words]
    allowed: bool
    why_not: Words | None
    consequence: Consequence | None


class VerbAllowed(Shape):
    """Another verb of the task: `POST …/{verb}`. Where it is not allowed now, `code` and `why_not` say why."""

    verb: str
    name: Words
    allowed: bool
    code: str | None
    why_not: Words | None


class PathStep(Shape):
    """One step of the path strip. `done`: by whom, when, with which outcome and words; `now`: whose it is; `next`: to
    whom it would go; `skipped`: `reason`. `depends`: it comes only if a condition holds that is not known yet."""

    step: str
    name: Words
    state: Literal["done", "now", "next", "skipped", "cancelled"]
    people: list[Person]
    on_behalf_of: list[Person]
    at: Instant | None
    due: Instant | None
    outcome: Words
    words: str
    reason: Words
    depends: bool


class Changed(Shape):
    """A field that is different from when the asker last saw it; values as people read them."""

    path: str
    label: Words
    old: Words
    new: Words
    old_value: Json
    new_value: Json


class CommentMade(Shape):
    """Something said about the case: a comment, a decision's words, a question or its answer."""

    turn: int
    at: Instant
    by: Person
    kind: str
    step: str | None
    step_name: Words
    to: list[Person]
    text: str
    approvers: bool


class FileVersion(Shape):
    """A file that stood in a field before another one did: put there by whom, when."""

    digest: str
    name: str
    size: int
    media_type: str
    by: Person | None
    at: Instant


class FileShown(Shape):
    """A file in a field or attached to the case. Its content: `GET /api/files/{digest}`. `earlier`: what stood in its
    place before, the latest first."""

    digest: str
    name: str
    size: int
    media_type: str
    path: str | None
    label: Words
    by: Person | None
    at: Instant | None
    comment: str
    earlier: list[FileVersion] = Field(default_factory=list)


class DraftShown(Shape):
    """What the asker has filled in and not sent. `stale`: the case has moved since."""

    at: Instant
    data: dict[str, Json]
    outcome: str | None
    comment: str
    turn: int | None
    stale: bool


class Beside(Shape):
    """A task beside this one, or the one this stands beside: what was asked of whom, by whom, with which words."""

    task: str
    kind: str
    people: list[Person]
    asked_by: Person | None
    text: str
    fields: list[str]
    due: Instant | None


class AdviceShown(Shape):
    """What somebody to whom the task was lent recommends."""

    by: Person
    outcome: str
    name: Words
    comment: str
    data: dict[str, Json]


class TaskPage(Shape):
    """Everything of one task in one answer. `revision` is what acts send as `seen`.

    `why`: why it came to the asker and why it is due then, a sentence each. `seen_at`: when the asker last acted in the
    case, which `changes` count from. `over`: what became of a task that is done, when, by whom. `phrases`: what one may
    say in a comment at a touch.
    """

    item: TaskItem
    revision: int
    why: list[Words]
    over: Words | None
    form: Form
    decisions: list[Decision]
    verbs: list[VerbAllowed]
    path: list[PathStep]
    seen_at: Instant | None
    changes: list[Changed]
    comments: list[CommentMade]
    files: list[FileShown]
    draft: DraftShown | None
    serves: Beside | None
    asked: list[Beside]
    advice: AdviceShown | None
    phrases: list[Words]


class DraftBody(Body):
    """What is kept of a form that is not sent yet; it is laid over what was kept before, where it says something."""

    data: dict[str, Any] = Field(default_factory=dict)
    outcome: str | None = Field(default=None, max_length=100)
    comment: str | None = Field(default=None, max_length=10_000)


class BatchItem(Body):
    """One of many tasks that are decided at once."""

    case_id: str = Field(max_length=64)
    task: str = Field(max_length=200)
    outcome: str | None = Field(default=None, max_length=100)
    data: dict[str, Any] = Field(default_factory=dict)
    seen: int | None = Field(default=None, ge=0, le=2_000_000_000)
    signature: str = Field(default="", max_length=200)


class BatchBody(Body):
    """Tasks to decide at once, each for itself; `comment` goes to all."""

    items: list[BatchItem] = Field(min_length=1, max_length=100)
    comment: str = Field(default="", max_length=10_000)


class BatchResult(Shape):
    """What became of one of them. `problem`: why it was refused."""

    case_id: str
    task: str
    status: Literal["done", "pending", "refused"]
    command: str
    turn: int | None
    problem: Problem | None


class BatchAnswer(Shape):
    """A result for each item, in their order."""

    items: list[BatchResult]


class CommandFate(Shape):
    """What became of an act: `done` in turn `turn`, still `pending`, or `refused` by `problem`."""

    command: str
    case_id: str
    verb: str
    at: Instant
    status: Literal["done", "pending", "refused"]
    turn: int | None
    problem: Problem | None


class Changes(Shape):
    """One change of what the asker may see, as an event of `GET /api/events` (`event: changed`).

    `lists`: which of the asker's lists it concerns: those of tasks, and `started`, `copied`, `followed`, `notices`.
    """

    kind: Literal["changed"] = "changed"
    lists: list[str]
    case_id: str
    turn: int
    tasks: list[str]
