"""Forms of a definition in the shape of answers: fields with what they hold, in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.people_told import PeopleTold
from api.shapes.forms import Choice, Fill, Form, FormField
from api.shapes.wire import Person, Words
from api.words_told import WordsTold, value_at
from engine.insight.conditions_told import condition_in_words
from engine.insight.fields_meant import field_meant
from engine.insight.filling import NOTHING_FILLED, Filled
from engine.model import forms
from engine.model.fields import Field
from engine.model.file_kinds import size_in_bytes


@dataclass(frozen=True)
class Filling:
    """What a form is told with: the case's data (as JSON, by field), and what follows from it.

    `entered`: what is filled in already, by path. `required_by`: paths to the decisions that need them. `case_id`: of
    which case it is a form, once there is one.
    """

    words: WordsTold
    people: PeopleTold
    data: Mapping[str, Any]
    filled: Filled = NOTHING_FILLED
    entered: Mapping[str, Any] = field(default_factory=dict)
    required_by: Mapping[str, list[str]] = field(default_factory=dict)
    case_id: str | None = None

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields of the definition."""
        return self.words.plan.definition.data

    def value(self, path: str) -> Any:
        """What stands at a path: filled in, written, calculated, or by default."""
        if path in self.entered:
            return self.entered[path]
        whole = {**self.filled.defaults, **self.data, **self.filled.calculated}
        return value_at(whole, path)


def form_told(form: forms.Form, filling: Filling) -> Form:
    """A form: what it shows in its own order, what is to be filled in that of the definition."""
    fill: dict[str, Fill] = dict.fromkeys(form.show, "show")
    fill.update(dict.fromkeys(form.edit, "edit"))
    fill.update(dict.fromkeys(form.require, "require"))
    paths = [*fill, *(path for path in filling.required_by if path not in fill and not _is_part(path, fill))]
    order = {name: number for number, name in enumerate(filling.fields, 1)}
    shown_first = dict.fromkeys(form.show, 0)
    ordered = sorted(paths, key=lambda path: shown_first.get(path, order.get(path.partition(".")[0], len(order) + 1)))
    told = [
        _field(path, fill.get(path, "edit"), form, filling).model_copy(update={"extra": path not in fill})
        for path in ordered
    ]
    return Form(fields=told, checks=[Words.of(check.say) for check in form.checks])


def _is_part(path: str, fill: Mapping[str, Fill]) -> bool:
    """Whether it is filled in as a part of a field that is there already."""
    return any(path.startswith(f"{whole}.") for whole, how in fill.items() if how != "show")


def shown(paths: Iterable[str], filling: Filling) -> Form:
    """Fields that are only shown."""
    return form_told(forms.Form(show=list(paths)), filling)


def _field(path: str, fill: Fill, form: forms.Form, filling: Filling) -> FormField:
    declared, value = field_meant(filling.words.plan, path), filling.value(path)
    if declared is None:  # an item that is no row, or a name that belongs to the case alone
        label, text = Words.of(path), filling.words.value(value, None)
        return FormField(path=path, fill="show", type="text", label=label, value=value, text=text)
    told = field_told(path, declared, fill, filling)
    condition = form.only_if.get(path)
    words = condition_in_words(filling.words.plan, condition) if condition else None
    return told.model_copy(
        update={
            "value": value,
            "text": filling.words.value(value, declared),
            "only_if": words["en"] if words else None,
            "open": path not in filling.filled.closed,
            "people": _people(path, filling),
            "required_by": filling.required_by.get(path, []),
            "columns": [
                part.model_copy(update={"required_by": filling.required_by.get(f"{path}.{part.path}", [])})
                for part in told.columns
            ],
        }
    )


def field_told(path: str, declared: Field, fill: Fill, filling: Filling) -> FormField:
    """A field without what it holds; parts and columns inside it the same."""
    name = path.rpartition(".")[2]
    label = Words.of(declared.name) if declared.name else Words.of(name)
    values = (declared.values or {}).items()
    return FormField(
        path=path, fill="show" if declared.formula else fill, type=declared.type, label=label,
        help=Words.of(declared.help), default=_default(declared), items=declared.of,
        choices=[Choice(value=value, label=Words.of(text) if text else Words.of(value)) for value, text in values],
        columns=[field_told(part, inner, fill, filling) for part, inner in (declared.fields or {}).items()],
        currency=_currency(declared, filling), minimum=_plain(declared.minimum), maximum=_plain(declared.maximum),
        pattern=declared.pattern, file_kinds=list(declared.types or ()), 
        max_size=size_in_bytes(declared.max_size) if declared.max_size else None,
        pick_from=_pick_from(path, filling) if declared.type == "case" else None,
        calculated=declared.formula is not None or declared.numbering is not None,
    )  # fmt: skip


def _pick_from(path: str, filling: Filling) -> str:
    """Where the cases are asked for that may be picked."""
    if filling.case_id is not None:
        return f"/cases/{filling.case_id}/related/{path}"
    return f"/related/{filling.words.plan.process}/{path}"


def _plain(value: Any) -> Any:
    """A value written there; nothing for one that is calculated."""
    return None if isinstance(value, str) and value.startswith("=") else value


def _default(declared: Field) -> Any:
    """What a field holds at first: of yes or no the truth value, as it is filled in."""
    default = _plain(declared.default)
    truths = {"true": True, "false": False}
    return truths.get(default, default) if declared.type == "yes_no" and isinstance(default, str) else default


def _currency(declared: Field, filling: Filling) -> str | None:
    """The currency of money; of a related case that of the sum."""
    summed = filling.fields.get(declared.sum.field) if declared.sum is not None else None
    written = declared.currency if summed is None else summed.currency
    if written is None or not written.startswith("="):
        return written
    found = filling.value(written[1:])
    return found if isinstance(found, str) else None


def _people(path: str, filling: Filling) -> list[Person] | None:
    """Who may be chosen, where the definition limits it to few."""
    among = filling.filled.chosen_from.get(path)
    return None if among is None else filling.people.people(among)
