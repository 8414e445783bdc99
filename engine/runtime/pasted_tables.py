"""Tables as people paste them: CSV, or cells copied from a spreadsheet, read into the rows of a table field.

The first row names the columns, by id or by what people call them. Cells are read by the types of their columns; a
formula of a spreadsheet is the text it is. Codes: `not-a-table` (this is not one, or not with these columns),
`wrong-type` (cells that do not fit, all of them).
"""

import csv
import difflib
import unicodedata
from collections.abc import Sequence
from datetime import tzinfo
from typing import Any

from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.values import MAX_ROWS, accepted, read_value, write_value
from engine.model.wrong_values import Complaint, Gathered, WrongValue, wrong
from engine.runtime.form_errors import FormErrors
from engine.runtime.pasted_cells import as_written

MOST_BYTES = 2 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ENCODINGS = ("utf-8-sig", "gb18030")

Cells = list[str]


def read_table(name: str, field: Field, content: bytes, zone: tzinfo) -> list[dict[str, Any]]:
    """The rows of the table field `name` (as JSON); raises `Rejected` with all that is wrong, by row and column."""
    errors = FormErrors({name: field})
    try:
        rows = _rows(_text(content))
        columns = _columns(field, rows[0])
        read = _read(field, columns, rows[1:], zone)
    except WrongValue as unfit:
        for one in unfit.complaints:
            if one.way:
                errors.add((name, *one.way), "wrong-type", one, f"{name}: {one.en}")
            else:
                errors.add((name,), "not-a-table", one, f"{name}: {one.en}")
        errors.refuse()
    return read


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // 1024
        raise wrong(f"Expected a table of at most {most} KB, but it is larger", f"表格最大 {most} KB", kilobytes=most)
    if content.startswith(_WORKBOOKS):
        raise wrong("Expected CSV or pasted cells, but this is a workbook: save it as CSV",
                    "这是工作簿文件，请另存为 CSV，或复制单元格后粘贴")  # fmt: skip
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise wrong("Expected text in UTF-8 or GB18030, but it is neither", "文字编码应为 UTF-8 或 GB18030")


def _rows(text: str) -> list[Cells]:
    """The rows that have something in them, the first of which names the columns."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=_delimiter(lines), strict=True)
    rows: list[Cells] = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append(cells)
    except csv.Error as error:
        line = reader.line_num
        raise wrong(f"Expected cells with closed quotation marks, but line {line}: {error}",
                    f"第 {line} 行附近的引号没有配对，或单元格过长") from None  # fmt: skip
    if not rows:
        raise wrong("Expected a first row that names the columns, but nothing is there", "没有内容，第一行应为列名")
    if len(rows) - 1 > MAX_ROWS:
        en = f"Expected at most {MAX_ROWS} rows, but got {len(rows) - 1}"
        raise wrong(en, f"最多 {MAX_ROWS} 行，实为 {len(rows) - 1} 行", maximum=MAX_ROWS)
    return rows


def _delimiter(lines: Sequence[str]) -> str:
    head = next((line for line in lines if line.strip()), "")
    return max("\t", ",", ";", key=head.count)


def _columns(field: Field, head: Cells) -> list[str]:
    """The id of each column, '' for one without a name; raises `WrongValue` for names that mean none, or one twice."""
    known = _names(field)
    gathered, found = Gathered(), []
    for cell in head:
        column = known.get(_plain(cell), "")
        if cell and not column:
            gathered.add(_unknown_column(field, cell))
        elif column and column in found:
            gathered.add(wrong(f"Expected each column once, but `{cell}` is there twice", f"列“{cell}”重复"))
        found.append(column)
    return list(gathered.whole(found))


def _names(field: Field) -> dict[str, str]:
    """What the columns may be called, to their ids; an id comes before a name."""
    parts = field.fields or {}
    names = {_plain(text_in(part.name, lang)): id_ for id_, part in parts.items() for lang in ("zh", "en") if part.name}
    return {**names, **{_plain(id_): id_ for id_ in parts}}


def _plain(name: str) -> str:
    """A name without what does not tell two apart: width of characters, case, blanks, a star for *required*."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).rstrip("*")


def _unknown_column(field: Field, cell: str) -> WrongValue:
    parts = field.fields or {}
    called = [text_in(part.name, "zh") or id_ for id_, part in parts.items()]
    near = difflib.get_close_matches(_plain(cell), [*parts, *called], n=1)
    en, zh = (f" Did you mean `{near[0]}`?", f"，是否“{near[0]}”？") if near else ("", "")
    listed = "、".join(called)
    return wrong(f"Expected one of the columns {', '.join(parts)}, but got `{cell}`.{en}",
                 f"没有列“{cell}”，只有 {listed}{zh}", columns=list(parts))  # fmt: skip


def _read(field: Field, columns: list[str], rows: list[Cells], zone: tzinfo) -> list[dict[str, Any]]:
    gathered = Gathered()
    read = [
        gathered.part(number, _read_row, field.fields or {}, columns, cells, zone)
        for number, cells in enumerate(rows, start=1)
    ]
    return list(gathered.whole(read))


def _read_row(parts: dict[str, Field], columns: list[str], cells: Cells, zone: tzinfo) -> dict[str, Any]:
    gathered, row = Gathered(), {}
    for column, cell in zip(columns, cells, strict=False):
        if column:
            row[column] = write_value(gathered.part(column, _read_cell, parts[column], cell, zone))
        elif cell:
            gathered.add(WrongValue(_NO_COLUMN))
    if any(cells[len(columns) :]):
        gathered.add(WrongValue(_NO_COLUMN))
    return dict(gathered.whole(row))


_NO_COLUMN = Complaint("Expected nothing beside the columns that are named, but something is there", "列名之外还有内容")


def _read_cell(field: Field, cell: str, zone: tzinfo) -> Any:
    return accepted(field, as_written(field, cell), zone, read_value)
