"""What every check gets: the definition, what is known around it, and where to report."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.compiler.findings import Findings
from engine.compiler.known import Known
from engine.compiler.outline import Outline
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.model import ProcessDefinition
from engine.model.problems import Severity


@dataclass(eq=False)
class Checking:
    """One definition being checked. `names` are in reach of every expression of the case; `planned` grows."""

    findings: Findings
    definition: ProcessDefinition
    known: Known
    names: Names
    outline: Outline
    planned: dict[str, None] = field(default_factory=dict)

    def report(
        self,
        loc: Loc,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        column: int | None = None,
        severity: Severity = "problem",
    ) -> None:
        """Report a problem with the value at `loc`, with its key, or with a character of its text."""
        self.findings.add(loc, code, message, hint, key=key, column=column, severity=severity)

    def is_written(self, loc: Loc) -> bool:
        """Whether something is written at this place, rather than a default."""
        return loc in self.findings.read.places
