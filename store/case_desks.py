"""The part of the store for those who answer for a case: what they may do about it, tried on a copy."""

from datetime import datetime

from engine.insight.managing import Asked, Desk, Possible, command_of, override_needed, possible
from engine.insight.previewing import Worlds
from engine.model.plan import Plan
from engine.runtime.commands import Command
from engine.runtime.events import Event
from engine.runtime.state import CaseState
from store.task_pages import TaskPages


class CaseDesks(TaskPages):
    """Cases on the desks of superiors, owners of processes and operators."""

    async def possible_acts(self, case_id: str, by: str, at: datetime, *, operates: bool) -> list[Possible] | None:
        """Every act on a case, allowed or not; None where that cannot be tried."""

        def tried(plan: Plan, state: CaseState, worlds: Worlds) -> list[Possible]:
            return list(possible(Desk(plan, state, by, at, worlds, operates))) if state.ended is None else []

        return await self._on_a_copy(case_id, at, tried)

    async def act_tried(
        self, case_id: str, by: str, at: datetime, asked: Asked, *, operates: bool
    ) -> list[Event] | None:
        """What would happen; None where it cannot be tried. Raises `Rejected`."""

        def tried(plan: Plan, state: CaseState, worlds: Worlds) -> list[Event]:
            desk = Desk(plan, state, by, at, worlds, operates)
            return desk.happens(command_of(asked, override=override_needed(desk, asked)))

        return await self._on_a_copy(case_id, at, tried)

    async def command_for(self, case_id: str, by: str, at: datetime, asked: Asked, *, operates: bool) -> Command:
        """The command an act is: an operator who is no superior overrides. Raises `Rejected`."""

        def chosen(plan: Plan, state: CaseState, worlds: Worlds) -> Command:
            desk = Desk(plan, state, by, at, worlds, operates)
            return command_of(asked, override=override_needed(desk, asked))

        return await self._on_a_copy(case_id, at, chosen) or command_of(asked)
