"""What people ask of a case as a whole."""

from dataclasses import dataclass, field
from typing import Any, Literal

from engine.runtime.wire import added


@dataclass(frozen=True)
class Urge:
    """Press whoever can move an open step now, with a text (催办)."""

    step: str
    comment: str
    verb: Literal["urge"] = "urge"


@dataclass(frozen=True)
class Comment:
    """Say something about the case, or about an open task of it; whom it names is told (评论).

    `approvers`: for those who decide or have decided, not for the starter and those who read along.
    """

    comment: str
    to: tuple[str, ...] = ()
    task: str | None = None
    approvers: bool = added(False)
    verb: Literal["comment"] = "comment"


@dataclass(frozen=True)
class Attach:
    """Add files to the case, or to an open task of it: references, as fields hold them (附件)."""

    files: tuple[Any, ...]
    comment: str = ""
    task: str | None = None
    verb: Literal["attach"] = "attach"


@dataclass(frozen=True)
class Copy:
    """Let people read along, whom one may choose (抄送)."""

    to: tuple[str, ...]
    comment: str = ""
    verb: Literal["copy"] = "copy"


@dataclass(frozen=True)
class Recall:
    """The starter makes the case a draft again: same number, data and files kept, decisions void (撤回)."""

    comment: str = ""
    verb: Literal["recall"] = "recall"


@dataclass(frozen=True)
class Withdraw:
    """The starter ends the case, with a reason: it ends `withdrawn` (撤销)."""

    comment: str
    verb: Literal["withdraw"] = "withdraw"


@dataclass(frozen=True)
class Press:
    """Press the button of a `by` event. `holder` is the step instance it hangs on, when several are open."""

    event: str
    data: dict[str, Any] = field(default_factory=dict)
    comment: str = ""
    holder: str | None = None
    verb: Literal["press"] = "press"


@dataclass(frozen=True)
class Record:
    """Record by hand that a message came, where no connector brings it (the message's `by_hand`)."""

    message: str
    data: dict[str, Any] = field(default_factory=dict)
    verb: Literal["record"] = "record"


@dataclass(frozen=True)
class HandOver:
    """All that hangs on a person in this case becomes another's; `id` names the hand-over of all their cases (交接)."""

    person: str
    to: str
    id: str
    comment: str = ""
    verb: Literal["hand_over"] = "hand_over"


@dataclass(frozen=True)
class HandBack:
    """Undo a hand-over in this case, as far as nobody has acted on it."""

    hand_over: str
    comment: str = ""
    verb: Literal["hand_back"] = "hand_back"
