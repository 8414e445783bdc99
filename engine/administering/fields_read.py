"""Which fields of a case somebody reads: those of the forms that were ever put before them, and what it is about.

Who answers for the case, its people or its process, and who reads everything by their office, reads all fields.
"""

from collections.abc import Collection, Iterator
from typing import Any

from engine.administering.access import Concerned, Standing, may_manage
from engine.model.plan import Plan


def fields_read(
    plan: Plan, start: str, standing: Standing, case: Concerned, steps: Collection[str]
) -> frozenset[str] | None:
    """The fields somebody reads; None: all. `steps`: those whose tasks they have, may take, or have decided."""
    if standing.reads_all or may_manage(standing, case):
        return None
    found = {*plan.definition.summary, *_title_fields(plan)}
    begun = plan.definition.start.get(start)
    if begun is not None and begun.form is not None:
        found |= {*begun.form.show, *begun.form.writable}
    for step_id in steps:
        found |= set(_of_step(plan.steps.get(step_id)))
    return frozenset(path.partition(".")[0] for path in found)


def _title_fields(plan: Plan) -> Iterator[str]:
    """Numbers that name the case: whoever reads it sees how it is called."""
    yield from (name for name, field in plan.definition.data.items() if field.numbering is not None)


def _of_step(step: Any) -> Iterator[str]:
    form = getattr(step, "form", None)
    if form is not None:
        yield from (*form.show, *form.writable)
    for outcome in (getattr(step, "outcomes", None) or {}).values():
        yield from getattr(outcome, "require", ())
    supplement = getattr(step, "supplement", None)
    yield from supplement.fields if supplement is not None else ()
