"""The acts of a story: one class each, told apart by their one key, as steps are by their kind."""

from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from engine.model.base import Count, Id, Model
from engine.scenarios.acts.base import (
    ActBase,
    Pass,
)
from engine.scenarios.acts.of_cases import (
    Attach,
    CaseVerb,
    Copy,
    Do,
    HandBack,
    HandOver,
    Move,
    Recall,
    Remark,
    Revoke,
    Start,
    Withdraw,
)
from engine.scenarios.acts.of_others import (
    Answer,
    Finish,
    Message,
)
from engine.scenarios.acts.of_tasks import (
    AddSigner,
    Ask,
    Claim,
    Complete,
    Delegate,
    Deny,
    Extend,
    Grant,
    Hold,
    Promise,
    Reassign,
    Reclaim,
    Release,
    RemoveSigner,
    Resume,
    Return,
    Supplement,
    TakeBack,
    TakenOut,
    TaskVerb,
    Transfer,
    Unask,
    Urge,
)
from engine.scenarios.acts.of_world import (
    Change,
    EndStandIn,
    StandIn,
    StandInFor,
)

__all__ = [
    "ACTS",
    "ActBase",
    "AddSigner",
    "Answer",
    "Ask",
    "Attach",
    "CaseVerb",
    "Change",
    "Claim",
    "Complete",
    "Copy",
    "Crowd",
    "CrowdOf",
    "Delegate",
    "Deny",
    "Do",
    "EndStandIn",
    "Entry",
    "Extend",
    "Finish",
    "Grant",
    "HandBack",
    "HandOver",
    "Hold",
    "Message",
    "Move",
    "Pass",
    "Promise",
    "Reassign",
    "Recall",
    "Reclaim",
    "Release",
    "Remark",
    "RemoveSigner",
    "Resume",
    "Return",
    "Revoke",
    "StandIn",
    "StandInFor",
    "Start",
    "Supplement",
    "TakeBack",
    "TakenOut",
    "TaskVerb",
    "Transfer",
    "Unask",
    "Urge",
    "Withdraw",
    "act_of",
]


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
        Reassign, Withdraw, Revoke, Move, Do, Message, Answer, Finish, Change, StandIn, EndStandIn, HandOver,
        HandBack, Crowd,
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
    | Annotated[Reassign, Tag("reassign")]
    | Annotated[Remark, Tag("remark")]
    | Annotated[Attach, Tag("attach")]
    | Annotated[Copy, Tag("copy")]
    | Annotated[Recall, Tag("recall")]
    | Annotated[Withdraw, Tag("withdraw")]
    | Annotated[Revoke, Tag("revoke")]
    | Annotated[Move, Tag("move")]
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
