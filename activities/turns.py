"""The two local activities of a turn: looking up facts, and writing the turn."""

from datetime import datetime

from temporalio import activity
from temporalio.client import Client

from activities.confirming import was_set_back
from engine.people.bound_values import from_json
from engine.runtime import FactQuestion, look_up
from engine.runtime.border import COMMIT_TURN, LOOK_UP, CommitTurn, LookUp, TurnCommitted, Wire
from store import Store
from store.commits import TurnSealed


class TurnActivities:
    """Turns of cases, written to the store. `client` None: there is no history to ask (a stage)."""

    def __init__(self, store: Store, client: Client | None = None) -> None:
        self._store = store
        self._client = client

    @activity.defn(name=COMMIT_TURN)
    async def commit_turn(self, made: CommitTurn) -> TurnCommitted:
        """Write the turn in one transaction. Safe to repeat: the same turn gives its stored answer."""
        try:
            committed = await self._store.commit_turn(made)
        except TurnSealed:
            if not await self._was_set_back(made):
                raise
            await self._store.unseal(made.case_id, made.turn["number"] - 1)
            committed = await self._store.commit_turn(made)
        return TurnCommitted(made.turn["number"], made.turn["digest"], committed.resolution)

    async def _was_set_back(self, made: CommitTurn) -> bool:
        """A case that was reset on the server's own page lives anew what it had lived: its record gives way."""
        number, run_id = made.turn["number"], activity.info().workflow_run_id
        return self._client is not None and await was_set_back(self._client, made.workflow_id, run_id, number)

    @activity.defn(name=LOOK_UP)
    async def look_up(self, asked: LookUp) -> Wire:
        """Answer what expressions ask of the directory and the calendars of now."""
        world = (await self._store.world(datetime.fromisoformat(asked.at))).seen_from(asked.post)
        questions = [FactQuestion(function, tuple(map(from_json, rest))) for function, *rest in asked.questions]
        return look_up(questions, world).to_wire()
