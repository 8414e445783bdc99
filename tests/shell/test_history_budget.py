"""What a step costs in history events, counted in histories of the real server."""

import pytest

from bench import history


@pytest.mark.slow
@pytest.mark.alone
async def test_no_manner_of_working_costs_more_events_than_its_budget() -> None:
    costs, spent = await history.measure()
    assert {cost.manner: cost.events_per_step for cost in costs if not cost.within} == {}
    assert {cost.manner for cost in costs} == set(history.BUDGETS)
    assert {one.verb: one.events for one in spent if not one.within} == {}
