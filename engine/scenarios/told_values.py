"""Values of fields in a few words, for sentences: choices, people and departments by name, instants on the clock."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from engine.calendars import parse_duration
from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.related_cases import is_related

if TYPE_CHECKING:
    from engine.scenarios.names import Names

_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+[+-][0-9:]+")
_YES_NO = {"true": ("是", "yes"), "false": ("否", "no")}
_LONGEST = 40


def told(value: Any, field: Field | None, names: "Names") -> str:
    """A value as written to a field, short: rows are counted, long texts cut."""
    if isinstance(value, bool):
        return names.pick(*_YES_NO["true" if value else "false"])
    if isinstance(value, list):
        if any(isinstance(one, Mapping) and "digest" not in one for one in value):
            return names.pick(f"{len(value)}行", f"{len(value)} row{'' if len(value) == 1 else 's'}")
        return names.pick("、", ", ").join(told(one, field, names) for one in value)
    if isinstance(value, Mapping) and "digest" in value:
        return str(value["name"])
    if is_related(value):
        return str(value["key"])
    if isinstance(value, Mapping):
        inside = (field.fields if field is not None else None) or {}
        parts = [told(part, inside.get(key), names) for key, part in value.items() if part is not None]
        return names.pick("，", ", ").join(parts)
    words = named(str(value), field, names)
    return f"{words[: _LONGEST - 2]}…" if len(words) > _LONGEST else words


def named(value: str, field: Field | None, names: "Names") -> str:
    """One value as people call it: the label of a choice, the name of a person or department, an instant as shown."""
    kind = (field.of or field.type) if field is not None else ""
    if kind == "choice" and field is not None and field.values:
        return text_in(field.values.get(value), names.language) or value
    if kind == "person":
        return names.person(value)
    if kind == "department":
        return names.department(value)
    if kind == "yes_no" and value in _YES_NO:
        return names.pick(*_YES_NO[value])
    if kind == "duration":
        return names.pick(parse_duration(value).text_zh, value)
    return names.at(datetime.fromisoformat(value)) if _INSTANT.fullmatch(value) else value
