"""Lists as Excel sheets to take along. Texts stay texts: what begins like a formula is none."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any
from urllib.parse import quote

from fastapi import Response
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 5000
"""Rows a sheet has at most."""
MOST_CHARACTERS = 32_000
"""Excel keeps no more in one cell."""
WIDEST = 50


def sheet(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A sheet as an attachment of that name."""
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
    disposition = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{quote(name)}.xlsx"
    return Response(content.getvalue(), media_type=MEDIA_TYPE, headers={"Content-Disposition": disposition})


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
