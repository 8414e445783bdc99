"""A case that goes round and round stays small, and its thousandth round costs what its hundredth did."""

from collections.abc import Callable
from statistics import median
from time import process_time

import pytest
from kit import Case, given
from office import Office
from tales import CALENDARS, DIRECTORY

from engine.model.plan import Plan
from engine.runtime import World, absorb, apply, pack_state, resolve
from engine.runtime import commands as c
from engine.runtime import stimuli as s
from engine.runtime.state import CaseState

ROUNDS = 3000
EARLY = 300
"""By then the bounded memories (answered commands, heard messages) are full."""

LOOPS = {
    "task": """
        data:
          note: {type: text}
          lines: {type: table, fields: {sku: {type: text}, qty: {type: integer}}}
        settings:
          limit: {type: duration, default: 1 working day}
        messages:
          news: {key: ref}
        clocks:
          all: {to: last, due: 5 working days, paused_in: [work]}
        steps:
          - user_task: work
            assign: {role: clerk}
            due: settings.limit
            stage: Working
            form: {edit: [note]}
            events:
              nag: {timer: 3 h, every: 1 h, steps: [{notify: press, to: [{role: boss}], text: '{note}'}]}
              news: {message: news, form: {edit: [note]}}
            outcomes: {again: {next: work}, over: {}}
          - {user_task: last, assign: {role: clerk}}
        """,
    "message": """
        data:
          note: {type: text}
        messages:
          news: {key: ref}
        steps:
          - {wait: news_of_it, message: news, form: {edit: [note]}}
          - {choose: again, cases: [{if: note != "stop", next: news_of_it}], else: {}}
        """,
    "service": """
        data:
          count: {type: integer, default: 0}
        steps:
          - scope: rounds
            until: count < 0
            steps: [{service_task: ask, service: http.get, set: {count: =count + 1}}]
        """,
}


def next_stimulus(name: str, state: CaseState, number: int) -> s.Stimulus:
    """What brings the case round once more."""
    if name == "task":
        (task,) = state.tasks.values()
        return s.Commanded(state.now, f"k{number}", "ann", c.Complete(task.id, "again", {"note": "still"}))
    if name == "message":
        return s.MessageArrived(state.now, f"m{number}", "news", state.business_key, {"note": "go"})
    call = next(here.progress["call"] for here in state.steps.values() if here.progress.get("call"))
    return s.ServiceAnswered(state.now, call, {})


def go_round(name: str, plan: Plan, state: CaseState, rounds: range) -> CaseState:
    world = World(DIRECTORY, CALENDARS)
    for number in rounds:
        turn = apply(plan, state, next_stimulus(name, state, number))
        absorbed = absorb(plan, turn.state, resolve(turn.questions, world, process=plan.process))
        assert absorbed.follow_up is None
        state = absorbed.state
    return state


def cost(turn: Callable[[], object]) -> float:
    """CPU time of one turn; processor time, so that a busy machine does not count."""
    before = process_time()
    for _ in range(5):
        turn()
    return process_time() - before


@pytest.mark.parametrize("name", LOOPS)
def test_three_thousand_rounds_leave_the_state_small_and_the_turn_as_cheap(name: str) -> None:
    case = given(LOOPS[name])
    plan = case.plan
    early = go_round(name, plan, case.known, range(EARLY))
    late = go_round(name, plan, early, range(EARLY, ROUNDS))
    assert len(pack_state(plan, late)) <= 1.05 * len(pack_state(plan, early))
    first, last = [], []
    for number in range(120):
        first.append(cost(lambda: apply(plan, early, next_stimulus(name, early, ROUNDS + number))))  # noqa: B023
        last.append(cost(lambda: apply(plan, late, next_stimulus(name, late, ROUNDS + number))))  # noqa: B023
    assert median(last) <= 1.2 * median(first)


def test_a_round_that_needs_nobody_goes_on_turn_by_turn() -> None:
    case = given("""
        data:
          most: {type: integer, default: 3000}
          count: {type: integer, default: 0}
        steps:
          - {user_task: go, assign: {role: clerk}}
          - {calculate: add, set: {count: =count + 1}}
          - {choose: again, cases: [{if: count < most, next: add}], else: {}}
          - {user_task: after, assign: {role: clerk}}
        """)
    small = len(pack_state(case.plan, case.known))
    case.complete("go")
    assert case["count"] == 3000 and case.open == ["after"]
    assert len(pack_state(case.plan, case.known)) < 1.5 * small
    assert [len(turn.events) > 500 for turn in case.turns[1:]] == [True] * 6 + [False]


def test_five_hundred_rows_are_worked_together() -> None:
    case = given(
        """
        data:
          lines: {type: table, fields: {sku: {type: text}, ok: {type: yes_no}}}
        steps:
          - for_each: every
            item: line
            in: lines
            steps: [{wait: gate, condition: line.ok}]
        """,
        office=quick(),
        lines=[{"sku": str(number)} for number in range(100)],
    )
    assert len(case.open) == 100
    case.correct(**{"lines.ok": True})
    assert case.ended == "finished"


def quick() -> Office:
    return Office(kind_of_case=Case)
