"""Forms as pages draw them: what the definition says of each field, with what it holds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from api.shapes.forms import Choice, Fill, FormField
from api.shapes.forms import Form as FormShown
from api.words_told import WordsTold, text_of
from engine.model.fields import Field
from engine.model.file_kinds import size_in_bytes
from engine.model.forms import Form

ValueOf = Callable[[str], Any]


def form_told(
    form: Form,
    words: WordsTold,
    value_of: ValueOf,
    *,
    is_open: Callable[[str], bool] = lambda _: True,
    required_by: Mapping[str, list[str]] | None = None,
) -> FormShown:
    """A form; `value_of` gives what a path holds, as JSON, `required_by` the outcomes that need a path."""
    fills: list[tuple[Fill, Iterable[str]]] = [("show", form.show), ("require", form.require), ("edit", form.edit)]
    paths = [(path, fill) for fill, listed in fills for path in listed]
    needed = required_by or {}
    extra: list[tuple[str, Fill]] = [(path, "edit") for path in needed if path not in dict(paths)]
    fields = [
        field_told(
            path, fill, words, value_of(path), only_if=form.only_if.get(path), is_open=is_open(path),
            required_by=needed.get(path, []),
        )
        for path, fill in (*paths, *extra)
    ]  # fmt: skip
    return FormShown(fields=fields, checks=[text_of(check.say) for check in form.checks])


def field_told(
    path: str, fill: Fill, words: WordsTold, value: Any, *, only_if: str | None = None, is_open: bool = True,
    required_by: Iterable[str] = (),
) -> FormField:  # fmt: skip
    """One field of a form."""
    field = words.zh.field(path)
    if field is None:  # an item of a for_each, or a name that belongs to the case alone
        return FormField(
            path=path, fill=fill, type="text", label=text_of(path), value=value, text=words.value(value, None)
        )
    told = _told(path, fill, field, words, value)
    return told.model_copy(update={"only_if": only_if, "open": is_open, "required_by": list(required_by)})


def _told(path: str, fill: Fill, field: Field, words: WordsTold, value: Any) -> FormField:
    currency = field.currency
    return FormField(
        path=path, fill=fill, type=field.type, label=text_of(field.name, path), help=text_of(field.help), value=value,
        text=words.value(value, field), default=_plain(field.default), items=field.of,
        choices=[Choice(value=one, label=text_of(label, one)) for one, label in (field.values or {}).items()],
        columns=[
            _told(f"{path}.{name}", fill, part, words, None) for name, part in (field.fields or {}).items()
        ],
        currency=currency, minimum=_plain(field.minimum), maximum=_plain(field.maximum), pattern=field.pattern,
        file_kinds=list(field.types or ()), max_size=size_in_bytes(field.max_size) if field.max_size else None,
        calculated=field.formula is not None,
    )  # fmt: skip


def _plain(written: Any) -> Any:
    """A value as written; what is calculated is known to the case alone."""
    return None if isinstance(written, str) and written.startswith("=") else written
