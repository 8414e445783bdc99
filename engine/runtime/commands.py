"""Commands: what people and operators ask of a case. Verbs, each checked by the core and refused with a reason."""

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
class Urge:
    """Press whoever can move an open step now, with a text (催办)."""

    step: str
    comment: str
    verb: Literal["urge"] = "urge"


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
class Retry:
    """Try a parked step again."""

    incident: str
    reason: str = ""
    verb: Literal["retry"] = "retry"


@dataclass(frozen=True)
class Correct:
    """An operator corrects data of the case."""

    data: dict[str, Any]
    reason: str
    verb: Literal["correct"] = "correct"


@dataclass(frozen=True)
class Skip:
    """An operator lets an open step end with an outcome, without its work being done."""

    instance: str
    reason: str
    outcome: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    verb: Literal["skip"] = "skip"


@dataclass(frozen=True)
class Move:
    """An operator lets a list stand at another step of it. `list` is a list instance; left out: the outermost."""

    to: str
    reason: str
    list: str | None = None
    verb: Literal["move"] = "move"


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


@dataclass(frozen=True)
class CancelCase:
    """An operator ends the case."""

    reason: str
    verb: Literal["cancel"] = "cancel"


Command = (
    Claim
    | Release
    | Complete
    | Return
    | Transfer
    | Reassign
    | TakeBack
    | AddSigner
    | RemoveSigner
    | Supplement
    | Ask
    | Unask
    | Hold
    | Resume
    | Extend
    | DecideExtension
    | Urge
    | Delegate
    | Reclaim
    | Promise
    | Comment
    | Attach
    | Copy
    | Recall
    | Withdraw
    | Press
    | Record
    | Retry
    | Correct
    | Skip
    | Move
    | HandOver
    | HandBack
    | CancelCase
)
