"""An API process: composes settings, store, the way to the cases and the pages, and serves until it is told to stop.

`python server.py` serves one; `serving` serves inside another process (the command line's `up`, tests).
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
import uvicorn
from temporalio.client import Client

from api.apart import get_ready
from api.application import application
from api.office import Office
from api.signing import identify
from daemon import run
from settings import Settings
from store import Store
from worker import case_client, file_desk, ports, registry

log = structlog.get_logger()
PAGES = Path(__file__).resolve().parent / "web" / "dist"
PATIENCE = 10.0


class NotServing(Exception):
    """The port is taken, or the application did not start."""


def office(settings: Settings, client: Client, store: Store) -> Office:
    """The office of an installation."""
    return Office(
        store, case_client(settings, client, store), file_desk(settings, store), settings, identify,
        ports=ports(settings), connectors=frozenset(registry(settings)),
    )  # fmt: skip


@asynccontextmanager
async def serving(here: Office, host: str, port: int, pages: Path | None = None) -> AsyncIterator[str]:
    """Serve in this process; gives the address. `port` 0: a free one. Raises `NotServing`."""
    config = uvicorn.Config(
        application(here, pages), host=host, port=port, log_level="warning", access_log=False, server_header=False,
        lifespan="off", timeout_graceful_shutdown=5, proxy_headers=bool(here.settings.trusted_proxies),
        forwarded_allow_ips=here.settings.trusted_proxies, h11_max_incomplete_event_size=32_000,
    )  # fmt: skip
    server = _Quiet(config)
    going = asyncio.create_task(server.serve())
    try:
        async with asyncio.timeout(PATIENCE):
            while not server.started:
                if going.done():
                    raise NotServing(f"Expected port {port} of {host} to be free, but it is not")
                await asyncio.sleep(0.01)
        yield f"http://{host}:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        with contextlib.suppress(SystemExit, asyncio.CancelledError):
            await going


class _Quiet(uvicorn.Server):
    """Leaves signals to whoever it runs in."""

    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@asynccontextmanager
async def working(settings: Settings, client: Client, store: Store) -> AsyncIterator[None]:
    """The API and the pages, of a process that does nothing else; running requests finish."""
    get_ready("server")
    pages = PAGES if PAGES.is_dir() else None
    async with serving(office(settings, client, store), settings.api_host, settings.api_port, pages) as address:
        log.info("the API serves", address=address)
        yield


if __name__ == "__main__":
    run(working)
