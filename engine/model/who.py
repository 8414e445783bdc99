"""Who: people named by rule (`language.md` section 5)."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from engine.model.base import Address, Count, Expression, Model, Value, YesNo, refused
from engine.said import Said


class Until(Model):
    """How far up a chain of superiors goes; exactly one."""

    role: Address | None = Field(default=None, description="to the first who holds it")
    post: Address | None = Field(default=None, description="to the first who holds it")
    level: Count | None = Field(default=None, description="so many of them")
    authority: Expression | None = Field(default=None, description="to the first whose authority covers this amount")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if sum(one is not None for one in (self.role, self.post, self.level, self.authority)) != 1:
            raise refused("one-of", "Expected exactly one of `role`, `post`, `level` or `authority`.")
        return self


class Superiors(Model):
    """The chain of superiors of somebody (连续多级), each person once, each with a seat."""

    of: Expression = Field(default="initiator", description="whose superiors")
    until: Until | None = Field(default=None, description="the last of them; default: all the way up")
    from_: Literal["bottom", "top"] = Field(default="bottom", alias="from", description="who comes first")


class OnDuty(Model):
    """Who is on duty by a roster of the organisation at that moment (值班)."""

    roster: Address
    post: Address | None = Field(default=None, description="on this post of the roster; default: on any")


_BY_RULE = ("role", "group", "post", "department")
_KINDS = ("role", "group", "post", "person", "superiors", "on_duty")


class Who(Model):
    """Exactly one of role, group, post, department, person, superiors or on_duty.

    `department` may stand beside role or post; `capability` and `authority` beside role, group, post or department.
    """

    role: Value | None = Field(default=None, description="a role, a list of roles, or `=expression`")
    group: Value | None = None
    post: Value | None = None
    department: Value | None = Field(default=None, description="everybody of it; beside role or post: where it is held")
    person: Expression | None = Field(default=None, description="one person or several, by expression")
    superiors: Superiors | None = Field(default=None, description="a chain of superiors, each with a seat")
    on_duty: OnDuty | None = Field(default=None, description="who is on duty by a roster")
    capability: Value | None = Field(default=None, description="only who has it; a list: who has all of them")
    authority: Expression | None = Field(default=None, description="only who may decide on this amount")
    exclude: list["Who"] | None = Field(default=None, description="never these; holds through stand-ins")
    each: YesNo = Field(default=False, description="everyone found gets a seat")
    pick: Literal["least_busy", "round_robin", "random"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _superiors_have_seats(cls, written: Any) -> Any:
        chain = isinstance(written, dict) and written.get("superiors") is not None
        return {**written, "each": True} if chain else written

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        named = [key for key in _KINDS if getattr(self, key) is not None]
        if len(named) > 1 or (not named and self.department is None):
            kinds = Said(
                "{some} or {one}", some="`role`, `group`, `post`, `department`, `person`, `superiors`", one="`on_duty`"
            )
            raise refused("one-of", Said("Expected exactly one of {kinds}.", kinds=kinds))
        if self.department is not None and named and named[0] not in ("role", "post"):
            raise refused("one-of", "Expected `department` alone, or beside `role` or `post`.")
        if self.on_duty is not None and self.each:
            raise refused("one-of", "Expected no `each` beside `on_duty`: the seat is of those on duty.")
        limited = self.capability is not None or self.authority is not None
        if limited and named and named[0] not in _BY_RULE:
            raise refused(
                "one-of", "Expected `capability` and `authority` beside `role`, `group`, `post`, `department`."
            )
        return self


Seats = Who | list[Who]
"""One who, or a list of who with one seat each."""

NobodyPolicy = Literal["incident", "manager"] | Who
InitiatorPolicy = Literal["manager", "skip", "allow"]
AgainPolicy = Literal["ask", "skip_adjacent", "skip", "keep_last"]
Verb = Literal[
    "claim",
    "release",
    "transfer",
    "delegate",
    "add_signer",
    "remove_signer",
    "supplement",
    "ask",
    "take_back",
    "urge",
    "comment",
    "attach",
    "draft",
    "hold",
    "extend",
]
"""What a step may switch off (`forbid`), or leave to some (`allow`)."""
