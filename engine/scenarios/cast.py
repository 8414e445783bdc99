"""Who is in a story, and what of the world changes in it."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue

from engine.model.base import Address, Id, Model, Text, YesNo

PersonId = Annotated[str, StringConstraints(pattern=r"^[^\s{}\[\],:=]+$", max_length=80)]
Wire = dict[str, Any]


class _OneOrMany:
    """In the JSON Schema: one of the items, or a list of them."""

    def __get_pydantic_json_schema__(self, core: Any, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(core)
        return {"anyOf": [many["items"], many]}


def _as_list(written: Any) -> Any:
    return [written] if isinstance(written, str) else written


Words = Annotated[list[str], BeforeValidator(_as_list), _OneOrMany()]
Addresses = Annotated[list[Address], BeforeValidator(_as_list), _OneOrMany()]


class Absence(Model):
    """Away from a day up to and including another (none: until further notice); who stands in meanwhile."""

    from_: str = Field(alias="from")
    until: str | None = None
    reason: str = ""
    stand_in: PersonId | None = None


class PostHeld(Model):
    """A post in a department."""

    department: Address
    post: Address | None = None
    main: YesNo = False


class RoleHeld(Model):
    """A role held in one department."""

    role: Address
    department: Address


Roles = Annotated[list[Address | RoleHeld], BeforeValidator(_as_list), _OneOrMany()]


class Person(Model):
    """A person of the story: what of the organisation counts for the rules. The keys are those of the organisation."""

    name: Text | None = None
    roles: Roles = Field(default_factory=list)
    groups: Addresses = Field(default_factory=list)
    capabilities: Addresses = Field(default_factory=list)
    posts: list[PostHeld] = Field(default_factory=list)
    department: Address | None = None
    manager: PersonId | None = None
    absent: Absence | None = None
    left: str | None = Field(default=None, description="gone since that day")
    calendar: Address | None = Field(
        default=None, description="their working time; else their role's, their department's"
    )


class WorldChange(Model):
    """What of the world changes during a story. What is not said of a known person or calendar stays."""

    people: dict[PersonId, Person] = Field(default_factory=dict)
    settings: dict[Id, Any] = Field(default_factory=dict, description="for cases that start later")
    calendars: dict[Address, dict[str, Any]] = Field(default_factory=dict)


class OtherCase(Model):
    """A case there is beside those of the story, at which they may point; its key is its name."""

    process: Address
    by: PersonId | None = Field(default=None, description="who has started it")
    summary: Wire = Field(default_factory=dict, description="what its summary says")
    end: Address | None = Field(default=None, description="it has ended so; without it, it runs")
    sealed: YesNo = False
    used: Any = Field(default=None, description="what other cases use of it already: an amount, or end to amount")
