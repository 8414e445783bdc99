"""Returns explored on the code that runs cases: an end can always be reached; broken rules are found and replayed.

All flows, with more of everything, are `python -m proving returns`.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.model.plan import Plan
from engine.runtime import flow as flow_rules
from engine.runtime.builder import TurnBuilder
from engine.runtime.flow import lists
from engine.runtime.steps.parallel import ParallelRunner
from engine.runtime.steps.user_task import UserTaskRunner
from proving.returns.exploring import explore
from proving.returns.flows import flow, flows
from proving.returns.moves import Left
from proving.returns.telling import replay, scenario

FLOWS: Mapping[str, Plan] = flows()
TWO_RETURNS = Left(returns=2, signers=0, taken_back=0)
A_SIGNER = Left(returns=1, signers=1, taken_back=0)
TAKEN_BACK = Left(returns=0, signers=1, taken_back=1)
SHORT = Left(returns=1, signers=0, taken_back=0)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("vote-in-branch", TWO_RETURNS),
        ("votes-one-after-another", TWO_RETURNS),
        ("votes-one-after-another", A_SIGNER),
        ("votes-one-after-another", TAKEN_BACK),
        ("signers-that-bind", TWO_RETURNS),
        ("signers-that-bind", TAKEN_BACK),
        ("two-of-three-branches", TWO_RETURNS),
    ],
)
def test_from_every_state_an_end_can_be_reached(name: str, left: Left) -> None:
    found = explore(FLOWS[name], left)
    assert found.faults == [], "\n".join(map(str, found.faults))
    assert found.cut == 0 and found.transitions > found.states > 10


def test_where_exploring_was_cut_is_said() -> None:
    found = explore(FLOWS["vote-in-branch"], SHORT, most_states=10)
    assert found.faults == [] and found.cut > 0


def broken(name: str, left: Left = SHORT) -> tuple[str, str]:
    """What is found of a flow, and the scenario that shows it."""
    found = explore(FLOWS[name], left)
    assert found.faults, "Expected the broken rule to be found"
    return found.faults[0].what, scenario(FLOWS[name], found.faults[0])


def test_a_join_that_waits_for_ever_is_found_and_plays_as_a_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ParallelRunner.enter

    def enter(self: ParallelRunner, step: Any, here: Any, turn: TurnBuilder) -> None:
        reopened = step.id in turn.reopened
        real(self, step, here, turn)
        if reopened:
            flow_rules.update(turn, here.id, needed=2)

    monkeypatch.setattr(ParallelRunner, "enter", enter)
    what, story = broken("vote-in-branch")
    assert "holds nothing" in what
    assert "return: sign" in story and "to: both." in story
    assert replay(FLOWS["vote-in-branch"], story).passed


def test_a_task_that_nobody_can_act_on_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.runtime.signers.go_on", lambda turn, task: None)
    what, story = broken("signers-that-bind", Left(returns=0, signers=1, taken_back=0))
    assert "offered to nobody" in what
    assert replay(FLOWS["signers-that-bind"], story).passed


def test_what_is_left_open_by_a_return_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UserTaskRunner, "leave", lambda self, step, here, turn, reason: None)
    what, _ = broken("vote-in-branch")
    assert "is of a step that is gone" in what


def test_a_fault_of_the_code_is_found_with_the_way_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel_list(turn: TurnBuilder, list_id: str, reason: str) -> None:
        raise KeyError(list_id)

    monkeypatch.setattr(lists, "cancel_list", cancel_list)
    what, story = broken("vote-in-branch")
    assert what.startswith("KeyError")
    with pytest.raises(KeyError):
        replay(FLOWS["vote-in-branch"], story)


def test_an_end_that_cannot_be_reached_is_found() -> None:
    plan = flow(
        {
            "flow": "round",
            "data": {"ready": {"type": "yes_no", "default": "false"}},
            "steps": [
                {"scope": "rounds", "until": "ready", "steps": [{"user_task": "work", "assign": {"role": "clerk"}}]},
                {"end": "over"},
            ],
        }
    )
    found = explore(plan, SHORT)
    assert {fault.what for fault in found.faults} == {"no end can be reached"}
    assert replay(plan, scenario(plan, found.faults[0])).passed
