"""Work on many things, each for itself: what fails is left for the next round, and keeps nobody waiting."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import structlog

T = TypeVar("T")
R = TypeVar("R")
log = structlog.get_logger()


async def one_by_one(work: Callable[[T], Awaitable[R]], things: Iterable[T]) -> list[R]:
    """What came of those that went well. Raises the first failure when none did: then it is not the thing's fault."""
    done: list[R] = []
    failed: list[Exception] = []
    for thing in things:
        try:
            done.append(await work(thing))
        except Exception as broken:  # whatever is wrong with one, the others are worked on
            log.warning("left for later", thing=str(thing)[:200], why=f"{type(broken).__name__}: {broken}"[:300])
            failed.append(broken)
    if failed and not done:
        raise failed[0]
    return done
