"""What a task asks: its form as it stands, and the outcomes it may have, each as one would type it."""

from typing import TYPE_CHECKING, Any

from cli.screen import Screen
from cli.words import text

if TYPE_CHECKING:
    from engine.model.plan import Plan
    from store.views import CaseDetail

_FORM = (("field", "字段"), ("", ""), ("type", "类型"), ("now", "当前值"), ("to fill", "填写"))


def sheet(detail: "CaseDetail", plan: "Plan", step_id: str, screen: Screen) -> None:
    """Print the form and the outcomes of a user task."""
    step: Any = plan.steps[step_id]
    screen.line(text(screen.lang, step.name, step_id), style="bold")
    form = step.form
    rows = [
        *(_row(detail, plan, path, "", screen) for path in form.show),
        *(_row(detail, plan, path, "must" if screen.lang == "en" else "必填", screen) for path in form.require),
        *(_row(detail, plan, path, "may" if screen.lang == "en" else "可填", screen) for path in form.edit),
    ]
    if rows:
        screen.table(_FORM, rows)
    for check in form.checks:
        screen.line(f"  must hold: {text(screen.lang, check.say)}", f"  须满足：{text(screen.lang, check.say)}")
    for name, outcome in step.outcomes.items():
        screen.line(f"  {_as_typed(detail, step_id, name, step, outcome)}{_named(outcome, screen)}")
    if step.return_ not in (None, "none"):
        screen.line(f"  starter.py return {detail.case.business_key}/{step_id} {'|'.join(step.return_.to)} …")


def _row(detail: "CaseDetail", plan: "Plan", path: str, fill: str, screen: Screen) -> tuple[Any, ...]:
    from engine.model.types import field_at

    field = field_at(plan.definition.data, path)
    kind = field.type if field else ""
    if field is not None and field.values:
        kind = " | ".join(field.values)
    return path, text(screen.lang, field.name if field else None), kind, _value(detail.data, path), fill


def _value(data: Any, path: str) -> str:
    for part in path.split("."):
        if isinstance(data, list):
            data = [one.get(part) for one in data if isinstance(one, dict)]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return _plain(data)


def _plain(value: Any) -> str:
    """A value as people read it: parts one after another, rows of a table on lines of their own."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(one)}" for key, one in value.items() if one is not None)
    if isinstance(value, list):
        return "\n".join(_plain(one) for one in value)
    return str(value)


def _as_typed(detail: "CaseDetail", step_id: str, name: str, step: Any, outcome: Any) -> str:
    needed = [f"--with {path}=…" for path in dict.fromkeys([*step.form.require, *outcome.require])]
    comment = ["--comment …"] if outcome.comment == "required" else []
    chosen = [name] if len(step.outcomes) > 1 else []
    return " ".join(["starter.py complete", f"{detail.case.business_key}/{step_id}", *chosen, *needed, *comment])


def _named(outcome: Any, screen: Screen) -> str:
    name = text(screen.lang, outcome.name)
    condition = f" (if {outcome.if_})" if outcome.if_ else ""
    return f"    # {name}{condition}" if name or condition else ""
