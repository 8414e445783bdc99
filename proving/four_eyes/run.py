"""Trying all flows (`python -m proving four-eyes`), or those of some bans."""

from collections.abc import Iterable, Iterator

from proving.four_eyes.exploring import Explored, explore
from proving.four_eyes.flows import flows

CHAIN = 2
FURTHER = "one decides"
"""Where one person decides, one hand-change more is tried: a vote has too many hands for that."""


def prove(bans: Iterable[str] = (), chain: int = CHAIN) -> Iterator[Explored]:
    """Try every flow (of these bans, where any is named), one after another."""
    chosen = tuple(bans)
    for flow in flows():
        if not chosen or flow.ban in chosen:
            yield explore(flow, chain + 1 if flow.shape == FURTHER and flow.rung == "reassign" else chain)
