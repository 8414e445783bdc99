"""The driver's loop on the pure core: apply, commit, absorb, requests, follow-ups, alarms; several cases at once."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.calendars import Calendars
from engine.model.plan import Plan
from engine.people import Directory
from engine.runtime import World, absorb, apply, resolve
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.events import NoticeAddressed
from engine.runtime.facts_found import informed
from engine.runtime.form_errors import found_by_commit
from engine.runtime.questions import AskRelated, AskWho, Pointing
from engine.runtime.state import CaseState, post_of
from engine.runtime.telling import letters
from engine.runtime.turn import Resolution, Turn
from engine.runtime.world import KnownCase
from engine.scenarios.stage import CaseLook, TurnRecord

MOST_ALARMS = 20_000
MOST_TURNS = 1_000
MOST_FOLLOW_UPS = 10
"""A story has no rest in which more falls due between two acts, in which a case makes more turns at one instant, or in
which more turns must follow at once from one (each may be of a thousand steps)."""


class StoryStuckError(Exception):
    """The case goes on by itself without end."""


@dataclass
class Case:
    """A case on the stage. `state` is None until its first turn."""

    case_id: str
    plan: Plan
    state: CaseState | None = None
    turns: list[TurnRecord] = field(default_factory=list)
    shown: CaseLook | None = None

    def look(self) -> CaseLook | None:
        """The case as it stands; None before its first turn."""
        if self.shown is None and self.state is not None:
            self.shown = CaseLook(self.case_id, self.plan, self.state, tuple(self.turns))
        return self.shown

    @property
    def is_running(self) -> bool:
        """Whether it can still take a stimulus."""
        return self.state is None or self.state.ended is None

    @property
    def next_alarm(self) -> datetime | None:
        """When something falls due by itself; never for a case that has ended."""
        return self.state.next_alarm if self.state is not None and self.is_running else None


class CoreDriver:
    """The cases, the world of the moment, and what waits to be taken. `begin` carries out the requests of a turn;
    `related` knows the cases that are pointed at."""

    def __init__(
        self,
        directory: Directory,
        calendars: Calendars,
        begin: Callable[[Case, r.Request, Turn], None],
        related: Callable[[Pointing, datetime], KnownCase | None] | None = None,
    ) -> None:
        self.directory = directory
        self.calendars = calendars
        self.cases: dict[str, Case] = {}
        self.waiting: deque[tuple[str, s.Stimulus]] = deque()
        self._outgoing: list[tuple[str, s.MessageArrived]] = []
        self._begin = begin
        self._related = related
        self._round_robin: dict[str, int] = {}
        self._lists: dict[str, datetime] = {}
        self._turns_at_once: Counter[str] = Counter()

    def post(self, case_id: str, stimulus: s.Stimulus) -> None:
        """To be taken when what came before has been."""
        self.waiting.append((case_id, stimulus))

    def say(self, case_id: str, message: s.MessageArrived) -> None:
        """A message of a case: it leaves when all is quiet, or before the case tells another anything else."""
        self._outgoing.append((case_id, message))

    def let_leave(self, case_id: str | None = None) -> None:
        """Deliver what cases have said, in order; only what this one has, when one is named."""
        leaving = [one for one in self._outgoing if case_id in (None, one[0])]
        self._outgoing = [one for one in self._outgoing if one not in leaving]
        for _, message in sorted(leaving, key=lambda one: (one[1].at, one[0])):
            self.route(message)

    def route(self, arrived: s.MessageArrived) -> None:
        """Post a message to every case that hears it with its key."""
        for case in self.cases.values():
            if case.state is not None and case.state.keys.get(arrived.message) == arrived.key:
                self.post(case.case_id, arrived)

    def take(self, case: Case, stimulus: s.Stimulus, at: datetime) -> None:
        """Take a stimulus and all that follows from it at this instant. Raises `Rejected` with nothing changed."""
        self._turns_at_once.clear()
        self._turn(case, stimulus)
        self._follow(at)

    def settle(self, at: datetime) -> None:
        """Take what waits, and all that follows from it at this instant."""
        self._turns_at_once.clear()
        self._follow(at)

    def _follow(self, at: datetime) -> None:
        """Do all that follows at this instant; an alarm that was set for a time already past rings before the rest."""
        while self._ring_past(at) or self.waiting or self._outgoing:
            if not self.waiting:
                self.let_leave()
                continue
            case_id, stimulus = self.waiting.popleft()
            case = self.cases.get(case_id)
            if case is not None and case.is_running:
                self._turn(case, stimulus)

    def advance_to(self, at: datetime, *, including: bool) -> None:
        """Ring every alarm before `at` (or at `at`), earliest first, with all that follows from each."""
        for _ in range(MOST_ALARMS):
            due = [(case.next_alarm, case) for case in self.cases.values() if case.next_alarm is not None]
            if not due:
                return
            alarm, case = min(due, key=lambda one: one[0])
            if alarm > at or (alarm == at and not including):
                return
            now = max(alarm, case.state.now) if case.state else alarm
            self.take(case, s.Alarm(at=alarm), now)
        raise StoryStuckError(f"More than {MOST_ALARMS} deadlines fell due before {at}: no rest")

    def copy_into(self, other: "CoreDriver", plans: Mapping[int, Plan]) -> None:
        """Let another driver stand where this one stands; cases of a plan in `plans` (by its id()) go on with that."""
        other.directory, other.calendars = self.directory, self.calendars
        for case in self.cases.values():
            plan = plans.get(id(case.plan), case.plan)
            other.cases[case.case_id] = Case(case.case_id, plan, case.state, list(case.turns))
        other.waiting, other._outgoing = deque(self.waiting), list(self._outgoing)
        other._round_robin, other._lists = dict(self._round_robin), dict(self._lists)

    def world(self, at: datetime) -> World:
        """The world as it is now."""
        return World(self.directory, self.calendars, self._workload(), dict(self._round_robin), at, lists=self._lists)

    def known(self, asked: Iterable[Pointing], at: datetime) -> dict[Pointing, KnownCase | None]:
        """What is known now of each case that is pointed at."""
        return {one: self._related(one, at) for one in asked} if self._related is not None else {}

    def _ring_past(self, at: datetime) -> bool:
        for case in self.cases.values():
            alarm = case.next_alarm
            if alarm is not None and alarm < at:
                self.waiting.appendleft((case.case_id, s.Alarm(at=alarm)))
                return True
        return False

    def _turn(self, case: Case, stimulus: s.Stimulus, follow_ups: int = 0) -> None:
        """Make the turn of a stimulus, commit it, start its requests, and take what must follow at once."""
        self._turns_at_once[case.case_id] += 1
        if self._turns_at_once[case.case_id] > MOST_TURNS or follow_ups > MOST_FOLLOW_UPS:
            raise StoryStuckError(f"{case.plan.process} goes on by itself without end at {stimulus.at}")
        turn = self._applied(case, stimulus)
        related = [one.to for one in turn.questions if isinstance(one, AskRelated)]
        world = replace(self.world(turn.at), related=self.known(related, turn.at)).seen_from(turn.state.post)
        resolution = resolve(turn.questions, world, process=case.plan.process)
        if resolution.refused is not None:
            raise found_by_commit(case.plan.definition.data, resolution.refused)
        absorbed = absorb(case.plan, turn.state, resolution)
        case.state, case.shown = absorbed.state, None
        self._count_rounds(turn)
        self._keep_lists(resolution)
        events = (*turn.events, *resolution.events)
        asked = tuple(one for one in turn.questions if isinstance(one, AskWho))
        case.turns.append(TurnRecord(turn.number, turn.at, turn.digest, turn.previous, stimulus, events, asked))
        self.cases.setdefault(case.case_id, case)
        # What is said leaves before what is told by Signal, wherever it stands in the turn.
        for request in sorted(turn.requests, key=lambda one: not isinstance(one, r.SendMessage)):
            self._begin(case, request, turn)
        if absorbed.follow_up is not None:
            self._turn(case, absorbed.follow_up, follow_ups + 1)

    def _applied(self, case: Case, stimulus: s.Stimulus) -> Turn:
        world = self.world(stimulus.at).seen_from(post_of(case.state, stimulus))
        return informed(lambda facts: apply(case.plan, case.state, stimulus, facts), world)

    def _count_rounds(self, turn: Turn) -> None:
        for question in turn.questions:
            if isinstance(question, AskWho):
                key = f"{question.question.process}/{question.step}"
                self._round_robin[key] = self._round_robin.get(key, 0) + 1

    def _keep_lists(self, resolution: Resolution) -> None:
        """When the last list of each name leaves."""
        told = (event for event in resolution.events if isinstance(event, NoticeAddressed))
        for letter in (letter for notice in told for letter in letters(notice)):
            self._lists[letter.list] = max(letter.leaves, self._lists.get(letter.list, letter.leaves))

    def _workload(self) -> dict[str, int]:
        """How many open tasks each person holds."""
        held: Counter[str] = Counter()
        for case in self.cases.values():
            if case.state is not None:
                held.update(task.holder for task in case.state.tasks.values() if task.holder is not None)
        return held
