"""Exploring all flows (`python -m proving returns`), or some of them, within the bounds of `ALL_OF_IT`."""

from collections.abc import Iterable, Iterator

from proving.returns.exploring import MOST_STATES, Explored, explore
from proving.returns.flows import flows
from proving.returns.moves import Left

ALL_OF_IT = (Left(returns=2, signers=1, taken_back=0), Left(returns=1, signers=1, taken_back=1))
"""Two returns with a signer; and a decision taken back, with one return and a signer."""


def prove(
    names: Iterable[str] = (), bounds: Iterable[Left] = ALL_OF_IT, most_states: int = MOST_STATES
) -> Iterator[tuple[Left, Explored]]:
    """Explore the flows of these names (all, when none is named) within each of the bounds, one after another."""
    known = flows()
    for name in names or known:
        for left in bounds:
            yield left, explore(known[name], left, most_states)
