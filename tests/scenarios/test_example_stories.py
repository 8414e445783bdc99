"""The stories of the example definitions and of the definitions that ship, on the core."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.compiler import Compiled, Known, compile_definition, compile_definitions
from engine.scenarios.checks import check_scenarios
from engine.scenarios.core_stage import CoreStage
from engine.scenarios.load import load_scenarios
from engine.scenarios.player import Story, play
from engine.scenarios.stories import stories
from store.company import Company, load_company

SHIPPED = Path(__file__).parents[2] / "definitions"
EXAMPLES = os.environ.get("BANJIE_EXAMPLES")
SUFFIX = ".scenarios.yaml"
COMPANY: Company = load_company(SHIPPED)


def definition_of(path: Path) -> Path:
    return path.with_name(path.name.replace(SUFFIX, ".yaml"))


def stories_in(path: Path, compiled: dict[str, Compiled]) -> Iterator[Story]:
    """The stories of one file; `compiled` by file name."""
    found = compiled[definition_of(path).name]
    assert found.plan is not None, "\n".join(map(str, found.problems))
    plans = {one.plan.process: one.plan for one in compiled.values() if one.plan}
    loaded, problems = load_scenarios(path.read_text(encoding="utf-8"), path.name)
    assert loaded is not None and not problems, "\n".join(map(str, problems))
    wrong = check_scenarios(loaded, found.plan, COMPANY.directory, plans)
    assert not wrong, "\n".join(map(str, wrong))
    yield from stories(loaded, found.plan, plans, COMPANY.directory, COMPANY.calendars)


def plays_all(path: Path, compiled: dict[str, Compiled]) -> None:
    results = [play(story, CoreStage, keep_turns=False) for story in stories_in(path, compiled)]
    assert results
    failed = [f"{failure}\n{one.happened['en']}" for one in results for failure in one.failures]
    assert not failed, "\n".join(failed)


@pytest.fixture(scope="module")
def shipped() -> dict[str, Compiled]:
    files = [definition_of(path) for path in sorted(SHIPPED.rglob(f"*{SUFFIX}"))]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files}
    return compile_definitions(texts, Known())


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob(f"*{SUFFIX}")), ids=lambda path: path.stem)
def test_the_stories_of_the_shipped_definitions_play(path: Path, shipped: dict[str, Compiled]) -> None:
    plays_all(path, shipped)


@pytest.mark.skipif(not EXAMPLES, reason="BANJIE_EXAMPLES does not name the folder of the example definitions")
def test_the_stories_of_the_examples_play() -> None:
    paths = sorted(Path(EXAMPLES or "").glob(f"*{SUFFIX}"))
    assert paths, f"there are no *{SUFFIX} in {EXAMPLES}"
    for path in paths:
        # Each by itself: the examples call one another with ends that the other has not.
        definition = definition_of(path)
        compiled = compile_definition(definition.read_text(encoding="utf-8"), definition.name, known=Known())
        plays_all(path, {definition.name: compiled})
