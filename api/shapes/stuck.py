"""What is stuck: counts with their trend, the list by harm, the cause card, clusters of one cause."""

from typing import Any, Literal

from pydantic import Field

from api.shapes.wire import Body, Instant, Page, Person, Shape, Words
from engine.insight import CauseCode, StuckClass
from engine.insight.managing import Act, Needed

WorkingSeconds = int
"""A length of working time in seconds; less than nothing: so much too late."""


ActName = Act


class ClassCount(Shape):
    """How many are stuck in one way: now, at this time yesterday, a week ago."""

    stuck: StuckClass
    now: int
    yesterday: int
    last_week: int


class Facet(Shape):
    """One value of a filter, and how many it leaves."""

    id: str
    name: Words
    count: int


class Freshness(Shape):
    """How fresh the list is. `looked_at`: the oldest look at a case of it; None: nothing is stuck.

    `waiting`: open cases that changed and were not looked at again yet. `unexplained`: those no cause was found for.
    `workers`: whether anybody works for the cases at all; None: the server does not answer.
    """

    now: Instant
    looked_at: Instant | None
    waiting: int
    unexplained: int
    workers: bool | None


class Amount(Shape):
    """The money at stake: the field of the case's summary that says it, as a decimal."""

    name: Words
    value: str
    currency: str | None = None


class Harm(Shape):
    """What a stuck case does. `left`: of its own limit or the step's; `blocked`: cases that wait for this one.

    `weight` is what the list is sorted by: the three above first, age last.
    """

    weight: int
    amount: Amount | None
    due: Instant | None
    left: WorkingSeconds | None
    blocked: int


class CaseNamed(Shape):
    """A case, as lists name it. `title` is empty where the case is sealed and not for who asks."""

    case_id: str
    business_key: str
    process: str
    process_name: Words
    version: int | None
    title: Words
    initiator: Person | None
    department: Words
    started_at: Instant
    sealed: bool


class StepNamed(Shape):
    """A step of the definition."""

    id: str
    name: Words


class Coming(Shape):
    """What happens by itself, and when."""

    at: Instant
    what: Words
    step: StepNamed | None = None


class Cause(Shape):
    """Why a case does not go on: one of the closed list, in a word and in a sentence."""

    code: CauseCode
    name: Words
    sentence: Words


class StuckItem(Shape):
    """A stuck case. `holders`: who can act, `held_for`: for whom the one who stands in does."""

    case: CaseNamed
    stuck: StuckClass
    step: StepNamed | None
    holders: tuple[Person, ...]
    held_for: tuple[Person, ...] = ()
    cause: Cause
    since: Instant
    stuck_for: WorkingSeconds
    harm: Harm
    next: Coming | None
    nudged_at: Instant | None
    mine: bool


class StuckPage(Page[StuckItem]):
    """What is stuck. `total` is with the filters, `counts` without the filters of class and cause."""

    counts: tuple[ClassCount, ...]
    total: int
    open_cases: int
    fresh: Freshness
    processes: tuple[Facet, ...]
    departments: tuple[Facet, ...]
    causes: tuple[Facet, ...]
    mine: int


class Proof(Shape):
    """One piece of evidence."""

    code: str
    text: Words


class Waiting(Shape):
    """One step at which the case stands, and why."""

    step: StepNamed | None
    cause: Cause
    since: Instant
    people: tuple[Person, ...]
    due: Instant | None
    evidence: tuple[Proof, ...]


class Held(Shape):
    """Who had a step for how long. `how`: on offer to several, held by one, lent, or standing still (`paused`).

    `opened`: whether any of them has looked at it on the pages; None: they do not have it any more.
    """

    step: StepNamed
    how: Literal["offered", "held", "lent", "paused"]
    people: tuple[Person, ...]
    since: Instant
    until: Instant | None
    working: WorkingSeconds
    opened: bool | None = None


class Tried(Shape):
    """What was tried already, by whom, and what came of it."""

    at: Instant
    what: Literal["nudge", "reassign", "retry", "override", "promise", "escalation", "extension"]
    by: Person | None
    text: Words
    result: Words
    worked: bool


class Expected(Shape):
    """When a step will end, from how long it took before: in half of the cases by `half`, in four of five by `most`.

    `reassigned`: if somebody else begins it now. None: too few have gone that way to say; `seen` is how many.
    """

    how: Literal["as_it_is", "reassigned"]
    step: StepNamed
    half: Instant | None
    most: Instant | None
    seen: int


class Effect(Shape):
    """What an act would do, line by line; nothing is done."""

    lines: tuple[Words, ...]


class Action(Shape):
    """Something that can be done about it. Not allowed: `why_not` says why. `needs`: what has to be filled in.

    `subject` is the task, incident or step instance it is about; it goes into the body of the act.
    """

    act: ActName
    name: Words
    may: bool
    why_not: Words | None
    subject: str | None
    step: StepNamed | None
    needs: tuple[Needed, ...]
    suggested: bool = False
    people: tuple[Person, ...] = ()
    targets: tuple[StepNamed, ...] = ()
    outcomes: tuple[StepNamed, ...] = ()


class Card(Shape):
    """All there is to say of one case that is stuck, or is not: then `stuck` is None."""

    case: CaseNamed
    stuck: StuckClass | None
    since: Instant | None
    stuck_for: WorkingSeconds | None
    harm: Harm
    waits: tuple[Waiting, ...]
    timeline: tuple[Held, ...]
    tried: tuple[Tried, ...]
    coming: tuple[Coming, ...]
    expected: tuple[Expected, ...]
    actions: tuple[Action, ...]
    root: CaseNamed | None
    now: Instant


class ActBody(Body):
    """What an act needs: about what, to whom, the text or reason, until when, which data, outcome or step."""

    subject: str | None = Field(default=None, max_length=200)
    to: str | None = Field(default=None, max_length=200)
    text: str = Field(default="", max_length=4000)
    until: Instant | None = None
    data: dict[str, Any] = Field(default_factory=dict)
    outcome: str | None = Field(default=None, max_length=200)
    target: str | None = Field(default=None, max_length=200)


class PreviewBody(ActBody):
    """An act that is only looked at."""

    act: ActName


class ManagedBody(ActBody):
    """One act on many cases. The first `canary` are done, and only if all went well the rest."""

    act: ActName
    case_ids: tuple[str, ...] = Field(min_length=1, max_length=200)
    canary: int = Field(default=5, ge=1, le=200)


class ManagedItem(Shape):
    """What became of one case of many. `skipped`: it was not tried, for the canary had failed."""

    case_id: str
    business_key: str
    status: Literal["done", "pending", "refused", "skipped"]
    sentence: Words | None


class ManagedDone(Shape):
    """What became of each. `stopped`: the canary failed."""

    items: tuple[ManagedItem, ...]
    stopped: bool


class Cluster(Shape):
    """Cases stuck by one and the same thing: an endpoint, a version, a person, a missing message. `key` is what a list
    of them is filtered by."""

    cause: Cause
    key: str
    shared: Words
    sentence: Words
    count: int
    since: Instant
    process: str | None
    step: StepNamed | None
    people: tuple[Person, ...]
    act: ActName | None
    case_ids: tuple[str, ...]


class Clusters(Shape):
    """One problem or many: the largest clusters first. `alone`: stuck cases that share nothing with another."""

    items: tuple[Cluster, ...]
    alone: int
    fresh: Freshness
