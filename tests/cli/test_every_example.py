"""Every example in the documentation is run: commands here, in the order of the page; the others by the tests named."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from own_installation import ROOT, Running

BLOCK = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
ENDS_WITH = re.compile(r"#\s*ends with (\d+)\s*$")
RUN_HERE = ("README.md", "docs/tutorial.md", "docs/operations.md")
RUN_BY = {
    "docs/api.md": "tests/api/test_problems.py",
    "docs/business-time.md": "tests/calendars/test_reference_page.py",
    "docs/feel.md": "tests/expressions/test_documentation.py",
    "docs/language.md": "tests/compiler/test_examples.py",
    "docs/scenarios.md": "tests/scenarios/test_documented_stories.py",
    "docs/steps": "tests/steps/test_pages.py",
}
SAID = "text"
"""What the commands above it print."""
ELSEWHERE = ("console", "")
"""What is typed on other machines."""


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    info: str
    text: str

    @property
    def commands(self) -> list[str]:
        """Its commands, with lines that go on put together."""
        return [line for line in self.text.replace("\\\n", " ").splitlines() if line.strip()]


def blocks(page: str) -> list[Block]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [Block(found["info"].strip(), found["text"]) for found in BLOCK.finditer(text)]


def pages() -> Iterator[str]:
    yield "README.md"
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield str(path.relative_to(ROOT))


@pytest.fixture
def folder(running: Running) -> Path:
    """Where a reader stands: a clone, as far as the commands of a page can tell."""
    here = running.banjie.folder
    if not (here / "starter.py").exists():
        (here / "starter.py").symlink_to(ROOT / "starter.py")
    return here


@pytest.mark.parametrize("page", RUN_HERE)
def test_its_commands_do_what_the_page_says(page: str, running: Running, folder: Path) -> None:
    printed = ""
    for block in blocks(page):
        if block.info.startswith("yaml "):
            file = folder / block.info.removeprefix("yaml ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.info == "sh":
            printed = run(block.commands, running, folder)
        elif block.info == SAID and printed:
            assert_was_printed(block.text, printed)


def run(commands: list[str], running: Running, folder: Path) -> str:
    """Run the commands of a block in one shell; gives what they printed."""
    environment = {**running.banjie.environment, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    lines = []
    for command in commands:
        if command.startswith("make "):
            assert_is_a_target(command.split()[1])
            continue
        ends_with = ENDS_WITH.search(command)
        code = ends_with[1] if ends_with else 0
        lines += [command, f"test $? -eq {code} || {{ echo command {len(lines) // 2 + 1} failed; exit 9; }}"]
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)], cwd=folder, env=environment, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def assert_was_printed(said: str, printed: str) -> None:
    """Every line of the block stands in what was printed; `…` stands for anything."""
    for line in said.splitlines():
        pattern = ".*".join(re.escape(part.strip()) for part in line.split("…"))
        assert re.search(pattern, printed), f"Expected {line!r} in:\n{printed}"


def assert_is_a_target(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), target


@pytest.mark.parametrize("page", list(pages()))
def test_no_page_has_an_example_that_nobody_runs(page: str) -> None:
    found = [block for block in blocks(page) if block.info not in (SAID, *ELSEWHERE)]
    if not found or page in RUN_HERE:
        return
    test = next((test for place, test in RUN_BY.items() if page == place or page.startswith(f"{place}/")), None)
    assert test is not None, f"{page} has examples: {[block.info for block in found]}"
    assert (ROOT / test).is_file(), test
