"""What a task asks: who may do it and why, until when, its form as it stands, its outcomes as one would type them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cli.screen import Screen
from cli.values_told import name_of, type_told, value_told
from cli.words import text

if TYPE_CHECKING:
    from engine.model.plan import Plan
    from engine.people import Directory
    from engine.scenarios.names import Names
    from store.rows import TaskRow
    from store.views import CaseDetail

_FORM = (("field", "字段"), ("name", "名称"), ("type", "类型"), ("now", "当前值"), ("to fill", "填写"))
_FILL = {"show": ("", ""), "require": ("must", "必填"), "edit": ("may", "可填")}


def sheet(detail: "CaseDetail", plan: "Plan", step_id: str, names: "Names", screen: Screen) -> None:
    """Print the sheet of a user task."""
    step: Any = plan.steps[step_id]
    process = text(screen.lang, plan.definition.name, plan.process)
    head = f"{text(screen.lang, step.name, step_id)} — {detail.case.business_key} {process}"
    screen.line(" ".join(one for one in (head, names.title(detail.case.title)) if one), style="bold")
    tasks = [task for one in detail.open_steps for task in one.tasks if task.step == step_id]
    for task in tasks:
        _person(task, names, screen)
    if not tasks:
        screen.line("It is not open: `starter.py history` tells what became of it.",
                    "该任务未打开：`starter.py history` 查看经过。", style="yellow")  # fmt: skip
    _form(detail, plan, step.form, names, screen)
    if tasks:
        _outcomes(f"{detail.case.business_key}/{step_id}", plan, step, screen)


_OF_OUTCOMES = {"name", "comment", "signature", "require", "if_"}


def to_wire(detail: "CaseDetail", plan: "Plan", step_id: str) -> dict[str, Any]:
    """The sheet as JSON: the fields of the form with their types and values, the outcomes, where it may go back to."""
    from engine.model.types import field_at

    step: Any = plan.steps[step_id]
    fields = []
    for fill, path in _fields(step.form):
        field = field_at(plan.definition.data, path)
        wire = field.model_dump(mode="json", by_alias=True, exclude_defaults=True) if field else {}
        only_if = {"only_if": step.form.only_if[path]} if path in step.form.only_if else {}
        fields.append({"path": path, "fill": fill, "value": _at(detail.data, path), "field": wire, **only_if})
    return {
        "step": step_id,
        "form": fields,
        "checks": [check.model_dump(mode="json", exclude_defaults=True) for check in step.form.checks],
        "outcomes": {
            name: outcome.model_dump(mode="json", by_alias=True, include=_OF_OUTCOMES)
            for name, outcome in step.outcomes.items()
        },
        "return_to": [] if step.return_ in (None, "none") else list(step.return_.to),
    }


def with_ids(people: Iterable[str], names: "Names") -> str:
    """People by name, each with the id one types after `--as`."""
    told = [(names.person(one), one) for one in people]
    listed = [name if name == one else f"{name} ({one})" for name, one in told]
    return names.pick("、", ", ").join(listed)


def why_told(task: "TaskRow", directory: "Directory | None", screen: Screen) -> str:
    """Why it came to whom it came."""
    from engine.people import Reason, SeatAnswer, WhoAnswer, explain_who

    reasons = tuple(Reason.from_wire(one) for one in task.why.get("reasons", ()))
    if not reasons:
        return ""
    told = explain_who(WhoAnswer((SeatAnswer(task.offered, why=reasons),), "assigned", task.directory), directory)
    return screen.pick(told.en, told.zh)


def _person(task: "TaskRow", names: "Names", screen: Screen) -> None:
    since = screen.clock.minute(task.held_since or task.created_at)
    if task.holder:
        who = with_ids([task.holder], names)
        screen.line(f"  held by  {who}, since {since}", f"  办理人  {who}，自 {since}")
    else:
        who = with_ids(task.offered, names)
        screen.line(f"  to claim by  {who}, since {since}", f"  待认领  {who}，自 {since}")
    if task.due:
        due = f"{screen.clock.moment(task.due)} ({screen.clock.until(task.due, datetime.now(UTC))})"
        screen.line(f"  due  {due}", f"  截止  {due}")
    _beside(task, names, screen)
    why = why_told(task, names.directory, screen)
    for line in why.splitlines():
        screen.line(f"  why  {line}", f"  原因  {line}")


_SIDES = {
    "before": ("asked to sign before {served} decides", "在{served}之前加签"),
    "after": ("asked to sign after {served}", "在{served}之后加签"),
    "beside": ("asked to sign beside {served}", "与{served}一并加签"),
    "supplement": ("asked for {fields} by {served}", "{served}要求补正 {fields}"),
    "question": ("asked by {served}", "{served}询问"),
}


def _beside(task: "TaskRow", names: "Names", screen: Screen) -> None:
    """What somebody who was asked has to do, and who asked."""
    if task.side not in _SIDES:
        return
    served, fields = names.person(task.asked.get("by")), ", ".join(task.asked.get("fields", ()))
    said = f": {task.asked['text']}" if task.asked.get("text") else ""
    en, zh = (one.format(served=served, fields=fields) for one in _SIDES[task.side])
    screen.line(f"  {en}{said}", f"  {zh}{said}")


def _fields(form: Any) -> list[tuple[str, str]]:
    return [(fill, path) for fill in _FILL for path in getattr(form, fill)]


def _form(detail: "CaseDetail", plan: "Plan", form: Any, names: "Names", screen: Screen) -> None:
    from engine.model.types import field_at

    rows = []
    for fill, path in _fields(form):
        field = field_at(plan.definition.data, path)
        value = value_told(_at(detail.data, path), field, names, screen)
        if not value and field is not None and field.formula is not None:
            value = screen.pick("(calculated)", "（自动计算）")  # the case alone can: formulas may ask how it stands
        kind = "" if fill == "show" else type_told(field, screen)
        asked = screen.pick(*_FILL[fill])
        if path in form.only_if:
            asked = screen.pick(f"{asked}, if {form.only_if[path]}", f"{asked}，条件 {form.only_if[path]}")
        rows.append((path, text(screen.lang, field.name if field else None), kind, value, asked))
    if rows:
        screen.table(_FORM, rows)
    for check in form.checks:
        screen.line(f"  must hold: {text(screen.lang, check.say)}", f"  须满足：{text(screen.lang, check.say)}")


def _at(data: Any, path: str) -> Any:
    """The value at a path, through objects and the columns of tables."""
    for part in path.split("."):
        if isinstance(data, list):
            data = [one.get(part) for one in data if isinstance(one, dict)]
        else:
            data = data.get(part) if isinstance(data, dict) else None
    return data


def _outcomes(task: str, plan: "Plan", step: Any, screen: Screen) -> None:
    screen.line("Outcomes:", "办理结果：", style="bold")
    for name, outcome in step.outcomes.items():
        named = text(screen.lang, outcome.name, screen.pick("done", "完成") if name == "done" else name)
        condition = screen.pick(f", if {outcome.if_}", f"，条件 {outcome.if_}") if outcome.if_ else ""
        needed = [name_of(path, plan, screen) for path in outcome.require]
        asks = screen.pick(f", needs {', '.join(needed)}", f"，须填 {'、'.join(needed)}") if needed else ""
        comment = screen.pick(", needs a comment", "，须写意见") if outcome.comment == "required" else ""
        signed = screen.pick(", needs a signature", "，须签名") if outcome.signature else ""
        screen.line(f"  {named}{asks}{comment}{signed}{condition}")
        screen.line(f"    {_as_typed(task, name, step, outcome)}")
    if step.return_ not in (None, "none"):
        where = "、".join(_target(one, plan, screen) for one in step.return_.to)
        screen.line(f"  Return to {where.replace('、', ', ')}", f"  退回到 {where}")
        comment = " --comment …" if step.return_.comment == "required" else ""
        screen.line(f"    starter.py return {task} {'|'.join(step.return_.to)}{comment}")


def _target(target: str, plan: "Plan", screen: Screen) -> str:
    own = {"start": ("the start", "发起人"), "previous": ("the step before", "上一步")}
    if target in own:
        return screen.pick(*own[target])
    step: Any = plan.steps.get(target)
    return text(screen.lang, getattr(step, "name", None), target)


def _as_typed(task: str, name: str, step: Any, outcome: Any) -> str:
    needed = [f"--with {path}=…" for path in dict.fromkeys([*step.form.require, *outcome.require])]
    comment = ["--comment …"] if outcome.comment == "required" else []
    comment += ["--sign …"] if outcome.signature else []
    chosen = [name] if len(step.outcomes) > 1 else []
    return " ".join(["starter.py complete", task, *chosen, *needed, *comment])
