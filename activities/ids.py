"""Ids made from names: whatever is asked twice under one name becomes one thing."""

from hashlib import sha256
from uuid import UUID


def id_from(name: str) -> str:
    """A UUID of version 8 made from a name: the same for the same name, on every machine."""
    made = bytearray(sha256(name.encode()).digest()[:16])
    made[6], made[8] = made[6] & 0x0F | 0x80, made[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(made)))
