"""Cases the core itself has begun, so that pages of one case have a record to read: leaves that wait for a superior."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection, select

from bench.inbox.crowd import Crowd
from engine.model.plan import Plan
from engine.runtime import Resolution, World, absorb, apply, open_case
from engine.runtime.border import CommitTurn
from engine.runtime.facts_found import informed
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Stimulus
from engine.runtime.wire import decode_as, encode
from store import Store
from store.conditions import OFFERED_TASK
from store.tables.projection import tasks

OF_LIVING = "0190e"
"""How their ids begin."""


class Living:
    """Begins cases of the plan of leaves, each turn committed as a worker does."""

    def __init__(self, store: Store, plan: Plan, crowd: Crowd) -> None:
        self._store = store
        self._plan = plan
        self._people = crowd.people
        self._numbers = count(1)

    async def begin(self, how_many: int, now: datetime) -> None:
        """Begin so many, one after the other in the last days."""
        for number in range(how_many):
            at = now - timedelta(minutes=20 * (how_many - number))
            await self._one(number, at, await self._store.world(at))

    async def _one(self, number: int, at: datetime, world: World) -> None:
        day = at.date() + timedelta(days=30)
        asked = {"from_day": day.isoformat(), "to_day": day.isoformat(), "reason": "回老家", "cover": self._people[3]}
        opening = open_case(
            self._plan, "application", asked, by=self._people[5 + number % (len(self._people) - 5)], at=at,
            case_id=f"{OF_LIVING}{number:07x}-7000-7000-8000-{number:012x}", world=world,
            numbers=lambda pattern, at: f"QJ-{next(self._numbers):06}",
        )  # fmt: skip
        stimulus: Stimulus | None = opening.started
        state: CaseState | None = None
        while stimulus is not None:
            state, stimulus = await self._turn(opening.started.case_id, opening.business_key, state, stimulus, world)

    async def _turn(
        self, case_id: str, key: str, state: CaseState | None, stimulus: Stimulus, world: World
    ) -> tuple[CaseState, Stimulus | None]:
        turn = informed(lambda facts: apply(self._plan, state, stimulus, facts), world)
        process = self._plan.process
        commit = CommitTurn(case_id, f"{process}:{key}", process, turn.to_wire(), encode(stimulus), self._plan.digest)
        committed = await self._store.commit_turn(commit)
        absorbed = absorb(self._plan, turn.state, decode_as(Resolution, committed.resolution))
        return absorbed.state, absorbed.follow_up


def living_tasks(connection: Connection) -> list[tuple[str, str, str]]:
    """The open tasks of these cases: case, task, and who has it."""
    own = (tasks.c.case_id.startswith(OF_LIVING), OFFERED_TASK, tasks.c.holder.is_not(None))
    return [(row.case_id, row.task, row.holder) for row in connection.execute(select(tasks).where(*own))]
