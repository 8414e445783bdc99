"""From YAML to a plan: strict reading, checks, and every inherited rule written out.

`compile_definition(text, "leave-request.yaml", known=Known())` gives a plan, or problems with line and column.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.compiler.checks import check_definition
from engine.compiler.company import COMPANY_CALENDAR, COMPANY_ESCALATION, read_escalation
from engine.compiler.findings import Findings
from engine.compiler.known import Known
from engine.compiler.normalise import normalised
from engine.compiler.proof import prove
from engine.compiler.salvage import Rest
from engine.compiler.shape import read_definition
from engine.compiler.yaml_text import read_yaml
from engine.model.plan import Plan
from engine.model.problems import Problem
from engine.said import Said

if TYPE_CHECKING:
    from engine.soundness import Soundness


@dataclass(frozen=True)
class Compiled:
    """What came of a file: the plan if nothing is wrong, the findings in the order of the file, and the processes
    of the catalogue it calls that are not written yet (each also a finding of severity `planned`); and what exploring
    the plan has shown, how many states it saw and whether that were all (None: it was not explored)."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    planned: tuple[str, ...] = ()
    soundness: Soundness | None = None


def compile_definition(text: str, file: str, *, known: Known) -> Compiled:
    """Compile one definition. Never raises for anything a file may hold."""
    findings = Findings(read_yaml(text), file)
    return _finished(findings, read_definition(findings), known)


def compile_definitions(
    texts: Mapping[str, str],
    known: Known,
    only: Collection[str] | None = None,
    proved: Collection[str] | None = None,
) -> dict[str, Compiled]:
    """Compile several files (name to text) that may call one another; `known` is what else there is.

    `only`: the files that are checked; the rest are only read, for what those call. `proved`: the files of which it is
    proved that every case can end; left out: all that are checked.
    """
    findings = {file: Findings(read_yaml(text), file) for file, text in texts.items()}
    definitions = {file: read_definition(found) for file, found in findings.items()}
    written = {found.definition.process: found.definition for found in definitions.values() if found and found.is_whole}
    around = replace(known, processes={**known.processes, **written})
    unproved = replace(around, most_states=0)
    _report_same_address(findings, definitions)
    return {
        file: _finished(found, definitions[file], around if proved is None or file in proved else unproved)
        for file, found in findings.items()
        if only is None or file in only
    }


def _report_same_address(findings: Mapping[str, Findings], definitions: Mapping[str, Rest | None]) -> None:
    first: dict[str, str] = {}
    for file, rest in definitions.items():
        if rest is None or not rest.is_whole:
            continue
        process = rest.definition.process
        other = first.setdefault(process, file)
        if other != file:
            message = Said(
                "Expected an address of its own, but `{process}` is the process in {other}.",
                process=process,
                other=other,
            )
            findings[file].add(("process",), "same-process", message)


def _finished(findings: Findings, rest: Rest | None, known: Known) -> Compiled:
    if rest is None:
        return Compiled(None, findings.problems)
    checked = Findings(findings.read, findings.file)
    planned = check_definition(checked, rest.definition, known)
    findings.take_over(problem for problem in checked.problems if rest.is_certain(problem))
    if findings.failed:
        return Compiled(None, findings.problems, planned)
    plan = Plan(normalised(rest.definition, known))
    soundness = prove(findings, rest.definition, plan, known.most_states) if known.most_states else None
    return Compiled(None if findings.failed else plan, findings.problems, planned, soundness)


__all__ = [
    "COMPANY_CALENDAR",
    "COMPANY_ESCALATION",
    "Compiled",
    "Known",
    "compile_definition",
    "compile_definitions",
    "read_escalation",
]
