"""Stand-ins as they are asked for, and whose tasks would move."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from api.shapes.people import StandInTold
from api.shapes.wire import Body, Person, Shape, Words

PersonNamed = Annotated[str, Field(min_length=1, max_length=100)]
Reason = Annotated[str, Field(max_length=2000)]


class NewStandIn(Body):
    """A stand-in that shall be; `absent` left out: oneself; `first` left out: from today on."""

    person: PersonNamed
    absent: PersonNamed | None = None
    first: date | None = None
    last: date | None = None
    processes: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=200)] | None = None
    amount: Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=4)] | None = None
    open_tasks: bool = False
    only: bool = False
    reason: Reason = ""


class EndStandIn(Body):
    """Why it ends."""

    reason: Reason = ""


class StandInSet(Shape):
    """The number of a stand-in."""

    number: str


class MovedTask(Shape):
    """An open task that would be offered anew: who has it, and who would have it then."""

    case_id: str
    business_key: str
    step: Words
    now: list[Person]
    then: list[Person]


class StandInPreview(Shape):
    """What a stand-in would do: the open tasks of the absent person it reaches, and how many more wait untouched.

    `begins`: the day from which it holds. `more`: how many moved tasks are not listed.
    """

    begins: date
    moved: list[MovedTask]
    more: int
    open_tasks: int


class StandInList(Shape):
    """Stand-ins, those in force and to come first. `may_set_all`: the asker may set anybody's."""

    items: list[StandInTold]
    today: date
    may_set_all: bool


List = Literal["mine", "people", "all"]
