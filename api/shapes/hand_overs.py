"""Hand-overs: what hangs on somebody, and what became of each item."""

from typing import Annotated, Literal

from pydantic import Field

from api.shapes.wire import Body, Instant, Person, Shape, Words

Named = Annotated[str, Field(min_length=1, max_length=100)]
HandOverKind = Literal["case", "draft", "copy", "setting", "stand-in", "definition", "departure"]
HandOverStatus = Literal["waiting", "done", "refused", "left", "undoing", "undone", "kept"]


class ToHandOver(Body):
    """Whose all goes to whom. `leaves`: they leave the company; else they stay, in another place."""

    person: Named
    to: Named
    leaves: bool = True
    reason: Annotated[str, Field(max_length=2000)] = ""


class Undoing(Body):
    """Why it is undone."""

    reason: Annotated[str, Field(max_length=2000)] = ""


class HandOverItem(Shape):
    """One thing that hangs on somebody. `said`: what there is to it; `problem`: why it was refused, or stays."""

    kind: HandOverKind
    subject: str
    label: Words
    said: list[Words]
    status: HandOverStatus
    code: str
    problem: Words


class HandOverPlan(Shape):
    """What would be handed over, item by item."""

    person: Person
    to: Person
    items: list[HandOverItem]


class HandOverTold(Shape):
    """A hand-over, with what became of its items so far. `over`: nothing is left to do."""

    id: str
    person: Person
    to: Person
    reason: str
    by: Person
    at: Instant
    over: bool
    undone_by: Person | None
    done: int
    count: int
    items: list[HandOverItem]


class HandOverList(Shape):
    """Hand-overs, the latest first, without their items."""

    items: list[HandOverTold]
