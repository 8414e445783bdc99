"""What must be so after an act, or at the end of a story."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from engine.model.base import Address, Count, Id, Model, Target, Text

StepOrRung = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]


def _read_whole(written: Any) -> Any:
    return int(written) if isinstance(written, str) and written.isascii() and written.isdigit() else written


Whole = Annotated[int, BeforeValidator(_read_whole), Field(ge=0)]


class Open(Model):
    """An open step: who may act on it, who holds it, when it is due (`none`: not yet)."""

    for_: list[str] | None = Field(default=None, alias="for")
    by: str | None = None
    due: str | None = None


class Told(Model):
    """A notice: to whom, about which step or `step.rung`, for which instant, and when it leaves to them."""

    to: str
    about: StepOrRung
    at: str | None = None
    leaves: str | None = Field(default=None, description="when it reaches them: their working time, or their next list")


class Issued(Model):
    """A document issued, with its copies: how many, or copy by copy who gets it (`{white: ecommerce}`)."""

    document: Id
    copies: Count | dict[Id, Address] | None = None


class Released(Model):
    """A batch: its number, how many cases went with it, how many were left out."""

    number: str | None = None
    cases: Whole | None = None
    left: Whole | None = None


class Then(Model):
    """Expectations. `open`, `told`, `sent`, `started` and `documents` are exact; a list left out is not looked at."""

    open: dict[Target, Open] | None = Field(default=None, description="exactly these tasks, waits, services, calls")
    told: list[Told] | None = Field(default=None, description="exactly these notices since the entry before")
    sent: list[Address] | None = Field(default=None, description="exactly these messages since the entry before")
    started: list[Address] | None = Field(default=None, description="exactly these processes, not waited for")
    documents: list[Issued] | None = Field(default=None, description="exactly these since the entry before")
    data: dict[str, Any] | None = None
    stage: Text | None = None
    late: dict[Id, str] | None = Field(default=None, description="step to the time from its due to its decision")
    refused: str | None = Field(default=None, description="the act was refused with this code; nothing changed")
    wrong: list[str] | None = Field(default=None, description="exactly these fields of the form were wrong")
    incident: dict[Target, str] | None = Field(default=None, description="step to the code it is parked with")
    never: list[Target] | None = Field(default=None, description="steps that have not been entered")
    end: Address | None = None
    batch: Released | None = None
    called: dict[Address, "Then"] | None = Field(default=None, description="process that runs to what must be so in it")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("`then` says at least one thing")
        return self
