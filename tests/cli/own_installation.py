"""An installation for tests: started by `up` in a folder of its own, on free ports, and talked to as people do."""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import structlog

from cli.door import run

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 90.0
FREE_PORTS = ("--port", "0", "--ui-port", "0", "--outside-port", "0", "--pages-port", "0")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, for a command given `--json`."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The refusal it printed, for a command given `--json`."""
        return self.json["error"]


class CommandLine:
    """Runs commands the way people do, as processes; where only the answer matters, without a process of their own."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment = environment
        self.folder = folder

    def __call__(self, *arguments: str, by: str | None = None, stdin: str | None = None) -> Ended:
        """Run one command; `by` is who acts."""
        who = ["--as", by] if by else []
        done = subprocess.run(
            [sys.executable, str(ROOT / "starter.py"), *arguments, *who],
            env=self.environment, cwd=self.folder, input=stdin, capture_output=True, text=True, timeout=PATIENCE,
            check=False,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout, done.stderr)

    def data(self, *arguments: str, by: str | None = None) -> Any:
        """Run one command that must go well, and give its JSON."""
        ended = self.here(*arguments, "--json", by=by)
        assert ended.code == 0, ended
        return ended.json

    def refused(self, *arguments: str, by: str | None = None, stdin: str | None = None) -> Any:
        """Run one command that must be refused, and give the refusal."""
        ended = self.here(*arguments, "--json", by=by, stdin=stdin)
        assert ended.code == 1, ended
        return ended.error

    def here(self, *arguments: str, by: str | None = None, stdin: str | None = None) -> Ended:
        """Run one command inside this process, by the same door: a second faster, for it finds all imported."""
        who = ["--as", by] if by else []
        out, err = io.StringIO(), io.StringIO()
        logged = structlog.get_config() if structlog.is_configured() else None
        try:
            with (
                contextlib.chdir(self.folder), mock.patch.dict(os.environ, self.environment, clear=True),
                mock.patch.object(sys, "stdin", io.StringIO(stdin or "")),
                contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
            ):  # fmt: skip
                code = run([*arguments, *who])
        finally:
            structlog.reset_defaults()
            if logged is not None:
                structlog.configure(**logged)
        return Ended(code, out.getvalue(), err.getvalue())


@dataclass
class Running:
    """An installation that runs: its process, its folder, the way to talk to it."""

    process: subprocess.Popen[str]
    var: Path
    banjie: CommandLine

    def stop(self) -> int:
        """Ctrl-C; gives the code it ended with."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def _says_it_runs(var: Path, pid: int) -> bool:
    try:
        return bool(json.loads((var / "installation.json").read_text())["pid"] == pid)
    except OSError:
        return False


def start_up(folder: Path, *, arguments: tuple[str, ...] = ()) -> Running:
    """Run `up` in a folder, with a copy of the definitions, until it says that it is running."""
    folder.mkdir(exist_ok=True)
    definitions = folder / "definitions"
    if not definitions.exists():
        shutil.copytree(ROOT / "definitions", definitions)
        shutil.copytree(ROOT / "docs", folder / "docs")
    var = folder / "var"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BANJIE_", "LANG"))}
    environment |= {"BANJIE_VAR": str(var), "BANJIE_DEFINITIONS": str(definitions)}
    log = (folder / "up.log").open("w")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "starter.py"), "up", *FREE_PORTS, *arguments],
        env=environment, cwd=folder, stdout=log, stderr=log, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + PATIENCE
    while not _says_it_runs(var, process.pid):
        assert process.poll() is None and time.monotonic() < until, (folder / "up.log").read_text()
        time.sleep(0.05)
    return Running(process, var, CommandLine(environment, folder))


def offline(folder: Path) -> CommandLine:
    """The command line in a folder where nothing runs, with the definitions of the repository."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("BANJIE_", "LANG"))}
    return CommandLine(environment | {"BANJIE_VAR": str(folder / "var")}, folder)
