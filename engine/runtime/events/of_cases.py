"""What becomes of a case as a whole."""

from dataclasses import dataclass
from typing import Any, Literal

from engine.people import PostTaken
from engine.runtime.wire import added

Wire = dict[str, Any]


@dataclass(frozen=True)
class CaseStarted:
    """The case exists. `sealed`: only those in it read it. `department`: for which of the starter's it is.

    `revokes`: the ended case it undoes. `on_behalf`: for whom the starter, a stand-in, has started it. `started_by`:
    who has started it for the `initiator`, whose case it is.
    """

    case_id: str
    process: str
    business_key: str
    start: str
    initiator: str | None
    caller_case: str | None = None
    plan: str = ""
    sealed: bool = added(False)
    department: str | None = added(None)
    revokes: str | None = added(None)
    on_behalf: str | None = added(None)
    started_by: str | None = added(None)
    kind: Literal["case-started"] = "case-started"

    @property
    def post(self) -> PostTaken | None:
        """The starter's post in that department."""
        return PostTaken.of(self.initiator, self.department)


@dataclass(frozen=True)
class CaseEnded:
    """The case reached an end state of its definition (`completed`), or a person ended it (`cancelled`)."""

    end: str
    how: Literal["completed", "cancelled"]
    by: str | None = None
    reason: str = ""
    kind: Literal["case-ended"] = "case-ended"


@dataclass(frozen=True)
class StageReached:
    """What customer and manager see from here on."""

    stage: Any
    kind: Literal["stage-reached"] = "stage-reached"


@dataclass(frozen=True)
class CaseDescribed:
    """The title, the summary and the words to find the case by have changed."""

    title: Any
    summary: Wire
    search: tuple[str, ...]
    kind: Literal["case-described"] = "case-described"


@dataclass(frozen=True)
class DataWritten:
    """Fields were written: path to value as JSON. `cause` is the step, event or command that wrote them."""

    values: Wire
    cause: str
    by: str | None = None
    kind: Literal["data-written"] = "data-written"


@dataclass(frozen=True)
class KeyListened:
    """The case now hears messages of this name that carry this key; None: it hears none of that name."""

    message: str
    key: str | None
    kind: Literal["key-listened"] = "key-listened"


@dataclass(frozen=True)
class CaseHandedOver:
    """All that hung on a person in this case is another's. `starter`: they had started it, so that what was theirs by
    that is the successor's. `tasks` were theirs; `left` are those that could not go over, each with the code why."""

    hand_over: str
    person: str
    to: str
    by: str
    comment: str
    starter: bool
    tasks: tuple[str, ...]
    left: dict[str, str]
    kind: Literal["case-handed-over"] = "case-handed-over"


@dataclass(frozen=True)
class CaseHandedBack:
    """A hand-over was undone. `left` are the tasks that stay where they are, each with the code why."""

    hand_over: str
    person: str
    to: str
    by: str
    comment: str
    tasks: tuple[str, ...]
    left: dict[str, str]
    kind: Literal["case-handed-back"] = "case-handed-back"


@dataclass(frozen=True)
class CaseRecalled:
    """The starter has made the case a draft again; decisions given so far are void."""

    by: str
    comment: str
    kind: Literal["case-recalled"] = "case-recalled"


@dataclass(frozen=True)
class FilesAttached:
    """Somebody has added files to the case, or to a step of it: references, as fields hold them."""

    by: str
    files: tuple[Any, ...]
    comment: str
    step: str | None
    kind: Literal["files-attached"] = "files-attached"


@dataclass(frozen=True)
class CommentMade:
    """Somebody has said something about the case, or about a step of it; `to` are those it names.

    `approvers`: only those read it who decide or have decided.
    """

    by: str
    comment: str
    to: tuple[str, ...]
    step: str | None
    approvers: bool = added(False)
    kind: Literal["comment-made"] = "comment-made"


@dataclass(frozen=True)
class IncidentRaised:
    """A step is parked: what is wrong, with what. The rest of the case goes on."""

    incident: str
    instance: str
    step: str
    code: str
    text: str
    kind: Literal["incident-raised"] = "incident-raised"


@dataclass(frozen=True)
class IncidentResolved:
    """The parked step goes on: how (`retry`, `skip`, `move`, `left`), by whom."""

    incident: str
    how: str
    by: str | None
    reason: str
    kind: Literal["incident-resolved"] = "incident-resolved"


@dataclass(frozen=True)
class Overridden:
    """An operator's act against the definition, always with a reason."""

    verb: str
    by: str
    reason: str
    what: str
    kind: Literal["overridden"] = "overridden"
