"""A worker as a process of its own: it works, and it leaves politely."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path

import pytest

import embedded
from proving.office import office
from settings import Settings

ROOT = Path(__file__).parent.parent.parent


async def start_worker(address: str, folder: Path, queue: str) -> Process:
    environment = {
        **os.environ,
        "BANJIE_TEMPORAL_ADDRESS": address,
        "BANJIE_VAR": str(folder),
        "BANJIE_TASK_QUEUE": queue,
        "BANJIE_CONNECTORS": '["proving.connectors"]',
        "BANJIE_LOG_FORMAT": "json",
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "worker.py", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def said(worker: Process, word: str) -> None:
    """Wait until the worker has logged a line with this word."""
    assert worker.stderr is not None
    async with asyncio.timeout(60):
        while word.encode() not in await worker.stderr.readline():
            assert worker.returncode is None


async def ended(worker: Process) -> int:
    assert worker.stderr is not None
    worker.send_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        await worker.stderr.read()
        return await worker.wait()


@pytest.mark.parametrize("signal_name", ["SIGTERM", "SIGINT"])
async def test_works_until_it_is_told_to_stop(server: str, tmp_path: Path, signal_name: str) -> None:
    async with office(server, tmp_path) as here:
        here.tag = signal_name
        worker = await start_worker(server, tmp_path, here.settings.task_queue)
        await said(worker, "worker runs")
        case = await here.start("ten-services", f"P-{signal_name}")
        assert await here.ended(case, within=60) == "finished"
        worker.send_signal(getattr(signal, signal_name))
        await said(worker, "worker stops")
        async with asyncio.timeout(30):
            assert await worker.wait() == 0


async def test_waits_for_a_server_that_is_not_there_and_can_be_stopped_meanwhile(tmp_path: Path) -> None:
    worker = await start_worker(f"127.0.0.1:{embedded.free_port()}", tmp_path, "nobody")
    await said(worker, "server does not answer")
    assert await ended(worker) == 0


def test_settings_are_read_from_the_environment_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BANJIE_VAR", str(tmp_path))
    monkeypatch.setenv("BANJIE_MAIL__HOST", "mail.example.com")
    monkeypatch.setenv("BANJIE_SECRETS", '{"token": {"value": "s3cret", "hosts": ["api.example.com"]}}')
    settings = Settings(_env_file=None)
    assert settings.database == f"sqlite:///{tmp_path / 'banjie.sqlite'}"
    assert (settings.mail.host, settings.mail.port) == ("mail.example.com", 587)
    assert "s3cret" not in repr(settings)


def test_nothing_but_the_settings_and_the_ways_in_reads_the_environment() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for room in ("activities", "workflows", "store", "engine", "proving", "bench")
        for path in (ROOT / room).rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("os.environ", "getenv"))
    ]
    makers = ["bench/inbox/served.py", "proving/api.py", "proving/api_hooks.py", "proving/kills/children.py"]
    assert sorted(readers) == makers, "which make the environments of their children, or are told by them"
