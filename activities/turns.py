"""The two local activities of a turn: looking up facts, and writing the turn."""

from datetime import datetime

from temporalio import activity

from engine.people.bound_values import from_json
from engine.runtime import FactQuestion, look_up
from engine.runtime.border import COMMIT_TURN, LOOK_UP, CommitTurn, LookUp, TurnCommitted, Wire
from store import Store


class TurnActivities:
    """Turns of cases, written to the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @activity.defn(name=COMMIT_TURN)
    async def commit_turn(self, made: CommitTurn) -> TurnCommitted:
        """Write the turn in one transaction. Safe to repeat: the same turn gives its stored answer."""
        committed = await self._store.commit_turn(made)
        return TurnCommitted(made.turn["number"], made.turn["digest"], committed.resolution)

    @activity.defn(name=LOOK_UP)
    async def look_up(self, asked: LookUp) -> Wire:
        """Answer what expressions ask of the directory and the calendars of now."""
        world = (await self._store.world(datetime.fromisoformat(asked.at))).seen_from(asked.post)
        questions = [FactQuestion(function, tuple(map(from_json, rest))) for function, *rest in asked.questions]
        return look_up(questions, world).to_wire()
