"""Who sees what is arranged for others: stand-ins, hand-overs, sealed cases that are to be opened."""

from datetime import UTC, date, datetime

import pytest

from engine.administering import handing_over, openings, stand_ins
from engine.administering.access import Standing, standing_of
from engine.administering.openings import Keepers, Opening
from engine.people import StandIn, read_directory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
COMPANY = read_directory({
    "roles": {"hr": {"name": "人事"}, "keeper": {"name": "保密"}, "law": {"name": "法务"}},
    "people": {
        "max": {"name": "马"}, "ann": {"name": "安", "manager": "max"}, "bob": {"name": "白", "manager": "max"},
        "eve": {"name": "叶", "roles": ["hr"]}, "kim": {"name": "金", "roles": ["keeper"]},
        "leo": {"name": "雷", "roles": ["law"]}, "zoe": {"name": "周"},
    },
})  # fmt: skip
SETTERS, KEEPERS = ("hr",), Keepers(("law",), ("keeper",))
EVERYBODY = ("ann", "bob", "eve", "kim", "leo", "max", "zoe")


def who(person: str, *roles: str) -> Standing:
    return standing_of(person, roles, COMPANY, (), NOW)


def test_a_stand_in_is_seen_by_both_their_superiors_and_who_sets_anybodys() -> None:
    one = StandIn("DL-1", person="bob", absent="ann", first=date(2026, 11, 20), last=None)
    seen = [name for name in EVERYBODY if stand_ins.may_see(one, who(name), COMPANY, SETTERS)]
    assert seen == ["ann", "bob", "eve", "max"]


def test_a_hand_over_is_seen_by_who_began_it_whom_it_comes_to_and_who_might_have_begun_it() -> None:
    seen = [
        name
        for name in EVERYBODY
        if handing_over.may_see(who(name), COMPANY, SETTERS, person="ann", to="zoe", by="leo")
    ]
    assert seen == ["ann", "eve", "leo", "max", "zoe"]


def test_that_a_case_is_to_be_opened_is_seen_by_who_may_ask_or_answer_and_who_was_told() -> None:
    one = Opening("KF-1", "c1", "leo", "audit", 4, NOW, told=("max",))
    seen = [name for name in EVERYBODY if openings.may_see(one, who(name), KEEPERS, COMPANY)]
    assert seen == ["kim", "leo", "max"]


@pytest.mark.parametrize(("role", "sees"), [("operator", False), ("auditor", True), ("administrator", True)])
def test_openings_are_for_auditors_and_administrators_arrangements_for_operators_too(role: str, sees: bool) -> None:
    one = Opening("KF-1", "c1", "leo", "audit", 4, NOW)
    assert openings.may_see(one, who("zoe", role), KEEPERS, COMPANY) is sees
    assert stand_ins.may_see(
        StandIn("DL-1", person="bob", absent="ann", first=date(2026, 11, 20), last=None),
        who("zoe", role),
        COMPANY,
        SETTERS,
    )
