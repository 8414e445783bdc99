"""What a story names must be there: in its process, in the organisation, among the people given."""

import pytest

from engine.scenarios.checks import check_scenarios
from tests.scenarios.stage_door import DIRECTORY, GIVEN, following, loaded, plan_of, scenario_text


def findings(scenarios: str, given: str = GIVEN) -> list[str]:
    """Code and hint of everything the story names in vain."""
    listed = check_scenarios(loaded(scenario_text(scenarios, given)), plan_of(), DIRECTORY)
    return [f"{one.code} {one.hint}".strip() for one in listed]


def test_finds_nothing_wrong_with_a_story_of_its_process() -> None:
    assert findings(following("- {at: '09:10', by: cleo, complete: check, outcome: fine}")) == []


@pytest.mark.parametrize(
    ("entry", "finding"),
    [
        ("{at: '09:10', by: cleo, complete: chekc}", "unknown-step Did you mean `check`?"),
        ("{at: '09:10', by: cleo, complete: look}", "unknown-step"),
        ("{at: '09:10', by: kleo, claim: check}", "unknown-person Did you mean `cleo`?"),
        ("{at: '09:10', by: cleo, complete: check, outcome: fin}", "unknown-outcome Did you mean `fine`?"),
        ("{at: '09:10', by: bea, do: stopp}", "unknown-event Did you mean `stop`?"),
        ("{at: '09:10', message: payd}", "unknown-message Did you mean `paid`?"),
        ("{at: '09:10', answer: check}", "unknown-step"),
        ("{at: '09:10', finish: payment, end: lost}", "unknown-step"),
        ("{at: '09:10', change: {settings: {bigg: 5}}}", "unknown-setting Did you mean `big`?"),
        ("{at: '09:10', then: {open: {chek: {}}}}", "unknown-step Did you mean `check`?"),
        ("{at: '09:10', then: {told: [{to: cleo, about: chek.lapse}]}}", "unknown-step Did you mean `check`?"),
        ("{at: '09:10', then: {sent: [shiped]}}", "unknown-message Did you mean `shipped`?"),
        ("{at: '09:10', then: {started: [customer-visit]}}", "unknown-call Did you mean `customer-revisit`?"),
        ("{at: '09:10', then: {documents: [{document: bil}]}}", "unknown-document Did you mean `bill`?"),
        ("{at: '09:10', then: {data: {amonut: 5}}}", "unknown-field Did you mean `amount`?"),
        ("{at: '09:10', then: {data: {lines.qyt: [5]}}}", "unknown-field Did you mean `qty`?"),
        ("{at: '09:10', then: {never: [chek]}}", "unknown-step Did you mean `check`?"),
        ("{at: '09:10', then: {end: deliverd}}", "unknown-end Did you mean `delivered`?"),
        ("{at: '09:10', then: {incident: {chek: nobody-found}}}", "unknown-step Did you mean `check`?"),
        ("{at: '09:10', then: {late: {chek: 3 min}}}", "unknown-step Did you mean `check`?"),
    ],
)
def test_reports_what_a_story_names_in_vain(entry: str, finding: str) -> None:
    assert [one.removesuffix(".") for one in findings(following(f"- {entry}"))] == [finding]


def test_reports_what_is_given_in_vain() -> None:
    given = """\
process: order
given:
  settings: {bigg: 5}
  data: {amonut: 5}
  services: {stock.chek: {}}
  processes: {warehouse-dispach: run}
"""
    assert findings(following("- {at: '09:10'}"), given) == [
        "unknown-setting Did you mean `big`?",
        "unknown-field Did you mean `amount`?",
        "unknown-service Did you mean `stock.check`?",
        "unknown-call Did you mean `warehouse-dispatch`?",
        "unknown-person",
    ]


def test_knows_people_who_are_only_somebodys_superior() -> None:
    given = GIVEN.replace("manager: bea", "manager: zoe")
    assert findings(following("- {at: '09:10', by: zoe, claim: check}"), given) == []


DISPATCH = """\
process: warehouse-dispatch
name: Dispatch
department: shop
business_key: order_no
data: {order_no: {type: text}}
start: {called: {call: true, form: {require: [order_no]}}}
steps:
  - {user_task: pack, assign: {role: clerk}}
  - end: sent
"""
RUN = GIVEN + "  processes: {dispatch: run}\n"


def test_acts_may_reach_into_a_called_process_that_runs() -> None:
    acts = "- {at: '09:10', by: cleo, complete: pack}\n- {at: '09:11', by: cleo, claim: pakc}"
    story = scenario_text(following(acts), RUN)
    plans = {"warehouse-dispatch": plan_of(DISPATCH)}
    listed = check_scenarios(loaded(story), plan_of(), DIRECTORY, plans)
    assert [f"{one.code} {one.hint}" for one in listed] == ["unknown-step Did you mean `pack`?"]


def test_what_acts_name_is_not_judged_where_a_process_that_runs_is_not_known() -> None:
    assert findings(following("- {at: '09:10', by: cleo, complete: pack}"), RUN) == []


def test_what_must_be_so_in_a_called_process_is_judged_by_its_own_names() -> None:
    then = "{called: {warehouse-dispatch: {open: {pakc: {}}}, warehouse-dispach: {end: sent}}}"
    story = scenario_text(following(f"- {{at: '09:10', then: {then}}}"), RUN)
    plans = {"warehouse-dispatch": plan_of(DISPATCH)}
    listed = check_scenarios(loaded(story), plan_of(), DIRECTORY, plans)
    assert [f"{one.code} {one.hint}" for one in listed] == [
        "unknown-step Did you mean `pack`?",
        "unknown-call Did you mean `warehouse-dispatch`?",
    ]


def test_other_cases_are_of_processes_one_points_at_and_begun_by_somebody_there_is() -> None:
    given = GIVEN + "  cases: {HT-1: {process: contract-review, by: kleo}}\n"
    assert findings(following(""), given) == ["unknown-process", "unknown-person Did you mean `cleo`?"]
