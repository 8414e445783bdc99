"""Cases that others of a story point at: those that are given, and those that run in it. Who may read them is the rule
of every other case (`engine.administering.access`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from engine.administering.access import Concerned, Ownership, reading_of, standing_of
from engine.model.plan import Plan
from engine.model.related_cases import is_related, number_in
from engine.model.steps.end import CANCELLED
from engine.people import Directory
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import CaseDescribed, CaseEnded, CaseStarted, DataWritten, Event
from engine.runtime.questions import Pointing
from engine.runtime.readers import Readers, readers_of
from engine.runtime.related import uses, value_of
from engine.runtime.world import KnownCase
from engine.scenarios.cast import OtherCase
from engine.scenarios.seen import events_of
from engine.scenarios.stage import CaseLook, Setting

Standing = Literal["open", "completed", "cancelled"]


def known_on_stage(
    to: Pointing, setting: Setting, cases: Iterable[CaseLook], directory: Directory, at: datetime
) -> KnownCase | None:
    """What is known of a case that is pointed at in a story; the one begun last, where several have a key."""
    running = [case for case in cases if case.case_id != to.own]
    found = _running(to, running) or _given(to, setting)
    if found is None:
        return None
    known, concerned = found
    reads = to.person is None or _reads(to.person, concerned, setting, directory, at)
    return replace(known, reads=reads, used=sum(_used(to, running, known.case), known.used))


def _running(to: Pointing, running: Sequence[CaseLook]) -> tuple[KnownCase, Concerned] | None:
    """One that runs in the story, or has ended there."""
    for case in reversed(running):
        if case.plan.process in to.processes and to.wanted in (case.case_id, case.state.business_key):
            told = [one.event for one in events_of(case) if isinstance(one.event, CaseDescribed)]
            known = _known(case.case_id, case.plan.process, case.state.business_key, case.state.ended)
            concerned = _concerned(case)
            return replace(known, summary=told[-1].summary if told else {}, sealed=concerned.sealed), concerned
    return None


def _given(to: Pointing, setting: Setting) -> tuple[KnownCase, Concerned] | None:
    """One that is given beside it."""
    for key, other in setting.given.cases.items():
        if other.process in to.processes and to.wanted in (key, setting.other_id(key)):
            used = sum((amount for end, amount in _uses(other) if to.summed and uses(end, to.without)), Decimal(0))
            return replace(_of_given(setting, key, other), used=used), _concerned_by(other)
    return None


def _of_given(setting: Setting, key: str, other: OtherCase) -> KnownCase:
    known = _known(setting.other_id(key), other.process, key, other.end)
    return replace(known, summary=setting.summary_of(other), sealed=other.sealed)


def _known(case: str, process: str, key: str, ended: str | None) -> KnownCase:
    status: Standing = "open" if ended is None else "cancelled" if ended == CANCELLED else "completed"
    return KnownCase(case, process, key, status, reads=False)


def _concerned(case: CaseLook) -> Concerned:
    state = case.state
    readers = readers_of(TurnBuilder(case.plan, state, state.now))
    at_work = {one for task in state.tasks.values() for one in ((task.holder,) if task.holder else task.offered)}
    return Concerned(case.plan.process, case.plan.definition.sealed, readers, at_work)


def _concerned_by(other: OtherCase) -> Concerned:
    return Concerned(other.process, other.sealed, Readers.of(other.by, (), (), {}))


def _reads(person: str, case: Concerned, setting: Setting, directory: Directory, at: datetime) -> bool:
    plans: dict[str, Plan] = {setting.plan.process: setting.plan, **setting.plans}
    owned = [Ownership(one.process, one.definition.department, one.definition.owner) for one in plans.values()]
    return reading_of(standing_of(person, (), directory, owned, at), case) == "all"


def _used(to: Pointing, running: Iterable[CaseLook], case_id: str) -> Iterator[Decimal]:
    """What the others of the story that point at a case use of it."""
    for case in running:
        value = case.state.data.get(to.field)
        if case.plan.process != to.process or not to.summed or not is_related(value) or value["case"] != case_id:
            continue
        if uses(case.state.ended, to.without):
            yield number_in(case.state.data.get(to.summed)) or Decimal(0)


def _uses(other: OtherCase) -> Iterator[tuple[str | None, Decimal]]:
    """The amounts that are used, each with the end of the case that uses it; None: it runs."""
    uses = other.used if isinstance(other.used, Mapping) else {None: other.used}
    for end, written in uses.items():
        amount = number_in(written)
        if amount is not None:
            yield end, amount


# -- the same, for a stage with a store: what has happened in the given cases ----------------------------------------


def given_events(setting: Setting) -> Iterator[tuple[CaseStarted, list[Event]]]:
    """For each given case, how it began and what has happened in it; and the same for what others use of it."""
    for key, other in setting.given.cases.items():
        began = CaseStarted(setting.other_id(key), other.process, key, "", other.by, sealed=other.sealed)
        described = CaseDescribed("", setting.summary_of(other), ())
        ended = [CaseEnded(other.end, "completed")] if other.end is not None else []
        yield began, [described, *ended]
        for end, amount in _uses(other):
            used = f"{key}/used/{end or ''}"
            pointing = CaseStarted(setting.other_id(used), setting.plan.process, used, "", None)
            over = [CaseEnded(end, "completed")] if end is not None else []
            yield pointing, [DataWritten(dict(_using(setting, key, other, amount)), ""), *over]


def _using(setting: Setting, key: str, other: OtherCase, amount: Decimal) -> Iterator[tuple[str, Any]]:
    """What a case that uses something of a given one holds."""
    known = replace(_of_given(setting, key, other), reads=True)
    for name, field in setting.plan.definition.data.items():
        if field.sum is not None and other.process in (field.processes or ()):
            yield name, value_of(field.model_copy(update={"status": "any"}), known)
            yield field.sum.field, str(amount)
