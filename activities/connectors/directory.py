"""directory.add_stand_in and directory.end_stand_in: a case sets who stands in for whom, and ends it."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from activities.connectors.registry import Call, ConnectorError, connector
from engine.administering.stand_ins import Wanted
from engine.runtime import Rejected
from store.directory import Author

POST_ALONE = "post-without-holder"
"""A post that nobody holds has no tasks of its own: its rights are given by whoever keeps the organisation."""


class NewStandIn(BaseModel):
    """Who stands in for whom (`for`), and when. `post` and `department` are only said; what counts is the person."""

    model_config = ConfigDict(extra="forbid")

    person: str
    for_: str | None = Field(default=None, alias="for")
    from_: date = Field(alias="from")
    until: date | None = None
    processes: list[str] | None = None
    amount: Decimal | None = None
    open_tasks: bool = False
    only: bool = False
    post: str | None = None
    department: str | None = None


class StandInSet(BaseModel):
    """Its number, and how many open tasks the stand-in may act on besides from now on."""

    number: str
    moved: int


class Number(BaseModel):
    """A stand-in by its number."""

    model_config = ConfigDict(extra="forbid")

    number: str


class Ended(BaseModel):
    """It is over."""

    number: str


@connector("directory.add_stand_in")
async def add_stand_in(asked: NewStandIn, call: Call) -> StandInSet:
    """Set a stand-in; the definition that asks for it is its authority. The same step sets it once.

    Errors: those of `engine.administering.stand_ins`, and `post-without-holder` where nobody is stood in for.
    """
    if asked.for_ is None:
        raise ConnectorError(POST_ALONE, f"Expected somebody to be stood in for, but {asked.post} is held by nobody")
    processes = tuple(asked.processes) if asked.processes is not None else None
    wanted = Wanted(
        asked.person, asked.for_, asked.from_, asked.until, processes, asked.amount, asked.open_tasks, asked.only
    )
    try:
        number = await call.store.set_stand_in(wanted, _author(call))
    except Rejected as refusal:
        raise ConnectorError(refusal.code, refusal.message) from refusal
    return StandInSet(number=number, moved=await call.store.count_open(asked.for_) if asked.open_tasks else 0)


@connector("directory.end_stand_in")
async def end_stand_in(asked: Number, call: Call) -> Ended:
    """End a stand-in before its day. One that is over already is no error; an unknown number is."""
    try:
        await call.store.end_stand_in(asked.number, _author(call))
    except Rejected as refusal:
        if refusal.code != "stand-in-over":
            raise ConnectorError(refusal.code, refusal.message) from refusal
    return Ended(number=asked.number)


def _author(call: Call) -> Author:
    return Author(None, f"{call.process} {call.business_key}", call.key, call.case_id)
