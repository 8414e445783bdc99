"""The examples of the language compile, if their folder is given: BANJIE_EXAMPLES=<folder> pytest tests/compiler."""

import os
from pathlib import Path

import pytest

from engine.compiler import Known, compile_definition

FOLDER = os.environ.get("BANJIE_EXAMPLES", "")
FILES = (
    [path for path in sorted(Path(FOLDER).glob("*.yaml")) if not path.name.endswith(".scenarios.yaml")]
    if FOLDER
    else []
)


@pytest.mark.skipif(
    not FOLDER, reason="The examples are not part of this repository: set BANJIE_EXAMPLES to their folder"
)
def test_folder_of_examples_holds_definitions() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_example_has_no_problems(path: Path) -> None:
    calendars = frozenset(("office", "service", "cs-room", "all-hours"))
    compiled = compile_definition(path.read_text("utf-8"), path.name, known=Known(calendars=calendars))

    assert [str(problem) for problem in compiled.problems if problem.severity != "planned"] == []
    assert compiled.plan is not None
