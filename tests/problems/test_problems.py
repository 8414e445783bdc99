"""Wrong definitions, each with exactly the problems its first lines say; and right ones, which have none.

The first lines of a wrong definition are `# line:column code path`, one for each problem, in the order of the file.
"""

import ast
from pathlib import Path

import pytest

import engine.compiler
from engine.compiler import Known, compile_definition
from engine.model.plan import Plan

HERE = Path(__file__).parent
WRONG = sorted(HERE.glob("*.yaml"))
RIGHT = sorted((HERE / "right").glob("*.yaml"))


def _name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", WRONG, ids=_name)
def test_wrong_definition_has_exactly_the_problems_it_says(path: Path, known: Known) -> None:
    text = path.read_text("utf-8")
    expected = [line[2:] for line in text.splitlines() if line.startswith("# ") and line[2:3].isdigit()]

    compiled = compile_definition(text, path.name, known=known)

    assert [f"{found.line}:{found.column} {found.code} {found.path}" for found in compiled.problems] == expected
    assert compiled.plan is None


@pytest.mark.parametrize("path", RIGHT, ids=_name)
def test_right_definition_has_no_problems_and_its_plan_travels(path: Path, known: Known) -> None:
    compiled = compile_definition(path.read_text("utf-8"), path.name, known=known)

    assert [str(problem) for problem in compiled.problems] == []
    assert compiled.plan is not None
    assert Plan.from_bytes(compiled.plan.to_bytes()).digest == compiled.plan.digest


def test_every_message_is_a_sentence_that_says_what_was_expected(known: Known) -> None:
    for path in WRONG:
        for problem in compile_definition(path.read_text("utf-8"), path.name, known=known).problems:
            assert problem.message.startswith("Expected ") or problem.severity == "planned", str(problem)
            assert problem.message.endswith((".", "!", "?")), str(problem)
            assert not problem.hint or problem.hint.endswith((".", "?")), str(problem)


def test_an_unknown_key_is_answered_with_the_keys_of_its_kind_of_step(known: Known) -> None:
    text = (HERE / "unknown-key-in-a-notice.yaml").read_text("utf-8")
    (problem,) = compile_definition(text, "unknown-key-in-a-notice.yaml", known=known).problems

    assert problem.hint == "Did you mean `text`?"


def test_every_code_of_a_problem_is_shown_by_a_wrong_definition(known: Known) -> None:
    shown = {
        problem.code
        for path in WRONG
        for problem in compile_definition(path.read_text("utf-8"), path.name, known=known).problems
    }

    assert shown >= _codes_in_the_compiler() - NOT_SHOWN


NOT_SHOWN = frozenset(
    (
        "too-large",  # a file of a megabyte; see test_yaml_text
        "too-deep",
        "not-text",
        "directive",
        "same-process",  # needs two files; see test_compiling_several
        "dead-step",  # found by exploring; see tests/soundness
        "unsupported",  # nothing at present; see test_unsupported
    )
)


def _codes_in_the_compiler() -> set[str]:
    root = Path(engine.compiler.__file__).parent
    found: set[str] = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("report", "add", "refuse", "_refuse"):
                written = [arg.value for arg in node.args[1:3] if isinstance(arg, ast.Constant)]
                found |= {code for code in written if isinstance(code, str) and _is_code(code)}
    return found


def _is_code(text: str) -> bool:
    return "-" in text and " " not in text and text.islower()
