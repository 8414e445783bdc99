"""A sealed case is opened to somebody else by two people, for a time; those in it and the head are told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from engine.administering.openings import Answer, Keepers, Opening, Sealed, answer, ask
from engine.people import read_directory
from engine.runtime import Rejected
from engine.runtime.readers import Readers, Seat

NOW = datetime.fromisoformat("2026-03-02T10:00:00+08:00")
DIRECTORY = read_directory({
    "roles": {"it": {"name": "运维"}, "officer": {"name": "法务负责人"}},
    "departments": {
        "company": {"name": "公司", "head": "boss"}, "hr": {"name": "人事", "head": "helen", "parent": "company"},
    },
    "people": {
        "ini": {"name": "发"}, "dec": {"name": "办"}, "old": {"name": "离", "left": "2026-01-01"},
        "olga": {"name": "维", "roles": ["it"]}, "both": {"name": "两", "roles": ["it", "officer"]},
        "otto": {"name": "法", "roles": ["officer"]}, "ozzy": {"name": "另", "roles": ["officer"]},
        "gone": {"name": "走", "roles": ["officer"], "left": "2026-01-01"},
        "helen": {"name": "人", "department": "hr", "roles": ["officer"]},
        "boss": {"name": "总", "department": "company"},
    },
})  # fmt: skip
KEEPERS = Keepers(("it",), ("officer",))
CASE = Sealed(True, Readers.of("ini", [Seat(("dec",)), Seat(("old",))], ["copy"], {}), "hr")
WANTED = Opening("MJ-1", "c1", "olga", "its service fails", 8, NOW)


def confirmed(by: str = "otto", opening: Opening = WANTED, *, hours: float = 1) -> Opening:
    return answer(opening, CASE, Answer(by, "", NOW + timedelta(hours=hours), True), KEEPERS, DIRECTORY)


def test_two_people_open_a_sealed_case_for_a_time() -> None:
    assert not WANTED.opens("olga", NOW)
    opened = confirmed()
    assert (opened.answered_by, opened.until) == ("otto", NOW + timedelta(hours=9))
    assert opened.opens("olga", NOW + timedelta(hours=1))
    assert not opened.opens("olga", NOW + timedelta(hours=9))
    assert not opened.opens("otto", NOW + timedelta(hours=1)) and not opened.opens(None, NOW)


def test_what_has_become_of_it_is_known_at_any_time() -> None:
    refused = answer(WANTED, CASE, Answer("otto", "not now", NOW, False), KEEPERS, DIRECTORY)
    of_each = ((WANTED, (1, 71, 73)), (confirmed(), (1, 8, 9)), (refused, (1, 100)))
    told = [[one.standing(NOW + timedelta(hours=after)) for after in hours] for one, hours in of_each]
    assert told == [["waits", "waits", "lapsed"], ["open", "open", "closed"], ["refused", "refused"]]


@pytest.mark.parametrize(
    ("changed", "case", "code"),
    [
        ({"by": "otto"}, CASE, "may-not-ask-to-open"),
        ({"by": "stranger"}, CASE, "unknown-person"),
        ({"reason": " "}, CASE, "reason-missing"),
        ({"hours": 0}, CASE, "too-long"),
        ({"hours": 73}, CASE, "too-long"),
        ({"by": "dec"}, CASE, "reads-already"),
        ({}, replace(CASE, sealed=False), "not-sealed"),
    ],
)
def test_it_is_not_asked_for(changed: dict[str, object], case: Sealed, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        ask(replace(WANTED, **changed), case, [], KEEPERS, DIRECTORY)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_it_is_asked_for_once_at_a_time() -> None:
    later = replace(WANTED, asked_at=NOW + timedelta(hours=2))
    for before in (WANTED, confirmed()):
        with pytest.raises(Rejected, match="MJ-1 waits or is open") as refused:
            ask(later, CASE, [before], KEEPERS, DIRECTORY)
        assert refused.value.code == "opening-asked"
    assert ask(later, CASE, [replace(WANTED, by="both")], KEEPERS, DIRECTORY) == later
    assert ask(replace(later, asked_at=NOW + timedelta(hours=73)), CASE, [WANTED], KEEPERS, DIRECTORY)


@pytest.mark.parametrize(
    ("opening", "by", "hours", "code"),
    [
        (WANTED, "olga", 1, "same-person"),
        (replace(WANTED, by="both"), "both", 1, "same-person"),
        (WANTED, "both", 73, "opening-over"),
        (WANTED, "dec", 1, "may-not-open"),
        (WANTED, "gone", 1, "has-left"),
        (confirmed(), "ozzy", 2, "opening-over"),
    ],
)
def test_it_is_not_opened(opening: Opening, by: str, hours: float, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        confirmed(by, opening, hours=hours)
    assert refused.value.code == code


def test_the_second_person_refuses_with_a_reason() -> None:
    with pytest.raises(Rejected) as without:
        answer(WANTED, CASE, Answer("otto", "", NOW, False), KEEPERS, DIRECTORY)
    assert without.value.code == "reason-missing"
    refused = answer(WANTED, CASE, Answer("otto", "the log says it", NOW, False), KEEPERS, DIRECTORY)
    assert refused.until is None and refused.told == () and not refused.opens("olga", NOW)
    with pytest.raises(Rejected) as over:
        confirmed("ozzy", refused)
    assert over.value.code == "opening-over"


def test_those_in_the_case_and_the_head_are_told() -> None:
    assert confirmed().told == ("dec", "ini", "helen")


def test_a_head_who_opens_it_is_not_the_only_one_to_be_told() -> None:
    assert confirmed("helen").told == ("dec", "ini", "boss")
