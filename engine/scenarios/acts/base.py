"""What every entry of a story has, and the one without an act."""

from typing import ClassVar

from pydantic import Field

from engine.model.base import Model
from engine.scenarios.outcomes import Then


class ActBase(Model):
    """What all entries have: when, and what must then be so."""

    act: ClassVar[str] = "pass"

    at: str | None = Field(default=None, description="`[Mon ]2026-03-02 09:00[:30]`, or a time on the same day")
    then: Then | None = None


class Pass(ActBase):
    """No act: time passes, and what falls due at this instant happens too."""
