"""Whoever starts a command with some other Python is put into the project's own environment, if it is there.

Runs before anything is imported, on any Python 3: nothing in here may need more than the standard library.
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
NEEDED = ("pydantic", "sqlalchemy", "temporalio", "typer")


def enter_own_environment() -> None:
    """Go on in `.venv` when this interpreter lacks the packages; leave with one sentence (code 3) if there is none."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if not lacking:
        return
    own = HERE / ".venv" / "bin" / "python"
    if own.exists() and Path(sys.prefix).resolve() != (HERE / ".venv").resolve():
        os.execv(str(own), [str(own), *getattr(sys, "orig_argv", [sys.executable, *sys.argv])[1:]])
    sys.stderr.write(
        f"Expected the packages of requirements.lock, but {', '.join(lacking)} is missing."
        f" Run `make setup` in {HERE}.\n"
    )
    sys.exit(3)
