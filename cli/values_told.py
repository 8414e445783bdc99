"""Values of fields as people read them, and what one types for a field of each type."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cli.screen import Screen
from cli.words import text

if TYPE_CHECKING:
    from engine.model.fields import Field
    from engine.model.plan import Plan
    from engine.scenarios.names import Names

_TYPES = {
    "text": ("text", "文本"), "long_text": ("long text", "长文本"), "integer": ("whole number", "整数"),
    "number": ("number", "数字"), "percent": ("percent", "百分比"), "money": ("money", "金额"),
    "date": ("date, as 2026-03-02", "日期，如 2026-03-02"), "time": ("time, as 09:30", "时间，如 09:30"),
    "date_time": ("date and time, as 2026-03-02T09:30+08:00", "日期时间，如 2026-03-02T09:30+08:00"),
    "duration": ("length of time, as 2 days", "时长，如 2 days"),
    "yes_no": ("yes | no", "是 | 否"),
    "choice": ("one of", "选一"), "person": ("a person, by id", "人员编号"), "department": ("a department", "部门"),
    "case": ("a case, by its key", "案件编号"),
    "file": ("file", "文件"), "files": ("files", "文件（可多个）"), "object": ("parts", "分项"),
    "table": ("rows of", "表格"),
    "list": ("list of", "列表"),
}  # fmt: skip
_MOST_ROWS = 20


def type_told(field: "Field | None", screen: Screen) -> str:
    """What to type: the type, the values there are to choose from, the parts."""
    if field is None:
        return ""
    name = screen.pick(*_TYPES[field.type])
    if field.values:
        return screen.pick(f"{name}: ", f"{name}：") + " | ".join(_choice(*one, screen) for one in field.values.items())
    if field.fields:
        return f"{name} {{{', '.join(field.fields)}}}"
    if field.of:
        return f"{name} {screen.pick(*_TYPES[field.of])}"
    if field.type == "money" and field.currency and not field.currency.startswith("="):
        return f"{name} {field.currency}"
    return name


def _choice(value: str, label: Any, screen: Screen) -> str:
    named = text(screen.lang, label)
    return value if named in ("", value) else f"{value} {named}"


def name_of(path: str, plan: "Plan", screen: Screen) -> str:
    """What people call a field; its path where it has no name."""
    from engine.model.types import field_at

    field = field_at(plan.definition.data, path)
    return text(screen.lang, field.name if field else None, path)


def value_told(value: Any, field: "Field | None", names: "Names", screen: Screen) -> str:
    """A value as people read it: choices and people by name, instants on the clock, rows on lines of their own."""
    from engine.model.related_cases import is_related

    if value is None:
        return ""
    if isinstance(value, bool):
        return names.pick("是", "yes") if value else names.pick("否", "no")
    if isinstance(value, Mapping) and "digest" in value:
        return f"{value['name']} ({-(-value['size'] // 1024)} KB)"
    if is_related(value):
        return str(value["key"])
    if isinstance(value, Mapping):
        return _parts(value, field, names, screen)
    if isinstance(value, list):
        rows = [value_told(one, field, names, screen) for one in value[:_MOST_ROWS]]
        return "\n".join([*rows, *(["…"] if len(value) > _MOST_ROWS else [])])
    return _scalar(str(value), field, names)


def _scalar(value: str, field: "Field | None", names: "Names") -> str:
    from engine.scenarios.told_values import named

    if field is not None and field.type == "money" and field.currency and not field.currency.startswith("="):
        return f"{value} {field.currency}"
    return named(value, field, names)


def _parts(value: Mapping[str, Any], field: "Field | None", names: "Names", screen: Screen) -> str:
    inside = (field.fields if field is not None else None) or {}
    told = []
    for key, one in value.items():
        if one is None:
            continue
        part = inside.get(key)
        told.append(f"{text(screen.lang, part.name if part else None, key)} {value_told(one, part, names, screen)}")
    return names.pick("，", ", ").join(told)
