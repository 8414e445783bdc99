"""Fields: what a case holds (`language.md` section 3)."""

from typing import Annotated, Literal, Self

from pydantic import Field as Property
from pydantic import StringConstraints, model_validator

from engine.model.base import Address, Expression, Id, Model, Path, Text, Value, refused
from engine.model.who import Who
from engine.said import Said

ItemType = Literal[
    "text", "integer", "number", "percent", "money", "date", "time", "date_time", "duration", "person", "department"
]
FieldType = Literal[
    "text", "long_text", "integer", "number", "percent", "money", "date", "time", "date_time", "duration", "yes_no",
    "choice", "person", "department", "case", "file", "files", "object", "table", "list",
]  # fmt: skip

Size = Annotated[str, StringConstraints(pattern=r"^\d{1,4} ?(KB|MB|GB)$")]

_BELONGS_TO = {"values": ("choice",), "of": ("list",), "fields": ("object", "table"), "currency": ("money", "list"),
               "types": ("file", "files"), "max_size": ("file", "files"), "processes": ("case",),
               "status": ("case",), "sum": ("case",)}  # fmt: skip
_NEEDED_BY = {"choice": "values", "list": "of", "object": "fields", "table": "fields", "money": "currency",
              "case": "processes"}  # fmt: skip


class Sum(Model):
    """What cases that point at the same case use of it together."""

    field: Id = Property(description="field of this process that is summed up")
    limit: Path | None = Property(default=None, description="of the `summary` of the related case: no more than this")
    without: list[Address] = Property(default_factory=list, description="ends whose cases use nothing")


class Field(Model):
    """One field of a case: its type and the rules that hold wherever it is written."""

    type: FieldType
    name: Text | None = Property(default=None, description="what people call it")
    help: Text | None = Property(default=None, description="what people should know")
    default: Value | None = Property(default=None, description="its value until somebody writes another")
    formula: Expression | None = Property(default=None, description="calculated, always current, never written")
    numbering: str | None = Property(default=None, description="filled at the start: {yyyy} {yyyymmdd} {nnn}")
    pattern: str | None = Property(default=None, description="regular expression the whole text must match")
    minimum: Value | None = Property(default=None, description="of a number or date; of files, table, list: how many")
    maximum: Value | None = Property(default=None, description="of a number or date; of files, table, list: how many")
    currency: str | None = Property(default=None, description="CNY, or `=field`")
    values: dict[str, Text] | None = Property(default=None, description="value to label")
    of: ItemType | None = Property(default=None, description="type of the items of a list")
    fields: dict[Id, "Field"] | None = Property(default=None, description="parts of an object, columns of a table")
    types: list[str] | None = Property(default=None, description="kinds of files that are taken, by ending")
    max_size: Size | None = Property(default=None, description="of each file: `500 KB`, `5 MB`")
    processes: list[Address] | None = Property(default=None, description="cases of which processes may be picked")
    status: Literal["open", "ended", "any"] | None = Property(default=None, description="which of them; `any`")
    sum: Sum | None = Property(default=None, description="what all that point at the same case use of it")
    from_: Who | None = Property(default=None, alias="from", description="who may be chosen")
    only: Who | None = Property(default=None, description="who alone may change it")

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        needed = _NEEDED_BY.get(self.type)
        if needed and getattr(self, needed) is None:
            raise refused(
                "missing-key",
                Said("Expected `{needed}`, which every field of type {type} needs.", needed=needed, type=self.type),
            )
        for key, types in _BELONGS_TO.items():
            if getattr(self, key) is not None and self.type not in types:
                raise refused(
                    "not-of-this-type", Said("Expected no `{key}` in a field of type {type}.", key=key, type=self.type)
                )
        if any(part.type == "case" for part in (self.fields or {}).values()):
            raise refused("not-of-this-type", "Expected another case in a field of its own, not inside another field.")
        return self


class Setting(Field):
    """What a department head may change without a new version; a case keeps those it began with."""

    default: Value = Property(description="required")
