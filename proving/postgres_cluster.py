"""A PostgreSQL of our own: a cluster in a temporary folder, on a free port of the loopback, that can be stopped."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
"""A cluster that lives for one test run may lose everything."""
STOPPABLE = ("fsync=off", "max_connections=60")
"""Loses nothing when its processes die: only the machine may not."""

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3


def programs() -> Path | None:
    """The newest installed PostgreSQL's programs; None where there are none, or nobody to run them as."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found and _owner() is not None else None


def _owner() -> tuple[int, int] | None:
    """Who the cluster runs as: PostgreSQL refuses root."""
    import pwd

    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return None


class Cluster:
    """One cluster, made in `folder`. `url` is that of its `postgres` database."""

    def __init__(self, bin_folder: Path, folder: Path, settings: Sequence[str]) -> None:
        self._bin = bin_folder
        self._folder = folder
        port = _free_port()
        given = (*settings, f"port={port}", "listen_addresses=127.0.0.1")
        self._options = " ".join(f"-c {one}" for one in given) + f" -k {folder}"
        self.url = f"postgresql://banjie@127.0.0.1:{port}/postgres"

    def make(self) -> None:
        """Lay it out on disk."""
        owner = _owner()
        assert owner is not None, "Expected somebody to run PostgreSQL as"
        os.chown(self._folder, *owner)
        self._run("initdb", "-U", "banjie", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Let it serve; returns when it does."""
        self._run("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def stop(self) -> None:
        """End all its processes at once, as a crash would; what is committed stays."""
        self._run("pg_ctl", "-w", "-m", "immediate", "stop")

    def rest(self) -> None:
        """End it in order, so that it serves at once when it is started again."""
        self._run("pg_ctl", "-w", "-m", "fast", "-t", "600", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        owner = _owner()
        assert owner is not None, "Expected somebody to run PostgreSQL as"
        switched: dict[str, Any] = (
            {} if os.geteuid() != 0 else {"user": owner[0], "group": owner[1], "extra_groups": []}
        )
        subprocess.run(
            [self._bin / program, "-D", str(self._folder / "data"), *arguments],
            check=True, cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **switched,
        )  # fmt: skip


@contextmanager
def running_cluster(bin_folder: Path, settings: Sequence[str], place: Path | None = None) -> Iterator[Cluster]:
    """Make and run one in a folder of its own (in `place`; default: that of temporary files); it is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="banjie-pg-", dir=place))
    one = Cluster(bin_folder, folder, settings)
    try:
        one.make()
        one.start()
        try:
            yield one
        finally:
            with suppress(subprocess.CalledProcessError):  # it may be stopped already
                one.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """Run one for tests that never stop it; gives the url of its `postgres` database."""
    with running_cluster(bin_folder, FORGETFUL, _in_memory()) as one:
        yield one.url


def _in_memory() -> Path | None:
    """A folder kept in memory, where there is one with room: a disk takes a minute to forget a hundred databases."""
    return _MEMORY if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
