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
