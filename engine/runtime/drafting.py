"""Drafts: what somebody has filled in and not sent yet. They are no part of a case: none makes a turn of it.

Codes: `task-not-open`, `not-yours`, `verb-forbidden`, `field-not-editable`, `unknown-start`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.model.plan import Plan
from engine.model.wrong_values import Complaint
from engine.runtime.form_errors import FormErrors
from engine.runtime.refusals import Rejected


@dataclass(frozen=True)
class TaskKnown:
    """What is known of a task from outside. `asked`: the fields that a supplement asks for."""

    step: str
    is_open: bool
    people: tuple[str, ...]
    asked: tuple[str, ...] = ()


def must_be_draftable(plan: Plan, task: TaskKnown, data: Mapping[str, Any], by: str) -> None:
    """Refuse a draft of a task that is over, that is not theirs, whose step forbids it, or of fields it does not ask.

    Whether the values fit is asked when they are sent: a draft may be half done.
    """
    step: Any = plan.steps[task.step]
    if not task.is_open:
        raise Rejected("task-not-open", f"Expected an open task, but {task.step} is done or moved")
    if by not in task.people:
        raise Rejected("not-yours", f"Expected one of {', '.join(task.people) or 'nobody'}, but {by} asked")
    if "draft" in (getattr(step, "forbid", None) or ()):
        raise Rejected("verb-forbidden", f"Expected another verb, but draft is switched off for {task.step}")
    _must_be_asked(plan, data, task.asked or tuple(_paths_of(step)))


def must_be_draftable_start(plan: Plan, start_id: str, data: Mapping[str, Any]) -> None:
    """Refuse a draft of a start that the process has not, or of fields it does not take."""
    start = plan.definition.start.get(start_id)
    if start is None:
        raise Rejected("unknown-start", f"Expected one of {', '.join(plan.definition.start)}, but got `{start_id}`")
    _must_be_asked(plan, data, start.form.writable if start.form else ())


def _paths_of(step: Any) -> Iterable[str]:
    """All that may be filled while deciding or returning."""
    form, back = getattr(step, "form", None), getattr(step, "return_", None)
    yield from form.writable if form else ()
    for outcome in getattr(step, "outcomes", {}).values():
        yield from outcome.require
    yield from getattr(back, "require", ())


def _must_be_asked(plan: Plan, data: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    errors = FormErrors(plan.definition.data)
    for path in data:
        if not any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in allowed):
            message = f"Expected one of {', '.join(allowed) or 'no field'}, but `{path}` may not be"
            errors.add((path,), "field-not-editable", Complaint(message, "此处不能填写此字段"), message)
    errors.refuse()
