"""The API of the installation that is measured, in a process of its own: `python -m bench.inbox.serving INSTANT`.

Settings come from the environment, as those of any API process. Sign-in, rights and lists are the real ones; no case
is acted on, so no Temporal server is there. Its clock begins at the instant the installation was made for.
"""

import asyncio
import signal
import sys
from datetime import UTC, datetime
from typing import Any, cast

from api.office import Office
from api.signing import identify
from server import serving
from settings import Settings
from store import Store


class _Cases:
    """Nobody acts here; workers are said to be there."""

    async def has_workers(self) -> bool:
        """They are."""
        return True


async def main(at: datetime) -> None:
    """Serve until SIGTERM."""
    ahead = datetime.now(UTC) - at

    def clock() -> datetime:
        return datetime.now(UTC) - ahead

    settings, stop = Settings(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await Store.open(settings.database, clock=clock, pool=settings.store_pool)
    try:
        office = Office(store, cast(Any, _Cases()), cast(Any, None), settings, identify, clock=clock)
        async with serving(office, "127.0.0.1", 0) as address:
            print(address, flush=True)
            await stop.wait()
    finally:
        await store.dispose()


if __name__ == "__main__":
    asyncio.run(main(datetime.fromisoformat(sys.argv[1])))
