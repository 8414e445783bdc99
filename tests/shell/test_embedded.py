"""The servers that run as our children: what they are set to, and that they end with us, however we end."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

import embedded
from proving.office import until

HOLD_A_SERVER = """
import asyncio, sys
from pathlib import Path
import embedded

async def main():
    async with embedded.temporal_server(Path(sys.argv[1])) as address:
        print(address, flush=True)
        await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_closed_cases_are_kept_for_years(server: str) -> None:
    client = await Client.connect(server)
    known = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="default"))
    assert known.config.workflow_execution_retention_ttl.ToTimedelta() > timedelta(days=3000)


def test_every_commit_of_the_server_is_written_through(tmp_path: Path) -> None:
    command = embedded.server_command(tmp_path, 1)
    assert "--sqlite-pragma=synchronous=FULL" in command
    assert command[command.index("--ip") + 1] == "127.0.0.1"


def test_a_program_that_is_not_installed_is_named() -> None:
    with pytest.raises(embedded.ServerMissing, match="no-such-server"):
        embedded.program("no-such-server")


async def test_a_port_that_is_taken_is_no_server_of_ours(server: str, tmp_path: Path) -> None:
    taken = int(server.rpartition(":")[2])
    with pytest.raises(embedded.ServerFailed, match=f"port {taken} to be free"):
        async with embedded.temporal_server(tmp_path, taken):
            pass


async def test_a_server_that_cannot_start_says_where_to_look(tmp_path: Path) -> None:
    (tmp_path / "temporal.sqlite").mkdir()
    with pytest.raises(embedded.ServerFailed, match=r"temporal\.log"):
        async with embedded.temporal_server(tmp_path):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="how a child hears of its parent's death differs by system")
async def test_the_server_ends_when_our_process_is_killed(tmp_path: Path) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD_A_SERVER, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    address = (await asyncio.wait_for(holder.stdout.readline(), 60)).decode().strip()
    os.kill(holder.pid, signal.SIGKILL)
    await holder.wait()

    async def gone() -> bool:
        host, _, port = address.rpartition(":")
        try:
            _, writer = await asyncio.open_connection(host, int(port))
        except OSError:
            return True
        writer.close()
        return False

    await until(gone)


def test_no_code_of_ours_runs_between_fork_and_exec() -> None:
    """In a process with many threads, as a worker is one, such code waits for ever for a lock another thread held."""
    assert "preexec_fn" not in Path(embedded.__file__).read_text(encoding="utf-8")
