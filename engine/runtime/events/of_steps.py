"""What becomes of steps."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class StepEntered:
    """A step was entered; `list` is the list instance it stands in."""

    instance: str
    step: str
    list: str
    step_kind: str
    kind: Literal["step-entered"] = "step-entered"


@dataclass(frozen=True)
class StepSkipped:
    """A step was not done, because its `if` was false, or a policy or an operator skipped it."""

    step: str
    reason: str
    instance: str = ""
    by: str | None = None
    kind: Literal["step-skipped"] = "step-skipped"


@dataclass(frozen=True)
class StepFinished:
    """A step has ended as its definition says."""

    instance: str
    step: str
    outcome: str | None = None
    by: str | None = None
    kind: Literal["step-finished"] = "step-finished"


@dataclass(frozen=True)
class StepCancelled:
    """A step was left before it was finished."""

    instance: str
    step: str
    reason: str
    kind: Literal["step-cancelled"] = "step-cancelled"


@dataclass(frozen=True)
class StepReopened:
    """A step that was over, or left, is open again, as it was before."""

    instance: str
    step: str
    reason: str
    kind: Literal["step-reopened"] = "step-reopened"


@dataclass(frozen=True)
class StepUrged:
    """Somebody has pressed those who can move a step (`to`; empty: the owner of the case)."""

    step: str
    by: str
    to: tuple[str, ...]
    comment: str
    kind: Literal["step-urged"] = "step-urged"


@dataclass(frozen=True)
class EventHappened:
    """An event of the definition happened: a button, a message, a timer, a condition, an error."""

    event: str
    trigger: str
    instance: str | None = None
    by: str | None = None
    comment: str = ""
    kind: Literal["event-happened"] = "event-happened"
