"""notify: a notice or copy to people inside."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Id, Text
from engine.model.steps.base import StepBase
from engine.model.who import Who


class Notify(StepBase):
    """Tells people; never waits."""

    kind: ClassVar[str] = "notify"

    notify: Id
    to: list[Who] = Field(min_length=1)
    text: Text
