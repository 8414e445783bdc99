"""What a connector is, and how those of a module are found.

    class Question(BaseModel):
        sku: str

    class Stock(BaseModel):
        available: bool

    @connector("stock.check")
    async def check(question: Question, call: Call) -> Stock:
        ...

It may raise `ConnectorError("out-of-stock", "…")`, which an `error` event of the step can catch, or `AnswersLater`.
Anything else that it raises, and a time limit that passes, is the error `failed`, and is tried again as the step's
`retry` says. It may be called twice for one step: `call.key` stays the same, and whoever can should use it to act once.
`call.id` names the attempt: an answer that comes later must bring it along.
"""

import importlib
import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any, get_type_hints

from pydantic import BaseModel, SecretStr, ValidationError

from activities.connectors.hosts import Hosts
from store import Store


class ConnectorError(Exception):
    """A foreseen error. `code` has small letters, digits and `-`; a definition catches it by that name."""

    def __init__(self, code: str, text: str = "") -> None:
        super().__init__(text or code)
        self.code = code
        self.text = text


class AnswersLater(Exception):
    """The other side has taken the call and will answer by itself, by `CaseClient.answer_service`."""


@dataclass(frozen=True)
class SecretValue:
    """A secret, and the hosts it may be sent to."""

    value: SecretStr
    hosts: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """What a connector knows of the call besides its input.

    `key` is the same for every attempt of one step instance. `at` is the time of the call, `zone` the company's.
    """

    id: str
    key: str
    case_id: str
    process: str
    business_key: str
    at: datetime
    zone: str
    store: Store
    secrets: Mapping[str, SecretValue] = field(default_factory=dict)
    hosts: Hosts = field(default_factory=Hosts)


Work = Callable[[Any, Call], Awaitable[BaseModel]]


@dataclass(frozen=True)
class Connector:
    """A named function with typed input and output."""

    name: str
    input: type[BaseModel]
    output: type[BaseModel]
    work: Work

    async def __call__(self, written: Mapping[str, Any], call: Call) -> Any:
        """Read the input, do the work, give the result as JSON. A wrong input is the error `wrong-input`."""
        try:
            asked = self.input.model_validate(written)
        except ValidationError as wrong:
            raise ConnectorError("wrong-input", _first_lines(wrong)) from wrong
        answered = await self.work(asked, call)
        return answered.model_dump(mode="json", by_alias=True)


def connector(name: str) -> Callable[[Work], Connector]:
    """Make an async function `(input, call) -> output` the connector `name`; both are pydantic models."""

    def made(work: Work) -> Connector:
        hints = get_type_hints(work)
        parameters = list(inspect.signature(work).parameters)
        given, gives = hints.get(parameters[0]) if parameters else None, hints.get("return")
        for found in (given, gives):
            if not (isinstance(found, type) and issubclass(found, BaseModel)):
                raise TypeError(f"Expected connector {name} to take and give pydantic models, but found {found}")
        assert isinstance(given, type) and isinstance(gives, type)
        return Connector(name, given, gives, work)

    return made


Registry = Mapping[str, Connector]


def load_connectors(modules: Iterable[ModuleType | str]) -> Registry:
    """The connectors of these modules by name. One name twice is an error: nobody could say which one answered."""
    found: dict[str, Connector] = {}
    for module in modules:
        loaded = importlib.import_module(module) if isinstance(module, str) else module
        for value in vars(loaded).values():
            if not isinstance(value, Connector):
                continue
            if found.setdefault(value.name, value) is not value:
                raise ValueError(f"Expected each connector once, but {value.name} is in {loaded.__name__} again")
    return found


def _first_lines(wrong: ValidationError) -> str:
    told = [f"{'.'.join(str(part) for part in error['loc']) or 'input'}: {error['msg']}" for error in wrong.errors()]
    return "; ".join(told[:5])
