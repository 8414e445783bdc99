"""What a company lays down for every limit, unless a definition says otherwise (`language.md` section 9)."""

from collections.abc import Mapping
from typing import Any

from engine.model.limits import Rung
from engine.model.who import Who

COMPANY_CALENDAR = "office"

_ASSIGNEE = Who(person="assignee")
_SUPERIOR = Who(person="manager of(assignee)")
_SUPERIORS_SUPERIOR = Who(person="manager of(manager of(assignee))")

COMPANY_ESCALATION: dict[str, Rung] = {
    "remind": Rung(at="80%", notify=[_ASSIGNEE], inherited=True),
    "lapse": Rung(at="due", notify=[_ASSIGNEE, _SUPERIOR], inherited=True),
    "raise": Rung(at="200%", notify=[_SUPERIORS_SUPERIOR], inherited=True),
}
"""`remind`, `lapse` and `raise`; a limit that is a date is reminded of at `REMIND_BEFORE_A_DATE` instead of a share."""

REMIND_BEFORE_A_DATE = "09:00 on 1 working day before due"


def read_escalation(written: Mapping[str, Any]) -> dict[str, Rung]:
    """The rungs a company writes for all its limits. Raises pydantic's `ValidationError`."""
    return {
        rung_id: Rung.model_validate(rung).model_copy(update={"inherited": True}) for rung_id, rung in written.items()
    }
