"""Acts that change the world: people, calendars, stand-ins."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Address, Model, YesNo
from engine.scenarios.acts.base import ActBase
from engine.scenarios.cast import PersonId, WorldChange


class Change(ActBase):
    """The world changes. `by`, `comment`: who has changed the calendars, and why."""

    act: ClassVar[str] = "change"
    change: WorldChange
    by: PersonId | None = None
    comment: str = ""


class StandInFor(Model):
    """Who stands in for whom, as in the organisation."""

    for_: PersonId = Field(alias="for")
    person: PersonId
    from_: str = Field(alias="from")
    until: str | None = None
    processes: list[Address] | None = None
    amount: str | None = Field(default=None, description="only for what is decided on up to this amount")
    open_tasks: YesNo = False
    only: YesNo = False


class StandIn(ActBase):
    """Somebody sets who stands in for them, or for their people. The first one is `DL-1`."""

    act: ClassVar[str] = "stand_in"
    stand_in: StandInFor
    by: PersonId


class EndStandIn(ActBase):
    """Somebody ends a stand-in before its day."""

    act: ClassVar[str] = "end_stand_in"
    end_stand_in: str
    by: PersonId
