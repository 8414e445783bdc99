"""user_task: a step a person completes."""

import re
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field

from engine.model.base import (
    Address,
    Count,
    DurationText,
    Expression,
    Id,
    Model,
    MomentText,
    Path,
    ReturnTarget,
    Target,
    Text,
    Value,
    YesNo,
    refused,
)
from engine.model.copies import StepCopy
from engine.model.forms import CommentRule, Form
from engine.model.reactions import Reaction
from engine.model.steps.base import StepBase
from engine.model.who import AgainPolicy, InitiatorPolicy, NobodyPolicy, Seats, Verb, Who


class Outcome(Reaction):
    """One decision the form offers, what it asks for, and what follows."""

    name: Text | None = None
    comment: CommentRule = Field(default="optional", description="whether the decision needs one")
    signature: YesNo = False
    require: list[Path] = Field(default_factory=list, description="fields that must be filled")
    if_: Expression | None = Field(default=None, alias="if")


APPROVALS = ("approve", "agree")
"""Outcomes that make a task a decision on somebody's wish."""

REFUSALS = ("refuse", "reject")
"""Outcomes that are a vote against."""

ABSTENTIONS = ("counts", "leaves")
"""Rules of an abstention (弃权): the voter still counts, or leaves the number of those who vote."""


def _read_votes(written: Any) -> Any:
    return int(written) if isinstance(written, str) and written.isascii() and written.isdigit() else written


def _is_vote(votes: Any) -> Any:
    if isinstance(votes, int) and votes >= 1:
        return votes
    if votes in ("all", "any", "rest", *ABSTENTIONS) or (
        isinstance(votes, str) and re.fullmatch(r"(100|[1-9]?[0-9])%", votes)
    ):
        return votes
    raise refused("wrong-value", "Expected `all`, `any`, `rest`, a number, a percentage, `counts` or `leaves`.")


Votes = Annotated[int | str, BeforeValidator(_read_votes), AfterValidator(_is_vote)]


class Voting(Model):
    """Whose votes they are, and how long they are asked for."""

    per: Literal["person", "role"] = Field(default="person", description="one vote for each person, or for each seat")
    two_votes: Literal["refuse", "allow"] = Field(
        default="refuse", description="a voter who stands in for another casts both votes"
    )
    ask: Literal["until_refused", "all"] = Field(
        default="until_refused", description="in sequence: a refusal ends the vote, or only once it cannot pass"
    )
    required: list[Address] = Field(default_factory=list, description="roles whose agreement an approval needs")


class Supplement(Model):
    """What may be asked for again while the task waits (补正)."""

    fields: list[Path] = Field(min_length=1, description="that may be asked for")
    due: MomentText | None = Field(default=None, description="for who is asked; default: half of what is left")
    max_pause: DurationText = Field(default="5 working days", description="how long the task's own clock stands still")


SignerPlace = Literal["before", "after", "beside"]


class Signers(Model):
    """Who may be added to sign (加签), and what they may do."""

    how: list[SignerPlace] = Field(
        default_factory=lambda: list(get_args(SignerPlace)), min_length=1, description="in relation to who asks"
    )
    may: list[Literal["return", "add_signer"]] = Field(default_factory=list, description="what added signers may do")
    binding: YesNo = Field(default=False, description="who asked `before` agrees only if they did")


class Return(Model):
    """One person's move back; neither an outcome nor a vote."""

    to: list[ReturnTarget] = Field(min_length=1, description="where it may go back to")
    again: Literal["everyone", "commented", "changed", "returner"] = Field(
        default="everyone", description="who signs again on the way forward"
    )
    when: Literal["collected", "now"] = Field(
        default="collected", description="in a vote: once all have given their opinion, or at once"
    )
    require: list[Path] = Field(default_factory=list)
    comment: CommentRule = "required"


class Together(Model):
    """Many tasks may be decided at once, each for itself."""

    if_: Expression | None = Field(default=None, alias="if", description="of this case; else it is decided alone")
    read: YesNo = Field(default=False, description="each must have been opened first")


class Hold(Model):
    """What a hold of the task does to its limit."""

    clock: Literal["runs", "pauses"] = Field(default="runs", description="of the limit, while the task is held")


class Visible(Model):
    """Who sees, beside those whose it is, to whom a task is offered, and who has it."""

    unclaimed: Literal["everybody", "offered"] = Field(
        default="everybody", description="who sees whom it is offered to"
    )
    claimed: Literal["everybody", "holder"] = Field(default="everybody", description="who sees who has it")


class Batch(Model):
    """Cases gather at the step and are released together: one task, one signature, one numbered list."""

    key: Expression | None = Field(default=None, description="cases with the same key gather; default: all of them")
    release: MomentText | None = None
    at_count: Count | None = None
    by: Who | None = None
    calendar: Address | None = None
    number: str = Field(default="{yyyymmdd}-{nnn}", description="numbering of the list")
    name: Text | None = None


class UserTask(StepBase):
    """A person, or several with a seat each, fill a form and give an outcome."""

    kind: ClassVar[str] = "user_task"

    user_task: Id
    assign: Seats = Field(description="who, or a list of who, one seat each")
    form: Form = Field(default_factory=Form)
    outcomes: dict[Target, Outcome] = Field(default_factory=lambda: {"done": Outcome()}, min_length=1)
    return_: Return | Literal["none"] | None = Field(default=None, alias="return")
    vote: dict[Id, Votes] | None = Field(
        default=None, description="outcome to `all`, `any`, a number, a percentage, `rest`, `counts` or `leaves`"
    )
    voting: Voting = Field(default_factory=Voting, description="whose votes they are, how long they are asked for")
    signers: Signers = Field(default_factory=Signers, description="who may be added to sign, and what they may do")
    supplement: Supplement | None = Field(default=None, description="what may be asked for again")
    order: Value = Field(default="parallel", description="of the seats: `parallel` | `sequential`")
    batch: Batch | None = Field(default=None, description="cases gather here and are decided together")
    priority: Value | None = Field(default=None, description="of the task in lists")
    forbid: list[Verb] | None = Field(default=None, description="verbs nobody may use here")
    together: Together | None = Field(default=None, description="may be decided at once with other tasks")
    hold: Hold | None = Field(default=None, description="what a hold of the task does to its limit")
    allow: dict[Verb, Who] | None = Field(default=None, description="verb to who alone may use it here")
    copy_: list[StepCopy] = Field(default_factory=list, alias="copy", description="who reads along")
    visible: Visible = Field(default_factory=Visible, description="who sees whose task it is")
    recheck: YesNo = Field(default=False, description="offered again as a check if its due moves after it is done")
    when_nobody: NobodyPolicy | None = Field(default=None, description="nobody is found")
    when_initiator: InitiatorPolicy | None = Field(default=None, description="the initiator would decide")
    when_again: AgainPolicy | None = Field(default=None, description="somebody would decide twice")

    @property
    def is_approval(self) -> bool:
        """Whether it decides on somebody's wish."""
        return self.agreement is not None

    @property
    def agreement(self) -> str | None:
        """The outcome that agrees to it, if it decides on somebody's wish."""
        return next((outcome for outcome in APPROVALS if outcome in self.outcomes), None)
