"""The timers of a case on made-up time: no deadline is late or lost, and none costs more than with one timer alone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from engine.runtime import revisions
from engine.runtime.state import CaseState, Deadline, StepInstance
from workflows.timer import AlarmClock, Timer

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONE_TIMER = revisions.TIMERS_BESIDE - 1
FOR_NOTHING = 3
"""Events of a workflow task in which nothing is to be done."""


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


@dataclass(eq=False)
class Running:
    """A timer of the server that is made up."""

    server: "Server"
    at: datetime
    ring: Callable[[datetime], None]

    def cancel(self) -> None:
        self.server.events += 1
        self.server.running.remove(self)


@dataclass
class Server:
    """Keeps timers and counts the events they cost."""

    running: list[Running] = field(default_factory=list)
    events: int = 0

    def begin(self, at: datetime, ring: Callable[[datetime], None]) -> Timer:
        timer = Running(self, at, ring)
        self.running.append(timer)
        self.events += 1
        return timer

    def fire(self, now: datetime) -> bool:
        """Let all that have come ring; gives whether any did."""
        due = sorted((one for one in self.running if one.at <= now), key=lambda one: one.at)
        for timer in due:
            self.running.remove(timer)
            self.events += 1
            timer.ring(timer.at)
        return bool(due)


class Life:
    """A case that has deadlines, under one revision of the rules; what it does is what its shell would."""

    def __init__(self, revision: int) -> None:
        self.now = START
        self.server = Server()
        self.state = CaseState("c", "p", "d", "K", START, START, engine_revision=revision)
        self.state = replace(self.state, steps={"s0": StepInstance("s0", "work", "main", START)})
        self.before: CaseState | None = None
        self.came: list[tuple[str, datetime, datetime]] = []
        self.begin_run()

    def begin_run(self) -> None:
        """A new run has no timers: those of the one before have gone with it."""
        self.server.running.clear()
        self.before = None
        self.clock = AlarmClock(self.server.begin, lambda: None)
        self.rest()

    def rest(self) -> None:
        """What is due comes in its order, then the clock is set."""
        while (alarm := self.state.next_alarm) is not None and (alarm < self.state.now or alarm <= self.clock.rang):
            self.turn(alarm)
        self.clock.follow(self.before, self.state)
        self.before = self.state
        if (alarm := self.state.next_alarm) is not None:
            assert any(one.at <= alarm for one in self.server.running), f"nothing wakes the case for {alarm}"

    def turn(self, alarm: datetime) -> None:
        left = {name: one for name, one in self.state.deadlines.items() if one.at > alarm}
        self.came += [(name, one.at, self.now) for name, one in self.state.deadlines.items() if name not in left]
        self.state = replace(self.state, deadlines=left, now=max(self.state.now, alarm))

    def until(self, moment: datetime, *, away: bool) -> None:
        """Time passes; while everybody is `away`, what rings is heard at its end."""
        while not away and (coming := min((one.at for one in self.server.running), default=moment)) < moment:
            self.now = max(self.now, coming)
            self.hear()
        self.now = moment
        self.hear()

    def hear(self) -> None:
        """What has rung is heard; a timer begun for an instant that is past rings at once."""
        came = len(self.came)
        while self.server.fire(self.now):
            self.rest()
            self.server.events += FOR_NOTHING if len(self.came) == came else 0
            came = len(self.came)

    def act(self, change: "Change") -> None:
        """A person's command: what is due before it comes first."""
        while (alarm := self.state.next_alarm) is not None and alarm < self.now:
            self.turn(alarm)
        deadlines = {name: one for name, one in self.state.deadlines.items() if name not in change.dropped}
        for name, after in change.set:
            deadlines[name] = Deadline("t", name, self.now + minutes(after))
        steps = self.state.steps
        if change.finished:
            steps = {"s" + str(int(next(iter(steps))[1:]) + 1): replace(next(iter(steps.values())), entered=self.now)}
        self.state = replace(self.state, deadlines=deadlines, steps=steps, now=self.now)
        self.rest()


@dataclass(frozen=True)
class Change:
    """What passes, and what somebody does then. `new_run`: the case continues as new after it."""

    passes: int
    away: bool
    set: tuple[tuple[str, int], ...]
    dropped: tuple[str, ...]
    finished: bool
    new_run: bool


NAMES = st.sampled_from("abcd")
CHANGES = st.builds(
    Change,
    passes=st.integers(0, 40),
    away=st.booleans(),
    set=st.lists(st.tuples(NAMES, st.integers(1, 90)), max_size=2).map(tuple),
    dropped=st.lists(NAMES, max_size=2).map(tuple),
    finished=st.booleans(),
    new_run=st.sampled_from([False, False, False, True]),
)


def lived(changes: list[Change], revision: int, *, away: bool = True) -> Life:
    life = Life(revision)
    for change in changes:
        life.until(life.now + minutes(change.passes), away=change.away and away)
        life.act(change)
        if change.new_run:
            life.begin_run()
    life.until(life.now + minutes(1000), away=False)
    assert life.state.next_alarm is None
    return life


@settings(max_examples=100, deadline=None)
@given(st.lists(CHANGES, max_size=25))
def test_no_deadline_is_late_or_lost_and_none_comes_early(changes: list[Change]) -> None:
    """With several timers at hand, over the borders of runs, and when several have rung while everybody was away."""
    with_one, beside = lived(changes, ONE_TIMER), lived(changes, revisions.CURRENT)
    assert beside.came == with_one.came
    assert not beside.server.running or min(one.at for one in beside.server.running) > beside.now
    prompt = lived(changes, revisions.CURRENT, away=False)
    assert [name for name, at, came in prompt.came if at != came] == []


@settings(max_examples=100, deadline=None)
@given(st.lists(CHANGES, max_size=25))
def test_timers_beside_one_another_never_cost_more_than_one_alone(changes: list[Change]) -> None:
    assert lived(changes, revisions.CURRENT).server.events <= lived(changes, ONE_TIMER).server.events


def spent(life: Life, change: Change) -> int:
    before = life.server.events
    life.act(change)
    return life.server.events - before


def sooner(after: int) -> Change:
    return Change(0, False, (("hold", after),), (), False, False)


RESUMED = Change(0, False, (), ("hold",), False, False)
LIMITED = Change(0, False, (("due", 80),), (), False, False)


def test_a_sooner_moment_costs_one_event_and_what_it_went_before_none() -> None:
    life = Life(revisions.CURRENT)
    assert spent(life, LIMITED) == 1
    assert [spent(life, sooner(20)), spent(life, RESUMED), spent(life, sooner(10))] == [1, 0, 1]
    before = life.server.events
    life.until(START + minutes(10), away=False)
    assert life.server.events - before == 2, "it rings, and the one in vain is cancelled; the limit's runs still"
    assert [one.at for one in life.server.running] == [START + minutes(80)]


def test_one_timer_alone_was_replaced() -> None:
    life = Life(ONE_TIMER)
    assert spent(life, LIMITED) == 1
    assert [spent(life, sooner(20)), spent(life, RESUMED), spent(life, sooner(10))] == [2, 0, 2]
