"""Kinds of files by their endings, and what their content begins with; names of files without tricks."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = 512
"""Bytes from the beginning that tell what a content is."""
MOST_CHARACTERS = 120

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)


@dataclass(frozen=True)
class Kind:
    """A kind of file. Without `begins` it is text. `at`: where in the content it begins so."""

    media_type: str
    begins: tuple[bytes, ...] = ()
    at: int = 0

    def fits(self, head: bytes) -> bool:
        """Whether a content that begins so may be of this kind."""
        if self.begins:
            return head.startswith(self.begins, self.at)
        return b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "ofd": Kind("application/ofd", _ZIP),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": Kind("image/gif", (b"GIF87a", b"GIF89a")),
    "bmp": Kind("image/bmp", (b"BM",)),
    "tif": Kind("image/tiff", (b"II*\x00", b"MM\x00*")),
    "webp": Kind("image/webp", (b"WEBP",), 8),
    "heic": Kind("image/heic", (b"ftyp",), 4),
    "mp4": Kind("video/mp4", (b"ftyp",), 4),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "pptx": Kind(f"{_OFFICE}.presentationml.presentation", _ZIP),
    "doc": Kind("application/msword", _OLE),
    "xls": Kind("application/vnd.ms-excel", _OLE),
    "ppt": Kind("application/vnd.ms-powerpoint", _OLE),
    "wps": Kind("application/vnd.ms-works", _OLE),
    "et": Kind("application/vnd.ms-excel", _OLE),
    "zip": Kind("application/zip", _ZIP),
    "7z": Kind("application/x-7z-compressed", (b"7z\xbc\xaf\x27\x1c",)),
    "rar": Kind("application/vnd.rar", (b"Rar!\x1a\x07",)),
    "eml": Kind("message/rfc822"),
    "xml": Kind("application/xml"),
    "csv": Kind("text/csv"),
    "txt": Kind("text/plain"),
}
"""By ending. What is none of these is not taken."""
_ALIKE = {"jpeg": "jpg", "tiff": "tif", "heif": "heic"}
_UNITS = {"KB": 1024, "MB": 1024**2, "GB": 1024**3}


def ending_of(name: str) -> str:
    """The ending of a name, by which its kind is known; empty where there is none."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _ALIKE.get(ending, ending)


def allows(types: Iterable[str], name: str) -> bool:
    """Whether a file of that name is of one of these kinds."""
    return ending_of(name) in {_ALIKE.get(one, one) for one in types}


def size_in_bytes(written: str) -> int:
    """`5 MB` in bytes; the text has been checked."""
    number, unit = re.fullmatch(r"(\d+) ?(KB|MB|GB)", written).groups()  # type: ignore[union-attr]
    return int(number) * _UNITS[unit]


_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.I)


def safe_name(name: str) -> str:
    """The name of a file without folders, control characters, signs that turn the direction of writing, or tricks."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign) not in _UNSEEN)
    plain = re.sub(r'[<>:"|?*]', "_", kept).strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > MOST_CHARACTERS and dot:
        plain = f"{stem[: MOST_CHARACTERS - len(ending) - 1]}.{ending}"
    return plain[:MOST_CHARACTERS] or "file"
