"""register.add and register.update: lines of a numbered register (台账)."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from activities.connectors.registry import Call, ConnectorError, connector
from engine.runtime import Rejected
from store import RegisterEntry


class Line(BaseModel):
    """A line of a register, named by `key`; left out: the case's own key."""

    model_config = ConfigDict(extra="forbid")

    register_: str = Field(alias="register", pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    key: str | None = None
    entry: dict[str, Any] = Field(default_factory=dict)


class Written(BaseModel):
    """The line as it stands now."""

    number: int
    key: str
    revision: int
    entry: dict[str, Any]


@connector("register.add")
async def add(line: Line, call: Call) -> Written:
    """A new line with the next number. The key of a line that is there already is the error `key-taken`."""
    try:
        entry = await call.store.add_to_register(
            line.register_, line.key or call.business_key, line.entry, once=call.key, case_id=call.case_id
        )
    except Rejected as refusal:
        raise ConnectorError(refusal.code, refusal.message) from refusal
    return _written(entry)


@connector("register.update")
async def update(line: Line, call: Call) -> Written:
    """Lay values over the line of that key; it is made when it is missing."""
    entry = await call.store.update_register(
        line.register_, line.key or call.business_key, line.entry, once=call.key, case_id=call.case_id
    )
    return _written(entry)


def _written(entry: RegisterEntry) -> Written:
    return Written(number=entry.number, key=entry.key, revision=entry.revision, entry=entry.entry)
