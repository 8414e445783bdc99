"""Acts on a task."""

from typing import ClassVar, Literal

from pydantic import Field

from engine.model.base import Count, Id, Model, Target, YesNo
from engine.scenarios.acts.base import ActBase
from engine.scenarios.cast import PersonId, Wire


class TakenOut(Model):
    """A case that is not released with its batch."""

    case: str
    reason: str


class Complete(ActBase):
    """A person decides a task. `item`: of which item of a `for_each`, counted from 1."""

    act: ClassVar[str] = "complete"

    complete: Id
    by: PersonId
    outcome: Target | None = None
    comment: str = ""
    item: Count | None = None
    with_: Wire = Field(default_factory=dict, alias="with")
    seen: str | None = Field(default=None, description="when the page was opened; else just now")
    together: YesNo = Field(default=False, description="at once with other tasks")
    signature: str = Field(default="", description="the name signed with, where the outcome asks for it")
    take_out: list[TakenOut] = Field(default_factory=list, description="cases that are not released with their batch")


class Return(ActBase):
    """A person moves the case back."""

    act: ClassVar[str] = "return"

    return_: Id = Field(alias="return")
    by: PersonId
    to: str
    comment: str = ""
    item: Count | None = None
    with_: Wire = Field(default_factory=dict, alias="with")
    seen: str | None = Field(default=None, description="when the page was opened; else just now")


class TaskVerb(ActBase):
    """What the other verbs on a task have in common."""

    by: PersonId
    to: str | None = None
    comment: str = ""
    item: Count | None = None


class Claim(TaskVerb):
    """Take a task from the pool."""

    act: ClassVar[str] = "claim"
    claim: Id


class Release(TaskVerb):
    """Put a claimed task back."""

    act: ClassVar[str] = "release"
    release: Id


class Transfer(TaskVerb):
    """Hand a task over for good."""

    act: ClassVar[str] = "transfer"
    transfer: Id
    to: str


class Reassign(TaskVerb):
    """A superior gives a task to somebody else; `override`: an operator does."""

    act: ClassVar[str] = "reassign"
    reassign: Id
    to: str
    override: bool = False


class Delegate(TaskVerb):
    """Lend a task: the other recommends, the lender confirms."""

    act: ClassVar[str] = "delegate"
    delegate: Id
    to: str


class AddSigner(TaskVerb):
    """Ask further people to sign: `before` me, `after` me (with my `outcome`), or `beside` me."""

    act: ClassVar[str] = "add_signer"
    add_signer: Id
    to: str | list[str]  # type: ignore[assignment]
    how: Literal["before", "after", "beside"] = "before"
    mode: Literal["all", "any", "order"] = "all"
    due: str | None = None
    outcome: Target | None = None
    with_: Wire = Field(default_factory=dict, alias="with")
    signature: str = ""


class RemoveSigner(TaskVerb):
    """Take back signers one has added; without `to`, all of them."""

    act: ClassVar[str] = "remove_signer"
    remove_signer: Id


class Supplement(TaskVerb):
    """Ask the starter, or an earlier actor (`to`), for fields; my task waits."""

    act: ClassVar[str] = "supplement"
    supplement: Id
    fields: list[str] = Field(default_factory=list)
    due: str | None = None


class Ask(TaskVerb):
    """Ask people a question; the answer comes to my task."""

    act: ClassVar[str] = "ask"
    ask: Id
    to: str | list[str]  # type: ignore[assignment]
    due: str | None = None


class Unask(TaskVerb):
    """Withdraw what one has asked for; without `to`, all of it."""

    act: ClassVar[str] = "unask"
    unask: Id


class TakeBack(TaskVerb):
    """Undo one's decision while nothing has been built on it."""

    act: ClassVar[str] = "take_back"
    take_back: Id


class Urge(TaskVerb):
    """Press whoever can move the task now."""

    act: ClassVar[str] = "urge"
    urge: Id


class Hold(TaskVerb):
    """Let one's task wait until `to`."""

    act: ClassVar[str] = "hold"
    hold: Id
    to: str


class Resume(TaskVerb):
    """Take a held task up again."""

    act: ClassVar[str] = "resume"
    resume: Id


class Extend(TaskVerb):
    """Ask the superior for more time, until `to`."""

    act: ClassVar[str] = "extend"
    extend: Id
    to: str


class Grant(TaskVerb):
    """The superior grants more time."""

    act: ClassVar[str] = "grant"
    grant: Id


class Deny(TaskVerb):
    """The superior grants no more time."""

    act: ClassVar[str] = "deny"
    deny: Id


class Reclaim(TaskVerb):
    """Take a lent task back."""

    act: ClassVar[str] = "reclaim"
    reclaim: Id


class Promise(TaskVerb):
    """A superior promises a late task, until `to`."""

    act: ClassVar[str] = "promise"
    promise: Id
    to: str
