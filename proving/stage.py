"""The stage on Temporal: a scenario played by the real shell, on the server that skips time.

The player is synchronous, so the stage keeps a loop of its own in a thread. Each story has a server, a store and a
worker to itself: servers start in a tenth of a second, and nothing of one story can be heard in another.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from daemon import say_only_errors
from engine.calendars import Calendars
from engine.people import Directory
from engine.runtime.commands import Command
from engine.scenarios.cast import WorldChange
from engine.scenarios.stage import NOBODY, Changed, Look, Reply, Setting, Stage, StageFailed, Wire
from proving.quiet import TaskKeepsFailing
from proving.staging import Staging

T = TypeVar("T")


class Loop:
    """An event loop in a thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="stage", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do it there, and wait. Raises `StageFailed`."""
        try:
            return asyncio.run_coroutine_threadsafe(work, self._loop).result()
        except (TimeoutError, TaskKeepsFailing) as broken:
            raise StageFailed(str(broken) or "they went on all the time") from broken

    def begin(self, work: Coroutine[Any, Any, T]) -> Callable[[], T]:
        """Begin it there; gives what waits for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result

    def end(self) -> None:
        """Stop the loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()


class TemporalStage:
    """Plays one scenario on Temporal; see `Stage` for what each act means. It is built at the first act."""

    def __init__(self, setting: Setting, loop: Loop, ending: list[Callable[[], None]]) -> None:
        self._staging = Staging(setting)
        self._loop = loop
        self._ending = ending

    def start(
        self, start: str, data: Wire, *, by: str | None, at: datetime, number: int = 1,
        department: str | None = None, for_whom: str | None = None,
    ) -> None:  # fmt: skip
        """Open a case by the door, and let it make its first turn."""
        self._loop.run(self._staging.start(start, data, by, at, number, department, for_whom))

    def command(self, case_id: str, command: Command, *, id: str, by: str, at: datetime) -> None:
        """A command, as an Update."""
        self._loop.run(self._staging.command(case_id, command, id, by, at))

    def revoke(self, case_id: str, reason: str, *, id: str, by: str, at: datetime) -> None:
        """Undo an ended case by the door."""
        self._loop.run(self._staging.revoke(case_id, reason, id, by, at))

    def message(self, message: str, key: str, data: Wire, *, id: str, by: str | None, at: datetime) -> None:
        """A message, as Signals."""
        self._loop.run(self._staging.message(message, key, data, id, by, at))

    def answer_service(self, case_id: str, call: str, reply: Reply, *, at: datetime) -> None:
        """The answer a service had promised."""
        self._loop.run(self._staging.answer_service(case_id, call, reply, at))

    def finish_called(self, case_id: str, instance: str, end: str, outputs: Wire, *, at: datetime) -> None:
        """The end of a stand-in."""
        self._loop.run(self._staging.finish_called(case_id, instance, end, outputs, at))

    def change_world(
        self,
        change: WorldChange,
        directory: Directory,
        calendars: Calendars,
        *,
        at: datetime,
        changed: Changed = NOBODY,
    ) -> None:
        """Another company, and other settings, from now on."""
        self._loop.run(self._staging.change_world(change.settings, directory, calendars, at, changed))

    def advance_to(self, at: datetime, *, including: bool = False) -> None:
        """Skip to one deadline after another, as long as one lies before `at`."""
        self._loop.run(self._staging.advance_to(at, including))

    def look(self) -> Look:
        """The cases, as the workflows have them."""
        return self._staging.look()

    def close(self) -> None:
        """Let the story's server, worker and store end beside the next story."""
        self._ending.append(self._loop.begin(self._staging.close()))


@contextmanager
def temporal_stages() -> Iterator[Callable[[Setting], Stage]]:
    """Makes stages on Temporal, one for each story."""
    say_only_errors()  # the time-skipping server has no worker heartbeats, and the client warns of it
    loop, ending = Loop(), list[Callable[[], None]]()
    with TemporaryDirectory(prefix="banjie-stage-") as folder:
        Staging.folder = folder
        try:
            yield lambda setting: TemporalStage(setting, loop, ending)
        finally:
            for wait in ending:
                wait()
            loop.end()
