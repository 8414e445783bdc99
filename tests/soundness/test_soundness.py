"""Soundness: every way a definition's flow allows leads to an end, or the shortest way that does not is shown."""

import textwrap

import pytest
import yaml

from engine.compiler import compile_definition
from engine.compiler.known import Known
from engine.model import ProcessDefinition
from engine.model.plan import Plan
from engine.soundness import explore

HEAD = """
process: tiny
name: Tiny
department: office
business_key: number
data:
  number: {type: text}
  ready: {type: yes_no}
start:
  begin: {by: {role: clerk}, form: {require: [number], edit: [ready]}}
steps:
"""


def plan(steps: str) -> Plan:
    compiled = compile_definition(written(steps), "tiny.yaml", known=Known())
    assert compiled.plan is not None, [str(problem) for problem in compiled.problems]
    return compiled.plan


def unchecked_plan(steps: str) -> Plan:
    """The plan of a definition whose fault the compiler would already have refused by looking at it."""
    return Plan(ProcessDefinition.model_validate(yaml.load(written(steps), Loader=yaml.BaseLoader)))


def written(steps: str) -> str:
    return HEAD.lstrip() + textwrap.indent(textwrap.dedent(steps).strip("\n"), "  ") + "\n"


def test_a_plain_process_is_sound_and_all_of_it_is_reached() -> None:
    found = explore(plan("- {user_task: look, assign: {role: clerk}}\n- {end: fine}"))
    assert found.complete and not found.stuck and not found.dead_steps


def test_a_join_of_more_branches_than_may_be_taken_is_shown_with_the_way_there() -> None:
    found = explore(
        unchecked_plan(
            """
            - user_task: look
              assign: {role: clerk}
            - parallel: both
              join: 2
              branches:
                one: {steps: [{user_task: first, assign: {role: clerk}}]}
                two: {if: ready, steps: [{user_task: second, assign: {role: clerk}}]}
            - end: fine
            """
        )
    )
    [trace] = found.stuck
    assert trace.fault == "join-unreachable"
    assert trace.moves == ("look: done",)
    assert trace.open_steps == ("both",)


def test_an_error_that_nothing_catches_is_shown() -> None:
    found = explore(
        unchecked_plan(
            """
            - choose: fits
              cases: [{if: ready, next: fine}]
              else: {}
            - {raise: too_big, error: too-big}
            - end: fine
            """
        )
    )
    assert [trace.fault for trace in found.stuck] == ["error-uncaught"]


def test_a_vote_that_may_end_undecided_is_shown() -> None:
    found = explore(
        unchecked_plan(
            """
            - user_task: agree
              assign: [{role: clerk}, {role: head}]
              vote: {approve: 2, refuse: 2}
              outcomes: {approve: {}, refuse: {next: refused}}
            - end: fine
            - end: refused
            """
        )
    )
    assert [(trace.fault, trace.moves) for trace in found.stuck] == [
        ("vote-undecided", ("agree: approve", "agree: refuse"))
    ]


def test_an_event_that_runs_beside_and_leads_away_leaves_a_live_case() -> None:
    found = explore(
        plan(
            """
            - user_task: look
              assign: {role: clerk}
              events:
                doubt:
                  name: Doubt
                  by: {role: clerk}
                  steps:
                    - user_task: ask
                      assign: {role: head}
                      outcomes: {fine: {}, bad: {next: refused}}
            - end: fine
            - end: refused
            """
        )
    )
    assert found.complete and not found.stuck and not found.dead_steps
    assert found.states >= 5


def test_where_it_stops_is_said_and_nothing_is_claimed_beyond() -> None:
    sound = plan("- {user_task: a, assign: {role: clerk}}\n- {user_task: b, assign: {role: clerk}}\n- {end: fine}")
    found = explore(sound, most_states=1)
    assert not found.complete
    assert not found.stuck and not found.dead_steps


@pytest.mark.parametrize("states", [1, 50])
def test_exploring_twice_finds_the_same(states: int) -> None:
    sound = plan("- {user_task: a, assign: {role: clerk}}\n- {end: fine}")
    assert explore(sound, states) == explore(sound, states)


def test_the_compiler_refuses_a_definition_that_is_not_sound() -> None:
    text = written(
        """
        - parallel: both
          join: 2
          branches:
            one: {steps: [{user_task: first, assign: {role: clerk}}]}
            two: {if: ready, steps: [{user_task: second, assign: {role: clerk}}]}
        - end: fine
        """
    )
    compiled = compile_definition(text, "tiny.yaml", known=Known())
    assert compiled.plan is None
    [problem] = compiled.problems
    assert (problem.line, problem.column, problem.code) == (11, 5, "join-unreachable")
    assert problem.hint == "The way there: start"


def test_what_goes_round_by_itself_may_stop_once_its_condition_changes() -> None:
    found = explore(
        plan(
            """
            - scope: rounds
              until: ready
              steps:
                - {calculate: note, set: {ready: =number = "1"}}
            - end: fine
            """
        )
    )
    assert found.complete and not found.stuck and not found.dead_steps
