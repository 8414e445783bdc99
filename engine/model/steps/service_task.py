"""service_task: a connector is called and its answer used."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Connector, Count, DurationText, Id, Model, Value, YesNo
from engine.model.steps.base import StepBase


class Retry(Model):
    """How often and how soon a failing service is called again."""

    attempts: Count = 5
    first: DurationText = "2 s"
    up_to: DurationText = "1 min"


class ServiceTask(StepBase):
    """Calls `service` with values; the answer is `result` in `set`."""

    kind: ClassVar[str] = "service_task"

    service_task: Id
    service: Connector = Field(description="the connector that is called")
    with_: dict[str, Value] = Field(default_factory=dict, alias="with")
    reads: YesNo = Field(default=False, description="it only looks something up: nothing is done outside by it")
    timeout: DurationText = Field(default="30 s", description="of one call")
    retry: Retry = Field(default_factory=Retry)
