"""Acts of a story on a stage: finding the task, call or case that is meant, and doing it."""

from collections.abc import Callable, Iterator
from datetime import datetime

from engine.model.steps.call_process import CallProcess
from engine.runtime import Rejected
from engine.runtime import commands as c
from engine.runtime.events import ServiceCalled, ServiceFailed, ServiceReplied, TaskCreated, TaskDecided, TaskOffered
from engine.runtime.results import written_result
from engine.runtime.state import CaseState, UserTask
from engine.scenarios import acts
from engine.scenarios.around import is_list, reachable
from engine.scenarios.ordering import TaskAct, case_command_of, command_of
from engine.scenarios.seen import events_of
from engine.scenarios.stage import CaseLook, Look, Reply, Setting, Stage

Whose = Callable[[Look], list[CaseLook]]
"""Which cases an act may mean, the likeliest first."""

RELEASE = "release"
"""The button by which a person releases a list (`engine.model.batch_plan`)."""


def act(stage: Stage, setting: Setting, entry: acts.Entry, at: datetime, id: str, whose: Whose = reachable) -> None:
    """Do what an entry says. Raises `Rejected` when it is refused, or there is nothing to do it to."""
    cases = whose(stage.look())
    match entry:
        case acts.Start():
            data = {**setting.given.data, **entry.with_}
            stage.start(entry.start, data, by=entry.by, at=at, department=entry.department, for_whom=entry.for_)
        case acts.Urge():
            stage.command(_own(cases).case_id, c.Urge(entry.urge, entry.comment), id=id, by=entry.by, at=at)
        case acts.Complete() | acts.Return() | acts.TaskVerb():
            case, task = _task(cases, entry)
            stage.command(case.case_id, command_of(entry, case, task, at), id=id, by=entry.by, at=at)
        case acts.Revoke():
            stage.revoke(_own(cases).case_id, entry.comment, id=id, by=entry.by, at=at)
        case acts.CaseVerb():
            own = _own(cases)
            stage.command(own.case_id, case_command_of(entry, own), id=id, by=entry.by, at=at)
        case acts.Do():
            case, button = _with_button(cases, entry.do)
            stage.command(case.case_id, c.Press(button, entry.with_, entry.comment), id=id, by=entry.by, at=at)
        case acts.Message(by=None):
            key = entry.key if entry.key is not None else _key(cases, entry.message)
            stage.message(entry.message, key, entry.with_, id=id, by=None, at=at)
        case acts.Message():
            by_hand = c.Record(entry.message, entry.with_)
            stage.command(_hearing(cases, entry).case_id, by_hand, id=id, by=str(entry.by), at=at)
        case acts.Answer():
            case, call = _call_in_flight(cases, entry)
            reply = Reply(error=entry.error) if entry.error else Reply(result=written_result(entry.with_))
            stage.answer_service(case.case_id, call, reply, at=at)
        case acts.Finish():
            case, instance = _called(cases, entry)
            outputs = setting.reported(_called_process(case, entry), entry.with_)
            stage.finish_called(case.case_id, instance, entry.end, outputs, at=at)
        case _:
            raise Rejected("unsupported-act", f"Expected an act of one case, but `{entry.act}` is none")


# -- finding what is meant ------------------------------------------------------------------------------------------


def _step(entry: TaskAct) -> str:
    return entry.return_ if isinstance(entry, acts.Return) else str(getattr(entry, entry.act))


def _own(cases: list[CaseLook]) -> CaseLook:
    if not cases:
        raise Rejected("no-case", "Expected a case, but none has been started")
    return cases[0]


def _task(cases: list[CaseLook], entry: TaskAct) -> tuple[CaseLook, str]:
    """The task that is meant: the open one of the step that this person may act on, else any open one, else the last
    one there was, so that the core itself says what has become of it."""
    step = _step(entry)
    if isinstance(entry, acts.TakeBack) and (decided := _decided(cases, step, entry.by)) is not None:
        return decided
    for case in cases:
        found = list(_open_tasks(case.state, step, entry.item))
        mine = [task for task in found if task.holder == entry.by] or [
            task for task in found if task.holder is None and entry.by in task.offered
        ]
        if found:
            return case, (mine or found)[0].id
    for case in cases:
        created = (one.event for one in events_of(case) if isinstance(one.event, TaskCreated))
        ids = [event.task for event in created if event.step == step]
        if ids:
            return case, ids[-1]
    raise Rejected("task-not-open", f"Expected `{step}` to be open, but nobody has been asked to do it yet")


