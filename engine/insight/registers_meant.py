"""What the columns of a register mean: the fields that a process writes into them. Pure."""

from collections.abc import Iterator, Mapping

from engine.insight.fields_meant import field_meant
from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.service_task import ServiceTask

WRITERS = ("register.add", "register.update")


def columns_meant(plan: Plan, register: str) -> Iterator[tuple[str, str, Field]]:
    """Columns that a process fills with a field as it is: the column, the path of the field and the field."""
    for step in plan.steps.values():
        if not isinstance(step, ServiceTask) or step.service not in WRITERS or step.with_.get("register") != register:
            continue
        entry = step.with_.get("entry")
        for column, value in entry.items() if isinstance(entry, Mapping) else ():
            path = value.removeprefix("=").strip() if isinstance(value, str) else ""
            field = field_meant(plan, path) if path else None
            if field is not None:
                yield column, path, field
