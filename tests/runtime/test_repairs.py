"""What operators do: retry, correct, skip, move, cancel; always with a reason, always recorded."""

import pytest
from kit import Case, given

from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import requests as r

CASE = """
data:
  amount: {type: money, currency: CNY}
  lines: {type: table, fields: {sku: {type: text}, qty: {type: integer}}}
  note: {type: text}
steps:
  - {user_task: check, if: amount > 0, assign: {role: clerk}, form: {edit: [note]}, outcomes: {fine: {}, bad: {next: refused}}}
  - scope: part
    steps:
      - {user_task: one, assign: {role: clerk}}
      - {service_task: two, service: http.get, set: {note: =result.note}}
      - {user_task: three, assign: {role: clerk}}
  - {user_task: last, assign: {role: boss}}
  - end: granted
  - end: refused
"""


def parked() -> Case:
    case = given(CASE, lines=[{"sku": "A", "qty": 1}, {"sku": "B", "qty": 2}])
    assert case.parked == {"check": "condition-null"}
    return case


def at_part() -> Case:
    case = given(CASE, amount=5)
    case.complete("check", "fine")
    return case


# -- retry -----------------------------------------------------------------------------------------------------------


def test_a_retry_is_recorded_with_its_reason_and_resolves_the_incident() -> None:
    case = parked()
    case.correct(amount=3)
    happened = case.retry("amount filled in")
    assert case.one(e.Overridden, happened).verb == "retry"
    assert case.one(e.IncidentResolved, happened).reason == "amount filled in"
    assert case.open == ["check"] and not case.parked


def test_a_retry_that_fails_again_parks_again() -> None:
    case = parked()
    first = next(iter(case.known.incidents))
    case.retry()
    assert case.parked == {"check": "condition-null"} and first not in case.known.incidents


def test_rejects_a_retry_of_no_incident() -> None:
    case = at_part()
    with case.refuses("unknown-incident"):
        case.command(c.Retry("i9"), "op")


# -- correct ---------------------------------------------------------------------------------------------------------


def test_corrects_fields_parts_and_cells() -> None:
    case = parked()
    happened = case.command(c.Correct({"amount": "7", "lines.1.qty": 5}, "typing mistake"), "op")
    assert case["amount"] == 7 and [row["qty"] for row in case["lines"]] == [1, 5]
    assert case.one(e.Overridden, happened).what == "amount, lines.1.qty"
    assert case.one(e.DataWritten, happened).by == "op"


@pytest.mark.parametrize("data", [{"amount": "much"}, {"colour": "red"}, {"lines.9.qty": 1}, {"lines.0.size": 1}])
def test_rejects_a_correction_that_does_not_fit(data: dict[str, object]) -> None:
    case = parked()
    with case.refuses("wrong-type"):
        case.command(c.Correct(data, "typing mistake"), "op")


# -- skip ------------------------------------------------------------------------------------------------------------


def test_skips_a_parked_step_and_goes_on_below() -> None:
    case = parked()
    happened = case.skip("check")
    assert case.open == ["one"] and not case.parked
    assert case.one(e.StepSkipped, happened).by == "op"
    assert case.one(e.IncidentResolved, happened).how == "skip"


def test_skips_with_an_outcome_as_if_it_had_been_given() -> None:
    case = given(CASE, amount=5)
    happened = case.skip("check", "bad")
    assert case.ended == "refused"
    assert case.one(e.TaskCancelled, happened)
    assert case.one(e.StepFinished, happened).by == "op"


def test_skips_a_task_with_what_would_have_been_filled() -> None:
    case = given(CASE, amount=5)
    case.skip("check", "fine", note="by phone")
    assert case["note"] == "by phone" and case.open == ["one"]


def test_skips_a_service_with_the_result_it_would_have_given() -> None:
    case = at_part()
    case.complete("one")
    case.skip("two", "done", note="looked up by hand")
    assert case["note"] == "looked up by hand" and case.open == ["three"]


def test_skips_a_scope_with_all_that_is_open_in_it() -> None:
    case = at_part()
    case.skip("part")
    assert case.open == ["last"]
    assert case.all(e.TaskCancelled)


