"""Files that cannot be shown, whatever is wrong with them, are files that are not shown: never a bug."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from api.file_views import view_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    kept = io.BytesIO()
    Workbook().save(kept)
    return kept.getvalue()


def package(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


def locked(content: bytes) -> bytes:
    """The same, said to be encrypted."""
    marked = bytearray(content)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(head)
        while at >= 0:
            marked[at + flags] |= 1
            at = marked.find(head, at + 1)
    return bytes(marked)


def scrambled(content: bytes) -> bytes:
    """The same, with bytes of a compressed part that mean nothing."""
    at = content.index(b"PK\x03\x04") + 60
    return content[:at] + b"\xff" * 40 + content[at + 40 :]


BODY = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b"<w:p/>" * 500
BROKEN = {
    "no archive": (WORD, b"PK not really"),
    "no document": (WORD, package(other_xml=b"<a/>")),
    "a document type": (WORD, package(word__document_xml=b"<!DOCTYPE a []><a/>")),
    "encrypted": (WORD, locked(package(word__document_xml=BODY + b"</w:document>"))),
    "damaged": (WORD, scrambled(package(word__document_xml=BODY + b"</w:document>"))),
    "an encrypted workbook": (EXCEL, locked(workbook())),
    "a cell beyond all bounds": ("text/csv", b'a,"' + b"x" * 190_000 + b'"\n'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_not_shown(name: str) -> None:
    media_type, content = BROKEN[name]
    assert view_of("a", media_type, io.BytesIO(content)).kind == "none"
