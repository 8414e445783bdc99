"""Other eyes: whom a step leaves out gets past it by no operator's act either.

They do not skip it, nor move the case past it, nor write by hand what leaves them out. Another operator may. Code:
`excluded` (found by the commit).
"""

from collections.abc import Iterable, Mapping

from engine.model.plan import with_all_inside
from engine.model.steps.user_task import UserTask
from engine.people import BoundWho
from engine.runtime import batches, revisions, sides
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.questions import AskNoneOf
from engine.runtime.state import StepInstance

LeftOut = Mapping[str, tuple[BoundWho, ...]]
"""Steps, each with whom it leaves out."""


def must_not_skip(turn: TurnBuilder, here: StepInstance, by: str) -> None:
    """Whoever lets a step end without its work is left out by nothing in it; the commit refuses otherwise."""
    _ask(turn, _of_steps(turn, with_all_inside(turn.plan.steps[here.step]), here.list), by)
    if batches.is_list(turn):
        batches.must_be_other_eyes(turn, by)


def must_not_pass(turn: TurnBuilder, list_id: str, to: str, by: str) -> None:
    """Whoever moves a list is left out by nothing it is moved past; the commit refuses otherwise."""
    at = turn.lists[list_id].at
    if at is None or at not in turn.steps:
        return
    steps = turn.plan.lists[turn.lists[list_id].address]
    first, last = steps.positions[turn.steps[at].step], steps.positions[to]
    passed = [inner for step in steps.steps[first:last] for inner in with_all_inside(step)]
    _ask(turn, _of_steps(turn, passed, list_id), by)
    if batches.is_list(turn):
        batches.must_be_other_eyes(turn, by)


def left_out(turn: TurnBuilder) -> LeftOut:
    """Whom every step of the case leaves out by the data of now."""
    open_in = {here.step: here.list for here in turn.steps.values()}
    found: dict[str, tuple[BoundWho, ...]] = {}
    for step_id in turn.plan.steps:
        found |= _of_steps(turn, (step_id,), open_in.get(step_id))
    return found


def must_not_free(turn: TurnBuilder, before: LeftOut, by: str) -> None:
    """Whoever has written by hand what changes whom a step leaves out was not one of them; the commit refuses
    otherwise."""
    after = left_out(turn)
    _ask(turn, {step: who for step, who in before.items() if after.get(step) != who}, by)


def _of_steps(turn: TurnBuilder, steps: Iterable[str], list_id: str | None) -> dict[str, tuple[BoundWho, ...]]:
    """A rule that cannot be calculated leaves nobody out yet."""
    found: dict[str, tuple[BoundWho, ...]] = {}
    for step_id in steps if turn.state.engine_revision >= revisions.OTHER_EYES else ():
        step = turn.plan.steps[step_id]
        if isinstance(step, UserTask):
            try:
                found[step_id] = sides.excluded_from(turn, step, list_id)
            except Parked:
                continue
    return found


def _ask(turn: TurnBuilder, left_out: LeftOut, by: str) -> None:
    for step_id, who in left_out.items():
        if who:
            message = f"Expected somebody whom {step_id} does not leave out, but {by} is left out"
            turn.ask(AskNoneOf(by, who, "excluded", message, turn.at))
