"""What people do with tasks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from engine.runtime.wire import added

Wire = dict[str, Any]


@dataclass(frozen=True)
class TaskCreated:
    """A user task exists; who may act follows in `TaskOffered`.

    `side`: it is one beside the task `serves` (added signer, supplement, question); `asked` says what and by whom.
    """

    task: str
    instance: str
    step: str
    seat: int
    priority: Any = None
    item: str | None = None
    kind: Literal["task-created"] = "task-created"
    side: str = added("")
    serves: str = added("")
    asked: Wire = added(factory=dict)


@dataclass(frozen=True)
class TaskClaimed:
    """Somebody took the task from the pool."""

    task: str
    by: str
    kind: Literal["task-claimed"] = "task-claimed"


@dataclass(frozen=True)
class TaskReleased:
    """The holder put the task back."""

    task: str
    by: str
    kind: Literal["task-released"] = "task-released"


@dataclass(frozen=True)
class TransferOffered:
    """A task is offered back to somebody who had given it away; claiming it is the consent."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["transfer-offered"] = "transfer-offered"


@dataclass(frozen=True)
class TaskTransferred:
    """The task is another's for good."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-transferred"] = "task-transferred"


@dataclass(frozen=True)
class TaskDecided:
    """A task was decided, by a person or (`by_timeout`) by a rung of its limit."""

    task: str
    outcome: str
    by: str
    on_behalf_of: str | None = None
    comment: str = ""
    by_timeout: bool = False
    kind: Literal["task-decided"] = "task-decided"


@dataclass(frozen=True)
class TaskReturned:
    """The holder of a task moved the case back."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-returned"] = "task-returned"


@dataclass(frozen=True)
class ReturnProposed:
    """A voter wants the case to go back; it does, once, when all have given their opinion."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["return-proposed"] = "return-proposed"


@dataclass(frozen=True)
class PathChanged:
    """On the way forward after a return: who decided this step need not have signed again, but `shown` fields have
    changed, or by the new data others are `assigned`; or the step was not on the way before (`new`)."""

    instance: str
    step: str
    what: str
    kind: Literal["path-changed"] = "path-changed"


@dataclass(frozen=True)
class TaskTakenBack:
    """Who had decided a task has taken the decision back; what is open again follows."""

    task: str
    by: str
    comment: str
    kind: Literal["task-taken-back"] = "task-taken-back"


@dataclass(frozen=True)
class TaskReopened:
    """A task that was decided or not needed any more is open again, as it was before."""

    task: str
    holder: str | None
    reason: str
    kind: Literal["task-reopened"] = "task-reopened"


@dataclass(frozen=True)
class FormSeen:
    """What who decides a task saw: the revision (a turn of the case), the paths, and the digest of their values."""

    task: str
    by: str
    revision: int
    paths: tuple[str, ...]
    digest: str
    kind: Literal["form-seen"] = "form-seen"


@dataclass(frozen=True)
class ShiftFollowed:
    """A task waits again for the end of a shift (`until`), or for none any more (None)."""

    task: str
    until: datetime | None
    kind: Literal["shift-followed"] = "shift-followed"


@dataclass(frozen=True)
class TaskSigned:
    """Who decides a task has signed with their name; `digest` is of what then stood at the paths of the form."""

    task: str
    by: str
    name: str
    paths: tuple[str, ...]
    digest: str
    kind: Literal["task-signed"] = "task-signed"


@dataclass(frozen=True)
class TaskHeld:
    """A task waits for the world until a moment, for the `times`th time."""

    task: str
    by: str
    until: datetime
    comment: str
    times: int
    kind: Literal["task-held"] = "task-held"


@dataclass(frozen=True)
class TaskResumed:
    """A held task is at work again; by itself when `by` is None."""

    task: str
    by: str | None
    kind: Literal["task-resumed"] = "task-resumed"


@dataclass(frozen=True)
class ExtensionAsked:
    """Who has a task has asked the superior for more time."""

    task: str
    by: str
    due: datetime
    comment: str
    kind: Literal["extension-asked"] = "extension-asked"


@dataclass(frozen=True)
class ExtensionDecided:
    """The superior has granted more time, or not. `due` is what counts now, `first_due` what counted at first."""

    task: str
    by: str
    granted: bool
    due: datetime | None
    first_due: datetime | None
    comment: str
    kind: Literal["extension-decided"] = "extension-decided"


@dataclass(frozen=True)
class PromiseMade:
    """A superior has promised a late task for a moment; its rungs wait until then."""

    task: str
    by: str
    until: datetime
    comment: str
    kind: Literal["promise-made"] = "promise-made"


@dataclass(frozen=True)
class PromiseBroken:
    """The moment a superior has promised has passed, and the task is still open."""

    task: str
    by: str
    until: datetime
    kind: Literal["promise-broken"] = "promise-broken"


@dataclass(frozen=True)
class TaskLent:
    """A task is lent: the other recommends, the holder decides."""

    task: str
    by: str
    to: str
    comment: str
    kind: Literal["task-lent"] = "task-lent"


@dataclass(frozen=True)
class TaskRecommended:
    """To whom a task was lent has filled it in and recommends an outcome; its holder has it again."""

    task: str
    by: str
    outcome: str
    data: Wire
    comment: str
    kind: Literal["task-recommended"] = "task-recommended"


@dataclass(frozen=True)
class LoanEnded:
    """The holder has taken a lent task back. `why`: it has come back, for who has it (`by`) may not be lent it."""

    task: str
    by: str
    kind: Literal["loan-ended"] = "loan-ended"
    why: str = added("")


@dataclass(frozen=True)
class TaskCancelled:
    """A task is not needed any more."""

    task: str
    reason: str
    kind: Literal["task-cancelled"] = "task-cancelled"
