"""What is known around a definition when it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.compiler.catalogue import CATALOGUE
from engine.compiler.company import COMPANY_CALENDAR, COMPANY_ESCALATION, REMIND_BEFORE_A_DATE
from engine.model import ProcessDefinition
from engine.model.limits import Rung
from engine.model.plan import Plan


@dataclass(frozen=True)
class Known:
    """The world around a definition. A set that is None is not checked against.

    `processes`: the others, deployed or being validated together; `catalogue`: ids of processes that are planned;
    `channels`: ways to a party outside that a connector serves; `calendar`, `escalation`, `remind_before_a_date`: the
    company's (`read_escalation` reads the rungs as an organisation writes them); `most_states`: how many states of a
    definition are explored to prove that every case can end, 0 for none (quick enough for every key press).
    """

    processes: Mapping[str, Plan | ProcessDefinition] = field(default_factory=dict)
    catalogue: frozenset[str] = CATALOGUE
    roles: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    posts: frozenset[str] | None = None
    departments: frozenset[str] | None = None
    capabilities: frozenset[str] | None = None
    rosters: frozenset[str] | None = None
    calendars: frozenset[str] | None = None
    connectors: frozenset[str] | None = None
    channels: frozenset[str] | None = None
    most_states: int = 400
    calendar: str = COMPANY_CALENDAR
    escalation: Mapping[str, Rung] = field(default_factory=lambda: COMPANY_ESCALATION)
    remind_before_a_date: str = REMIND_BEFORE_A_DATE

    def process(self, address: str) -> ProcessDefinition | None:
        """The definition of another process, if it is written."""
        found = self.processes.get(address)
        return found.definition if isinstance(found, Plan) else found
