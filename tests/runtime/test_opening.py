"""Opening a case at the door: who may, what must be handed in, numbers and the business key; and its first turn."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from kit import Case, given
from office import Office
from tales import DIRECTORY, plan_of

from engine.runtime import Rejected, World, open_case
from engine.runtime import events as e
from engine.runtime import stimuli as s
from engine.runtime.wire import decode, encode

LEAVE = """
business_key: '"L/" + ref'
data:
  ref: {type: text, numbering: 'QJ-{yyyymmdd}-{nnn}'}
  from_day: {type: date}
  to_day: {type: date}
  days: {type: integer, formula: (to_day - from_day) / duration("P1D") + 1}
  kind: {type: choice, values: {holiday: Holiday, ill: Ill}, default: holiday}
  cover: {type: person, default: =initiator}
  where: {type: object, fields: {city: {type: text}, zip: {type: text}}}
  secret: {type: text, only: {role: boss}}
  mode: {type: text}
settings:
  most_days: {type: integer, default: 10}
start:
  application:
    by: {role: [starter, boss]}
    if: not(steps.approve.open)
    form:
      require: [from_day, to_day]
      edit: [kind, cover, where.city]
      checks: [{must: to_day >= from_day, say: 结束不得早于开始}, {must: days <= settings.most_days, say: too long}]
    set: {mode: '="by " + actor_name'}
  boss: {by: {role: boss}, form: {require: [from_day, to_day], edit: [secret]}}
  anybody: {by: {role: [starter, boss]}, form: {edit: [from_day, to_day, secret]}}
  called: {call: true, form: {require: [from_day], edit: [to_day]}}
steps:
  - {user_task: approve, assign: {role: boss}}
""".replace('"by " + actor_name', '"by " + initiator')
DAYS = {"from_day": "2026-03-09", "to_day": "2026-03-10"}


def leave(data: dict[str, Any] | None = None, **how: Any) -> Case:
    return given(LEAVE, data=DAYS if data is None else data, **how)


def refused(code: str, **how: Any) -> Rejected:
    with pytest.raises(Rejected) as refusal:
        leave(**how)
    assert refusal.value.code == code
    return refusal.value


def test_a_case_begins_with_what_was_handed_in_numbers_defaults_and_what_the_start_sets() -> None:
    case = leave()
    assert case["ref"] == "QJ-20260302-1"
    assert case["from_day"] == date(2026, 3, 9)
    assert (case["kind"], case["cover"], case["mode"]) == ("holiday", "ini", "by ini")
    started = case.one(e.CaseStarted)
    assert (started.start, started.initiator, started.business_key) == ("application", "ini", "L/QJ-20260302-1")
    assert started.plan == case.plan.digest


def test_formulas_are_calculated_and_never_handed_in() -> None:
    assert given(LEAVE, data=DAYS)["days"] is None  # kept nowhere: calculated when asked for
    refused("field-not-editable", data={**DAYS, "days": 3})


def test_rejects_an_unknown_start_and_says_what_was_meant() -> None:
    assert "Did you mean `application`?" in str(refused("unknown-start", start="aplication"))


def test_rejects_who_may_not_start() -> None:
    refused("not-allowed", by="ann")


def test_a_stand_in_may_start_for_another() -> None:
    office = leave().office
    office.stand_in("ann", "ini")
    assert leave(office=office, by="ann").known.initiator == "ann"


def test_rejects_what_must_be_filled() -> None:
    assert list(refused("field-missing", data={"from_day": "2026-03-09"}).fields) == ["to_day"]


def test_rejects_what_may_not_be_handed_in() -> None:
    refused("field-not-editable", data={**DAYS, "mode": "x"})
    refused("field-not-editable", data={**DAYS, "where": {"zip": "1"}} | {"where.zip": "1"})


def test_rejects_what_does_not_fit_all_of_it_at_once() -> None:
    assert list(refused("wrong-type", data={"from_day": "soon", "to_day": "later"}).fields) == ["from_day", "to_day"]


def test_rejects_a_check_that_fails() -> None:
    assert "结束不得早于开始" in str(refused("check-failed", data={"from_day": "2026-03-09", "to_day": "2026-03-08"}))
    assert "too long" in str(refused("check-failed", data={"from_day": "2026-03-01", "to_day": "2026-03-28"}))


def test_settings_of_today_count_and_the_case_keeps_them() -> None:
    long = {"from_day": "2026-03-01", "to_day": "2026-03-28"}
    case = leave(long, settings={"most_days": 30})
    assert case.known.settings == {"most_days": Decimal(30)}
    case.office.settings["most_days"] = 1
    assert case.known.settings == {"most_days": Decimal(30)}


def test_rejects_a_field_for_others_only() -> None:
    assert leave({**DAYS, "secret": "x"}, start="boss", by="meg")["secret"] == "x"
    refused("field-protected", data={**DAYS, "secret": "x"}, start="anybody")


def test_parts_are_put_together() -> None:
    assert leave({**DAYS, "where.city": "Lhasa"})["where"] == {"city": "Lhasa", "zip": None}


def test_no_number_is_taken_before_all_is_right() -> None:
    office = Office()
    for data in ({}, {"from_day": "x"}, {"from_day": "2026-03-09", "to_day": "2026-03-08"}):
        with pytest.raises(Rejected):
            given(LEAVE, office=office, data=data)
    assert office.numbers == {}


def test_a_start_that_asks_the_directory_takes_one_number() -> None:
    """What is asked there is known only when the start is gone through again; without gaps means once."""
    asking = LEAVE.replace("""set: {mode: '="by " + initiator'}""", "set: {cover: '=manager of(initiator)'}")
    case = given(asking, data=DAYS)
    assert case["ref"] == "QJ-20260302-1"
    assert list(case.office.numbers.values()) == [1]


KEYED = """
business_key: 'if name = "none" then "" else name'
data:
  name: {type: text}
