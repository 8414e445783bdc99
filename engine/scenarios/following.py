"""Which cases of a story are told that the directory is another, or the calendars are."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from engine.calendars import Calendars
from engine.people import Directory
from engine.runtime.events import TaskOffered
from engine.runtime.retargeting import Day, OpenTask, concerned
from engine.runtime.stimuli import CalendarsChanged, DirectoryChanged
from engine.scenarios.stage import CaseLook, Changed


def directory_changes(
    cases: Iterable[CaseLook], before: Directory, now: Directory, at: datetime
) -> Iterator[tuple[str, DirectoryChanged]]:
    """What each case is told that has open tasks which others have by the directory of now."""
    if before.version == now.version:
        return
    for case in cases:
        if case.state.ended is not None:
            continue
        asked = [one for turn in case.turns for one in turn.asked]
        found = concerned(_open_tasks(case), asked, Day(before, at), Day(now, at), case.state.post)
        if found:
            gone = tuple(dict.fromkeys(person for one in found for person in one.gone))
            yield case.case_id, DirectoryChanged(at, tuple(one.task for one in found), before.version, gone)


def calendar_changes(
    cases: Iterable[CaseLook], before: Calendars, now: Calendars, changed: Changed, at: datetime
) -> Iterator[tuple[str, CalendarsChanged]]:
    """What every case that waits for a limit is told; it asks anew, and what does not move leaves no trace."""
    if before.version == now.version:
        return
    for case in cases:
        if case.state.ended is None and case.state.limits:
            limits = tuple(case.state.limits)
            yield case.case_id, CalendarsChanged(at, limits, before.version, changed.by, changed.reason)


def _open_tasks(case: CaseLook) -> Iterator[OpenTask]:
    why = {one.task: one.why for turn in case.turns for one in turn.events if isinstance(one, TaskOffered)}
    for task in case.state.tasks.values():
        if task.resolved:
            besides = tuple(one for one in (task.lent_to, task.offered_back) if one)
            yield OpenTask(
                task.id, task.instance, task.created, task.offered, task.holder, why.get(task.id, {}), besides
            )
