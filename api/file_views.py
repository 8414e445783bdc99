"""What is in files of Word, Excel and text, read here within bounds and given as plain text: nothing of them runs."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree import ElementTree

import structlog
from openpyxl import load_workbook

from api.shapes.files import Block, FileView, SheetShown

log = structlog.get_logger()
MOST_UNPACKED = 40 * 1024 * 1024
"""Bytes that a part of an office file may have unpacked; a larger one is a bomb, or nothing for a page."""
MOST_BLOCKS = 1500
MOST_ROWS = 300
MOST_COLUMNS = 40
MOST_SHEETS = 12
MOST_TEXT = 200_000
MOST_CELL = 2000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def view_of(name: str, media_type: str, content: IO[bytes]) -> FileView:
    """What a page can show of a file; nothing for other kinds, and for what cannot be read."""
    try:
        if media_type.endswith("wordprocessingml.document"):
            return _document(name, content)
        if media_type.endswith("spreadsheetml.sheet"):
            return _workbook(name, content)
        if media_type == "text/csv":
            return _separated(name, content)
        if media_type.startswith("text/") or media_type in ("application/xml", "message/rfc822"):
            return _text(name, content)
    except Exception as unreadable:  # whoever made the file, and whatever its readers stumble over: it is not shown
        log.info("a file cannot be shown", type=media_type, why=f"{type(unreadable).__name__}: {unreadable}"[:300])
    return FileView(kind="none", name=name)


# -- Word -----------------------------------------------------------------------------------------------------------


def _document(name: str, content: IO[bytes]) -> FileView:
    with zipfile.ZipFile(content) as package:
        root = _parsed(_part(package, "word/document.xml"))
    body = root.find(f"{_WORD}body")
    blocks: list[Block] = []
    for block in _blocks(body if body is not None else root):
        if len(blocks) >= MOST_BLOCKS:
            return FileView(kind="document", name=name, blocks=blocks, cut=True)
        blocks.append(block)
    return FileView(kind="document", name=name, blocks=blocks)


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """A part of an office file, unpacked up to the bound."""
    with package.open(name) as part:
        found = part.read(MOST_UNPACKED + 1)
    if len(found) > MOST_UNPACKED:
        raise ValueError("too large")
    return found


def _parsed(xml: bytes) -> ElementTree.Element:
    """XML without a document type: entities could grow without end."""
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        raise ValueError("a document type")
    return ElementTree.fromstring(xml)


def _blocks(body: ElementTree.Element) -> Iterator[Block]:
    for element in body:
        if element.tag == f"{_WORD}p":
            text = _said(element)
            if text.strip():
                yield _paragraph(element, text)
        elif element.tag == f"{_WORD}tbl":
            rows = [
                [" ".join(_said(part) for part in cell.iter(f"{_WORD}p")) for cell in row.iter(f"{_WORD}tc")]
                for row in element.iter(f"{_WORD}tr")
            ]
            yield Block(
                kind="table", rows=[[cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]] for row in rows[:MOST_ROWS]]
            )


def _paragraph(element: ElementTree.Element, text: str) -> Block:
    style = element.find(f"{_WORD}pPr/{_WORD}pStyle")
    named = (style.get(f"{_WORD}val") or "").lower() if style is not None else ""
    digits = "".join(sign for sign in named if sign.isdigit())
    if named.startswith(("heading", "title")) or (digits and named == digits):
        return Block(kind="heading", level=min(int(digits or 1), 6), text=text[:MOST_CELL])
    if element.find(f"{_WORD}pPr/{_WORD}numPr") is not None:
        return Block(kind="item", text=text[:MOST_TEXT])
    return Block(kind="paragraph", text=text[:MOST_TEXT])


def _said(element: ElementTree.Element) -> str:
    """The text of a paragraph, without what was deleted in tracked changes."""
    parts = []
    for node in element.iter():
        if node.tag == f"{_WORD}t":
            parts.append(node.text or "")
        elif node.tag in (f"{_WORD}tab", f"{_WORD}br"):
            parts.append(" ")
    return "".join(parts)


# -- Excel ----------------------------------------------------------------------------------------------------------


def _workbook(name: str, content: IO[bytes]) -> FileView:
    _must_unpack(content)
    book = load_workbook(content, read_only=True, data_only=True, keep_links=False)
    try:
        sheets = [_sheet(book[title]) for title in book.sheetnames[:MOST_SHEETS] if hasattr(book[title], "iter_rows")]
    finally:
        book.close()
    return FileView(kind="workbook", name=name, sheets=sheets, cut=len(book.sheetnames) > MOST_SHEETS)


def _must_unpack(content: IO[bytes]) -> None:
    """Refuse an archive whose parts are larger than they may be, by what it says of itself and by its ratio."""
    with zipfile.ZipFile(content) as package:
        if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED * 3 or len(package.infolist()) > 2000:
            raise ValueError("too large")
    content.seek(0)


def _sheet(page: Any) -> SheetShown:
    rows: list[list[str]] = []
    more = False
    for number, row in enumerate(page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1, values_only=True)):
        if number >= MOST_ROWS:
            more = True
            break
        more = more or len(row) > MOST_COLUMNS
        rows.append([_cell(value) for value in row[:MOST_COLUMNS]])
    while rows and not any(rows[-1]):
        rows.pop()
    widest = max((max((at + 1 for at, cell in enumerate(row) if cell), default=0) for row in rows), default=0)
    return SheetShown(name=page.title, rows=[row[:widest] for row in rows], more=more)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MOST_CELL]


# -- text -----------------------------------------------------------------------------------------------------------


def _text(name: str, content: IO[bytes]) -> FileView:
    text, cut = _decoded(content)
    return FileView(kind="text", name=name, text=text, cut=cut)


def _separated(name: str, content: IO[bytes]) -> FileView:
    text, cut = _decoded(content)
    read = csv.reader(io.StringIO(text))
    rows = [[cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]] for row, _ in zip(read, range(MOST_ROWS), strict=False)]
    return FileView(kind="workbook", name=name, sheets=[SheetShown(name=name, rows=rows, more=cut)], cut=cut)


def _decoded(content: IO[bytes]) -> tuple[str, bool]:
    found = content.read(MOST_TEXT + 1)
    cut = len(found) > MOST_TEXT
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return found[:MOST_TEXT].decode(encoding, errors="ignore" if cut else "strict"), cut
        except UnicodeDecodeError:
            continue
    return found[:MOST_TEXT].decode("utf-8", errors="replace"), cut
