"""The company of the repository is the one of annex A: every role held, every superior as it says."""

import re

import pytest

from engine.people import Directory, manager_of, superiors_of

SUPERIORS = {
    "cs-supervisor": "cs guide-cs after-sales-cs night-cs cs-on-duty print-clerk order-desk",
    "ecom-manager": (
        "cs-supervisor goods-manager board-specialist planner designer copywriter promoter warehouse-supervisor"
    ),
    "operations-director": "shop-manager",
    "operations-manager": "operations-specialist",
    "gm": (
        "operations-manager operations-supervisor ecom-manager marketing-director purchasing-head finance-head hr "
        "general-office it-head ft-manager market-development-leader"
    ),
    "marketing-director": "market-department",
    "warehouse-supervisor": (
        "warehouse-keeper warehouse-assistant picking dispatch accounts-group info-clerk delivery dispatcher"
    ),
    "purchasing-head": "buyer",
    "finance-head": "cashier finance sales-clerk",
    "it-head": "it system-administrator",
    "legal-head": "legal",
    "president": "legal-head president-office authorised-person",
    "handling-dept-head": "handler contract-handler",
    "president-office": "handling-dept-head planning-management business-authority",
    "ft-manager": "ft-sales merchandiser shipping-clerk",
    "tender-head": "project-leader checker tender-member",
    "market-development-leader": "tender-head",
    "agency-head": "customer-representative",
}
AT_THE_TOP = ("gm", "president", "teacher", "administrator")
ALSO_USED = (
    "shift-lead",
    "duty-cs-manager",
    "back-office-cs",
    "manager",
    "department-manager",
    "member",
    "agency-head",
)


@pytest.mark.parametrize(("superior", "roles"), SUPERIORS.items())
def test_every_roles_superior_is_as_in_the_annex(company: Directory, superior: str, roles: str) -> None:
    assert {role: company.roles[role].superior for role in roles.split()} == dict.fromkeys(roles.split(), superior)
    assert company.holders(superior)


def test_the_top_has_no_superior_but_a_deputy_who_hears_of_lapses(company: Directory) -> None:
    for role in AT_THE_TOP:
        assert company.roles[role].superior is None
    for role in ("gm", "president"):
        assert company.holders(company.roles[role].deputy or "")


def test_every_role_is_held_by_somebody_and_guide_cs_by_several(company: Directory) -> None:
    assert [role for role in (*company.roles, *ALSO_USED) if not company.holders(role)] == []
    assert len(company.holders("guide-cs")) >= 3


def test_every_chain_of_managers_ends_at_the_top(company: Directory) -> None:
    tops = {*company.holders("gm"), *company.holders("president")}
    for person in company.people.values():
        if person.outside or person.id in tops:
            assert manager_of(company, person.id) is None
        else:
            chain = superiors_of(company, person.id)
            assert chain, person.id
            assert chain[-1] in tops
            assert manager_of(company, chain[-1]) is None


def test_every_holder_of_a_role_reports_to_its_superior_or_to_someone_on_the_way(company: Directory) -> None:
    for person in company.people.values():
        main = company.roles[person.roles[0].role]
        if main.superior is not None:
            assert set(superiors_of(company, person.id)) & set(company.holders(main.superior)), person.id


def test_vacant_posts_are_covered_as_in_the_annex(company: Directory) -> None:
    roles = company.roles
    assert roles["guide-cs"].covers == ("goods-manager", "board-specialist", "planner", "ecom-manager")
    assert roles["goods-manager"].covers[0] == "guide-cs"
    assert roles["board-specialist"].covers[0] == roles["designer"].covers[0] == "copywriter"
    assert roles["planner"].covers == ("ecom-manager",)


def test_every_department_has_a_head_and_everybody_two_names_and_an_address_of_the_example_domain(
    company: Directory,
) -> None:
    assert [one.id for one in company.departments.values() if one.head is None] == []
    for person in company.people.values():
        assert re.fullmatch(r"[a-z-]+@example\.com", person.email or "")
        assert re.search(r"[一-鿿]", person.name.zh)
        assert re.fullmatch(r"[A-Za-zü ]+", person.name.en)
