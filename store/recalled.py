"""The states of cases as their turns tell them: made again turn by turn, and kept for who looks once more."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import Connection, select

from engine.insight.recalling import NotRecalled, Taken, recalled
from engine.model.plan import Plan
from engine.runtime import Resolution
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Stimulus
from engine.runtime.wire import decode, decode_as
from engine.runtime.world import World
from store import deployments, turns
from store.company import Company
from store.tables.projection import cases
from store.turns import StoredTurn
from store.whys import Companies
from store.world import Version

KEPT = 500
"""So many cases are kept, those looked at last."""


@dataclass
class StatesKept:
    """States by case, with the digest of the turn each stands after. Safe to use from many threads."""

    _states: OrderedDict[str, CaseState] = field(default_factory=OrderedDict)
    _companies: dict[Version, Company] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, connection: Connection, case_id: str) -> tuple[Plan, CaseState] | None:
        """A case's plan and its state after its last turn; None for an unknown case. Raises `NotRecalled`."""
        row = connection.execute(select(cases.c.plan, cases.c.digest).where(cases.c.case_id == case_id)).one_or_none()
        plan = deployments.plan(connection, row.plan) if row is not None else None
        if row is None or plan is None:
            return None
        with self._lock:
            state = self._states.get(case_id)
        if state is None or state.digest != row.digest:
            state = _made(connection, case_id, plan, state, Companies(connection, self._companies))
            self._keep(state)
        return plan, state

    def _keep(self, state: CaseState) -> None:
        with self._lock:
            self._states[state.case_id] = state
            self._states.move_to_end(state.case_id)
            while len(self._states) > KEPT:
                self._states.popitem(last=False)


def _made(connection: Connection, case_id: str, plan: Plan, known: CaseState | None, companies: Companies) -> CaseState:
    """The state after the last turn, from one that is known where the record goes on from it."""
    later = turns.of_case(connection, case_id, after=known.turn) if known is not None else []
    if known is not None and later and later[0].previous == known.digest:
        return recalled(plan, _taken(companies, later), known)
    stored = turns.of_case(connection, case_id)
    if not stored or stored[0].n != 1:
        raise NotRecalled("Expected the record to begin with the first turn, but it does not")
    return recalled(plan, _taken(companies, stored))


def _taken(companies: Companies, stored: list[StoredTurn]) -> Iterator[Taken]:
    for one in stored:

        def world(at: StoredTurn = one) -> World | None:
            company = companies.then(at.committed_at)
            zone = company.directory.zone.key if company else ""
            return World(company.directory, company.calendars, at=at.at, zone=zone) if company else None

        stimulus: Stimulus = decode(Stimulus, one.stimulus)
        yield Taken(one.digest, stimulus, decode_as(Resolution, one.resolution), world)
