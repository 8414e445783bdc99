"""Calculated fields for those who look at a case from outside."""

from datetime import timedelta

from kit import given

from engine.model.values import write_value
from engine.runtime.calculating import calculated
from engine.runtime.stimuli import Started

CASE = """
data:
  lines: {type: table, fields: {qty: {type: integer}, price: {type: money, currency: CNY}}}
  day: {type: date}
  total: {type: money, currency: CNY, formula: 'sum(for line in lines return line.qty * line.price)'}
  dear: {type: yes_no, formula: total > settings.limit}
  mine: {type: yes_no, formula: initiator = "sam"}
  old: {type: yes_no, formula: 'date(now()) > day'}
  fine: {type: yes_no, formula: steps.look.done}
  both: {type: yes_no, formula: fine and dear}
  boss: {type: person, formula: manager of(initiator)}
settings:
  limit: {type: money, currency: CNY, default: 100}
steps:
  - {user_task: look, assign: {role: clerk}}
"""


def test_what_the_stored_data_tells_is_calculated_and_the_rest_left_out() -> None:
    case = given(CASE, lines=[{"qty": 2, "price": 60}, {"qty": 1, "price": "5.50"}], day="2026-03-02")
    started = Started(case.state.started_at, "c1", "go", "K", "sam", {}, {"limit": "120"})
    data = {name: write_value(value) for name, value in case.state.data.items()}
    found = calculated(case.plan, started, data, case.state.now + timedelta(days=400))
    assert found == {"total": "125.50", "dear": True, "mine": True, "old": True}


def test_of_data_one_may_not_read_nothing_is_told() -> None:
    case = given(CASE, lines=[{"qty": 2, "price": 60}], day="2026-03-02")
    started = Started(case.state.started_at, "c1", "go", "K", None, {}, {})
    found = calculated(case.plan, started, {"day": "2026-03-02"}, case.state.now)
    assert found.get("total") is None and found.get("dear") is None
