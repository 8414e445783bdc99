"""The cases around a story's own: the lists it gathers on, the cases it has called, the one that undoes it."""

from collections.abc import Iterator

from engine.model.batch_plan import MEMBERS
from engine.runtime.events import CaseStarted
from engine.scenarios.stage import CaseLook, Look


def reachable(look: Look) -> list[CaseLook]:
    """The cases an act may mean, in this order: the story's own, the lists it is on, other lists, the cases it called
    or that undoes it.

    Cases of a crowd are only led to their step; after that they act through lists and messages alone.
    """
    if not look.cases:
        return []
    own = look.cases[0]
    on = list(lists_with(look, own))
    other = [case for case in look.cases if is_list(case) and case not in on]
    return [own, *on, *other, *_called(look, own)]


def lists_with(look: Look, case: CaseLook) -> Iterator[CaseLook]:
    """The lists a case is on, or was when they were decided; not those it was taken off."""
    for one in look.cases:
        rows = (one.state.data.get(MEMBERS) or []) if is_list(one) else []
        if any(row["case_id"] == case.case_id and row["left_because"] is None for row in rows):
            yield one


def is_list(case: CaseLook) -> bool:
    """Whether a case is a list on which others gather."""
    return case.plan.definition.batch_of is not None


def list_at(look: Look, case: CaseLook, step: str) -> CaseLook | None:
    """The list of a step that a case is on."""
    wanted = f"{case.plan.process}/{step}"
    found = [one for one in lists_with(look, case) if one.plan.definition.batch_of == wanted]
    return found[-1] if found else None


def called_of(look: Look, process: str) -> CaseLook | None:
    """The latest case of a process that the story's own has called, that undoes it, or that one of these called."""
    found = [case for case in _called(look, look.cases[0]) if case.plan.process == process]
    return found[-1] if found else None


def _called(look: Look, own: CaseLook) -> Iterator[CaseLook]:
    reached = {own.case_id}
    for case in look.cases:
        caller = case.state.caller
        if (caller is not None and caller.case_id in reached) or undone_of(case) in reached:
            reached.add(case.case_id)
            yield case


def undone_of(case: CaseLook) -> str | None:
    """The ended case that this one undoes."""
    return next((event.revokes for event in case.turns[0].events if isinstance(event, CaseStarted)), None)
