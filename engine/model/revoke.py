"""Revoking what was approved (撤销已通过): a linked case undoes it; the ended one stays as it is."""

from pydantic import Field

from engine.model.base import Address, DurationText, Model, Value
from engine.model.who import Who


class Revoke(Model):
    """Which process undoes an ended case, until when, and who may begin it."""

    process: Address = Field(description="undoes it, with approvers of its own")
    within: DurationText = Field(description="counted from the end of the case")
    by: Who = Field(default_factory=lambda: Who(person="initiator"), description="who may begin it")
    ends: list[Address] = Field(default_factory=list, description="end states that can be undone; default: all")
    with_: dict[str, Value] = Field(default_factory=dict, alias="with", description="what the process is given")
