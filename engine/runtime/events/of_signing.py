"""Who signs besides, who is asked, and how votes come out."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class SignersAdded:
    """The holder of a task asks further people to sign: `before`, `after` or `beside`, `all`, `any` or in `order`."""

    task: str
    by: str
    how: str
    mode: str
    people: tuple[str, ...]
    comment: str = ""
    group: str = ""
    kind: Literal["signers-added"] = "signers-added"


@dataclass(frozen=True)
class SignersAnswered:
    """Those who were added are through: what each said, by their task."""

    task: str
    group: str
    answers: dict[str, str]
    kind: Literal["signers-answered"] = "signers-answered"


@dataclass(frozen=True)
class SignersRemoved:
    """Signers were taken back by who had added them, before they answered."""

    task: str
    people: tuple[str, ...]
    by: str
    comment: str = ""
    kind: Literal["signers-removed"] = "signers-removed"


@dataclass(frozen=True)
class MoreAsked:
    """The holder of a task asks for more: a `supplement` of these fields, for which it waits, or a `question`."""

    task: str
    what: str
    by: str
    people: tuple[str, ...]
    fields: tuple[str, ...]
    comment: str
    kind: Literal["more-asked"] = "more-asked"


@dataclass(frozen=True)
class AskWithdrawn:
    """What was asked for is not wanted any more."""

    task: str
    people: tuple[str, ...]
    by: str
    comment: str = ""
    kind: Literal["ask-withdrawn"] = "ask-withdrawn"


@dataclass(frozen=True)
class SigningAgain:
    """Fields have changed that these steps had been shown when they were decided: only they sign again."""

    steps: tuple[str, ...]
    fields: tuple[str, ...]
    kind: Literal["signing-again"] = "signing-again"


@dataclass(frozen=True)
class VotersWithdrawn:
    """People a seat was offered to cannot take it any more: they have voted."""

    task: str
    people: tuple[str, ...]
    reason: str
    kind: Literal["voters-withdrawn"] = "voters-withdrawn"


@dataclass(frozen=True)
class VoteSettled:
    """A vote is certain: how many gave each outcome, of how many that count, by which rule; the rest are not needed."""

    instance: str
    step: str
    outcome: str
    given: dict[str, int]
    eligible: int
    rule: str
    not_needed: int
    kind: Literal["vote-settled"] = "vote-settled"
