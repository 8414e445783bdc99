"""The common ground of all models: strictness, and the small types of `language.md` section 1."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType


class Model(BaseModel):
    """A part of a definition. Unknown keys are refused, and what was read never changes."""

    # Validators are built when first needed: most commands never read a definition, and one build serves all models.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, coerce_numbers_to_str=False, defer_build=True)


def refused(code: str, message: str) -> PydanticCustomError:
    """The error a validator of a model raises: `code` becomes the code of the problem, `message` its sentence."""
    return PydanticCustomError(code, "{said}", {"said": message})


class Texts(Model):
    """A text for people in one or both languages."""

    zh: str | None = Field(default=None, description="Chinese")
    en: str | None = Field(default=None, description="English")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.zh and not self.en:
            raise refused("missing-key", "Expected a text in `zh` or `en`.")
        return self


def _read_yes_no(written: Any) -> Any:
    """Scalars arrive as they were written: only `true` and `false` are truth values (safe YAML, rule 4)."""
    return {"true": True, "false": False}.get(written, written) if isinstance(written, str) else written


def _read_count(written: Any) -> Any:
    return int(written) if isinstance(written, str) and written.isascii() and written.isdigit() else written


_ID = StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
_ADDRESS = StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)
_TARGET = StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=80)
_PATH = StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=200)
_RETURN_TARGET = StringConstraints(pattern=r"^[a-z][a-z0-9_.]*$", max_length=120)
_CONNECTOR = StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$", max_length=80)
_NOT_EMPTY = StringConstraints(min_length=1)
_NO_EQUALS_SIGN = StringConstraints(min_length=1, pattern=r"^[^=]")


def _said(description: str, language: str | None = None) -> Any:
    """What editors show, and which language the text is written in (`x-banjie`)."""
    return Field(description=description, json_schema_extra={"x-banjie": language} if language else None)


# Named types: built once, and named in the JSON Schema, instead of repeated wherever they are used.
Id = TypeAliasType("Id", Annotated[str, _ID, _said("small letters, digits, `_`")])
Address = TypeAliasType("Address", Annotated[str, _ADDRESS, _said("small letters, digits, `-`")])
Target = TypeAliasType(
    "Target", Annotated[str, _TARGET, _said("a step of this list or one around it, an end, or `done`")]
)
Path = TypeAliasType(
    "Path", Annotated[str, _PATH, _said("a field, a part or column of one, or an item: `receiver.city`")]
)
ReturnTarget = TypeAliasType(
    "ReturnTarget", Annotated[str, _RETURN_TARGET, _said("a step, `start`, `previous` or `block.branch`")]
)
Connector = TypeAliasType("Connector", Annotated[str, _CONNECTOR, _said("a connector: `http.post`")])

Text = TypeAliasType(
    "Text", Annotated[Annotated[str, _NOT_EMPTY] | Texts, _said("for people; `{expression}` inserts a value")]
)
"""A text for people; `{expression}` inside it inserts a value."""

Expression = TypeAliasType(
    "Expression", Annotated[str, _NO_EQUALS_SIGN, _said("FEEL, without `=` before it", "expression")]
)
"""FEEL as written. Parsing is a pure function of the text, so the text is what is kept."""

UnaryTest = TypeAliasType("UnaryTest", Annotated[str, _said("FEEL unary test, in single quotes: `'< 36'`", "test")])
MomentText = TypeAliasType(
    "MomentText",
    Annotated[str, _NO_EQUALS_SIGN, _said("`2 working days`, `3 days before etd`, `18:00 on day`, …", "moment")],
)
DurationText = TypeAliasType(
    "DurationText", Annotated[str, _NOT_EMPTY, _said("`30 min`, `2 working days`, …", "duration")]
)
Value = TypeAliasType("Value", Annotated[Any, _said("as written; with `=` before it calculated", "value")])
"""Taken as written; a string that begins with `=` is calculated, at any depth of a map or list."""

YesNo = TypeAliasType("YesNo", Annotated[StrictBool, BeforeValidator(_read_yes_no)])
Count = TypeAliasType("Count", Annotated[StrictInt, Field(ge=1), BeforeValidator(_read_count)])

Values = TypeAliasType("Values", dict[Path, Value])
"""Paths to values: what `set` and `then` write."""


def text_in(text: Text | Mapping[str, str] | None, language: str) -> str:
    """The text in `language` (`zh` or `en`), else in the other one, else empty: as declared, or as records have it."""
    texts = texts_of(text)
    return texts.get(language) or next(iter(texts.values()), "")


def texts_of(text: Text | Mapping[str, str] | None) -> dict[str, str]:
    """What a text says, by language; one that is the same in all languages stands under an empty one."""
    if isinstance(text, Texts):
        text = {"zh": text.zh or "", "en": text.en or ""}
    elif text is None or isinstance(text, str):
        text = {"": text or ""}
    return {language: said for language, said in text.items() if said}
