"""Registers: numbered lines that processes have written."""

from api.shapes.wire import Instant, Json, Person, Shape, Words


class RegisterTold(Shape):
    """A register, with how many lines it has."""

    name: str
    lines: int


class RegisterCell(Shape):
    """What stands in a column, as the process that wrote it names both; `name` is the column's own where none does."""

    column: str
    name: Words
    text: Words


class RegisterLine(Shape):
    """A line. Of a sealed case it has a number and no words (`sealed`). `cells`: the entry in words."""

    number: int
    key: str
    entry: dict[str, Json]
    cells: list[RegisterCell]
    revision: int
    at: Instant
    by: Person | None
    case_id: str | None
    sealed: bool
