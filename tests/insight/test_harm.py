"""What a stuck case does, whose it is to set going, and what several have in common."""

from datetime import datetime
from decimal import Decimal

import pytest

from engine.administering.access import responsible_for, standing_of
from engine.insight.fixing import fixers
from engine.insight.harm import Harm, weight_of
from engine.insight.heat import heat
from engine.insight.stuck import Stuck
from engine.people import read_directory

DIRECTORY = read_directory({
    "people": {
        "ann": {"manager": "max"}, "bob": {"manager": "max"}, "max": {"manager": "eve"}, "eve": {}, "own": {},
        "hal": {"posts": [{"department": "sales", "post": "clerk"}]},
    },
    "departments": {"sales": {"name": "销售", "head": "own"}},
    "posts": {"clerk": "文员"},
})  # fmt: skip


def stuck(how: str = "does_not_move", lasted: int = 0) -> Stuck:
    return Stuck("c1", "leave", "K", how, "assignee-has-not-acted", "s", "s1", (), None, lasted, (), None)  # type: ignore[arg-type]


def harm(amount: str | None = None, left: int | None = None, blocked: int = 0) -> Harm:
    return Harm("amount" if amount else None, Decimal(amount) if amount else None, None, left, blocked)


def test_much_money_weighs_more_than_age() -> None:
    old = weight_of(stuck(lasted=90 * 8 * 3600), harm())
    assert weight_of(stuck(), harm("500000")) > old
    assert weight_of(stuck(), harm("50")) == weight_of(stuck(), harm())


def test_the_nearer_the_due_time_the_heavier_and_late_is_heaviest() -> None:
    weights = [weight_of(stuck(), harm(left=hours * 3600)) for hours in (100, 20, 7, 3, -1, -40)]
    assert weights == sorted(weights)
    assert weights[0] < weights[-1]


def test_cases_that_wait_behind_weigh() -> None:
    assert weight_of(stuck(), harm(blocked=3)) == weight_of(stuck(), harm()) + 15


def test_a_holder_and_their_superior_can_fix_what_is_not_done() -> None:
    assert fixers("assignee-has-not-acted", ("ann",), ["own"], DIRECTORY) == {"ann", "max"}


def test_what_nobody_claims_is_the_superiors_and_a_failing_service_the_owners() -> None:
    assert fixers("nobody-has-claimed", ("ann", "bob"), ["own"], DIRECTORY) == {"max"}
    assert fixers("nobody-may-act", ("eve",), ["own"], DIRECTORY) == {"own"}
    assert fixers("service-failing", (), ["own"], DIRECTORY) == {"own"}


def test_a_task_of_a_large_group_is_nobodys_own() -> None:
    assert fixers("vote-short", ("ann", "bob", "max", "eve", "own", "hal"), [], DIRECTORY) == {"max", "eve", "own"}


@pytest.mark.parametrize("person", list(DIRECTORY.people))
def test_who_answers_for_somebody_is_whose_people_they_are_among(person: str) -> None:
    above = responsible_for(DIRECTORY, frozenset({person}))
    everybody = DIRECTORY.people
    now = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
    assert above == {one for one in everybody if person in standing_of(one, (), DIRECTORY, (), now).people}


def test_a_step_is_hot_by_what_is_late_there() -> None:
    assert heat(0, 0, 9, 1, oldest=None, p90=None) == 0
    assert heat(5, 0, 3, 3, oldest=10, p90=20) == 1
    assert heat(5, 0, 9, 3, oldest=10, p90=20) == 2
    assert heat(5, 1, 3, 3, oldest=10, p90=20) == 3
    assert heat(5, 3, 3, 3, oldest=10, p90=20) == 4
    assert heat(1, 0, 0, 0, oldest=50, p90=20) == 4
