"""A PostgreSQL of the tests' own: a cluster in a temporary folder, on a free port of the loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
"""A cluster that lives for one test run may lose everything."""


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


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """Run one; gives the url of its `postgres` database."""
    owner = _owner()
    assert owner is not None
    uid, gid = owner
    folder = Path(tempfile.mkdtemp(prefix="banjie-pg-"))
    os.chown(folder, uid, gid)
    port = _free_port()
    options = " ".join(f"-c {one}" for one in (*SETTINGS, f"port={port}", "listen_addresses=127.0.0.1"))

    def run(*command: str) -> None:
        switched = {} if os.geteuid() != 0 else {"user": uid, "group": gid, "extra_groups": []}
        subprocess.run(
            [bin_folder / command[0], *command[1:]],
            check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, **switched,
        )  # fmt: skip

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-U", "banjie", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", f"{options} -k {folder}", "start")
        try:
            yield f"postgresql://banjie@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
