"""Ids of cases that a case opens: made from where they come from, so that asking twice opens one."""

import hashlib


def derived_id(*parts: object) -> str:
    """A UUID (RFC 9562, version 8) that is the same for the same parts."""
    named = bytearray(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:16])
    named[6], named[8] = named[6] & 0x0F | 0x80, named[8] & 0x3F | 0x80
    text = named.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
