"""Which steps can be reached, and whether the outermost list always reaches an `end`.

Conditions count as open: a step is unreachable only if nothing leads to it whatever the data are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.targets import found_in, nearest_in
from engine.compiler.outline import ListAt, StepAt, inner_lists
from engine.compiler.places import Loc
from engine.model.plan import reactions_of
from engine.model.reactions import Event, Reaction
from engine.model.steps.call_process import CallProcess
from engine.model.steps.choose import Choose
from engine.model.steps.end import CANCELLED, End
from engine.model.steps.parallel import Parallel
from engine.model.steps.raise_error import Raise
from engine.model.steps.scope import Scope
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.model.steps.wait import Wait
from engine.said import Said


def check_reach(c: Checking) -> None:
    """Report steps that nothing leads to, and the ways on which the outermost list runs out."""
    walk = _Walk(c)
    walk.run()
    for found in c.outline.lists:
        _report_unreached(c, found, walk.entered)
    for loc, step_id in walk.run_out.items():
        message = Said(
            "Expected every way through the outermost list to reach an `end`, but after `{step_id}` comes none.",
            step_id=step_id,
        )
        c.report(loc, "no-end", message, "Write an `end` below it, or a `next`.", key=loc[-1] == "next")


def _report_unreached(c: Checking, found: ListAt, entered: set[Loc]) -> None:
    """Of several unreached steps in a row only the first, unless the one above would not lead on anyway."""
    above_leads_on = False
    for position, step in enumerate(found.steps):
        is_entered = (*found.loc, position) in entered
        if not is_entered and (above_leads_on or (position == 0 and found.owner is None)):
            what = "end" if isinstance(step, End) else "step"
            message = Said("Expected every {what} to be reached, but nothing leads to `{id}`.", what=what, id=step.id)
            hint = "Name it in a `next`, or take it out."
            c.report((*found.loc, position, step.kind), "unreachable", message, hint, key=True)
        above_leads_on = is_entered or isinstance(step, End | Raise) or getattr(step, "next", None) is not None


class _Walk:
    """A walk over all steps: entering, completing and finishing lists, each once."""

    def __init__(self, c: Checking) -> None:
        self.c = c
        self.entered: set[Loc] = set()
        self.completed: set[Loc] = set()
        self.run_out: dict[Loc, str] = {}
        self.finished: set[Loc] = set()
        self.waiting: list[Callable[[], None]] = []

    def run(self) -> None:
        main = self.c.outline.main
        self._soon(self._enter, main.at(0))
        for event_id, event in self.c.definition.events.items():
            if event.next:
                self._jump(main, event.next, ("events", event_id, "next"), event_id)
        for found in self.c.outline.lists:
            if found.way[:1] == ("events",) and found.owner is None:
                self._soon(self._enter, found.at(0))
        while self.waiting:
            self.waiting.pop()()

    def _soon(self, act: Callable[..., None], *arguments: object) -> None:
        self.waiting.append(lambda: act(*arguments))

    def _enter(self, at: StepAt) -> None:
        step = at.step
        if at.loc in self.entered:
            return
        self.entered.add(at.loc)
        if getattr(step, "if_", None) is not None:
            self._soon(self._go_below, at)
        if isinstance(step, Raise | ServiceTask):
            self._fail(at)
        if isinstance(step, End | Raise):
            self._enter_events(at)
            return
        for inner in inner_lists(at, self.c.definition):
            if inner.way[0] in ("steps", "branches", "undo"):
                self._soon(self._enter, inner.at(0))
        self._enter_events(at)
        if isinstance(step, UserTask):
            self._returns(at, step)
        for loc, reaction in _ways_out(at):
            self._react(at, loc, reaction)
        if _may_complete_by_itself(self.c, at):
            self._soon(self._complete, at)

    def _enter_events(self, at: StepAt) -> None:
        for event_id, event in getattr(at.step, "events", {}).items():
            loc = (*at.loc, "events", event_id)
            if event.error is not None:
                self._react(at, loc, event)
            elif event.next:
                self._jump(at.list, event.next, (*loc, "next"), at.step.id)
            elif event.steps:
                self._enter_inner(at, ("events", event_id))

    def _fail(self, at: StepAt) -> None:
        """An error that only an event of the process catches, without `next`: the outermost step around is over."""
        way = [at, *_around(at)]
        inner = [event.error for one in way for event in getattr(one.step, "events", {}).values()]
        for event in self.c.definition.events.values():
            may_come = event.error is not None and getattr(at.step, "error", event.error) == event.error
            if may_come and event.next is None and event.error not in inner:
                self._soon(self._complete, way[-1])

    def _returns(self, at: StepAt, step: UserTask) -> None:
        back = step.return_ if step.return_ is not None else self.c.definition.defaults.return_
        for target in back.to if back is not None and back != "none" else ():
            step_id = target.partition(".")[0]
            found = found_in(at.list, step_id) or nearest_in(at.list, step_id)
            if found is not None:
                self._soon(self._enter, found)

    def _react(self, at: StepAt, loc: Loc, reaction: Reaction) -> None:
        if reaction.next:
            self._jump(at.list, reaction.next, (*loc, "next"), at.step.id)
        elif reaction.steps:
            way = tuple(str(part) for part in loc[len(at.loc) :])
            self._enter_inner(at, way)
        else:
            self._soon(self._complete, at)

    def _enter_inner(self, at: StepAt, way: tuple[str, ...]) -> None:
        for inner in inner_lists(at, self.c.definition):
            if inner.way == way:
                self._soon(self._enter, inner.at(0))

    def _complete(self, at: StepAt) -> None:
        step = at.step
        if at.loc in self.completed:
            return
        self.completed.add(at.loc)
        target = getattr(step, "next", None)
        if target:
            self._jump(at.list, target, (*at.loc, "next"), step.id)
        else:
            self._go_below(at)

    def _go_below(self, at: StepAt) -> None:
        if at.position + 1 < len(at.list.steps):
            self._enter(at.list.at(at.position + 1))
        else:
            self._finish(at.list, (*at.loc, at.step.kind), at.step.id)

    def _jump(self, here: ListAt, target: str, loc: Loc, step_id: str) -> None:
        if target == "done":
            self._finish(here, loc, step_id)
            return
        found = found_in(here, target) or nearest_in(here, target)
        if found is not None:
            self._soon(self._enter, found)

    def _finish(self, found: ListAt, loc: Loc, step_id: str) -> None:
        if found.is_outermost:
            self.run_out.setdefault(loc, step_id)
            return
        if found.loc in self.finished or found.owner is None or not _leads_on(found):
            return
        self.finished.add(found.loc)
        self._soon(self._complete, found.owner)


def _around(at: StepAt) -> Iterator[StepAt]:
    """The steps a step stands in, from inside; those whose events it runs beside are none of them."""
    found = at.list
    while found.owner is not None:
        if found.way[0] != "events" or _leads_on(found):
            yield found.owner
        found = found.owner.list


def _leads_on(found: ListAt) -> bool:
    """Whether the step a list belongs to is finished with it; what runs beside or undoes leads nowhere."""
    if found.way[0] == "undo":
        return False
    if found.way[0] != "events" or found.owner is None:
        return True
    events: dict[str, Event] = getattr(found.owner.step, "events", {})
    return events[found.way[1]].error is not None


def _ways_out(at: StepAt) -> Iterator[tuple[Loc, Reaction]]:
    """The reactions that follow when the step ends, each with its place."""
    for way, reaction in reactions_of(at.step):
        if way[0] != "events":
            typed = (way[0], int(way[1])) if way[0] == "cases" else way
            yield (*at.loc, *typed), reaction


def _may_complete_by_itself(c: Checking, at: StepAt) -> bool:
    """Whether a step may end without one of its reactions or inner lists."""
    step = at.step
    if isinstance(step, UserTask | Choose | Scope):
        return False
    if isinstance(step, Wait):
        return step.first_of is None
    if isinstance(step, Parallel):
        return all(branch.if_ is not None for branch in step.branches.values())
    if isinstance(step, CallProcess):
        return step.detached or not _all_ends_listed(c, step)
    return True


def _all_ends_listed(c: Checking, step: CallProcess) -> bool:
    called = c.known.process(step.process)
    if called is None:
        return False
    ends = {one.id for one in called.steps if isinstance(one, End)}
    return bool(ends) and ends | {CANCELLED} <= set(step.outcomes)
