"""From the text of a scenario file to its scenarios, or to problems with line and column."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.compiler.findings import Findings
from engine.compiler.places import Loc
from engine.compiler.yaml_text import YamlText, read_yaml
from engine.model.problems import Problem
from engine.said import Said
from engine.scenarios.instants import InstantError, read_instant
from engine.scenarios.misfits import read_model
from engine.scenarios.model import ACCEPTANCE, Scenario, ScenarioFile
from engine.scenarios.outcomes import Then

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")


@dataclass(frozen=True)
class LoadedScenarios:
    """A scenario file that fits its model, with the clock times of its entries and the places of everything in it.

    `clocks[i][j]` is when entry `j` of scenario `i` happens, on the clock of the process.
    """

    file: str
    content: ScenarioFile
    clocks: tuple[tuple[datetime, ...], ...]
    read: YamlText

    def line(self, *loc: str | int) -> int:
        """The line on which the part of the file at `loc` stands, from 1."""
        return self.read.position(loc, key=True)[0]


def load_scenarios(text: str, file: str) -> tuple[LoadedScenarios | None, tuple[Problem, ...]]:
    """Read a scenario file. With problems there are no scenarios; never raises for what an author may write."""
    read = read_yaml(text)
    findings = Findings(read, file)
    _read_free_values(read)
    content = read_model(findings)
    if content is None:
        return None, findings.problems
    clocks = tuple(_clocks(number, scenario, findings) for number, scenario in enumerate(content.scenarios))
    for number, scenario in enumerate(content.scenarios):
        _check_instants(number, scenario, clocks[number], findings)
    _check_names(content, findings)
    if findings.failed:
        return None, findings.problems
    return LoadedScenarios(file, content, clocks, read), findings.problems


def _clocks(number: int, scenario: Scenario, findings: Findings) -> tuple[datetime, ...]:
    """When the entries happen; each not before the one above it."""
    clocks: list[datetime] = []
    for position, entry in enumerate(scenario.when):
        loc: Loc = ("scenarios", number, "when", position)
        if entry.at is None:
            findings.add(loc, "missing-key", "Expected `at`, which every entry needs.")
            continue
        day: date | None = clocks[-1].date() if clocks else None
        try:
            clock = read_instant(entry.at, day)
        except InstantError as error:
            findings.add((*loc, "at"), error.code, error.message, error.hint)
            continue
        if clocks and clock < clocks[-1]:
            hint = "Moments are in order; a time alone is on the day of the entry above."
            findings.add(
                (*loc, "at"), "not-in-order", Said("Expected a moment not before {word}.", word=clocks[-1]), hint
            )
        clocks.append(clock)
    return tuple(clocks)


def _check_instants(number: int, scenario: Scenario, clocks: tuple[datetime, ...], findings: Findings) -> None:
    """The instants inside `then`; a time alone is on the day of its entry."""
    if len(clocks) != len(scenario.when):
        return
    for place, entry in enumerate(scenario.when):
        _check_then(entry.then, ("scenarios", number, "when", place, "then"), clocks[place], findings)
    _check_then(scenario.then, ("scenarios", number, "then"), clocks[-1], findings)


def _check_then(then: Then | None, loc: Loc, clock: datetime, findings: Findings) -> None:
    if then is None:
        return
    written: dict[Loc, str | None] = {
        ("open", step, "due"): one.due for step, one in (then.open or {}).items() if one.due != "none"
    }
    written.update({("told", place, "at"): one.at for place, one in enumerate(then.told or ())})
    written.update({("told", place, "leaves"): one.leaves for place, one in enumerate(then.told or ())})
    for way, instant in written.items():
        try:
            read_instant(instant or "00:00", clock.date())
        except InstantError as error:
            findings.add((*loc, *way), error.code, error.message, error.hint)


def _check_names(content: ScenarioFile, findings: Findings) -> None:
    seen: set[str] = set()
    for number, scenario in enumerate(content.scenarios):
        loc: Loc = ("scenarios", number)
        if scenario.scenario in seen:
            message = Said(
                "Expected every scenario to have a name of its own, but `{scenario}` is taken.",
                scenario=scenario.scenario,
            )
            findings.add((*loc, "scenario"), "duplicate-scenario", message)
        seen.add(scenario.scenario)
        for shown in scenario.acceptance:
            if not re.fullmatch(ACCEPTANCE, shown):
                hint = "Write the process and the number of its acceptance scenario: `order-lifecycle#4`."
                message = Said("Expected a reference, but found `{shown}`.", shown=shown)
                findings.add((*loc, "acceptance"), "bad-acceptance", message, hint)


def _read_free_values(read: YamlText) -> None:
    """What a service answers and what a called process hands out has no declared type: there, what is not quoted
    means what it looks like to any YAML tool (true, false, numbers). Everything else stays text until a field reads it.
    """
    for loc, place in read.places.items():
        if not place.style and _is_free(loc, read.tree):
            holder = _at(read.tree, loc[:-1])
            holder[loc[-1]] = _plain(holder[loc[-1]])


def _is_free(loc: Loc, tree: Any) -> bool:
    if "given" in loc[:3]:
        way = loc[loc.index("given") + 1 :]
        return way[:1] == ("services",) or (way[:1] == ("processes",) and "with" in way[2:3])
    if "when" in loc[:3] and "with" in loc:
        entry = _at(tree, loc[: loc.index("with")])
        return "answer" in entry or "finish" in entry
    return False


def _at(tree: Any, loc: Loc) -> Any:
    for part in loc:
        tree = tree[part]
    return tree


def _plain(written: Any) -> Any:
    if not isinstance(written, str):
        return written
    if written in ("true", "false"):
        return written == "true"
    if _WHOLE.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
