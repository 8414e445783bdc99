"""What somebody may read and do: the rule, over a company and cases given as data."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from engine.administering.access import (
    Concerned,
    Ownership,
    Standing,
    managers,
    may_manage,
    may_operate,
    owners_of,
    reading_of,
    scope_needed,
    scope_to_arrange,
    sees_lapses_of,
    standing_of,
)
from engine.model.who import Who
from engine.people import read_directory
from engine.runtime.readers import Readers

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
COMPANY = read_directory({
    "roles": {"clerk": {"name": "文员"}, "lead": {"name": "组长"}},
    "posts": {"staff": "职员"},
    "departments": {
        "all": {"name": "总部", "head": "boss"},
        "sales": {"name": "销售部", "head": "max", "parent": "all"},
        "legal": {"name": "法务部", "head": "lea", "parent": "all"},
    },
    "people": {
        "boss": {"name": "总", "posts": [{"department": "all", "post": "staff"}]},
        "max": {"name": "马", "posts": [{"department": "sales", "post": "staff"}]},
        "ann": {"name": "安", "roles": ["clerk"], "posts": [{"department": "sales", "post": "staff"}]},
        "lea": {"name": "李", "posts": [{"department": "legal", "post": "staff"}]},
        "bob": {"name": "白", "roles": ["lead"], "posts": [{"department": "legal", "post": "staff"}]},
    },
})  # fmt: skip
PROCESSES = (Ownership("order", "sales", Who(role="lead")), Ownership("contract", "legal", Who(person="initiator")))


def standing(person: str, *roles: str) -> Standing:
    return standing_of(person, roles, COMPANY, PROCESSES, NOW)


def case(process: str = "contract", *, sealed: bool = False, at_work: tuple[str, ...] = ()) -> Concerned:
    """A case that ann began; lea has decided, bob reads along."""
    readers = Readers(frozenset({"ann"}), frozenset({"lea"}), frozenset(), frozenset({"bob"}))
    return Concerned(process, sealed, readers, at_work)


def test_managers_are_those_whose_standing_says_so() -> None:
    assert managers(COMPANY, PROCESSES, NOW) == {one for one in COMPANY.people if standing(one).is_manager}
    assert managers(COMPANY, (), NOW) < managers(COMPANY, PROCESSES, NOW)


def test_people_are_those_below_and_those_of_a_department_one_heads() -> None:
    assert standing("max").people == {"ann"}
    assert standing("boss").people == {"max", "ann", "lea", "bob"}
    assert standing("ann").people == frozenset() and not standing("ann").is_manager


def test_who_answers_for_a_process_is_named_by_its_definition_or_heads_its_department() -> None:
    assert standing("bob").owns == {"order"}
    assert standing("max").owns == {"order"} and standing("boss").owns == {"order", "contract"}
    assert standing("ann").owns == frozenset()


@pytest.mark.parametrize("owner", [Who(person="initiator"), Who(role="head", department="=dept"), Who(role="=data.x")])
def test_a_rule_that_depends_on_the_case_names_no_owner_of_all_cases(owner: Who) -> None:
    assert owners_of(owner, COMPANY, NOW) == frozenset()


@pytest.mark.parametrize("person", ["ann", "lea", "bob", "dan"])
def test_who_is_in_a_case_reads_it_sealed_or_not(person: str) -> None:
    assert reading_of(Standing(person), case(at_work=("dan",))) == "all"
    assert reading_of(Standing(person), case(sealed=True, at_work=("dan",))) == "all"


def test_somebody_with_nothing_to_do_with_a_case_does_not_find_it() -> None:
    assert reading_of(Standing("eve"), case()) == "nothing"
    assert reading_of(Standing("eve", frozenset({"administrator"})), case()) == "nothing"


def test_a_superior_reads_what_their_people_began_or_have_to_do_with_now() -> None:
    assert reading_of(standing("max"), case()) == "all"
    assert reading_of(Standing("tom", people=frozenset({"dan"})), case(at_work=("dan",))) == "all"
    assert reading_of(Standing("tom", people=frozenset({"lea"})), case()) == "nothing"


@pytest.mark.parametrize("who", [Standing("eve", frozenset({"operator"})), Standing("eve", frozenset({"auditor"}))])
def test_operators_and_auditors_read_every_case_and_of_a_sealed_one_where_it_stands(who: Standing) -> None:
    assert reading_of(who, case()) == "all"
    assert reading_of(who, case(sealed=True)) == "blind"


def test_a_sealed_case_is_blind_for_superiors_and_owners_too() -> None:
    assert reading_of(standing("max"), case(sealed=True)) == "blind"
    assert reading_of(Standing("eve", owns=frozenset({"contract"})), case(sealed=True)) == "blind"


def test_to_whom_a_sealed_case_was_opened_reads_it() -> None:
    opened = replace(case(sealed=True), opened_to=("eve",))
    assert reading_of(Standing("eve"), opened) == "all" and reading_of(standing("max"), opened) == "blind"


def test_who_may_release_lists_reads_them_and_answers_for_nothing() -> None:
    lists = [Ownership("order-review-batch", "sales", Who(role="clerk"))]
    ann = standing_of("ann", (), COMPANY, PROCESSES, NOW, lists)
    of_a_list = Concerned("order-review-batch", False, Readers(frozenset(), frozenset(), frozenset(), frozenset()))
    assert reading_of(ann, of_a_list) == "all" and reading_of(standing("ann"), of_a_list) == "nothing"
    assert not ann.is_manager and not may_manage(ann, of_a_list) and not may_operate(ann, of_a_list.process)


def test_operators_and_owners_repair_auditors_and_administrators_do_not() -> None:
    assert may_operate(Standing("eve", frozenset({"operator"})), "order") and may_operate(standing("bob"), "order")
    assert not may_operate(standing("bob"), "contract")
    assert not may_operate(Standing("eve", frozenset({"auditor", "administrator"})), "order")


def test_who_answers_for_people_or_a_process_leads_a_case_on() -> None:
    assert may_manage(standing("max"), case()) and may_manage(standing("bob"), case("order"))
    assert not may_manage(Standing("eve"), case()) and not may_manage(Standing("eve", frozenset({"auditor"})), case())


def test_lapses_are_seen_of_oneself_of_ones_people_and_of_ones_processes() -> None:
    assert sees_lapses_of(standing("ann"), "contract", "ann") and not sees_lapses_of(standing("ann"), "contract", "lea")
    assert sees_lapses_of(standing("max"), "contract", "ann") and not sees_lapses_of(standing("max"), "contract", None)
    assert sees_lapses_of(standing("bob"), "order", "max") and sees_lapses_of(standing("ann", "auditor"), "order", None)


def test_what_is_arranged_for_anybody_is_seen_by_those_of_the_installation_alone() -> None:
    assert all(standing("ann", role).sees_arrangements for role in ("operator", "auditor", "administrator"))
    assert not standing("boss").sees_arrangements


def test_what_a_token_must_be_for() -> None:
    assert [scope_needed("GET"), scope_needed("POST"), scope_needed("GET", "operator")] == ["read", "act", "read"]
    assert [scope_to_arrange("ann", by="ann"), scope_to_arrange("ann", by="max")] == ["act", "administer"]
    assert scope_needed("POST", "operator") == "operate" and scope_needed("GET", "administrator") == "administer"
