"""What people do with a task of theirs: take it, decide it, give it on, let it wait."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from engine.runtime.wire import added


@dataclass(frozen=True)
class Claim:
    """Take a task from the pool for oneself."""

    task: str
    verb: Literal["claim"] = "claim"


@dataclass(frozen=True)
class Release:
    """Put a claimed task back."""

    task: str
    verb: Literal["release"] = "release"


@dataclass(frozen=True)
class TakenOut:
    """A case taken off a list, by its business key, with the reason."""

    case: str
    reason: str


@dataclass(frozen=True)
class Complete:
    """Decide a task: the outcome, the filled form (values as JSON, by path) and a comment.

    `take_out`: of the task of a list, the cases that do not go with it. `seen`: the revision of the data that the page
    showed, the number of the case's last turn then. `together`: one of many that are decided at once. `signature`:
    one's own name, where the outcome asks for it.
    """

    task: str
    outcome: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    comment: str = ""
    take_out: tuple[TakenOut, ...] = ()
    seen: int | None = added(None)
    together: bool = added(False)
    signature: str = added("")
    verb: Literal["complete"] = "complete"


@dataclass(frozen=True)
class Return:
    """Move the case back to a step the task's `return` allows. `seen` is that of `Complete`."""

    task: str
    to: str
    data: dict[str, Any] = field(default_factory=dict)
    comment: str = ""
    seen: int | None = added(None)
    verb: Literal["return"] = "return"


@dataclass(frozen=True)
class Transfer:
    """Hand a task over for good, with a reason all can see."""

    task: str
    to: str
    comment: str = ""
    verb: Literal["transfer"] = "transfer"


@dataclass(frozen=True)
class Reassign:
    """A superior of who has a task gives it to somebody else, with a reason (改派); `override`: an operator does."""

    task: str
    to: str
    comment: str
    override: bool = False
    verb: Literal["reassign"] = "reassign"


@dataclass(frozen=True)
class TakeBack:
    """Undo one's own decision of a task, while nothing has been built on it (拿回)."""

    task: str
    comment: str = ""
    verb: Literal["take_back"] = "take_back"


@dataclass(frozen=True)
class Hold:
    """Let one's task wait for the world, with a reason, until a moment at which it returns by itself (挂起)."""

    task: str
    until: datetime
    comment: str
    verb: Literal["hold"] = "hold"


@dataclass(frozen=True)
class Resume:
    """Take a held task up again before its date."""

    task: str
    verb: Literal["resume"] = "resume"


@dataclass(frozen=True)
class Extend:
    """Ask the superior for a later due time, with a reason (申请延期)."""

    task: str
    due: datetime
    comment: str
    verb: Literal["extend"] = "extend"


@dataclass(frozen=True)
class DecideExtension:
    """The superior grants the due time asked for, or does not, with a reason."""

    task: str
    grant: bool
    comment: str = ""
    verb: Literal["decide_extension"] = "decide_extension"


@dataclass(frozen=True)
class Delegate:
    """Lend one's task: the other fills in and recommends, oneself confirms (委派)."""

    task: str
    to: str
    comment: str
    verb: Literal["delegate"] = "delegate"


@dataclass(frozen=True)
class Reclaim:
    """Take a lent task back before the other has recommended anything."""

    task: str
    verb: Literal["reclaim"] = "reclaim"


@dataclass(frozen=True)
class Promise:
    """A superior of who has a late task says until when it will be done; the next rung waits until then."""

    task: str
    until: datetime
    comment: str
    verb: Literal["promise"] = "promise"
