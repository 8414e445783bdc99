"""Which declared field a path of a form means: of the case, or of the row that an item of a `for_each` is. Pure."""

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.for_each import ForEach
from engine.model.types import field_at


def field_meant(plan: Plan, path: str) -> Field | None:
    """The field; None for what is no field: an item that is no row, a name that belongs to the case alone."""
    found = field_at(plan.definition.data, path)
    item, _, part = path.partition(".")
    if found is not None or not part:
        return found
    around = [step for step in plan.steps.values() if isinstance(step, ForEach) and step.item == item]
    rows = (field_meant(plan, step.in_.strip()) for step in around if not step.in_.strip().startswith(f"{item}."))
    table = next((one for one in rows if one is not None and one.type == "table"), None)
    return field_at(table.fields or {}, part) if table is not None else None
