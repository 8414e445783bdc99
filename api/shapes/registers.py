"""Registers: numbered lines that processes have written."""

from api.shapes.wire import Instant, Json, Person, Shape


class RegisterTold(Shape):
    """A register, with how many lines it has."""

    name: str
    lines: int


class RegisterLine(Shape):
    """A line. Of a sealed case it has a number and no words (`sealed`)."""

    number: int
    key: str
    entry: dict[str, Json]
    revision: int
    at: Instant
    by: Person | None
    case_id: str | None
    sealed: bool
