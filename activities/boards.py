"""Superiors hear of several lapsed short limits at once: of each single one nobody is told."""

from datetime import timedelta

from store import Store
from store.short_limits import BoardRule
from store.store import utc_now


class Boards:
    """`round` looks what has lapsed lately, and tells each superior once for several."""

    def __init__(self, store: Store, several: int, within: float) -> None:
        self._store = store
        self._rule = BoardRule(several, timedelta(seconds=within))

    async def round(self) -> int:
        """Look, and write only where there is something to tell; gives how many superiors are told."""
        if not self._rule.several:
            return 0
        lines = await self._store.short_limits(self._rule, utc_now())
        if not any(len(line.lapses) >= self._rule.several for line in lines):
            return 0
        return await self._store.tell_of_short_limits(self._rule)
