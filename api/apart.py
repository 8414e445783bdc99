"""Work somebody else wrote the input of, in a process of its own: it ends in time, whatever the input makes it do."""

import asyncio
import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from engine.runtime import Rejected

T = TypeVar("T")
AT_ONCE = 2
_slots: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()
# Every process is a copy of one that has read the program already: reading it anew takes seconds.
_context = multiprocessing.get_context("forkserver")
_READ = ("api.workshop", "api.built")
_context.set_forkserver_preload(list(_READ))


def get_ready(program: str) -> None:
    """Read the program now, beside this process, not when the first one waits for it. `program` is the module this
    process was begun with: each process apart runs it once more, and would read all that it imports."""
    _context.set_forkserver_preload([*_READ, program])
    forkserver.ensure_running()


async def apart(work: Callable[..., T], *arguments: Any, within: float) -> T:
    """What `work` gives, which must be a function of a module. Raises `Rejected` `takes-too-long` after `within` s,
    those in which it waits for its turn among them."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    slots = _slots.setdefault(loop, asyncio.Semaphore(AT_ONCE))
    try:
        async with asyncio.timeout_at(until):
            await slots.acquire()
    except TimeoutError:
        raise _too_long(within) from None
    try:
        return await asyncio.to_thread(_run, work, arguments, max(0.0, until - loop.time()))
    finally:
        slots.release()


def _too_long(within: float) -> Rejected:
    return Rejected("takes-too-long", f"Expected an answer within {within:.0f} s, but there is none")


def _run(work: Callable[..., T], arguments: tuple[Any, ...], within: float) -> T:
    here, there = _context.Pipe(duplex=False)
    child = _context.Process(target=_answer, args=(there, work, arguments), daemon=True)
    child.start()
    there.close()
    try:
        if not here.poll(within):
            raise _too_long(within)
        answer, refused = here.recv()
    except EOFError as broken:
        raise Rejected("takes-too-long", "Expected an answer, but it took more than there is") from broken
    finally:
        with contextlib.suppress(OSError):
            child.kill()
        child.join()
    if refused is not None:
        raise Rejected(*refused)
    done: T = answer
    return done


def _answer(there: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        there.send((work(*arguments), None))
    except Rejected as refused:
        there.send((None, (refused.code, refused.message)))
    there.close()
