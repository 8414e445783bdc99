"""Exploring all flows (`python -m proving returns`), or some of them, within bounds that keep it finite."""

from collections.abc import Iterable, Iterator

from proving.returns.exploring import MOST_STATES, Explored, explore
from proving.returns.flows import flows
from proving.returns.moves import Left

PLAIN = Left(returns=2, signers=1, taken_back=0, asides=False)
"""Two returns, each handed in again, and a signer, with nothing aside: explored to the end, `TO_THE_END` as far."""
TO_THE_END = 30

WIDE = {
    PLAIN: (Left(returns=2, signers=0, taken_back=0, asides=False),),
    Left(returns=2, signers=1, taken_back=0): (
        Left(returns=2, signers=0, taken_back=0),
        Left(returns=1, signers=1, taken_back=0),
    ),
    Left(returns=1, signers=1, taken_back=1): (
        Left(returns=1, signers=0, taken_back=1),
        Left(returns=0, signers=1, taken_back=1),
    ),
}
"""These; two returns with a signer and all that is aside; a decision taken back with a return and a signer: each with
the narrower bounds that are explored as well where it was cut, and which may come to `FURTHER` as many states."""
FURTHER = 5


def prove(
    names: Iterable[str] = (), wide: Iterable[Left] = tuple(WIDE), most_states: int = MOST_STATES
) -> Iterator[tuple[Left, Explored]]:
    """Explore the flows of these names (all, when none is named) within each of the wide bounds, one after another."""
    known = flows()
    for name in names or known:
        for left in wide:
            found = explore(known[name], left, most_states * (TO_THE_END if left == PLAIN else 1))
            yield left, found
            for narrower in WIDE[left] if found.cut else ():
                yield narrower, explore(known[name], narrower, FURTHER * most_states)
