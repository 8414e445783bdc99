"""Starting the API that is asked, and ending it."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

OFTEN = "100000000"
"""Requests a minute: who measures is not held up."""


@contextmanager
def served(database: str, at: datetime) -> Iterator[str]:
    """Serve a database by another process; gives the address."""
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "BANJIE_STORE_URL": database, "BANJIE_VAR": folder, "BANJIE_READS_A_MINUTE": OFTEN,
            "BANJIE_WRITES_A_MINUTE": OFTEN, "BANJIE_STRANGERS_A_MINUTE": OFTEN,
        }  # fmt: skip
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.inbox.serving", at.isoformat()], cwd=Path(__file__).parents[2],
            env={**os.environ, **own}, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address, "Expected the API to serve, but it ended"
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
