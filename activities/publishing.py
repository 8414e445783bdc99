"""Versions come into force: confirmed ones, when their time has come."""

import structlog

from store import Store

log = structlog.get_logger()


class Publishing:
    """Looks for publications whose time has come."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def round(self) -> int:
        """Put them in force; gives how many."""
        made = await self._store.publish_due()
        for one in made:
            log.info("published", process=one.process, version=one.version)
        return len(made)
