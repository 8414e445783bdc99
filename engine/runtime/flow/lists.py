"""Lists of steps: each stands at one place, and leaving that cancels what is open in it and beside it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.model.plan import MAIN
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.flow import ending, parking, stepping
from engine.runtime.runners import runner_of
from engine.runtime.state import LastEntry, ListInstance, StepInstance, WaitingEvent


def start_list(
    turn: TurnBuilder,
    address: str,
    *,
    inside: str | None = None,
    beside: str | None = None,
    hangs_on: str | None = None,
    event: str | None = None,
    item: Mapping[str, Any] | None = None,
) -> str:
    """Begin working a list at its first step; gives the id of the list instance."""
    list_id = turn.new_id("l")
    turn.lists[list_id] = ListInstance(list_id, address, inside, beside, hangs_on, event, locals=item or {})
    turn.agenda.append((list_id, turn.plan.lists[address].steps[0].id))
    return list_id


def around(turn: TurnBuilder, list_id: str) -> str | None:
    """The list instance around a list: where the step it belongs to stands, or the list it runs beside."""
    here = turn.lists[list_id]
    return turn.steps[here.inside].list if here.inside else here.beside


def within_reach(turn: TurnBuilder, list_id: str) -> set[str]:
    """The steps a `next` may name from a list: its own, and those of the lists around it."""
    found: set[str] = set()
    at: str | None = list_id
    while at is not None:
        found.update(turn.plan.lists[turn.lists[at].address].positions)
        at = around(turn, at)
    return found


def go_to(turn: TurnBuilder, list_id: str, target: str, reason: str) -> None:
    """`next`: the list that has the target, this one or one around it, now stands there; what was open in it is left.

    `done` finishes the list early.
    """
    if target == "done":
        _leave_place(turn, list_id, reason)
        finish_list(turn, list_id)
        return
    way = [list_id]
    while target not in turn.plan.lists[turn.lists[way[-1]].address].positions:
        outer = around(turn, way[-1])
        if outer is None:
            raise Parked("no-such-step", f"Expected a step of this list or one around it, but `{target}` is none")
        way.append(outer)
    _leave_place(turn, way[-1], reason)
    for left in way[:-1]:
        if left in turn.lists:
            cancel_list(turn, left, reason)
    turn.lists[way[-1]] = replace(turn.lists[way[-1]], finished=False)
    turn.agenda.append((way[-1], target))


def go_below(turn: TurnBuilder, list_id: str, step_id: str) -> None:
    """On with the step below; a list without one is finished."""
    steps = turn.plan.lists[turn.lists[list_id].address]
    position = steps.positions[step_id] + 1
    turn.lists[list_id] = replace(turn.lists[list_id], at=None)
    if position < len(steps.steps):
        turn.agenda.append((list_id, steps.steps[position].id))
    else:
        finish_list(turn, list_id)


def _leave_place(turn: TurnBuilder, list_id: str, reason: str) -> None:
    at = turn.lists[list_id].at
    if at is not None and at in turn.steps:
        stepping.cancel_step(turn, at, reason)
    if list_id in turn.lists:
        turn.lists[list_id] = replace(turn.lists[list_id], at=None)
    for entry in [entry for entry in turn.agenda if entry[0] == list_id]:
        turn.agenda.remove(entry)
        stepping.forget_return(turn, entry[1])


def finish_list(turn: TurnBuilder, list_id: str) -> None:
    turn.lists[list_id] = replace(turn.lists[list_id], finished=True, at=None)
    settle_list(turn, list_id)


def settle_list(turn: TurnBuilder, list_id: str) -> None:
    """A finished list is over once nothing runs beside it any more."""
    here = turn.lists.get(list_id)
    if here is None or not here.finished or any(one.beside == list_id for one in turn.lists.values()):
        return
    if here.inside is not None:
        holder = turn.steps[here.inside]
        parking.guarded(turn, holder.id, {"do": "settle", "list": list_id}, lambda: _hand_back(turn, holder, here))
    elif here.beside is not None:
        del turn.lists[list_id]
        _after_beside(turn, here)
    else:
        del turn.lists[list_id]
        ending.close_case(turn)


def _hand_back(turn: TurnBuilder, holder: StepInstance, here: ListInstance) -> None:
    del turn.lists[here.id]
    if holder.phase == "reacting":
        stepping.after_step(turn, holder)
    else:
        step = turn.plan.steps[holder.step]
        runner_of(step).list_finished(step, holder, turn, here)


def _after_beside(turn: TurnBuilder, here: ListInstance) -> None:
    if here.event:
        turn.last[here.event] = LastEntry(True, None, None, turn.at)
        for waiting in turn.waiting_events:
            if waiting.event == here.event and waiting.holder == here.hangs_on:
                turn.waiting_events.remove(waiting)
                start_list(turn, here.address, beside=here.beside, hangs_on=here.hangs_on, event=here.event)
                break
    if here.beside in turn.lists:
        settle_list(turn, here.beside)


def cancel_list(turn: TurnBuilder, list_id: str, reason: str) -> None:
    """A list is left: what is open in it and beside it is cancelled, innermost first."""
    here = turn.lists.get(list_id)
    if here is None:
        return
    for other in [one.id for one in turn.lists.values() if one.beside == list_id]:
        cancel_list(turn, other, reason)
    _leave_place(turn, list_id, reason)
    turn.lists.pop(list_id, None)
    if here.event:
        gone = WaitingEvent(here.event, here.hangs_on)
        turn.waiting_events = [one for one in turn.waiting_events if one != gone]


def do_beside(turn: TurnBuilder, address: str) -> None:
    """Work a list nobody wrote beside the outermost one; nothing when the definition has none there."""
    if address in turn.plan.lists and turn.ended is None:
        start_list(turn, address, beside=main_list(turn))


def run_on_beside(turn: TurnBuilder, list_id: str, holder: StepInstance) -> None:
    """A branch that was not needed for the join runs on beside the list its step stands in."""
    turn.lists[list_id] = replace(turn.lists[list_id], inside=None, beside=holder.list)


def main_list(turn: TurnBuilder) -> str:
    """The outermost list instance."""
    return next(one.id for one in turn.lists.values() if one.address == MAIN)
