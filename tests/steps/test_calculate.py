"""calculate: fields are written."""

from datetime import date
from decimal import Decimal

from kit import given

from engine.runtime import events as e


def test_writes_values_as_written_and_as_calculated() -> None:
    case = given("""
        data:
          round: {type: integer, default: 1}
          kind: {type: choice, values: {red: Red, blue: Blue}}
          day: {type: date}
          who: {type: person}
        steps:
          - {calculate: set_up, set: {round: =round + 1, kind: red, day: 2026-05-01, who: =initiator}}
        """)
    assert (case["round"], case["kind"], case["day"], case["who"]) == (2, "red", date(2026, 5, 1), "ini")
    assert case.one(e.DataWritten, cause="set_up").values["round"] == 2


def test_calculates_all_values_before_it_writes_any() -> None:
    case = given("""
        data:
          a: {type: integer, default: 1}
          b: {type: integer, default: 2}
        steps:
          - {calculate: swap, set: {a: =b, b: =a}}
        """)
    assert (case["a"], case["b"]) == (2, 1)


def test_money_is_rounded_to_two_places_half_up() -> None:
    case = given("""
        data:
          price: {type: money, currency: CNY, default: 10}
        steps:
          - {calculate: share, set: {price: =price / 8 + 0.005}}
        """)
    assert case["price"] == Decimal("1.26")


def test_empties_a_field_with_null() -> None:
    case = given("""
        data:
          note: {type: text, default: x}
        steps:
          - {calculate: clear, set: {note: =null}}
        """)
    assert case["note"] is None


def test_writes_a_part_of_an_object_and_leaves_the_others() -> None:
    case = given(
        """
        data:
          receiver: {type: object, fields: {city: {type: text}, zip: {type: text}}}
        steps:
          - {calculate: move, set: {receiver.city: Lhasa}}
        """,
        receiver={"zip": "850000"},
    )
    assert case["receiver"] == {"city": "Lhasa", "zip": "850000"}


def test_writes_a_column_in_every_row() -> None:
    case = given(
        """
        data:
          lines: {type: table, fields: {sku: {type: text}, checked: {type: yes_no}}}
        steps:
          - {calculate: reset, set: {lines.checked: false}}
        """,
        lines=[{"sku": "A", "checked": True}, {"sku": "B"}],
    )
    assert case["lines"] == [{"sku": "A", "checked": False}, {"sku": "B", "checked": False}]


def test_a_value_that_does_not_fit_parks_it_with_nothing_written() -> None:
    case = given("""
        data:
          a: {type: integer, default: 1}
          b: {type: integer, maximum: 5, default: 5}
        steps:
          - {calculate: raise_both, set: {a: =a + 1, b: =b + 1}}
        """)
    assert case.parked == {"raise_both": "wrong-type"}
    assert (case["a"], case["b"]) == (1, 5)
    case.correct(b=1)
    case.retry()
    assert (case["a"], case["b"]) == (2, 2) and case.ended == "finished"


def test_formulas_follow_what_is_written() -> None:
    case = given("""
        data:
          qty: {type: integer, default: 2}
          total: {type: integer, formula: qty * 10}
          seen: {type: integer}
        steps:
          - {calculate: one, set: {qty: 3}}
          - {calculate: two, set: {seen: =total}}
        """)
    assert case["seen"] == 30


def test_now_is_the_recorded_time_of_the_turn() -> None:
    case = given("""
        data:
          at: {type: date_time}
        steps:
          - {user_task: work, assign: {role: clerk}}
          - {calculate: stamp, set: {at: =now()}}
        """)
    case.after(minutes=7)
    case.complete("work")
    assert case["at"] == case.office.now


def test_asks_the_directory_and_the_calendar_for_facts() -> None:
    case = given("""
        data:
          above: {type: person}
          days: {type: integer}
          bidder: {type: yes_no}
        steps:
          - calculate: ask
            set:
              above: =manager of(initiator)
              days: '=working days between(date("2026-03-02"), date("2026-03-09"))'
              bidder: =in group("bob", "bids")
        """)
    assert (case["above"], case["days"], case["bidder"]) == ("meg", 5, True)
