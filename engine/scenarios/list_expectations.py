"""Whether a list was decided as a story expects it."""

from collections.abc import Iterator, Mapping

from engine.model.batch_plan import LIST_NUMBER, MEMBERS
from engine.runtime.events import MemberRemoved, TaskDecided
from engine.said import Said
from engine.scenarios.around import is_list
from engine.scenarios.judged import Miss, Seen
from engine.scenarios.outcomes import Released
from engine.scenarios.seen import events_of
from engine.scenarios.stage import CaseLook


def list_misses(expected: Released, seen: Seen) -> Iterator[Miss]:
    """The list that was decided with this act: its number, how many cases it had, how many were taken out."""
    decided = [case for case in seen.look.cases if is_list(case) and any(_decided(case, seen.at_act))]
    if not decided:
        yield Miss(("batch",), "the list", "a list to have been decided with this act", "none was")
        return
    state = decided[-1].state
    rows = state.data.get(MEMBERS) or []
    removed = (one.event for one in events_of(decided[-1]) if isinstance(one.event, MemberRemoved))
    found = {
        "number": state.data.get(LIST_NUMBER),
        "cases": sum(row["left_because"] is None for row in rows),
        "left": sum(event.by is not None for event in removed),
    }
    for key, one in found.items():
        wanted = getattr(expected, key)
        if wanted is not None and wanted != one:
            yield Miss(("batch", key), Said("the list's {what}", what=_BATCH_WORDS[key]), str(wanted), str(one))


_BATCH_WORDS = {"number": "number", "cases": "cases", "left": "cases that were taken out"}


def _decided(case: CaseLook, before: Mapping[str, int]) -> Iterator[bool]:
    for one in events_of(case, before.get(case.case_id, 0)):
        yield isinstance(one.event, TaskDecided)