def _decided(cases: list[CaseLook], step: str, by: str) -> tuple[CaseLook, str] | None:
    """The task of a step that was decided last, by this person if they have decided any."""
    found: list[tuple[CaseLook, TaskDecided]] = []
    for case in cases:
        of_step = {one.event.task for one in events_of(case) if isinstance(one.event, TaskOffered | TaskCreated)
                   and one.event.step == step}  # fmt: skip
        found += [(case, one.event) for one in events_of(case)
                  if isinstance(one.event, TaskDecided) and one.event.task in of_step]  # fmt: skip
    own = [(case, decided) for case, decided in found if decided.by == by]
    chosen = (own or found)[-1:]
    return next(((case, decided.task) for case, decided in chosen), None)


def _open_tasks(state: CaseState, step: str, item: int | None) -> Iterator[UserTask]:
    for task in state.tasks.values():
        if task.step == step and item in (None, item_of(state, task.instance)):
            yield task


def item_of(state: CaseState, instance: str) -> int | None:
    """Which item of the `for_each` around it a step instance belongs to, counted from 1; None outside of any."""
    here = state.steps.get(instance)
    list_id: str | None = here.list if here else None
    while list_id is not None and (inside := state.lists.get(list_id)) is not None:
        if inside.locals:
            return int(inside.locals["index"])
        holder = state.steps.get(inside.inside) if inside.inside else None
        list_id = holder.list if holder else inside.beside
    return None


def _with_button(cases: list[CaseLook], event: str) -> tuple[CaseLook, str]:
    """The case with this button; a batch step's name is that of the button by which its list is released."""
    for case in cases:
        if is_list(case) and str(case.plan.definition.batch_of).endswith(f"/{event}") and not case.state.ended:
            return case, RELEASE
        if any(name == event for name in _buttons(case)):
            return case, event
    raise Rejected("no-such-event", f"Expected an event that somebody presses, but there is no `{event}`")


def _buttons(case: CaseLook) -> Iterator[str]:
    yield from case.plan.definition.events
    for step in case.plan.steps.values():
        yield from getattr(step, "events", None) or {}
        yield from getattr(step, "first_of", None) or {}


def _key(cases: list[CaseLook], message: str) -> str:
    """The key the case now hears this message by."""
    for case in cases:
        if message in case.state.keys:
            return case.state.keys[message]
    if not cases:
        raise Rejected("no-case", f"Expected a case that hears `{message}`, but none has been started")
    return cases[0].state.business_key


def _hearing(cases: list[CaseLook], entry: acts.Message) -> CaseLook:
    """The case for which somebody records a message: the one that hears it, by this key where the story names one."""
    for case in cases:
        heard = case.state.keys.get(entry.message)
        if heard is not None and entry.key in (None, heard):
            return case
    if not cases:
        raise Rejected("no-case", f"Expected a case that hears `{entry.message}`, but none has been started")
    return cases[0]


def _call_in_flight(cases: list[CaseLook], entry: acts.Answer) -> tuple[CaseLook, str]:
    for case in cases:
        called: dict[str, str] = {}
        for one in events_of(case):
            match one.event:
                case ServiceCalled(step=step, call=call, instance=instance) if step == entry.answer:
                    called[call] = instance
                case ServiceReplied(call=call) | ServiceFailed(call=call):
                    called.pop(call, None)
                case _:
                    pass
        still = [call for call, instance in called.items() if _is_meant(case.state, instance, entry.item)]
        if still:
            return case, still[0]
    raise Rejected("no-call", f"Expected `{entry.answer}` to wait for an answer, but no call of it is in flight")


def _called(cases: list[CaseLook], entry: acts.Finish) -> tuple[CaseLook, str]:
    for case in cases:
        for here in case.state.steps.values():
            waits = here.step == entry.finish and here.phase == "working"
            is_call = isinstance(case.plan.steps.get(here.step), CallProcess)
            if waits and is_call and _is_meant(case.state, here.id, entry.item):
                return case, here.id
    raise Rejected("no-call", f"Expected `{entry.finish}` to wait for a called case, but it does not")


def _called_process(case: CaseLook, entry: acts.Finish) -> str:
    step = case.plan.steps[entry.finish]
    assert isinstance(step, CallProcess), "told by `_called`"
    return step.process


def _is_meant(state: CaseState, instance: str, item: int | None) -> bool:
    return instance in state.steps and item in (None, item_of(state, instance))
