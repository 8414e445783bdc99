"""A turn: everything that follows from one stimulus."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.runtime.events import Event, Resolved
from engine.runtime.questions import Question
from engine.runtime.requests import Request
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Stimulus
from engine.runtime.wire import added, canonical, encode


@dataclass(frozen=True)
class Turn:
    """Turn `number` of a case: facts, questions about the world, requests, and the new state.

    `digest` names the turn by its content and, through `previous`, all turns before it.
    """

    number: int
    at: datetime
    previous: str
    events: tuple[Event, ...]
    questions: tuple[Question, ...]
    requests: tuple[Request, ...]
    state: CaseState
    digest: str

    def to_wire(self) -> dict[str, Any]:
        """What `commit_turn` is given: the turn as JSON, without the state."""
        return {
            "number": self.number,
            "at": encode(self.at),
            "previous": self.previous,
            "digest": self.digest,
            "events": encode(self.events),
            "questions": encode(self.questions),
            "requests": encode(self.requests),
        }


def turn_digest(previous: str, number: int, at: datetime, *parts: object) -> str:
    """SHA-256 over the turn's place in the chain and its content in canonical JSON."""
    return hashlib.sha256(canonical([previous, number, encode(at), *[encode(part) for part in parts]])).hexdigest()


@dataclass(frozen=True)
class Refusal:
    """The commit refused the turn: a right was missing. The new state is dropped. `zh`: the sentence in Chinese, where
    it says more than the code."""

    code: str
    message: str
    field: str | None = None
    zh: str = added("")


@dataclass(frozen=True)
class Resolution:
    """What the commit resolved: further events, or a refusal of the whole turn."""

    events: tuple[Resolved, ...] = ()
    refused: Refusal | None = None


@dataclass(frozen=True)
class Absorbed:
    """The state after a resolution, and the stimulus that must follow when it moves the case on."""

    state: CaseState
    follow_up: Stimulus | None = None
