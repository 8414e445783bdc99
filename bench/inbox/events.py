"""The record of each case of the installation, as turns: what the core would have said, without asking it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.inbox.crowd import Crowd
from engine.model.plan import Plan
from engine.runtime import events as e
from store.projections import TurnFacts

GOODS = (
    "合同", "发票", "采购", "请假", "报销", "印章", "设备", "样品", "运费", "招聘", "付款", "退货",
    "图纸", "仓库", "钢材", "轴承", "电缆", "培训",
)  # fmt: skip
PLACES = (
    "上海", "北京", "广州", "深圳", "杭州", "南京", "武汉", "成都", "苏州", "青岛", "大连", "宁波",
    "厦门", "长沙", "郑州", "西安", "合肥",
)  # fmt: skip
TASKS_OF_AN_ENDED_CASE = 4
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """What a case is called: its key, its title, and a phone number it is found by."""

    case_id: str
    key: str
    title: str
    phone: str


def told(number: int) -> Told:
    """The words of a case."""
    mixed = number * 2_654_435_761 % 2**32
    goods = f"{GOODS[mixed % len(GOODS)]}{GOODS[mixed // 64 % len(GOODS)]}"
    title = f"{PLACES[mixed // 4096 % len(PLACES)]}{goods}申请 {mixed % 10**4:04}"
    case_id = f"0190f{number:07x}-7000-7000-8000-{number:012x}"
    return Told(case_id, f"BX-{number:07}", title, f"13{number * 7_654_321 % 10**9:09}")


class Record:
    """Gives the turns of every case, the same ones for the same seed and instant. Cases below `scale.open_cases` are
    open, those above it ended."""

    def __init__(self, crowd: Crowd, plans: list[Plan], now: datetime, seed: int = 11) -> None:
        self._crowd = crowd
        self._plans = [(plan, [step.id for step in plan.steps.values() if step.kind == "user_task"]) for plan in plans]
        self._now = now.astimezone(UTC).replace(microsecond=0)
        self._seed = seed
        self._roles = list(crowd.roles.values())

    def turns(self, number: int) -> Iterator[TurnFacts]:
        """The turns of a case."""
        random, told_of = Random(self._seed * 1_000_003 + number), told(number)
        plan, steps = self._plans[number % len(self._plans)]
        started = self._now - timedelta(minutes=number * 7 % 400_000 + 10)
        previous = ""
        made = (
            self._open(number, steps, random) if number < self._crowd.scale.open_cases else self._ended(steps, random)
        )
        for n, (after, events) in enumerate(made, 1):
            digest = f"{number:056x}{n:08x}"
            first = self._begun(number, plan, told_of) if n == 1 else ()
            yield TurnFacts(
                told_of.case_id, plan.process, f"{plan.process}:{told_of.key}", plan.digest, n, started + after, digest,
                previous, (*first, *events),
            )  # fmt: skip
            previous = digest

    def _begun(self, number: int, plan: Plan, told_of: Told) -> tuple[e.Event, ...]:
        initiator = self._crowd.people[number % len(self._crowd.people)]
        return (
            e.CaseStarted(told_of.case_id, plan.process, told_of.key, "start", initiator, None, plan.digest),
            e.CaseDescribed(told_of.title, {}, (told_of.phone,)),
        )

    def _open(
        self, number: int, steps: list[str], random: Random
    ) -> Iterator[tuple[timedelta, list[e.Event]]]:  # fmt: skip
        """Its tasks stand side by side, each with its due time and, while that is to come, a reminder of it."""
        events: list[e.Event] = []
        for place, of_all in enumerate(range(number, self._crowd.scale.open, self._crowd.scale.open_cases)):
            holder, offered = self._whose(of_all, random)
            due = self._now + timedelta(minutes=random.randrange(-8 * 24 * 60, 20 * 24 * 60))
            rungs = {"remind": due - AHEAD} if due - AHEAD > self._now else {}
            events += self._offered(place, steps[place % len(steps)], holder, offered)
            events.append(e.LimitSet(f"t{place}", due, rungs, "office"))
        yield timedelta(0), events

    def _ended(self, steps: list[str], random: Random) -> Iterator[tuple[timedelta, list[e.Event]]]:
        """One task after the other, each decided an hour later by whoever had it."""
        done: list[e.Event] = []
        for place in range(TASKS_OF_AN_ENDED_CASE):
            step, by = steps[place % len(steps)], self._somebody(random)
            yield timedelta(hours=place), [*done, *self._offered(place, step, by, [by])]
            done = [
                e.TaskDecided(f"t{place}", "approve", by),
                e.StepFinished(f"s{place}", step, "approve", by),
            ]
        yield timedelta(hours=TASKS_OF_AN_ENDED_CASE), [*done, e.CaseEnded("done", "completed")]

    def _offered(self, place: int, step: str, holder: str | None, offered: list[str]) -> list[e.Event]:
        to = (holder,) if holder else tuple(offered)
        return [
            e.StepEntered(f"s{place}", step, "main", "user_task"),
            e.TaskCreated(f"t{place}", f"s{place}", step, 0),
            e.TaskOffered(f"t{place}", f"s{place}", step, 0, to, holder, why={"reasons": []}, directory="1"),
        ]

    def _whose(self, number: int, random: Random) -> tuple[str | None, list[str]]:
        """One person has many, one group has many that nobody has taken; the rest is spread, few have much."""
        scale = self._crowd.scale
        if number < scale.held_by_one:
            return self._crowd.people[0], []
        if number < scale.held_by_one + scale.unclaimed:
            return None, self._crowd.large
        if number % 5 < 3:
            return self._somebody(random), []
        return None, random.choice(self._roles)

    def _somebody(self, random: Random) -> str:
        people = self._crowd.people
        return people[1 + int((len(people) - 1) * random.random() ** 2)]