def test_skips_a_called_case_and_cancels_it() -> None:
    case = given("""
        steps:
          - {call_process: ship, process: warehouse-dispatch, outcomes: {lost: {next: lost}}}
          - end: fine
          - end: lost
        """)
    case.called("ship")
    case.skip("ship", "lost")
    assert case.ended == "lost"
    assert [one for one in case.requests if isinstance(one, r.CancelCalled)]


def test_skips_the_rest_of_a_reaction() -> None:
    case = given("""
        data:
          times: {type: integer, default: 0}
        steps:
          - user_task: ask
            assign: {role: clerk}
            set: {times: =times + 1}
            outcomes: {yes_please: {steps: [{user_task: serve, assign: {role: clerk}}]}}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.complete("ask")
    with case.refuses("already-decided"):
        case.skip("ask", "yes_please")
    case.skip("ask")
    assert case.open == ["after"] and case["times"] == 1


def test_what_runs_beside_a_skipped_step_runs_on() -> None:
    case = given("""
        steps:
          - user_task: ask
            assign: {role: clerk}
            events: {look: {name: Look, by: {role: boss}, steps: [{user_task: see, assign: {role: boss}}]}}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.press("look", "meg")
    case.skip("ask")
    assert case.open == ["see", "after"]


def test_rejects_a_skip_of_what_is_not_open_or_with_an_unknown_outcome() -> None:
    case = given(CASE, amount=5)
    with case.refuses("unknown-step"):
        case.command(c.Skip("s99", "because"), "op")
    with case.refuses("unknown-outcome"):
        case.skip("check", "great")


# -- move ------------------------------------------------------------------------------------------------------------


def test_moves_the_outermost_list_to_another_of_its_steps() -> None:
    case = at_part()
    happened = case.move("last")
    assert case.open == ["last"]
    assert case.one(e.Overridden, happened).what == "last"
    assert "moved by op" in {one.reason for one in case.all(e.StepCancelled, happened)}


def test_moves_a_list_inside_a_step() -> None:
    case = at_part()
    case.move("three", list_of="one")
    assert case.open == ["three"]


def test_moves_a_parked_case_to_an_end() -> None:
    case = parked()
    case.move("refused")
    assert case.ended == "refused"


def test_moves_back_and_everything_is_done_again() -> None:
    case = at_part()
    case.move("check")
    case.complete("check", "fine")
    assert case.open == ["one"]


def test_rejects_a_move_to_a_step_elsewhere_or_in_no_list() -> None:
    case = at_part()
    with case.refuses("unknown-step"):
        case.move("three")
    with case.refuses("unknown-list"):
        case.command(c.Move("last", "because", "l99"), "op")


# -- cancel ----------------------------------------------------------------------------------------------------------


def test_cancels_the_case_with_all_that_is_open() -> None:
    case = at_part()
    happened = case.cancel("opened twice")
    assert case.ended == "cancelled"
    ended = case.one(e.CaseEnded, happened)
    assert (ended.how, ended.by, ended.reason) == ("cancelled", "op", "opened twice")
    assert case.all(e.TaskCancelled, happened) and case.one(e.Overridden, happened).verb == "cancel"


def test_a_called_case_is_told_to_cancel_from_outside() -> None:
    from engine.runtime import stimuli as s

    case = at_part()
    case.do(s.CancelAsked(case.office.now, "caller went elsewhere"))
    assert case.ended == "cancelled"
    assert case.one(e.CaseEnded).reason == "caller went elsewhere"


@pytest.mark.parametrize(
    "act",
    [
        lambda case: case.correct(" ", amount=1),
        lambda case: case.skip("one", reason=""),
        lambda case: case.move("last", ""),
        lambda case: case.cancel(" "),
    ],
)
def test_rejects_every_such_act_without_a_reason(act: object) -> None:
    case = at_part()
    with case.refuses("reason-missing"):
        act(case)  # type: ignore[operator]


def test_one_parked_branch_leaves_the_rest_of_the_case_going() -> None:
    case = given("""
        steps:
          - parallel: both
            branches:
              one: {steps: [{service_task: a, service: http.get}]}
              two: {steps: [{user_task: b, assign: {role: clerk}}]}
          - {user_task: after, assign: {role: clerk}}
        """)
    case.fail("a", "broken")
    case.complete("b")
    assert case.parked == {"a": "service-broken"} and case.ended is None
    case.retry()
    case.answer("a")
    assert case.open == ["after"]
