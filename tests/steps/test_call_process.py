"""call_process: a case of another process; its end, its outputs, and what happens when there is none."""

import json
from datetime import date
from decimal import Decimal

from kit import given

from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import stimuli as s
from engine.runtime.results import written_result

CALLER = """
data:
  order_no: {type: text, default: TB-1}
  waybill: {type: text}
steps:
  - call_process: dispatch
    process: warehouse-dispatch
    with: {order_no: =order_no, urgent: true}
    set: {waybill: =result.waybill}
    outcomes:
      returned: {next: check}
      split: {steps: [{user_task: divide, assign: {role: clerk}}]}
  - user_task: after
    assign: {role: clerk}
  - end: finished
  - user_task: check
    assign: {role: boss}
    next: dispatch
"""
SPLIT = "      split: {steps: [{user_task: divide, assign: {role: clerk}}]}\n"


def test_asks_for_a_case_with_its_values_and_waits() -> None:
    case = given(CALLER)
    (asked,) = [one for one in case.requests if isinstance(one, r.OpenCase)]
    assert (asked.process, asked.data) == ("warehouse-dispatch", {"order_no": "TB-1", "urgent": "true"})
    assert asked.caller is not None and asked.caller.workflow_id == "tale:N-1"
    assert asked.initiator == "ini"
    assert case.open == ["dispatch"]


def test_knows_the_case_once_it_has_been_opened() -> None:
    case = given(CALLER)
    happened = case.called("dispatch")
    assert case.one(e.CalledCaseKnown, happened).case_id == case.step("dispatch").progress["case_id"]


def test_its_end_gives_the_outputs_and_an_end_not_listed_goes_on_below() -> None:
    case = given(CALLER)
    case.called("dispatch")
    case.called_ended("dispatch", "handed-over", waybill="Z-1")
    assert case["waybill"] == "Z-1" and case.open == ["after"]
    assert case.one(e.StepFinished).outcome == "handed-over"


def test_a_listed_end_is_followed_by_its_reaction() -> None:
    case = given(CALLER)
    case.called("dispatch")
    case.called_ended("dispatch", "returned")
    assert case.open == ["check"]
    case.complete("check")
    case.called("dispatch")
    case.called_ended("dispatch", "split")
    assert case.open == ["divide"]


def test_the_result_has_the_end_state() -> None:
    case = given(CALLER.replace("=result.waybill", "=result.end"))
    case.called("dispatch")
    case.called_ended("dispatch", "handed-over")
    assert case["waybill"] == "handed-over"


def test_a_second_end_of_the_same_call_changes_nothing() -> None:
    case = given(CALLER)
    case.called("dispatch")
    ended = s.CalledEnded(case.office.now, case.step("dispatch").id, "handed-over")
    case.do(ended)
    assert case.do(ended) == []
    assert case.open == ["after"]


def test_a_case_that_could_not_be_started_parks_the_step_and_a_retry_asks_for_another() -> None:
    case = given(CALLER)
    first = case.step("dispatch").progress["case_id"]
    case.called("dispatch", error="field-missing", text="Expected lines")
    assert case.parked == {"dispatch": "call-field-missing"}
    assert case.one(e.IncidentRaised).text == "Expected lines"
    case.retry()
    assert case.step("dispatch").progress["case_id"] != first
    case.called("dispatch")
    case.called_ended("dispatch", "handed-over")
    assert case.open == ["after"]


def test_the_same_entry_asks_for_the_same_case() -> None:
    one, other = given(CALLER), given(CALLER)
    assert one.step("dispatch").progress["case_id"] == other.step("dispatch").progress["case_id"]


def test_a_process_that_is_not_written_yet_is_done_outside_by_the_owner() -> None:
    case = given(CALLER)
    case.called("dispatch", error="not-deployed")
    assert case.offered("dispatch") == ("ini",)
    case.complete("dispatch", "returned", data={"waybill": "by hand"})
    assert case["waybill"] == "by hand"
    assert case.open == ["check"]


def test_done_outside_is_refused_to_others() -> None:
    case = given(CALLER)
    case.called("dispatch", error="not-deployed")
    with case.refuses("not-yours"):
        case.complete("dispatch", "returned", by="ann")


def test_being_told_twice_that_it_is_not_written_makes_one_task() -> None:
    case = given(CALLER)
    told = s.CalledStarted(case.office.now, case.step("dispatch").id, error="not-deployed")
    case.do(told)
    case.do(told)
    assert len(case.known.tasks) == 1
    case.complete("dispatch", "handed-over")
    assert case.open == ["after"]


LEFT = (
    CALLER
    + """
events:
  stop: {name: Stop, by: {role: boss}, next: finished}
"""
)


def cancelled(case: object) -> list[r.CancelCalled]:
    return [one for one in case.requests if isinstance(one, r.CancelCalled)]


def test_leaving_the_step_cancels_the_called_case() -> None:
    case = given(LEFT)
    case.called("dispatch")
    case.press("stop", "meg")
    (cancel,) = cancelled(case)
    assert cancel.workflow_id.startswith("p:") and cancel.reason == "event: stop"