start:
  go: {by: {role: starter}, form: {require: [name]}}
steps:
  - {user_task: work, assign: {role: clerk}}
"""


@pytest.mark.parametrize("name, code", [("none", "key-empty"), ("x" * 201, "key-too-long")])
def test_rejects_an_empty_key_and_one_too_long(name: str, code: str) -> None:
    with pytest.raises(Rejected) as refusal:
        given(KEYED, name=name)
    assert refusal.value.code == code


COUNTED = """
data:
  pieces: {type: integer, maximum: 3}
start:
  go: {by: {role: starter}, if: pieces > 1, form: {edit: [pieces]}, set: {pieces: =pieces + 1}}
steps:
  - {user_task: work, assign: {role: clerk}}
"""


@pytest.mark.parametrize("pieces", [None, 1])
def test_rejects_a_start_whose_if_is_not_so(pieces: int | None) -> None:
    with pytest.raises(Rejected) as refusal:
        given(COUNTED, pieces=pieces)
    assert refusal.value.code == "not-possible-now"


def test_rejects_a_start_that_sets_what_does_not_fit() -> None:
    assert given(COUNTED, pieces=2)["pieces"] == 3
    with pytest.raises(Rejected) as refusal:
        given(COUNTED, pieces=3)
    assert refusal.value.code == "wrong-type"


def test_a_start_may_ask_the_directory() -> None:
    case = given("""
        data:
          above: {type: person}
        start:
          go:
            by: {role: starter}
            form: {checks: [{must: manager of(initiator) != null, say: who}]}
            set: {above: =manager of(initiator)}
        steps:
          - {user_task: work, assign: {role: clerk}}
        """)
    assert case["above"] == "meg"


def test_a_called_case_begins_without_rights_of_its_initiator() -> None:
    office = leave().office
    plan = plan_of(LEAVE)
    opening = open_case(
        plan, "called", {"from_day": "2026-03-09"}, by=None, at=office.now, case_id="x", numbers=office.number,
        world=office.world(), initiator="ann", caller=s.Caller("p:1", "c9", "s4"),
    )  # fmt: skip
    assert opening.started.initiator == "ann" and opening.started.caller == s.Caller("p:1", "c9", "s4")


def test_a_case_that_has_begun_does_not_begin_again() -> None:
    case = leave()
    with case.refuses("already-started"):
        case.take(s.Started(case.office.now, "c1", "application", "L/1"))


def test_the_zone_is_that_of_the_company() -> None:
    office = leave().office
    world = World(DIRECTORY, office.calendars, zone="Europe/Berlin")
    opening = open_case(
        plan_of(LEAVE), "application", DAYS, by="ini", at=office.now, case_id="x", numbers=office.number, world=world
    )
    assert opening.started.zone == "Europe/Berlin" and opening.business_key == "L/QJ-20260302-2"


def test_title_summary_and_search_are_told_when_they_change() -> None:
    case = given("""
        title: '{buyer}: {ref}'
        summary: [buyer, amount]
        search: [ref, phone, mail]
        data:
          mail: {type: text}
          buyer: {type: text, default: wang}
          phone: {type: text, default: '138'}
          amount: {type: money, currency: CNY}
          other: {type: text}
        steps:
          - {user_task: a, assign: {role: clerk}}
        """)
    described = case.one(e.CaseDescribed)
    assert (described.title, described.summary) == ("wang: N-1", {"buyer": "wang", "amount": None})
    assert described.search == ("N-1", "138")
    assert not case.all(e.CaseDescribed, case.correct(other="x"))
    assert case.one(e.CaseDescribed, case.correct(amount=5)).summary["amount"] == "5.00"


def test_a_title_may_be_in_two_languages() -> None:
    case = given("""
        title: {zh: '买家 {buyer}', en: 'Buyer {buyer}'}
        data:
          buyer: {type: text, default: wang}
        steps:
          - {user_task: a, assign: {role: clerk}}
        """)
    described = case.one(e.CaseDescribed)
    assert described.title == {"zh": "买家 wang", "en": "Buyer wang"}
    assert decode(e.CaseDescribed, encode(described)) == described
