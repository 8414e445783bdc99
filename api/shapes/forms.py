"""Forms as pages draw them: fields with what they hold now and what may be written, choices, columns, checks."""

from typing import Literal

from pydantic import Field

from api.shapes.wire import Json, Person, Shape, Words
from engine.model.fields import FieldType, ItemType

Fill = Literal["show", "edit", "require"]


class Choice(Shape):
    """One value of a choice, and what people call it."""

    value: str
    label: Words


class FormField(Shape):
    """A field: `value` as JSON (decimals are texts), `text` the same as people read it.

    `columns`: parts of an object, columns of a table. `items`: what a list holds. `only_if`: a condition, `open` says
    whether it holds now; while it does not, the field need and may not be filled. `calculated`: never written by
    people. `people`: who may be chosen, where the definition limits it; None: anybody. `required_by`: decisions that
    need it filled: outcomes, and `return/…`. `extra`: it is handed in with those alone. `max_size`: of each file, in
    bytes. `pick_from`: where the cases are asked for that may be picked in a field of type case; its `currency` is that
    of what is summed up.
    """

    path: str
    fill: Fill
    type: FieldType
    label: Words
    help: Words = Words()
    value: Json = None
    text: Words = Words()
    default: Json = None
    items: ItemType | None = None
    choices: list[Choice] = Field(default_factory=list)
    columns: list["FormField"] = Field(default_factory=list)
    currency: str | None = None
    minimum: Json = None
    maximum: Json = None
    pattern: str | None = None
    file_kinds: list[str] = Field(default_factory=list)
    max_size: int | None = None
    only_if: str | None = None
    open: bool = True
    calculated: bool = False
    people: list[Person] | None = None
    required_by: list[str] = Field(default_factory=list)
    extra: bool = False
    pick_from: str | None = None


class Form(Shape):
    """A form: its fields in the order of the definition, what a filled one must meet, what the case is told of it."""

    fields: list[FormField] = Field(default_factory=list)
    checks: list[Words] = Field(default_factory=list)
