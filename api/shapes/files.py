"""What is in a file, for pages that show it without a download."""

from typing import Literal

from pydantic import Field

from api.shapes.wire import Shape


class Block(Shape):
    """A piece of a document: a heading, a paragraph, an item of a list, or a table of texts."""

    kind: Literal["heading", "paragraph", "item", "table"]
    level: int = 0
    text: str = ""
    rows: list[list[str]] = Field(default_factory=list)


class SheetShown(Shape):
    """A sheet of a workbook; `more`: it has more rows or columns than are shown."""

    name: str
    rows: list[list[str]]
    more: bool = False


class FileView(Shape):
    """What is in a file: a document of blocks, a workbook of sheets, or text. `none`: it is not shown so. `cut`: there
    is more of it."""

    kind: Literal["document", "workbook", "text", "none"]
    name: str
    blocks: list[Block] = Field(default_factory=list)
    sheets: list[SheetShown] = Field(default_factory=list)
    text: str = ""
    cut: bool = False
