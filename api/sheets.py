"""Lists as Excel sheets to take along. Texts stay texts: what begins like a formula is none."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from fastapi import Depends, Header, Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from api.office import TheOffice
from api.shapes.wire import Page, Person, Words

T = TypeVar("T")
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5000
"""Rows a sheet has at most."""
MOST_CHARACTERS = 32_000
"""Excel keeps no more in one cell."""
WIDEST = 50


@dataclass(frozen=True)
class Manner:
    """How a sheet says things: in one language, on the clock of the company."""

    language: Literal["zh", "en"]
    zone: ZoneInfo

    def words(self, words: Words | None) -> str:
        """A text."""
        return "" if words is None else words.zh if self.language == "zh" else words.en

    def person(self, person: Person | None) -> str:
        """A name."""
        return self.words(person.name) if person is not None else ""

    def at(self, at: datetime | None, form: str = "%Y-%m-%d %H:%M") -> str:
        """An instant."""
        return at.astimezone(self.zone).strftime(form) if at is not None else ""

    def listed(self, names: Iterable[str]) -> str:
        """Several names, one after another."""
        return ("、" if self.language == "zh" else ", ").join(names)


async def manner(office: TheOffice, accept_language: Annotated[str, Header(max_length=200)] = "zh") -> Manner:
    """How who asks wants it said."""
    company = await office.store.company()
    language: Literal["zh", "en"] = "en" if accept_language.lower().startswith("en") else "zh"
    return Manner(language, company.directory.zone if company else ZoneInfo("UTC"))


TheManner = Annotated[Manner, Depends(manner)]


async def all_of(page: Callable[[str | None], Awaitable[Page[T]]]) -> list[T]:
    """A list from its first page on, up to the rows a sheet has. `page`: the page at a cursor."""
    found = await page(None)
    items = list(found.items)
    while found.cursor is not None and len(items) < MOST_ROWS:
        found = await page(found.cursor)
        items += found.items
    return items[:MOST_ROWS]


async def sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A sheet as an attachment of that name."""
    content = await asyncio.to_thread(_written, head, rows)
    disposition = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name, safe='')}.xlsx"
    return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": disposition})


def _written(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    listed = [[_plain(value) for value in row] for row in rows]
    for number, title in enumerate(head):
        widths = [_width(title), *(_width(row[number]) for row in listed[:200])]
        page.column_dimensions[get_column_letter(number + 1)].width = min(max(widths) + 2, WIDEST)
    page.freeze_panes = "A2"
    page.append([_cell(page, title, bold=True) for title in head])
    for row in listed:
        page.append([_cell(page, value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, int | float) or value is None:
        return value
    return ILLEGAL_CHARACTERS_RE.sub("", str(value))[:MOST_CHARACTERS]


def _width(value: Any) -> int:
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in str(value or "")[:WIDEST])


def _cell(page: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(page, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell
