"""Files in what people hand in: a field of type file takes a reference to one that was handed in, never a mere name.

The core itself reads names too: histories of old cases have them, systems send them in messages, and stories name the
files they speak of. Codes: `wrong-type`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.model.fields import Field
from engine.model.types import field_at
from engine.model.wrong_values import Complaint, Way
from engine.runtime.form_errors import FormErrors
from engine.runtime.refusals import Rejected


def must_be_files(fields: Mapping[str, Field], data: Mapping[str, Any], held: Mapping[str, Any]) -> None:
    """Refuse mere names in fields that hold files; raises `Rejected` with all of them.

    `held` is what the case has by now: a name that an old case has there already may stay.
    """
    errors = FormErrors(fields)
    for path, value in data.items():
        field = field_at(fields, path)
        if field is None or value == held.get(path):
            continue
        for way, name in _names_in(field, value, tuple(path.split("."))):
            en, zh = f"Expected a file, but got only a name: '{name}'", f"应为文件，实为文件名“{name}”"
            complaint = Complaint(en, zh, {"type": "file"}, way)
            errors.add(way, "wrong-type", complaint, f"{path}: {complaint.en}")
    errors.refuse()


def must_be_attached_files(files: tuple[Any, ...]) -> None:
    """Refuse mere names among attachments; raises `Rejected`."""
    for one in files:
        if not _is_reference(one):
            raise Rejected("wrong-type", f"Expected a file, but got only a name: '{one}'")


def _names_in(field: Field, value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    """Where something else stands in the place of a file; what is wrong besides is said by who reads the form."""
    several = enumerate(value, start=1) if isinstance(value, list) else ()
    parts = field.fields or {}
    if field.type == "file":
        yield from _name(value, way)
    elif field.type == "files":
        for number, one in several:
            yield from _name(one, (*way, number))
    elif field.type == "table":
        for number, row in several:
            yield from _names_in_parts(parts, row, (*way, number))
    elif field.type == "object":
        yield from _names_in_parts(parts, value, way)


def _names_in_parts(parts: Mapping[str, Field], value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if isinstance(value, Mapping):
        for name, part in parts.items():
            yield from _names_in(part, value.get(name), (*way, name))


def _name(value: Any, way: Way) -> Iterator[tuple[Way, str]]:
    if value not in (None, "") and not _is_reference(value):
        yield way, str(value)[:60]


def _is_reference(value: Any) -> bool:
    return isinstance(value, Mapping) and "digest" in value
