"""What is wrong with a request of another form than is documented, field by field, for people: pydantic says it in
English alone.
"""

from collections.abc import Mapping
from typing import Any

from api.shapes.wire import Words

_INSTANT = "须为带时区的时刻，如 2026-03-02T09:00:00+08:00"
_CHINESE: Mapping[str, str] = {
    "missing": "缺少此项",
    "extra_forbidden": "没有这一项",
    "string_type": "须为文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "须符合 {pattern}",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "literal_error": "须为其中之一：{expected}",
    "int_": "须为整数",
    "float_": "须为数字",
    "decimal_": "须为数字，整数部分和小数位不得过多",
    "bool_": "须为是或否",
    "list_": "须为列表",
    "tuple_": "须为列表",
    "dict_": "须为一组带名称的值",
    "model_": "须为一组带名称的值",
    "datetime_": _INSTANT,
    "timezone_": _INSTANT,
    "date_": "须为日期，如 2026-03-02",
    "time_": "须为时间，如 09:00",
    "json_": "不是有效的 JSON",
    "union_tag_": "没有这种办理方式",
}
"""By what the kind of an error is, or begins with."""


def said_of(error: Mapping[str, Any]) -> Words:
    """One error of a request, in both languages."""
    kind, context = str(error["type"]), error.get("ctx") or {}
    found = next((said for begins, said in _CHINESE.items() if kind.startswith(begins)), "内容或格式不对")
    return Words(zh=found.format_map(context), en=str(error["msg"]))
