"""What who has a task asks of others: to sign as well, to complete the form, to answer."""

from dataclasses import dataclass, field
from typing import Any, Literal

from engine.runtime.wire import added


@dataclass(frozen=True)
class AddSigner:
    """Ask further people to sign (加签): `before` me (I wait), `after` me (my decision is given here) or `beside` me.

    `mode`: `all` of them, `any`, or in `order`. `due`: by when, a moment; left out, half of what is left. `outcome`,
    `data` and `signature`: my decision, where they sign after it.
    """

    task: str
    to: tuple[str, ...]
    how: Literal["before", "after", "beside"] = "before"
    mode: Literal["all", "any", "order"] = "all"
    comment: str = ""
    due: str | None = None
    outcome: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    signature: str = added("")
    verb: Literal["add_signer"] = "add_signer"


@dataclass(frozen=True)
class RemoveSigner:
    """Take back signers I have added, before they answered (减签); without `people`: all of them.

    `task` is the one they were added to, or that of one of them.
    """

    task: str
    people: tuple[str, ...] = ()
    comment: str = ""
    verb: Literal["remove_signer"] = "remove_signer"


@dataclass(frozen=True)
class Supplement:
    """Ask the starter, or an earlier actor, for fields that are missing or wrong (补正); my task waits."""

    task: str
    fields: tuple[str, ...]
    comment: str
    to: str | None = None
    due: str | None = None
    verb: Literal["supplement"] = "supplement"


@dataclass(frozen=True)
class Ask:
    """Ask people a question about the case (沟通); the answer comes to my task, nothing waits."""

    task: str
    to: tuple[str, ...]
    comment: str
    due: str | None = None
    verb: Literal["ask"] = "ask"


@dataclass(frozen=True)
class Unask:
    """Withdraw what I have asked for and not got yet; without `people`, all of it."""

    task: str
    people: tuple[str, ...] = ()
    comment: str = ""
    verb: Literal["unask"] = "unask"
