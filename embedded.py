"""The real Temporal server as one child process of ours, on a SQLite file; and the one that skips time, for scenarios.

Both listen on the loopback only, and end with us. Nothing is ever lost, so the file is written through on every commit.
"""

import asyncio
import os
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.attributes import NAMES

NAMESPACE = "default"
RETENTION = timedelta(days=3650)
"""How long closed cases stay on the server; its own default forgets them after a day."""
PATIENCE = 60.0
STOPPING = 15.0
TETHER = """
import ctypes, os, signal, sys
PARENT_DEATH_SIGNAL = 1
ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""
"""What becomes the server, once it is sure to end when our process dies, however that dies. A process of its own does
it, not a function of ours between fork and exec: there, locks that other threads of ours held stay held for ever."""


class ServerMissing(Exception):
    """The program of the server is not installed."""


class ServerFailed(Exception):
    """The server did not start, or has ended by itself."""


@asynccontextmanager
async def temporal_server(
    folder: Path, port: int | None = None, *, ui_port: int | None = None, synchronous: str = "FULL",
    started: Callable[[int], None] = lambda _: None,
) -> AsyncIterator[str]:  # fmt: skip
    """Run the server on the file in `folder`, and give its address. `port` None: a free one; `ui_port` None: no page.

    `synchronous` NORMAL is faster and may lose the last commits when the power fails: for benches and tests.
    `started` is told the id of the process, before it answers.
    """
    port = _claimed(port) if port else free_port()
    async with _child(server_command(folder, port, ui_port, synchronous), folder / "temporal.log") as child:
        started(child.pid)
        address = f"127.0.0.1:{port}"
        client = await _answering(child, address, folder / "temporal.log")
        await _keep_for_years(client)
        yield address


def server_command(folder: Path, port: int, ui_port: int | None = None, synchronous: str = "FULL") -> list[str]:
    """How the server is started on the file in `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    pragmas = [f"--sqlite-pragma={pragma}" for pragma in ("journal_mode=WAL", f"synchronous={synchronous}")]
    attributes = [f"--search-attribute={name}=Keyword" for name in NAMES]
    page = ["--headless"] if ui_port is None else ["--ui-port", str(ui_port)]
    return [
        program("temporal"), "server", "start-dev", "--ip", "127.0.0.1", "--port", str(port), *page,
        "--db-filename", str((folder / "temporal.sqlite").resolve()), *pragmas, *attributes, "--log-level", "error",
    ]  # fmt: skip


@asynccontextmanager
async def time_skipping_server(log: Path | None = None) -> AsyncIterator[str]:
    """Run the server that skips time while nothing happens, and give its address."""
    port = free_port()
    async with _child([program("temporal-test-server"), str(port)], log) as child:
        address = f"127.0.0.1:{port}"
        await _answering(child, address, log)
        yield address


def program(name: str) -> str:
    """Where a server's program is: in this environment, else on the path. Raises `ServerMissing`."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise ServerMissing(f"Expected the program {name}, but it is not installed; `pip install {name}-bin` brings it")
    return found


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _claimed(port: int) -> int:
    """The port, if nobody listens on it: a server that is there already would answer in place of ours."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise ServerFailed(
                f"Expected port {port} to be free, but another program listens on it; end that one, or choose another"
            ) from None
    return port


@asynccontextmanager
async def _child(command: list[str], log: Path | None) -> AsyncIterator[asyncio.subprocess.Process]:
    with open(log or "/dev/null", "ab") as output:
        # A session of its own: Ctrl-C reaches us, and the server outlives our worker by as long as that needs.
        child = await asyncio.create_subprocess_exec(
            *_tethered(command), stdin=asyncio.subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    try:
        yield child
    finally:
        await _stop(child)


def _tethered(command: list[str]) -> list[str]:
    if sys.platform != "linux":
        return command
    return [sys.executable, "-I", "-S", "-c", TETHER, str(os.getpid()), *command]


async def _stop(child: asyncio.subprocess.Process) -> None:
    if child.returncode is not None:
        return
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        await asyncio.wait_for(child.wait(), STOPPING)
    except TimeoutError:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


async def _answering(child: asyncio.subprocess.Process, address: str, log: Path | None) -> Client:
    """A client of the server, as soon as it answers."""
    try:
        async with asyncio.timeout(PATIENCE):
            while child.returncode is None:
                with suppress(RuntimeError, RPCError, OSError):
                    client = await Client.connect(address, namespace=NAMESPACE)
                    if await client.service_client.check_health():
                        return client
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise ServerFailed(f"Expected the server to answer within {PATIENCE:g} s{_see(log)}") from None
    raise ServerFailed(f"Expected the server to run, but it ended with code {child.returncode}{_see(log)}")


def _see(log: Path | None) -> str:
    return f"; see {log}" if log else ""


async def _keep_for_years(client: Client) -> None:
    """Set the retention. The namespace may come a moment after the server answers."""
    service = client.workflow_service
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                known = await service.describe_namespace(DescribeNamespaceRequest(namespace=NAMESPACE))
                break
            except RPCError as error:
                if error.status != RPCStatusCode.NOT_FOUND:
                    raise
            await asyncio.sleep(0.05)
    if known.config.workflow_execution_retention_ttl.ToTimedelta() == RETENTION:
        return
    config = NamespaceConfig()
    config.workflow_execution_retention_ttl.FromTimedelta(RETENTION)
    await service.update_namespace(UpdateNamespaceRequest(namespace=NAMESPACE, config=config))
