"""The directory itself: reading, changes, superiors, vacancies."""

from typing import Any

import pytest

from engine.people import (
    Directory,
    DirectoryError,
    manager_of,
    overlaid,
    propose_cover,
    read_directory,
    superiors_of,
)
from tests.people.conftest import AT, OFFICE


def test_the_superior_is_ones_own_manager_else_by_role_else_the_head_of_the_department(office: Directory) -> None:
    assert manager_of(office, "ann") == "sue"
    assert manager_of(office, "sue") == "gm"
    assert manager_of(overlaid(office, {"ann": {"manager": "fay"}}), "ann") == "fay"
    plain = overlaid(office, {"new": {"department": "exports"}, "sue": {"department": "sales", "roles": []}})
    assert manager_of(plain, "new") == "sue"
    assert manager_of(plain, "sue") == "gm"


def test_the_superior_by_role_is_the_nearest_one(office: Directory) -> None:
    two = overlaid(office, {"sam": {"roles": ["sales-head"], "department": "exports"}})
    assert manager_of(two, "cat") == "sam"
    assert manager_of(two, "ben") == "sue"


def test_nobody_is_above_the_top_or_a_stranger(office: Directory) -> None:
    assert superiors_of(office, "ann") == ("sue", "gm")
    assert superiors_of(office, "gm") == ()
    assert manager_of(office, "nobody-known") is None


def test_a_circle_in_the_chart_ends_the_chain(office: Directory) -> None:
    circle = overlaid(office, {"gm": {"manager": "ann"}})
    assert superiors_of(circle, "ann") == ("sue", "gm")


def test_people_laid_over_keep_what_is_not_said(office: Directory) -> None:
    changed = overlaid(office, {"ben": {"absent": {"from": "2026-03-09"}}, "zoe": {"roles": ["seller"]}})
    assert changed.holders("seller") == ("ann", "ben", "cat", "gil", "zoe")
    assert changed.is_absent("ben", AT.date())
    assert not office.is_absent("ben", AT.date())
    assert changed.version != office.version


def test_a_scenario_names_all_who_hold_the_roles_it_speaks_of(office: Directory) -> None:
    given = {"cs07": {"roles": ["seller"], "manager": "boss", "department": "plant-2"}}
    alone = overlaid(office, given, sole_holders=True)
    assert alone.holders("seller") == ("cs07",)
    assert alone.holders("clerk") == ("ann", "cat")
    assert manager_of(alone, "cs07") == "boss"
    assert alone.in_department("plant-2") == ("cs07",)


def test_a_vacant_post_is_covered_by_the_same_level_then_by_the_superior(office: Directory) -> None:
    cover = propose_cover("seller", office, AT)
    assert cover is not None
    assert (cover.person, cover.rule) == ("ann", "covering-role")
    cover = propose_cover("seller", office, AT, exclude=("ann", "cat"))
    assert cover is not None
    assert (cover.person, cover.rule) == ("sue", "superior-role")
    assert propose_cover("seller", office, AT, levels=1, exclude=("ann", "cat", "sue")) is None
    assert propose_cover("unheard-of", office, AT) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"people": {"ann": {"roles": ["seler"]}}, "roles": {"seller": {}}}, "Did you mean 'seller'"),
        ({"people": {"ann": {"manager": "anne"}}}, "people.ann.manager: there is no 'anne'"),
        ({"people": {"ann": {"posts": [{"department": "sales", "post": "sellr"}]}}}, "no 'sellr'"),
        ({"people": {"ann": {"rolls": []}}}, "Did you mean 'roles'"),
        ({"people": {"ann": {"absent": {"from": "soon"}}}}, "date like"),
        ({"people": {"ann": {"absent": {"from": "2026-03-09", "until": "2026-03-01"}}}}, "lies before"),
        ({"departments": {"sales": {"head": "nobody-known"}}}, "departments.sales"),
        ({"roles": {"seller": {"superior": "boss"}}, "people": {}}, "roles.seller"),
        ({"stand_ins": [{"person": "ann", "for": "zoe", "from": "2026-01-01"}]}, "no 'zoe'"),
        ({"company": {"zone": "Asia/Nowhere"}}, "zone"),
        ({"poeple": {}}, "Did you mean 'people'"),
    ],
)
def test_refuses_a_directory_that_names_what_is_not_there(change: dict[str, Any], problem: str) -> None:
    with pytest.raises(DirectoryError, match=problem):
        read_directory({**OFFICE, **change})


def test_reports_everything_that_is_missing_at_once() -> None:
    with pytest.raises(DirectoryError) as refused:
        read_directory({"people": {"ann": {"roles": ["x", "y"], "manager": "z"}}})
    assert len(refused.value.problems) == 3
