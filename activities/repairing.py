"""Bringing a case's record back from its history, which is the truth."""

from temporalio.client import Client

from store import CommitTurn, Rebuilt, Store
from workflows.replaying import histories_of, turns_of


async def rebuild_from_history(client: Client, store: Store, workflow_id: str) -> Rebuilt:
    """Put the turns of a case's history in the place of what is stored. Raises `HistoryUnreadable`, `RPCError`."""
    turns = await turns_of(await histories_of(client, workflow_id), client.data_converter)
    return await store.replace_turns([(CommitTurn(**vars(turn.commit)), turn.resolution) for turn in turns])
