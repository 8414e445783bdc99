"""service_task: a connector is called, its answer used, its failures tried again, then parked."""

from dataclasses import replace

import pytest
from kit import given

from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import revisions
from engine.runtime import stimuli as s
from engine.runtime.wire import encode

SHIP = """
data:
  order_no: {type: text, default: TB-1}
  weight: {type: number, default: 2.5}
  waybill: {type: text}
settings:
  carrier: {type: text, default: ZTO}
steps:
  - service_task: ship
    service: http.post
    with: {url: 'https://carrier.example', json: {order: =order_no, by: =settings.carrier, kilos: =weight}, tries: 3}
    set: {waybill: =result.number}
  - user_task: pack
    assign: {role: clerk}
"""


def test_calls_the_connector_with_its_values() -> None:
    case = given(SHIP)
    (call,) = case.calls()
    assert call.service == "http.post"
    assert call.input == {
        "url": "https://carrier.example",
        "json": {"order": "TB-1", "by": "ZTO", "kilos": "2.5"},
        "tries": "3",
    }
    assert call.timeout == 30
    assert call.key == f"c1/{case.step('ship').id}"


def test_waits_for_the_answer_and_writes_what_it_sets() -> None:
    case = given(SHIP)
    assert case.open == ["ship"]
    happened = case.answer("ship", {"number": "Z-77"})
    assert case["waybill"] == "Z-77"
    assert case.open == ["pack"]
    assert case.one(e.ServiceReplied, happened).call == case.calls()[0].call


def test_ignores_an_answer_to_a_call_that_is_over() -> None:
    case = given(SHIP)
    call = case.call_of("ship")
    case.answer("ship", {"number": "Z-77"})
    case.do(s.ServiceAnswered(case.office.now, call, {"number": "Z-78"}))
    assert case["waybill"] == "Z-77" and case.open == ["pack"]


def test_a_failing_service_is_tried_again_after_ever_longer_times() -> None:
    case = given(SHIP)
    times = []
    for _ in range(4):
        case.fail("ship")
        times.append((case.known.next_alarm - case.office.now).total_seconds())
        case.after(minutes=1)
    assert times == [2, 4, 8, 16]
    assert [call.call.partition("#")[2] for call in case.calls()] == ["1", "2", "3", "4", "5"]
    assert len({call.key for call in case.calls()}) == 1


def test_attempts_waits_and_time_limit_are_the_authors() -> None:
    case = given("""
        steps:
          - service_task: ship
            service: http.post
            timeout: 2 min
            retry: {attempts: 3, first: 10 s, up_to: 15 s}
        """)
    assert case.calls()[0].timeout == 120
    case.fail("ship")
    assert (case.known.next_alarm - case.office.now).total_seconds() == 10
    case.after(seconds=10)
    case.fail("ship")
    assert (case.known.next_alarm - case.office.now).total_seconds() == 15
    case.after(seconds=15)
    case.fail("ship", text="503")
    assert case.parked == {"ship": "service-failed"} and case.known.next_alarm is None


def test_an_answer_while_the_next_attempt_is_still_to_come_changes_nothing() -> None:
    case = given(SHIP)
    call = case.call_of("ship")
    case.fail("ship")
    case.do(s.ServiceAnswered(case.office.now, call, {"number": "Z-77"}))
    assert case["waybill"] is None and case.open == ["ship"]


def test_the_last_failure_parks_the_step_and_stands_in_the_record() -> None:
    case = given(SHIP)
    for _ in range(5):
        case.fail("ship", text="no route")
        case.after(minutes=2)
    assert case.parked == {"ship": "service-failed"}
    assert len(case.all(e.ServiceFailed, text="no route")) == 5
    assert case.one(e.IncidentRaised).text == "no route"


def test_a_retry_of_the_incident_gives_all_attempts_again_under_new_names() -> None:
    case = given(SHIP)
    for _ in range(5):
        case.fail("ship")
        case.after(minutes=2)
    case.retry()
    assert not case.parked and case.open == ["ship"]
    for _ in range(4):
        case.fail("ship")
        case.after(minutes=2)
    assert not case.parked
    assert len({call.call for call in case.calls()}) == 10
    case.answer("ship", {"number": "Z-1"})
    assert case.open == ["pack"]


def test_an_error_nobody_foresaw_parks_the_step_at_once() -> None:
    case = given(SHIP)
    case.fail("ship", "wrong-address", "no such street")
    assert case.parked == {"ship": "service-wrong-address"}
    assert case.one(e.ServiceFailed).error == "wrong-address"


def test_a_foreseen_error_ends_the_step_with_its_event() -> None:
    case = given("""
        data:
          waybill: {type: text}
        steps:
          - service_task: ship
            service: http.post
            set: {waybill: shipped}
            events: {far: {error: out-of-area, set: {waybill: none}, next: other}}
          - end: shipped
          - user_task: other
            assign: {role: clerk}
            next: shipped
        """)
    case.fail("ship", "out-of-area")
    assert case.open == ["other"] and case["waybill"] == "none"
    assert case.finished == []


