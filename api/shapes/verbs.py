"""What is sent with each verb of a task: made of the commands of the engine, so that there is one list of them."""

from dataclasses import MISSING, fields
from datetime import datetime
from typing import Annotated, Any, Literal, Union, cast, get_args

from pydantic import Field, create_model

from api.shapes.wire import Body, Instant
from engine.runtime import commands as c

OF_A_TASK = tuple(kind for kind in get_args(c.Command) if "task" in {field.name for field in fields(kind)})
"""The commands that are about a task: `POST /api/tasks/{case_id}/{task}/{verb}`."""

_LIMITS: dict[str, Any] = {
    "comment": Annotated[str, Field(max_length=10_000)],
    "to": Annotated[str, Field(max_length=100)],
    "signature": Annotated[str, Field(max_length=200)],
}
_AT_MOST = 100
_NOT_SENT = ("task", "verb", "together")
"""In the address; or said by the way it is sent."""


def verb_of(kind: type) -> str:
    """The verb of a command."""
    return str(next(field.default for field in fields(kind) if field.name == "verb"))


def body_of(kind: type, *, with_verb: bool = False) -> type[Body]:
    """What is sent with a verb; `with_verb`: and which one it is."""
    given: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in _NOT_SENT:
            given[field.name] = (_type_of(field), _default_of(field))
    verb, name = verb_of(kind), "Tried" if with_verb else ""
    if with_verb:
        given["verb"] = (Literal[verb], ...)
    named: dict[str, Any] = {"__base__": Body, "__doc__": kind.__doc__, "__module__": __name__}
    made: Any = create_model(f"{name}{kind.__name__}Body", **named, **given)
    return cast(type[Body], made)


def _type_of(field: Any) -> Any:
    if field.type is datetime:
        return Instant
    if field.type is str and field.name in _LIMITS:
        return _LIMITS[field.name]
    if field.type == tuple[str, ...]:
        return Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(max_length=_AT_MOST)]
    if field.type == tuple[Any, ...]:
        return Annotated[tuple[Any, ...], Field(max_length=_AT_MOST)]
    return field.type


def _default_of(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return Field(default_factory=field.default_factory) if field.default_factory is not MISSING else ...


def command_of(kind: type, task: str, body: Body, **said: Any) -> Any:
    """The command that a body means, for a task."""
    given = {name: getattr(body, name) for name in type(body).model_fields if name != "verb"}
    return kind(task=task, **given, **said)


BODIES: dict[str, tuple[type, type[Body]]] = {verb_of(kind): (kind, body_of(kind)) for kind in OF_A_TASK}
"""Each verb of a task with its command and its body."""

_TRIED = tuple(body_of(kind, with_verb=True) for kind in OF_A_TASK)

AnyVerb: Any = Annotated[Union[_TRIED], Field(discriminator="verb")]  # noqa: UP007 - the members are listed by the engine
"""A verb with what is sent with it, to be tried."""

globals().update({body.__name__: body for body in (*_TRIED, *(body for _, body in BODIES.values()))})
