"""How work flows: who holds how much, how long steps take, what lapsed, what will, and what was learnt."""

from datetime import date
from typing import Literal

from api.shapes.stuck import CaseNamed, Coming, Facet, WorkingSeconds
from api.shapes.wire import Instant, Person, Shape, Words


class PersonLoad(Shape):
    """What one person holds. `received` and `finished` are of this week; `here`: away and gone are told."""

    person: Person
    here: Literal["here", "away", "gone"]
    stand_ins: tuple[Person, ...]
    open: int
    overdue: int
    oldest: Instant | None
    received: int
    finished: int


class QueueLoad(Shape):
    """Tasks of one step that nobody has taken. `members`: who could, `present`: how many of them are there."""

    process: str
    process_name: Words
    step: str
    step_name: Words
    waiting: int
    overdue: int
    oldest: Instant
    members: int
    present: int


class Load(Shape):
    """Who holds how much. `by_person` False: the company does not look at single people, `people` is empty then.

    `unreachable`: tasks held by people who are away without a stand-in, or gone.
    """

    people: tuple[PersonLoad, ...]
    queues: tuple[QueueLoad, ...]
    by_person: bool
    unreachable: int
    week_from: date


class StepPace(Shape):
    """One step: who waits there now, how long it takes in working time, and whether the queue grows.

    `heat`: 0 cold to 4 hot. `arrived` and `left` are of the last seven days.
    """

    step: str
    name: Words
    kind: str
    waiting: int
    overdue: int
    oldest: Instant | None
    median: WorkingSeconds | None
    p90: WorkingSeconds | None
    seen: int
    arrived: int
    left: int
    heat: int


class Statistics(Shape):
    """How a process runs. Durations of whole cases are in working time, of the latest that ended."""

    process: str
    name: Words
    version: int
    open: int
    ended: int
    median: WorkingSeconds | None
    p90: WorkingSeconds | None
    seen: int
    steps: tuple[StepPace, ...]
    measured_at: Instant


class LapseLine(Shape):
    """Tasks of a process and department in a month: how many were done, how many of them late; open and late now."""

    process: str
    process_name: Words
    department: str | None
    department_name: Words
    done: int
    late: int
    open_late: int


class Lapses(Shape):
    """Lapses per department and definition since a day."""

    since: Instant
    items: tuple[LapseLine, ...]


class PromiseLine(Shape):
    """What a superior has promised of a late task: until when, with which words, and what became of it."""

    case: CaseNamed
    task: str
    step: str
    step_name: Words
    by: Person
    at: Instant
    until: Instant
    comment: str
    fate: Literal["open", "kept", "broken", "void"]
    done_at: Instant | None


class Promises(Shape):
    """Promises since a day, the latest first, and how many of them came to what."""

    since: Instant
    kept: int
    broken: int
    open: int
    items: tuple[PromiseLine, ...]


class Lapsing(Shape):
    """A task that falls due soon, or that somebody has whom nobody can reach."""

    case: CaseNamed
    task: str
    step: str
    step_name: Words
    people: tuple[Person, ...]
    due: Instant | None
    left: WorkingSeconds | None
    reach: Literal["here", "away", "gone"]
    nudged_at: Instant | None
    next: Coming | None


class ComingLapses(Shape):
    """What lapses until then: by default until noon of the next working day but one weekend away."""

    until: Instant
    items: tuple[Lapsing, ...]
    total: int


class IncidentLine(Shape):
    """A parked step, with why, or one that was put right: how, by whom. `text`: what a rule or a service has said."""

    case: CaseNamed
    incident: str
    step: str
    step_name: Words
    code: str
    sentence: Words
    text: str
    since: Instant
    resolved_at: Instant | None
    how: Words | None
    by: Person | None
    reason: str


class RefusedStartLine(Shape):
    """A start that nobody stood at, and that was refused."""

    case_id: str
    process: str
    process_name: Words
    start: str
    cause: str
    reference: str
    at: Instant
    code: str
    text: str


class Incidents(Shape):
    """What waits for an operator, or was put right."""

    items: tuple[IncidentLine, ...]
    refused_starts: tuple[RefusedStartLine, ...]
    failing_notices: int
    broken_cases: int


class LearntLine(Shape):
    """A cause in a month: how often, and how long until it was over."""

    month: str
    cause: Facet
    mean: WorkingSeconds | None


class Learnt(Shape):
    """What comes again and again. `found_first`: share that somebody of us acted on before the starter urged."""

    items: tuple[LearntLine, ...]
    found_first: int | None