def test_an_error_event_without_a_reaction_lets_the_case_go_on_below() -> None:
    case = given("""
        data:
          waybill: {type: text}
        steps:
          - service_task: ship
            service: http.post
            set: {waybill: =result.number}
            events: {far: {error: out-of-area}}
          - user_task: pack
            assign: {role: clerk}
        """)
    case.fail("ship", "out-of-area")
    assert case.open == ["pack"] and case["waybill"] is None


def test_failed_may_be_foreseen_as_well_once_every_attempt_has_failed() -> None:
    case = given("""
        steps:
          - service_task: ship
            service: http.post
            retry: {attempts: 2}
            events: {down: {error: failed, next: by_hand}}
          - end: shipped
          - user_task: by_hand
            assign: {role: clerk}
            next: shipped
        """)
    case.fail("ship")
    assert case.open == ["ship"]
    case.after(seconds=2)
    case.fail("ship")
    assert case.open == ["by_hand"] and len(case.calls()) == 2 and not case.parked


def test_a_result_that_does_not_fit_parks_the_step_and_a_retry_writes_it_again() -> None:
    case = given(SHIP.replace("waybill: {type: text}", "waybill: {type: integer, maximum: 5}"))
    case.answer("ship", {"number": 7})
    assert case.parked == {"ship": "wrong-type"}
    assert case["waybill"] is None
    case.retry()
    assert case.parked == {"ship": "wrong-type"} and len(case.calls()) == 1
    case.skip("ship", "done", number=4)
    assert case["waybill"] == 4 and case.open == ["pack"]


def test_leaving_the_step_stops_its_attempts() -> None:
    case = given("""
        steps:
          - service_task: ship
            service: http.post
            events: {stop: {name: Stop, by: {role: boss}, next: stopped}}
          - end: shipped
          - end: stopped
        """)
    case.fail("ship")
    case.press("stop", "meg")
    assert case.ended == "stopped" and case.known.next_alarm is None


def test_a_timer_beside_runs_while_the_service_is_tried() -> None:
    case = given("""
        steps:
          - service_task: ship
            service: http.post
            retry: {attempts: 9, first: 1 h, up_to: 9 h}
            events: {late: {timer: 90 min, next: too-late}}
          - end: shipped
          - end: too-late
        """)
    case.fail("ship")
    case.after(hours=1)
    case.fail("ship")
    case.after(minutes=30)
    assert case.ended == "too-late"


DOCUMENT = """
data:
  bill: {type: text}
documents:
  sales_bill: {name: Bill, numbering: 'XS-{nnn}', copies: {white: shop, red: customer}}
steps:
  - service_task: issue
    service: document.issue
    with: {document: sales_bill}
    set: {bill: =result.number}
"""


def test_a_document_is_issued_with_its_numbering_and_copies() -> None:
    case = given(DOCUMENT)
    assert case.calls()[0].input == {
        "document": "sales_bill",
        "numbering": "XS-{nnn}",
        "copies": {"white": "shop", "red": "customer"},
    }
    happened = case.answer("issue", {"number": "XS-001"})
    issued = case.one(e.DocumentIssued, happened)
    assert (issued.number, issued.copies) == ("XS-001", {"white": "shop", "red": "customer"})
    assert case["bill"] == "XS-001"


@pytest.mark.parametrize("if_, open_", [("true", ["ship"]), ("false", ["pack"])])
def test_is_called_only_if_its_condition_holds(if_: str, open_: list[str]) -> None:
    case = given(SHIP.replace("    service: http.post", f'    if: order_no = "TB-1" and {if_}\n    service: http.post'))
    assert case.open == open_
    assert len(case.calls()) == (1 if if_ == "true" else 0)


def test_the_request_is_made_once_for_a_turn() -> None:
    case = given(SHIP)
    assert [type(one) for one in case.requests] == [r.CallService]


def test_the_record_says_when_a_failed_service_is_tried_again() -> None:
    case = given(SHIP)
    failed = case.one(e.ServiceFailed, case.fail("ship"))
    assert failed.again_at == case.known.next_alarm is not None
    for _ in range(3):
        case.until(case.known.next_alarm)
        case.fail("ship")
    case.until(case.known.next_alarm)
    assert case.one(e.ServiceFailed, case.fail("ship")).again_at is None and case.parked == {"ship": "service-failed"}


def test_a_case_of_the_first_rules_says_what_it_always_said() -> None:
    case = given(SHIP)
    case.state = replace(case.known, engine_revision=revisions.FIRST_RULES)
    failed = case.one(e.ServiceFailed, case.fail("ship"))
    assert case.known.next_alarm is not None and "again_at" not in encode(failed)
