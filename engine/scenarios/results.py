"""What came of playing scenarios, as data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.runtime.wire import encode
from engine.said import Said
from engine.scenarios.stage import CaseLook
from engine.scenarios.timeline import Line, printed


@dataclass(frozen=True)
class Failure:
    """An expectation that was not met: where it stands, what it is about, and both sides in words."""

    file: str
    line: int
    when: str
    about: str
    expected: str
    found: str

    def __str__(self) -> str:
        return self.said

    @property
    def said(self) -> Said:
        """Where it stands, at which moment of its story, and both sides."""
        both = "{place} {when}\n  {about}: expected {expected}\n  but found {found}"
        place = f"{self.file}:{self.line}"
        return Said(both, place=place, when=self.when, about=self.about, expected=self.expected, found=self.found)

    def to_wire(self) -> dict[str, Any]:
        """The failure as JSON."""
        return dict(vars(self))


@dataclass(frozen=True)
class CaseRecord:
    """The turns of one case, as a stage recorded them, without the time of writing: comparable between stages."""

    case_id: str
    process: str
    business_key: str
    turns: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, case: CaseLook) -> "CaseRecord":
        """What a look shows of a case."""
        turns = tuple(
            {
                "number": turn.number,
                "at": encode(turn.at),
                "digest": turn.digest,
                "previous": turn.previous,
                "stimulus": encode(turn.stimulus),
                "events": encode(turn.events),
            }
            for turn in case.turns
        )
        return cls(case.case_id, case.plan.process, case.state.business_key, turns)


@dataclass(frozen=True)
class ScenarioResult:
    """One scenario as it was played.

    `cases` are what is compared between the core and Temporal, literally; `lines` is the timeline by language, where
    it was asked for; `touched` are the steps it came to.
    """

    process: str
    scenario: str
    name: str
    acceptance: tuple[str, ...]
    passed: bool
    failures: tuple[Failure, ...] = ()
    cases: tuple[CaseRecord, ...] = ()
    ended: str | None = None
    finished_at: datetime | None = None
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    touched: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def happened(self) -> dict[str, str]:
        """The timeline as text, by language."""
        return {language: printed(lines, language) for language, lines in self.lines.items()}

    def to_wire(self) -> dict[str, Any]:
        """The result as JSON, without the turns."""
        return {
            "process": self.process,
            "scenario": self.scenario,
            "name": self.name,
            "acceptance": list(self.acceptance),
            "passed": self.passed,
            "failures": [failure.to_wire() for failure in self.failures],
            "happened": self.happened,
        }


def summary(results: Iterable[ScenarioResult]) -> dict[str, Any]:
    """All results in the shape the command line prints as JSON."""
    listed = list(results)
    processes: dict[str, dict[str, Any]] = {}
    for one in listed:
        counted = processes.setdefault(one.process, {"scenarios": 0, "passed": 0, "acceptance": []})
        counted["scenarios"] += 1
        counted["passed"] += one.passed
        if one.passed:
            counted["acceptance"] = sorted({*counted["acceptance"], *one.acceptance}, key=_in_order)
    return {
        "processes": processes,
        "scenarios": len(listed),
        "passed": sum(one.passed for one in listed),
        "failed": [one.to_wire() for one in listed if not one.passed],
    }


def _in_order(acceptance: str) -> tuple[str, int, str]:
    process, _, number = acceptance.partition("#")
    digits = "".join(sign for sign in number if sign.isdigit())
    return process, int(digits or 0), number


def differences(one: ScenarioResult, other: ScenarioResult) -> list[str]:
    """Where two recordings of a scenario differ, one line each: the first field of each case that is not the same."""
    found: list[str] = []
    if len(one.cases) != len(other.cases):
        found.append(f"cases: {len(one.cases)} against {len(other.cases)}")
    for left, right in zip(one.cases, other.cases, strict=False):
        where = f"{left.process}:{left.business_key}"
        found += [f"{where} {line}" for line in _first_difference(left.turns, right.turns)]
    return found


def _first_difference(left: tuple[dict[str, Any], ...], right: tuple[dict[str, Any], ...]) -> list[str]:
    for number, (one, other) in enumerate(zip(left, right, strict=False), start=1):
        for key in one:
            if one[key] != other.get(key):
                return [f"turn {number} {key}: {one[key]!r} against {other.get(key)!r}"]
    return [f"turns: {len(left)} against {len(right)}"] if len(left) != len(right) else []