def test_leaving_the_step_before_the_case_has_a_name_cancels_it_by_its_id() -> None:
    case = given(LEFT)
    case_id = case.step("dispatch").progress["case_id"]
    case.press("stop", "meg")
    (cancel,) = cancelled(case)
    assert (cancel.workflow_id, cancel.case_id) == ("", case_id)


def test_where_no_case_was_opened_there_is_none_to_cancel() -> None:
    case = given(LEFT)
    case.called("dispatch", error="not-deployed")
    happened = case.press("stop", "meg")
    assert not cancelled(case)
    assert case.one(e.TaskCancelled, happened)


def test_detached_starts_it_and_goes_on() -> None:
    case = given("""
        data:
          order_no: {type: text, default: TB-1}
        steps:
          - call_process: visit
            process: customer-revisit
            detached: true
            with: {order_no: =order_no}
          - user_task: after
            assign: {role: clerk}
        events:
          stop: {name: Stop, by: {role: boss}, next: finished}
        """)
    (asked,) = [one for one in case.requests if isinstance(one, r.OpenCase)]
    assert asked.caller is None
    assert case.open == ["after"]
    case.press("stop", "meg")
    assert not cancelled(case)


CALLEE = """
process: warehouse-dispatch
data:
  order_no: {type: text}
  urgent: {type: yes_no}
  waybill: {type: text}
  weight: {type: number}
start:
  called: {call: true, form: {require: [order_no], edit: [urgent]}}
steps:
  - user_task: pack
    assign: {role: clerk}
    form: {require: [waybill], edit: [weight]}
    outcomes: {packed: {}, broken: {next: returned}}
  - end: handed-over
  - end: returned
outputs: [waybill]
"""


def test_really_runs_beside_its_caller_and_gives_back_its_outputs_alone() -> None:
    case = given(CALLER.replace(SPLIT, ""), also=(CALLEE,))
    called = case.office.cases[case.step("dispatch").progress["case_id"]]
    assert called.known.initiator == "ini"
    assert called.one(e.CaseStarted).caller_case == "c1"
    called.complete("pack", "packed", data={"waybill": "Z-9", "weight": "3"})
    assert called.ended == "handed-over"
    assert case["waybill"] == "Z-9" and case.open == ["after"]


def test_a_called_case_is_cancelled_with_its_caller() -> None:
    case = given(LEFT.replace(SPLIT, ""), also=(CALLEE,))
    called = case.office.cases[case.step("dispatch").progress["case_id"]]
    case.press("stop", "meg")
    assert called.ended == "cancelled"


def test_what_the_callee_requires_and_does_not_get_parks_the_step() -> None:
    caller = """
        data:
          order_no: {type: text}
        steps:
          - call_process: dispatch
            process: warehouse-dispatch
            with: {order_no: =order_no}
        """
    case = given(caller, also=(CALLEE,))
    assert case.parked == {"dispatch": "call-field-missing"}
    case.correct(order_no="TB-9")
    case.retry()
    assert not case.parked and case.open == ["dispatch"]


SUMS = """
data:
  total: {type: number, default: 178.00}
  left: {type: number}
  needed: {type: date}
  parts: {type: integer, default: 0}
  share: {type: number}
steps:
  - call_process: price
    process: price-concession
    set:
      share: '=if parts = 0 then "none" else result.granted.total / parts'
      left: =total - result.granted.total
      needed: '=result.answered + duration("P2D")'
  - end: finished
"""
OUTPUTS = written_result({"granted.total": Decimal("172.66"), "answered": date(2026, 3, 2)})


def test_outputs_keep_their_types_so_sums_and_dates_come_out() -> None:
    case = given(SUMS, data={"parts": 2})
    case.called("price")
    case.called_ended("price", "granted", **json.loads(json.dumps(OUTPUTS)))
    assert (case["left"], case["needed"]) == (Decimal("5.34"), date(2026, 3, 4))


def test_outputs_keep_their_types_while_the_step_is_parked() -> None:
    case = given(SUMS)
    case.called("price")
    case.called_ended("price", "granted", **OUTPUTS)
    assert case.parked, "a share among none is no number"
    case.correct(parts=2)
    case.retry()
    assert (case["share"], case["left"]) == (Decimal("86.33"), Decimal("5.34"))


GRANTING = """
process: granting
data:
  total: {type: number, default: 172.66}
  since: {type: date, default: 2026-03-02}
outputs: [total, since]
start: {asked: {call: true}}
steps:
  - end: granted
"""


ASKING = """
data:
  left: {type: number}
  needed: {type: date}
steps:
  - call_process: ask
    process: granting
    set: {left: =178 - result.total, needed: '=result.since + duration("P1D")'}
  - end: finished
"""


def test_a_called_case_reports_its_outputs_with_their_types() -> None:
    case = given(ASKING, also=(GRANTING,))
    assert (case["left"], case["needed"]) == (Decimal("5.34"), date(2026, 3, 3))
