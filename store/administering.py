"""The part of the store for administering: whom somebody named lately, what was done besides cases."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from store.reads import Reads
from store.tables.primary import commands

LOOKED_BACK = 100
"""Commands of somebody that say whom they have named lately."""
_NAMING = ("to", "people", "person")


class Administering(Reads):
    """Reads for the pages of people, and for what is done besides cases."""

    async def named_lately(self, person: str) -> list[str]:
        """Whom somebody has named in their last commands, the latest first."""
        latest = select(commands.c.payload).where(commands.c.by == person).order_by(commands.c.position.desc())
        found = await self._database.read(lambda db: list(db.scalars(latest.limit(LOOKED_BACK))))
        return list(dict.fromkeys(named for payload in found for named in _named(payload)))


def _named(payload: Mapping[str, Any]) -> Iterator[str]:
    command = payload.get("command", payload)
    for key in _NAMING:
        value = command.get(key) if isinstance(command, Mapping) else None
        yield from [value] if isinstance(value, str) else [one for one in value or () if isinstance(one, str)]
