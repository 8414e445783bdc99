"""Trying all flows (`python -m proving four-eyes`), or those of some bans."""

from collections.abc import Iterable, Iterator

from proving.four_eyes.exploring import Explored, explore
from proving.four_eyes.flows import flows

CHAIN = 3
MOST, MOST_OF_A_VOTE = 10_000, 1_000
"""Places of each length that are gone on from: all there are where one person decides; a vote has too many hands."""


def prove(bans: Iterable[str] = (), chain: int = CHAIN, most: int | None = None) -> Iterator[Explored]:
    """Try every flow (of these bans, where any is named), one after another."""
    chosen = tuple(bans)
    for flow in flows():
        if not chosen or flow.ban in chosen:
            yield explore(flow, chain, most or (MOST_OF_A_VOTE if flow.shape == "all vote" else MOST))
