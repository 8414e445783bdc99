"""The races (`python -m proving races`): pairs of acts on one task, from two client processes, held to the oracle.

What came of each is one of the two orders on the pure core, to the digest; nothing is half done; every command has one
answer, and gets the same when it is sent again, by the other process. At the end everything is held against the
histories.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import embedded
from engine.model.plan import Plan
from engine.runtime import Rejected
from engine.runtime import stimuli as s
from engine.runtime.border import ReplayedTurn
from engine.runtime.commands import CancelCase, Command, Complete
from engine.runtime.stimuli import Stimulus
from engine.runtime.wire import decode, encode
from proving.kills.people import Ledger
from proving.kills.verdict import commands_once, differences, dumps, histories_against
from proving.office import Office, company, office, plans, until
from proving.races.client import Told
from proving.races.oracle import Answer, Outcome, allowed, state_after
from proving.races.processes import ClientProcess, a_worker, two_clients
from proving.races.refusals import unclear
from proving.races.report import Raced, Report
from proving.races.verbs import CHIEF, LAPSE, MESSAGE, ONE, STARTER, VERBS, Pair, Tasks, all_pairs
from store import Store
from workflows.replaying import turns_of_case

AT_ONCE = 4
"""Races at the same time."""
BARRIER = 0.08
"""Seconds from telling both until the instant at which both act."""
WITHIN = 4
"""Seconds after which the task lapses, where that races."""
JITTER = (-0.02, -0.005, 0.0, 0.01)
"""How long after that instant a person acts, round by round."""
SETTLE = 10.0

Wire = dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """A case that stands before its race: its tasks, and when the one they race for lapses."""

    case_id: str
    workflow_id: str
    ref: str
    tasks: Tasks
    due: datetime


class Races:
    """Races in one office."""

    def __init__(self, here: Office, clients: tuple[ClientProcess, ClientProcess]) -> None:
        self._here = here
        self._clients = clients
        self._company = company()
        self._plan: Plan = plans()["contest"][0]
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._apart: list[float] = []
        self.ledger = Ledger()
        self.ids: list[tuple[str, str]] = []
        self.report = Report()

    async def run(self, pairs: Iterable[Pair], rounds: int) -> Report:
        """All pairs, so many rounds each, then the verdict on the whole record."""
        begun = time.time()
        chosen = list(pairs)
        by_pair = {pair: Raced(str(pair)) for pair in chosen}
        async with asyncio.TaskGroup() as group:
            for number in range(rounds):
                for pair in chosen:
                    group.create_task(self._one(pair, number, by_pair[pair]))
        await self._judge()
        self._sum_up(list(by_pair.values()), rounds)
        self.report.seconds = round(time.time() - begun, 1)
        return self.report

    def _sum_up(self, raced: list[Raced], rounds: int) -> None:
        report = self.report
        report.pairs, report.races, report.by_pair = len(raced), len(raced) * rounds, raced
        report.commands = len(self.ledger.told)
        report.first_came_first = sum(one.first for one in raced)
        report.second_came_first = sum(one.second for one in raced)
        report.no_difference = sum(one.either for one in raced)
        report.refused = sum((one.refused for one in raced), Counter())
        apart = sorted(self._apart)
        if apart:
            report.apart = {"median_ms": round(apart[len(apart) // 2] * 1000, 2), "most_ms": round(apart[-1] * 1000, 2)}

    # -- one race ---------------------------------------------------------------------------------------------------

    async def _one(self, pair: Pair, number: int, raced: Raced) -> None:
        async with self._at_once:
            case = await self._prepared(pair)
            ids = [str(uuid4()), str(uuid4())]
            told = await self._raced(pair, number, case, ids)
            turns = await self._settled(pair, case)
            await self._hold(pair, case, ids, told, turns, raced)
            await self._again(pair, case, ids, told)

    async def _prepared(self, pair: Pair) -> Prepared:
        """A case whose task is as both need it."""
        ref = uuid4().hex[:12]
        within = {"within": f"{WITHIN} s"} if LAPSE in pair.both else {}
        case = await self._here.start("contest", ref, by=STARTER, **within)
        self.ids.append((case.case_id, case.workflow_id))
        draft = await self._here.open_task(case.case_id, "draft")
        await self._command(case.case_id, Complete(draft.task, "done"), CHIEF)
        check = await self._here.open_task(case.case_id, "check")
        tasks = Tasks(draft.task, check.task)
        for command in pair.before(tasks):
            await self._command(case.case_id, command, ONE)
        assert check.due is not None
        return Prepared(case.case_id, case.workflow_id, ref, tasks, check.due)

    async def _command(self, case_id: str, command: Command, by: str) -> None:
        """Something that is done before; what another need has made impossible is refused."""
        id = str(uuid4())
        try:
            answered = await self._here.command(case_id, command, by=by, id=id)
            self.ledger.told[id] = answered.turn
        except Rejected:
            self.ledger.told[id] = None

    async def _raced(self, pair: Pair, number: int, case: Prepared, ids: list[str]) -> list[Told]:
        """Let both act in the same instant; what each was told, in the order of the pair."""
        lapses = LAPSE in pair.both
        at = case.due.timestamp() + JITTER[number % len(JITTER)] if lapses else time.time() + BARRIER
        orders = self._orders(pair, case, ids)
        said = await asyncio.gather(
            *(client.ask(at=at, **order) for client, order in zip(self._clients, orders, strict=True) if order)
        )
        if len(said) == 2:
            self._apart.append(abs(said[0]["sent"] - said[1]["sent"]))
        answers = iter(said)
        return [Told(**next(answers)["told"]) if order else Told() for order in orders]

    def _orders(self, pair: Pair, case: Prepared, ids: list[str]) -> list[Wire]:
        """What each client is told to do; nothing for a lapse."""
        acts = iter(pair.acts(case.tasks))
        orders: list[Wire] = []
        for name, id in zip(pair.both, ids, strict=True):
            if name == MESSAGE:
                orders.append({"message": "stop", "key": case.ref, "id": id})
            elif name == LAPSE:
                orders.append({})
            else:
                by, command = next(acts)
                orders.append({"case": case.case_id, "command": encode(command), "by": by, "id": id})
        return orders

    async def _settled(self, pair: Pair, case: Prepared) -> list[ReplayedTurn]:
        """The turns of the case once both acts have come to something."""
        if LAPSE in pair.both:
            await asyncio.sleep(max(0.0, case.due.timestamp() - time.time()))
        begun = time.time()
        while True:
            turns = await turns_of_case(self._here.client, case.workflow_id)
            state = state_after(self._plan, turns)
            rung = state.next_alarm is None or state.next_alarm > datetime.now(UTC)
            heard = MESSAGE not in pair.both or state.ended is not None
            if (rung or state.ended is not None) and heard:
                return turns
            if time.time() - begun > SETTLE:
                self.report.wrong.append(f"{pair} {case.workflow_id}: not settled after {SETTLE:.0f} s")
                return turns
            await asyncio.sleep(0.05)

    # -- the verdict ------------------------------------------------------------------------------------------------

    async def _hold(
        self, pair: Pair, case: Prepared, ids: list[str], told: list[Told], turns: list[ReplayedTurn], raced: Raced
    ) -> None:
        """Hold what came of a race against both orders on the core."""
        acts = [await self._stimulus(name, case, id) for name, id in zip(pair.both, ids, strict=True)]
        raced_from = self._first_of(acts, turns)
        before = state_after(self._plan, turns[:raced_from])
        real = Outcome(state_after(self._plan, turns), (_answer(told[0]), _answer(told[1])))
        orders = allowed(self._plan, self._company, before, acts[0], acts[1])
        came = [order for order, outcome in orders if outcome.is_same(real, self._plan)]
        if not came:
            could = "; ".join(f"{order} first: {one.answers}, {_stands(one)}" for order, one in orders)
            self.report.wrong.append(
                f"{pair} {case.workflow_id}: {real.answers}, {_stands(real)}, but could be {could}"
            )
        elif len(came) == 2 or raced_from == len(turns):
            raced.either += 1
        elif _is_the_act(acts[0], turns[raced_from]):
            raced.first += 1
        else:
            raced.second += 1
        for name, id, one in zip(pair.both, ids, told, strict=True):
            if name in VERBS:
                self.ledger.told[id] = one.turn
                self.report.asked_again += one.asked - 1
                if one.code:
                    raced.refused[one.code] += 1
                    self.report.wrong += [f"{pair} {name}: {said}" for said in unclear(one)]

    def _first_of(self, acts: list[Stimulus], turns: list[ReplayedTurn]) -> int:
        """Where in the history the first of the two is; at its end, when it has neither."""
        found = (number for number, turn in enumerate(turns) if any(_is_the_act(act, turn) for act in acts))
        return next(found, len(turns))

    async def _stimulus(self, name: str, case: Prepared, id: str) -> Stimulus:
        """What the case was given, as it was remembered before it was sent."""
        if name == LAPSE:
            return s.Alarm(case.due)
        stored = await self._here.store.command(id)
        assert stored is not None, f"Expected {name} to be remembered"
        if name == MESSAGE:
            return s.MessageArrived(stored.at, id, "stop", case.ref, {}, None)
        return s.Commanded(stored.at, id, stored.by, decode(Command, stored.payload["command"]), stored.on_behalf_of)

    async def _again(self, pair: Pair, case: Prepared, ids: list[str], told: list[Told]) -> None:
        """Each command is sent again by the other process, and gets the same answer."""
        orders = self._orders(pair, case, ids)
        for client, order, before in zip(reversed(self._clients), orders, told, strict=True):
            if order and (now := Told(**(await client.ask(at=0.0, **order))["told"])) != before:
                self.report.wrong.append(f"{pair} {case.workflow_id}: told {before}, and when sent again {now}")

    async def _judge(self) -> None:
        """End what is still open, then hold the whole record against the histories."""
        await asyncio.gather(*(self._end(case_id, workflow_id) for case_id, workflow_id in self.ids))
        lived = self._here.settings.database
        with TemporaryDirectory(prefix="banjie-races-") as scratch:
            empty = f"sqlite:///{scratch}/fresh.sqlite"
            fresh = await Store.open(empty, synchronous="NORMAL")
            before = dumps(lived)
            ids = [workflow_id for _, workflow_id in self.ids]
            changed = await histories_against(self._here.client, self._here.store, fresh, ids)
            await fresh.dispose()
            found = [*changed, *differences(before, dumps(empty)), *commands_once(lived, empty, self.ledger)]
        self.report.wrong += found

    async def _end(self, case_id: str, workflow_id: str) -> None:
        """Let a case come to its end, and the record know of it."""
        async with self._at_once:
            await self._command(case_id, CancelCase("the race is over"), CHIEF)
            await self._here.client.get_workflow_handle(workflow_id).result()
            await until(lambda: self._is_closed(case_id))

    async def _is_closed(self, case_id: str) -> bool:
        detail = await self._here.store.case(case_id)
        return detail is not None and detail.case.status != "open"


def _is_the_act(act: Stimulus, turn: ReplayedTurn) -> bool:
    """Whether a turn of the history is what came of an act."""
    stimulus: Any = decode(Stimulus, turn.commit.stimulus)
    return type(act) is type(stimulus) and getattr(act, "id", act.at) == getattr(stimulus, "id", stimulus.at)


def _answer(told: Told) -> Answer:
    return told.code or told.turn


def _stands(outcome: Outcome) -> str:
    return outcome.state.ended or ", ".join(one.step for one in outcome.state.steps.values())


async def prove(rounds: int, pairs: Iterable[Pair] | None = None) -> Report:
    """Races on a server, a worker and a database of their own."""
    with TemporaryDirectory(prefix="banjie-races-") as scratch:
        folder = Path(scratch)
        async with (
            embedded.temporal_server(folder / "server", synchronous="NORMAL") as address,
            office(address, folder / "office") as here,
            a_worker(here),
        ):
            return await race(here, all_pairs() if pairs is None else pairs, rounds)


async def race(here: Office, pairs: Iterable[Pair], rounds: int) -> Report:
    """Races in an office with a worker."""
    async with two_clients(here) as clients:
        return await Races(here, clients).run(pairs, rounds)
