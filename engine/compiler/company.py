"""What a company lays down for every limit, unless a definition says otherwise (`language.md` section 9)."""

from collections.abc import Mapping
from typing import Any

from engine.model.limits import Rung
from engine.model.who import Who

COMPANY_CALENDAR = "office"

# Built without validation: it would cost every start of every command the building of validators it does not need.
_ASSIGNEE = Who.model_construct(person="assignee")
_SUPERIOR = Who.model_construct(person="manager of(assignee)")
_SUPERIORS_SUPERIOR = Who.model_construct(person="manager of(manager of(assignee))")

COMPANY_ESCALATION: dict[str, Rung] = {
    "remind": Rung.model_construct(at="80%", notify=[_ASSIGNEE], inherited=True),
    "lapse": Rung.model_construct(at="due", notify=[_ASSIGNEE, _SUPERIOR], inherited=True),
    "raise": Rung.model_construct(at="200%", notify=[_SUPERIORS_SUPERIOR], inherited=True),
}
"""`remind`, `lapse` and `raise`; a limit that is a date is reminded of at `REMIND_BEFORE_A_DATE` instead of a share."""

REMIND_BEFORE_A_DATE = "09:00 on 1 working day before due"


def read_escalation(written: Mapping[str, Any]) -> dict[str, Rung]:
    """The rungs a company writes for all its limits. Raises pydantic's `ValidationError`."""
    return {
        rung_id: Rung.model_validate(rung).model_copy(update={"inherited": True}) for rung_id, rung in written.items()
    }
