"""Bringing a case's record back from its history, which is the truth."""

from collections.abc import Sequence

from engine.runtime.border import ReplayedTurn
from store import CommitTurn, Rebuilt, Store


async def rebuild_from_history(store: Store, turns: Sequence[ReplayedTurn]) -> Rebuilt:
    """Put the turns of a case's history in the place of what is stored."""
    return await store.replace_turns([(CommitTurn(**vars(turn.commit)), turn.resolution) for turn in turns])
