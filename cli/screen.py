"""What a command prints: tables and lines for people, or one JSON document for programs."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cli.clock import Clock
from cli.options import Lang

if TYPE_CHECKING:
    from rich.console import Console


Pair = tuple[str, str]
"""A text in English and Chinese."""
NOTHING: Pair = ("", "")


@dataclass(frozen=True)
class Screen:
    """Where the answer goes. Every command either draws for people or gives its wire form, never both."""

    lang: Lang = Lang.en
    as_json: bool = False

    @property
    def clock(self) -> Clock:
        return Clock(lang=self.lang)

    def data(self, wire: Any) -> None:
        """One JSON document on one line."""
        sys.stdout.write(json.dumps(wire, ensure_ascii=False, default=_plain) + "\n")

    def pick(self, english: str, chinese: str) -> str:
        """The one of two texts in the language asked for."""
        return chinese if self.lang is Lang.zh else english

    def padded(self, text: str, width: int) -> str:
        """A text filled up to so many columns of the terminal, of which a Chinese character takes two."""
        from rich.cells import cell_len

        return text + " " * (width - cell_len(text))

    def line(self, english: str, chinese: str | None = None, *, style: str = "") -> None:
        """A sentence, in the language asked for."""
        said = english if chinese is None else self.pick(english, chinese)
        self.console().print(said, style=style or None, markup=False, highlight=False, soft_wrap=True)

    def table(self, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
        """Rows under headings `(English, Chinese)`. Text flows; nothing is cut off when piped."""
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for english, chinese in columns:
            table.add_column(chinese if self.lang is Lang.zh else english, overflow="fold")
        for row in rows:
            table.add_row(
                *(cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row)
            )
        self.console().print(table)

    @contextmanager
    def progress(self, total: int, what: str) -> "Iterator[Callable[[int], None]]":
        """A bar for long work, on the error stream and only where somebody watches; yields how to advance it."""
        if self.as_json or not sys.stderr.isatty():
            yield lambda done: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda done: bar.advance(task, done)

    def console(self) -> "Console":
        """The console, as wide as needed when nobody looks at it."""
        from rich.console import Console

        wide = None if sys.stdout.isatty() else 200
        return Console(file=sys.stdout, width=wide, highlight=False)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return str(value)
