"""The rooms of the project and the arrows between them, held by reading the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "engine": set(),
    "store": {"engine"},
    "workflows": {"engine"},
    "activities": {"store", "engine"},
    "api": {"activities", "workflows", "store", "engine", "settings"},
}
"""What a room may import of the project besides itself. Whatever is not listed here stands above all rooms."""

IMPURE = {
    "temporalio", "sqlalchemy", "asyncio", "random", "secrets", "time", "os", "socket", "pathlib", "subprocess",
    "threading", "uuid", "uuid_utils", "httpx2", "aiosmtplib", "logging", "structlog", "io", "shutil", "tempfile",
}  # fmt: skip
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}


def modules(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of every import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import hides which room it reaches into"
            yield node.lineno, node.module or ""


def project_names() -> set[str]:
    """The top-level names of the project: rooms and single modules."""
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    return rooms | {path.stem for path in ROOT.glob("*.py")}


@pytest.mark.parametrize("room", ROOMS)
def test_arrows_point_down_only(room: str) -> None:
    allowed = ROOMS[room] | {room}
    mine = project_names()
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules(room)
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] in mine - allowed
    ]
    assert not found


def test_the_engine_knows_no_world() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules("engine")
        for line, name in imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] in IMPURE
    ]
    assert not found


@pytest.mark.parametrize("room", ["engine", "workflows"])
def test_no_clock_is_read_where_a_replay_would_read_another(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno} calls {node.value.id}.{node.attr}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCKS
    ]
    assert not found


@pytest.mark.parametrize("room", [*ROOMS, "cli"])
def test_no_module_has_a_name_that_refuses_to_say_what_lives_there(room: str) -> None:
    vague = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert not [path for path in modules(room) if path.stem in vague or path.stem.endswith("_service")]


def step_kinds() -> list[str]:
    return sorted(
        path.stem for path in (ROOT / "engine/model/steps").glob("*.py") if path.stem not in ("__init__", "base")
    )


@pytest.mark.parametrize("kind", step_kinds())
@pytest.mark.parametrize(
    "place",
    [
        "engine/compiler/checks/{kind}.py",
        "engine/runtime/steps/{kind}.py",
        "tests/steps/test_{kind}.py",
        "docs/steps/{kind}.md",
    ],
)
def test_every_step_kind_has_its_place_in_every_room(kind: str, place: str) -> None:
    assert (ROOT / place.format(kind=kind)).is_file()


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"]])
def test_help_is_printed_without_the_server_or_the_database(arguments: list[str]) -> None:
    assert not heavy_after(arguments)


def test_one_file_is_validated_without_the_server_or_the_database() -> None:
    assert not heavy_after(["validate", "definitions/ecommerce/order-lifecycle.yaml"])


def heavy_after(arguments: list[str]) -> list[str]:
    """Which of the heavy packages a command has imported when it ends."""
    program = (
        "import sys; from cli.door import run; run(sys.argv[1:]); "
        "sys.stderr.write('HEAVY ' + ','.join(m for m in ('temporalio','sqlalchemy','fastapi') if m in sys.modules))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    return [name for name in ended.stderr.rpartition("HEAVY ")[2].strip().split(",") if name]


def test_the_readme_names_whatever_stands_at_the_top() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    top = {path.partition("/")[0] + ("/" if "/" in path else "") for path in listed.split("\0") if path}
    told = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [
        one for one in sorted(top) if not one.startswith(".") and one != "README.md" and f"`{one}`" not in told
    ] == []
