"""Acts on a case as a whole."""

from typing import ClassVar, Literal

from pydantic import Field

from engine.model.base import Address, Id, Target, YesNo
from engine.scenarios.acts.base import ActBase
from engine.scenarios.cast import PersonId, Wire


class Start(ActBase):
    """The case begins."""

    act: ClassVar[str] = "start"

    start: Id
    by: PersonId | None = None
    department: Address | None = Field(default=None, description="for which of the departments of `by`")
    for_: PersonId | None = Field(default=None, alias="for", description="who has it started for them by `by`")
    with_: Wire = Field(default_factory=dict, alias="with")


class CaseVerb(ActBase):
    """What the starter's verbs on the whole case have in common."""

    by: PersonId
    comment: str = ""


class Recall(CaseVerb):
    """The starter makes the case a draft again."""

    act: ClassVar[str] = "recall"
    recall: Literal["case"]


class Withdraw(CaseVerb):
    """The starter ends the case."""

    act: ClassVar[str] = "withdraw"
    withdraw: Literal["case"]


class Revoke(CaseVerb):
    """Somebody undoes the ended case, by the linked one its definition names."""

    act: ClassVar[str] = "revoke"
    revoke: Literal["case"]


class Move(CaseVerb):
    """An operator lets the case stand at another step, one that was done before for instance."""

    act: ClassVar[str] = "move"
    move: Literal["case"]
    to: Target


class Copy(CaseVerb):
    """Somebody chooses who reads along."""

    act: ClassVar[str] = "copy"
    copy_: Literal["case"] = Field(alias="copy")
    to: list[PersonId] = Field(default_factory=list)


class HandOver(CaseVerb):
    """All that hangs on somebody in the case is another's."""

    act: ClassVar[str] = "hand_over"
    hand_over: PersonId
    to: PersonId


class HandBack(CaseVerb):
    """What was handed over from somebody, and nobody has acted on, goes back to them."""

    act: ClassVar[str] = "hand_back"
    hand_back: PersonId


class Remark(CaseVerb):
    """Somebody in the case comments on it; `to` are those who are named, `about` an open task."""

    act: ClassVar[str] = "remark"
    remark: Literal["case"]
    to: list[PersonId] = Field(default_factory=list)
    about: Id | None = None
    approvers: YesNo = Field(default=False, description="only those who decide read it")


class Attach(CaseVerb):
    """Somebody in the case adds files to it, named; `about` an open task."""

    act: ClassVar[str] = "attach"
    attach: Literal["case"]
    files: list[str] = Field(default_factory=list)
    about: Id | None = None


class Do(ActBase):
    """A person presses the button of a `by` event."""

    act: ClassVar[str] = "do"

    do: Id
    by: PersonId
    comment: str = ""
    with_: Wire = Field(default_factory=dict, alias="with")
