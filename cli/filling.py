"""What somebody fills a form with: `--with` and `--data`, and tables pasted from a spreadsheet (`--table`)."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from cli.endings import WrongUse
from cli.near import near
from cli.values import handed_in

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.model.process import ProcessDefinition

Tables = Annotated[
    list[str] | None,
    typer.Option(
        "--table", metavar="FIELD=FILE", help="A table from a CSV file, or pasted: `lines=-` reads standard input."
    ),
]


@dataclass(frozen=True)
class Filling:
    """Fields as typed, and tables as text; which rows a table has is known once its definition is."""

    typed: dict[str, Any]
    tables: dict[str, bytes]

    def fields(self, definition: "ProcessDefinition", zone: str) -> dict[str, Any]:
        """All of it as fields of a form. Raises `Rejected` with all that is wrong with a table."""
        from engine.runtime.pasted_tables import read_table

        tables = [name for name, field in definition.data.items() if field.type == "table"]
        for name in self.tables:
            if name not in tables:
                raise WrongUse(
                    "not-a-table", f"Expected a table of {definition.process}, but `{name}` is none.",
                    hint=near(name, tables) or f"It has {', '.join(tables) or 'no table'}.",
                )  # fmt: skip
        read = {
            name: read_table(name, definition.data[name], content, ZoneInfo(zone))
            for name, content in self.tables.items()
        }
        return {**self.typed, **read}


async def filled(desk: "Desk", given: Filling, definition: "ProcessDefinition", by: str | None) -> dict[str, Any]:
    """All fields of a form, with the files among them (`@path`) taken into the document store. Raises `Rejected`."""
    from engine.model.types import field_at

    fields = given.fields(definition, desk.settings.zone)
    for path, value in given.typed.items():
        field = field_at(definition.data, path)
        if field is not None and field.type == "file":
            fields[path] = await taken_in(desk, value, by)
        elif field is not None and field.type == "files" and value is not None:
            several = value if isinstance(value, list) else [value]
            fields[path] = [await taken_in(desk, one, by) for one in several]
    return fields


async def taken_in(desk: "Desk", written: Any, by: str | None) -> Any:
    """The reference of a file that is named with `@`; whatever else is written stays."""
    if not isinstance(written, str) or not written.startswith("@"):
        return written
    from worker import file_desk

    path = Path(written[1:])
    try:
        with path.open("rb") as content:
            return await file_desk(desk.settings, desk.store).take(path.name, content, by)
    except OSError as error:
        raise WrongUse("no-such-file", f"Expected a file at {path}, but {(error.strerror or '').lower()}.") from error


def filling(pairs: Sequence[str] | None, file: Path | None, tables: Sequence[str] | None) -> Filling:
    """What was typed, with the files of tables read; which of them fit is found out later."""
    return Filling(handed_in(pairs, file), dict(_table(one) for one in tables or ()))


def _table(pair: str) -> tuple[str, bytes]:
    name, equals, file = pair.partition("=")
    if not equals or not name.strip() or not file:
        raise WrongUse("not-a-pair", f"Expected FIELD=FILE after --table, but found `{pair}`.")
    try:
        return name.strip(), sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        said = f"Expected a file with the rows of {name} at {file}, but {(error.strerror or '').lower()}."
        raise WrongUse("no-such-file", said) from error
