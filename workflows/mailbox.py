"""The mailbox: handlers put stimuli in and wait for what becomes of them; the main loop takes them out one by one."""

import asyncio
from collections import deque
from dataclasses import dataclass

from engine.runtime import Rejected
from engine.runtime.state import Answer
from engine.runtime.stimuli import Stimulus


@dataclass(frozen=True)
class Posted:
    """A stimulus with the future of the one who waits for its turn; None: nobody does."""

    stimulus: Stimulus
    waiting: "asyncio.Future[Answer] | None" = None

    def answer(self, answer: Answer) -> None:
        """Its turn is in the history."""
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_result(answer)

    def refuse(self, refusal: Rejected) -> None:
        """It was refused, and nothing has changed."""
        if self.waiting is not None and not self.waiting.done():
            self.waiting.set_exception(refusal)


class Mailbox:
    """Stimuli in the order they came."""

    def __init__(self) -> None:
        self._posted: deque[Posted] = deque()

    def __len__(self) -> int:
        return len(self._posted)

    @property
    def head(self) -> Posted | None:
        """The next one, left where it is."""
        return self._posted[0] if self._posted else None

    def post(self, stimulus: Stimulus) -> None:
        """Put a stimulus in that nobody waits for."""
        self._posted.append(Posted(stimulus))

    def ask(self, stimulus: Stimulus) -> "asyncio.Future[Answer]":
        """Put a stimulus in and wait: the answer, or `Rejected`."""
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._posted.append(Posted(stimulus, waiting))
        return waiting

    def take(self) -> Posted:
        """The next one."""
        return self._posted.popleft()
