"""What is too large, refused at the door before anything is written."""

import re
from typing import Any

from engine.runtime.refusals import Rejected
from store.columns import written

CASE_DATA = 256 * 1024
"""Most bytes of JSON that the fields of one case may hold together; files go to the document store."""

PAYLOAD = 256 * 1024
"""Most bytes of JSON that one command, message or register line may bring."""

KEY = 200
"""Most characters of a business key (design, decision 3)."""


_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def size_of(wire: Any) -> int:
    """Bytes of something as JSON."""
    return len(written(wire).encode())


def refuse_large(what: str, wire: Any, limit: int = PAYLOAD) -> None:
    """Raise `Rejected` `too-large` when something takes more than `limit` bytes as JSON, and `bad-text` when it has
    characters no database and no page can hold."""
    refuse_unwritable(what, wire)
    size = size_of(wire)
    if size > limit:
        raise Rejected(
            "too-large",
            f"Expected {what} to take at most {limit // 1024} KB, but it takes {-(-size // 1024)} KB: "
            "put files into the document store and keep only references here",
        )


def refuse_unwritable(what: str, wire: Any) -> None:
    """Raise `Rejected` `bad-text` for a null character or half a surrogate pair in any text."""
    text = written(wire)
    if not _NUL.search(text) and not any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    raise Rejected("bad-text", f"Expected {what} to be text, but it has characters that cannot be written down")


def refuse_long_key(business_key: str) -> None:
    """Raise `Rejected` `bad-key` for a business key that is empty or too long."""
    if not business_key or len(business_key) > KEY:
        raise Rejected("bad-key", f"Expected a business key of 1 to {KEY} characters, but it has {len(business_key)}")
