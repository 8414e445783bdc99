"""Runs all cases of a kit and counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from time import perf_counter
from typing import Any

from tests.dmn_tck.cases import Case, read_cases
from tests.dmn_tck.comparison import is_expected
from tests.dmn_tck.model import Model


@dataclass(frozen=True)
class Outcome:
    """How one case went; `detail` tells what was got instead of what, or which error escaped."""

    folder: str
    level: str
    case: Case
    passed: bool
    detail: str


@dataclass
class Scores:
    """The outcomes of a run."""

    outcomes: list[Outcome] = field(default_factory=list)
    seconds: float = 0.0

    def summary(self) -> dict[str, Any]:
        """Counts of all cases, of those that expect a value, of level 2; and the mean share over folders."""
        return {
            "raw": _count(self.outcomes),
            "non_null": _count([outcome for outcome in self.outcomes if not outcome.case.expects_null]),
            "level2": _count([outcome for outcome in self.outcomes if outcome.level == "compliance-level-2"]),
            "folder_mean": round(fmean(self.shares().values()), 4) if self.outcomes else 0.0,
            "seconds": round(self.seconds, 2),
        }

    def shares(self) -> dict[str, float]:
        """The share of passed cases of each folder."""
        folders: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            folders.setdefault(outcome.folder, []).append(outcome)
        return {folder: _count(found)["passed"] / len(found) for folder, found in folders.items()}

    def failures(self) -> list[Outcome]:
        """The cases that did not pass."""
        return [outcome for outcome in self.outcomes if not outcome.passed]


def _count(outcomes: list[Outcome]) -> dict[str, int]:
    return {"passed": sum(outcome.passed for outcome in outcomes), "cases": len(outcomes)}


def run_kit(path: Path, only: str = "") -> Scores:
    """Runs every case below the path (whose folder's name contains `only`)."""
    scores = Scores()
    began = perf_counter()
    for file in sorted(path.rglob("*-test-*.xml")):
        if only in file.parent.name:
            scores.outcomes.extend(_run_file(file))
    scores.seconds = perf_counter() - began
    return scores


def _run_file(file: Path) -> Iterator[Outcome]:
    models: dict[str, Model] = {}
    for name, case in read_cases(file):
        path = file.parent / name
        if name not in models:
            models[name] = Model(path if path.exists() else next(file.parent.glob("*.dmn")))
        detail = _failure(models[name], case)
        yield Outcome(file.parent.name, file.parent.parent.name, case, not detail, detail)


def _failure(model: Model, case: Case) -> str:
    for expected in case.results:
        try:
            actual = model.evaluate(expected.name, case.inputs)
        except Exception as escaped:  # an error that escapes fails the case, and its name is shown
            return f"{expected.name}: {type(escaped).__name__}: {escaped}"
        if not is_expected(actual, expected.value):
            return f"{expected.name}: expected {expected.value!r}, but got {actual!r}"
    return ""
