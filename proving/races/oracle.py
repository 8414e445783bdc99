"""What two acts may come to: what the pure core makes of one after the other, in either order."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.plan import Plan
from engine.runtime import Rejected, Resolution, absorb, apply
from engine.runtime import stimuli as s
from engine.runtime.border import ReplayedTurn
from engine.runtime.packing import same_state
from engine.runtime.refusals import has_ended
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Stimulus
from engine.runtime.wire import decode, decode_as
from engine.scenarios.core_driver import Case, CoreDriver
from store.company import Company

Answer = int | str | None
"""The turn a command became, the code it was refused with; None for what is answered to nobody."""


@dataclass(frozen=True)
class Outcome:
    """The state two acts have led to, and their answers."""

    state: CaseState
    answers: tuple[Answer, Answer]

    def is_same(self, other: "Outcome", plan: Plan) -> bool:
        """Whether the state is the same, turn by turn, and so are the answers."""
        same = self.answers == other.answers and self.state.digest == other.state.digest
        return same and same_state(self.state, other.state, plan)


def state_after(plan: Plan, turns: Sequence[ReplayedTurn]) -> CaseState:
    """The state a case has after these turns of its history."""
    state: CaseState | None = None
    for one in turns:
        stimulus: Stimulus = decode(Stimulus, one.commit.stimulus)
        turn = apply(plan, state, stimulus)
        state = absorb(plan, turn.state, decode_as(Resolution, one.resolution)).state
    assert state is not None, "Expected a history with a turn"
    return state


def one_after_the_other(
    plan: Plan, company: Company, before: CaseState, first: Stimulus, second: Stimulus
) -> tuple[list[Answer], CaseState]:
    """The answers of two stimuli taken in this order, and the state after them."""
    driver = CoreDriver(company.directory, company.calendars, lambda case, request, turn: None)
    case = Case(before.case_id, plan, before)
    driver.cases[case.case_id] = case
    answers = [_taken(driver, case, one) for one in (first, second)]
    assert case.state is not None
    return answers, case.state


def _taken(driver: CoreDriver, case: Case, stimulus: Stimulus) -> Answer:
    state = case.state
    assert state is not None
    if state.ended is not None:
        return has_ended().code if isinstance(stimulus, s.Commanded) else None
    if isinstance(stimulus, s.MessageArrived) and state.keys.get(stimulus.message) != stimulus.key:
        return None
    if isinstance(stimulus, s.Alarm):
        driver.advance_to(stimulus.at, including=True)
        return None
    number = state.turn + 1
    try:
        driver.take(case, stimulus, max(state.now, stimulus.at))
    except Rejected as refused:
        return refused.code
    return number if isinstance(stimulus, s.Commanded) else None


def allowed(
    plan: Plan, company: Company, before: CaseState, one: Stimulus, other: Stimulus
) -> list[tuple[str, Outcome]]:
    """The outcomes of both orders, as `first` or `second` came first. A deadline that is past comes before any act."""
    orders = []
    if not _is_too_late(one, other):
        answers, state = one_after_the_other(plan, company, before, one, other)
        orders.append(("first", Outcome(state, (answers[0], answers[1]))))
    if not _is_too_late(other, one):
        answers, state = one_after_the_other(plan, company, before, other, one)
        orders.append(("second", Outcome(state, (answers[1], answers[0]))))
    return orders


def _is_too_late(act: Stimulus, alarm: Stimulus) -> bool:
    return isinstance(alarm, s.Alarm) and act.at > alarm.at
