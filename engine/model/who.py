"""Who: people named by rule (`language.md` section 5)."""

from typing import Literal, Self

from pydantic import Field, model_validator

from engine.model.base import Address, Expression, Model, Value, YesNo, refused


class Who(Model):
    """Exactly one of role, group, post, department or person; `department` may also stand beside role or post."""

    role: Value | None = Field(default=None, description="a role, a list of roles, or `=expression`")
    group: Value | None = None
    post: Value | None = None
    department: Value | None = Field(default=None, description="everybody of it; beside role or post: where it is held")
    person: Expression | None = Field(default=None, description="one person or several, by expression")
    exclude: list["Who"] | None = Field(default=None, description="never these; holds through stand-ins")
    each: YesNo = Field(default=False, description="everyone found gets a seat")
    pick: Literal["least_busy", "round_robin", "random"] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        named = [key for key in ("role", "group", "post", "person") if getattr(self, key) is not None]
        if len(named) > 1 or (not named and self.department is None):
            raise refused("one-of", "Expected exactly one of `role`, `group`, `post`, `department` or `person`.")
        if self.department is not None and named and named[0] not in ("role", "post"):
            raise refused("one-of", "Expected `department` alone, or beside `role` or `post`.")
        return self


Seats = Who | list[Who]
"""One who, or a list of who with one seat each."""

NobodyPolicy = Literal["incident", "manager"] | Who
InitiatorPolicy = Literal["manager", "skip", "allow"]
AgainPolicy = Literal["ask", "skip_adjacent", "skip"]
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
OwnerRole = Address
