"""What a return leaves to others: the way straight back, superiors who hear of the third one, clocks that go on."""

from collections.abc import Iterable
from typing import Any

from engine.model.plan import START
from engine.runtime import limit_pauses, revisions
from engine.runtime.above import superior_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import PathChanged
from engine.runtime.limit_keys import clock_key
from engine.runtime.questions import AskNotice
from engine.runtime.state import Limit, StepInstance

TOLD_FROM = 3
"""From the how manieth return between the same two people on both superiors hear of it."""


def set_out(turn: TurnBuilder, returner: str, worked_again: Iterable[str]) -> None:
    """From here it goes straight back to the step that has sent it; `worked_again` is done anyway, empty: all of it."""
    if turn.state.engine_revision >= revisions.GONE_BACK:
        again = tuple(worked_again)
        turn.way_back = (returner, *again) if again else ()


def note_new(turn: TurnBuilder, here: StepInstance, kept: Iterable[str]) -> None:
    """On the way straight back a step is come to that was not on it before: the path has changed."""
    if not turn.way_back:
        return
    if here.step == turn.way_back[0]:
        turn.way_back = ()
    elif here.step not in turn.way_back and here.step not in kept:
        turn.emit(PathChanged(here.id, here.step, "new"))


def tell_superiors(turn: TurnBuilder, step_id: str, target: str, by: str) -> None:
    """Between whom it was, and from the third time on a notice to those above both."""
    if turn.state.engine_revision < revisions.GONE_BACK:
        return
    target = target.partition(".")[0]
    done = turn.decisions.get(target)
    to = turn.starter if target == START else (done.behalf or done.by) if done is not None else None
    if not to or to == by:
        return
    pair = "/".join(sorted((by, to)))
    turn.returns[pair] = turn.returns.get(pair, 0) + 1
    if turn.returns[pair] >= TOLD_FROM:
        text = {"zh": f"第 {turn.returns[pair]} 次退回", "en": f"return no. {turn.returns[pair]}"}
        above = (superior_of(by), superior_of(to))
        turn.ask(AskNotice(f"{step_id}.returned_again", above, text, turn.at, turn.new_id("n")))


def clocks_of(turn: TurnBuilder) -> dict[str, Limit]:
    """The clocks that run, or stand still, before the case goes back."""
    names = {clock_key(clock_id) for clock_id in turn.plan.definition.clocks}
    return {key: limit for key, limit in turn.limits.items() if key in names}


def let_run_on(turn: TurnBuilder, before: dict[str, Limit], target: str) -> None:
    """A clock ends with the end of its step; that the step was left by going back ends none.

    One that begins again on the way forward waits for that.
    """
    if turn.state.engine_revision < revisions.GONE_BACK:
        return
    for clock_id, clock in turn.plan.definition.clocks.items():
        key = clock_key(clock_id)
        gone = key in before and key not in turn.limits
        if gone and not (clock.from_ is not None and _comes_after(turn, clock.from_, target)):
            limit_pauses.put_back(turn, before[key])
            if not any(here.step in (clock.paused_in or ()) for here in turn.steps.values()):
                limit_pauses.resume(turn, key)


def _comes_after(turn: TurnBuilder, step_id: str, target: str) -> bool:
    """Whether a step is come to again from the target, in whose list it stands or in a block of it."""
    plan: Any = turn.plan
    steps = plan.lists[plan.list_of[target]].positions
    at: str | None = step_id
    while at is not None and at not in steps:
        at = plan.lists[plan.list_of[at]].owner if at in plan.list_of else None
    return at is not None and steps[at] >= steps[target]
