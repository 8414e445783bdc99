"""call_process: a case of another process (call activity)."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Address, Id, Value, YesNo
from engine.model.reactions import Reaction
from engine.model.steps.base import StepBase


class CallProcess(StepBase):
    """Starts a case and waits for its end (`result`: its outputs, and `end`); `detached` does not wait."""

    kind: ClassVar[str] = "call_process"

    call_process: Id
    process: Address = Field(description="the process that is called")
    with_: dict[str, Value] = Field(default_factory=dict, alias="with")
    outcomes: dict[Address, Reaction] = Field(default_factory=dict, description="its end states to reactions")
    detached: YesNo = Field(default=False, description="start it and go on")
