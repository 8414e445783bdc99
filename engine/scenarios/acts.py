"""The acts of a story: one class each, told apart by their one key, as steps are by their kind."""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from engine.model.base import Address, Count, Id, Model, Target, YesNo
from engine.scenarios.cast import PersonId, Wire, WorldChange
from engine.scenarios.outcomes import Then


class ActBase(Model):
    """What all entries have: when, and what must then be so."""

    act: ClassVar[str] = "pass"

    at: str | None = Field(default=None, description="`[Mon ]2026-03-02 09:00[:30]`, or a time on the same day")
    then: Then | None = None


class Pass(ActBase):
    """No act: time passes, and what falls due at this instant happens too."""


class Start(ActBase):
    """The case begins."""

    act: ClassVar[str] = "start"

    start: Id
    by: PersonId | None = None
    department: Address | None = Field(default=None, description="for which of the departments of `by`")
    with_: Wire = Field(default_factory=dict, alias="with")


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


class Message(ActBase):
    """A message arrives, or (`by`) somebody records by hand that it came; without `key` it carries this case's."""

    act: ClassVar[str] = "message"

    message: Address
    key: str | None = None
    by: PersonId | None = None
    with_: Wire = Field(default_factory=dict, alias="with")


class Answer(ActBase):
    """A service answers: with a result, or with an error."""

    act: ClassVar[str] = "answer"

    answer: Id
    error: Address | None = None
    item: Count | None = None
    with_: Any = Field(default_factory=dict, alias="with")

    @model_validator(mode="after")
    def _result_or_error(self) -> Self:
        if self.error is not None and self.with_:
            raise ValueError("an answer has `with` or `error`, not both")
        return self


class Finish(ActBase):
    """A called process ends."""

    act: ClassVar[str] = "finish"

    finish: Id
    end: Address
    item: Count | None = None
    with_: Wire = Field(default_factory=dict, alias="with")


class Change(ActBase):
    """The world changes."""

    act: ClassVar[str] = "change"
    change: WorldChange


class StandInFor(Model):
    """Who stands in for whom, as in the organisation."""

    for_: PersonId = Field(alias="for")
    person: PersonId
    from_: str = Field(alias="from")
    until: str | None = None
    processes: list[Address] | None = None
    amount: str | None = Field(default=None, description="only for what is decided on up to this amount")
    open_tasks: YesNo = False
    only: YesNo = False


class StandIn(ActBase):
    """Somebody sets who stands in for them, or for their people. The first one is `DL-1`."""

    act: ClassVar[str] = "stand_in"
    stand_in: StandInFor
    by: PersonId


class EndStandIn(ActBase):
    """Somebody ends a stand-in before its day."""

    act: ClassVar[str] = "end_stand_in"
    end_stand_in: str
    by: PersonId


class CrowdOf(Model):
    """Many cases at once: `cases` of them are led through the acts until they stand at the step `to`.

    `{n}` in the values of `vary` counts them; `through` are acts without an instant of their own.
    """

    cases: Count
    to: Id
    vary: dict[str, str] = Field(default_factory=dict)
    through: list["Entry"] = Field(default_factory=list)


class Crowd(ActBase):
    """Many cases gather at a step."""

    act: ClassVar[str] = "crowd"
    crowd: CrowdOf


ACTS: dict[str, type[ActBase]] = {
    kind.act: kind
    for kind in (
        Pass, Start, Complete, Return, Claim, Release, Transfer, Delegate, AddSigner, RemoveSigner, TakeBack, Urge,
        Supplement, Ask, Unask, Hold, Resume, Extend, Grant, Deny, Reclaim, Promise, Remark, Attach, Copy, Recall,
        Withdraw, Do, Message, Answer, Finish, Change, StandIn, EndStandIn, HandOver, HandBack, Crowd,
    )
}  # fmt: skip


def act_of(written: Any) -> str | None:
    """The one act an entry names; `pass` when it names none, None when it names several."""
    if isinstance(written, ActBase):
        return written.act
    acts = [key for key in written if key in ACTS] if isinstance(written, dict) else []
    return "pass" if not acts else acts[0] if len(acts) == 1 else None


Entry = Annotated[
    Annotated[Pass, Tag("pass")]
    | Annotated[Start, Tag("start")]
    | Annotated[Complete, Tag("complete")]
    | Annotated[Return, Tag("return")]
    | Annotated[Claim, Tag("claim")]
    | Annotated[Release, Tag("release")]
    | Annotated[Transfer, Tag("transfer")]
    | Annotated[Delegate, Tag("delegate")]
    | Annotated[AddSigner, Tag("add_signer")]
    | Annotated[RemoveSigner, Tag("remove_signer")]
    | Annotated[Supplement, Tag("supplement")]
    | Annotated[Ask, Tag("ask")]
    | Annotated[Unask, Tag("unask")]
    | Annotated[TakeBack, Tag("take_back")]
    | Annotated[Urge, Tag("urge")]
    | Annotated[Hold, Tag("hold")]
    | Annotated[Resume, Tag("resume")]
    | Annotated[Extend, Tag("extend")]
    | Annotated[Grant, Tag("grant")]
    | Annotated[Deny, Tag("deny")]
    | Annotated[Reclaim, Tag("reclaim")]
    | Annotated[Promise, Tag("promise")]
    | Annotated[Remark, Tag("remark")]
    | Annotated[Attach, Tag("attach")]
    | Annotated[Copy, Tag("copy")]
    | Annotated[Recall, Tag("recall")]
    | Annotated[Withdraw, Tag("withdraw")]
    | Annotated[Do, Tag("do")]
    | Annotated[Message, Tag("message")]
    | Annotated[Answer, Tag("answer")]
    | Annotated[Finish, Tag("finish")]
    | Annotated[Change, Tag("change")]
    | Annotated[HandOver, Tag("hand_over")]
    | Annotated[HandBack, Tag("hand_back")]
    | Annotated[StandIn, Tag("stand_in")]
    | Annotated[EndStandIn, Tag("end_stand_in")]
    | Annotated[Crowd, Tag("crowd")],
    Discriminator(act_of),
]

for _kind in (CrowdOf, Crowd):
    _kind.model_rebuild(_types_namespace={"Entry": Entry})
