"""Reading a scenario file: what fits, and what is said about what does not."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from engine.scenarios.load import load_scenarios
from engine.scenarios.schema import scenario_schema
from tests.scenarios.stage_door import loaded, scenario_text

SCHEMA = Path(__file__).parents[2] / "definitions" / "scenarios.schema.json"


def problems(scenarios: str, given: str = "process: order\n") -> list[str]:
    """Line, column and code of everything that is wrong."""
    found, listed = load_scenarios(scenario_text(scenarios, given), "f")
    assert found is None
    return [f"{one.line}:{one.column} {one.code}" for one in listed]


def message(scenarios: str) -> str:
    _, listed = load_scenarios(scenario_text(scenarios, "process: order\n"), "f")
    return "\n".join(f"{one.message} {one.hint}".strip() for one in listed)


def entry(text: str) -> str:
    """A file whose second entry, on line 6, is this one."""
    return f"- scenario: one\n  when:\n    - {{at: 2026-03-02 09:00, start: by_hand}}\n    - {text}\n"


def test_reads_moments_with_weekday_without_and_on_the_day_of_the_entry_before() -> None:
    file = loaded(
        scenario_text(
            """
            - scenario: one
              when:
                - {at: Mon 2026-03-02 09:00, start: by_hand}
                - {at: '09:30:15'}
                - {at: 2026-03-03 08:00}
            """
        )
    )
    assert [str(clock) for clock in file.clocks[0]] == [
        "2026-03-02 09:00:00",
        "2026-03-02 09:30:15",
        "2026-03-03 08:00:00",
    ]


def test_reports_a_wrong_weekday_with_the_right_one() -> None:
    scenario = "- scenario: one\n  when:\n    - {at: Tue 2026-03-02 09:00, start: by_hand}\n"
    assert problems(scenario) == ["5:12 wrong-weekday"]
    assert "Write `Mon 2026-03-02 09:00`" in message(scenario)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{at: '08:59'}", "6:12 not-in-order"),
        ("{at: soon}", "6:12 bad-instant"),
        ("{at: 2026-02-30 09:00}", "6:12 bad-instant"),
        ("{by: ana, complete: check}", "6:7 missing-key"),
        ("{at: '09:10', by: ana, complete: check, claim: check}", "6:47 two-acts"),
        ("{at: '09:10', complete: check}", "6:7 missing-key"),
        ("{at: '09:10', by: ana, complete: check, outcom: fine}", "6:47 unknown-key"),
        ("{at: '09:10', by: ana, claim: check, outcome: fine}", "6:44 unknown-key"),
        ("{at: '09:10', then: {opened: {}}}", "6:28 unknown-key"),
        ("{at: '09:10', then: {open: {check: {due: soon}}}}", "6:48 bad-instant"),
        ("{at: '09:10', then: {told: [{to: ana, about: check, at: Mon 2026-03-03 08:00}]}}", "6:63 wrong-weekday"),
        ("{at: '09:10', then: {}}", "6:27 wrong-value"),
        ("{at: '09:10', answer: look, error: no-stock, with: {a: 1}}", "6:7 wrong-value"),
        ("{at: '09:10', by: ana, complete: check, item: first}", "6:53 wrong-type"),
    ],
)
def test_reports_where_an_entry_does_not_fit(written: str, expected: str) -> None:
    assert problems(entry(written)) == [expected]


def test_asks_whether_another_key_was_meant() -> None:
    assert "Did you mean `outcome`?" in message(entry("{at: '09:10', by: ana, complete: check, outcom: fine}"))
    assert "Did you mean `complete`?" in message(entry("{at: '09:10', by: ana, compleet: check}"))


def test_reports_everything_that_is_wrong_at_once() -> None:
    text = """
    - scenario: One
      when:
        - {at: Tue 2026-03-02 09:00, start: by_hand, form: {}}
    - scenario: two
      whem: []
    """
    assert problems(text) == ["4:13 bad-id", "6:50 unknown-key", "7:3 missing-key", "8:3 unknown-key"]


def test_the_first_entry_starts_the_case() -> None:
    scenario = "- scenario: one\n  when:\n    - {at: 2026-03-02 09:00}\n"
    assert problems(scenario) == ["3:3 wrong-value"]
    assert "the first entry of `when` starts the case" in message(scenario)


def test_two_scenarios_have_two_names() -> None:
    one = "- scenario: one\n  when: [{at: 2026-03-02 09:00, start: by_hand}]\n"
    assert problems(one + one) == ["5:13 duplicate-scenario"]


@pytest.mark.parametrize(
    ("written", "read"), [("order#4", ["order#4"]), ("[order#4, order#5a]", ["order#4", "order#5a"])]
)
def test_names_the_acceptance_scenarios_it_shows(written: str, read: list[str]) -> None:
    text = f"- scenario: one\n  acceptance: {written}\n  when: [{{at: 2026-03-02 09:00, start: by_hand}}]\n"
    assert loaded(scenario_text(text)).content.scenarios[0].acceptance == read


def test_refuses_what_is_no_acceptance_scenario() -> None:
    text = "- scenario: one\n  acceptance: order 4\n  when: [{at: 2026-03-02 09:00, start: by_hand}]\n"
    assert problems(text) == ["4:15 bad-acceptance"]


def test_what_a_service_answers_means_what_it_looks_like_and_everything_else_stays_text() -> None:
    given = """\
process: order
given:
  services: {stock.check: {available: true, count: 3, price: 1.50, code: '010', none: null}}
  data: {amount: 178.00, note: '5'}
  processes: {dispatch: {end: sent, with: {parcels: 2}}}
"""
    file = loaded(scenario_text("- scenario: one\n  when: [{at: 2026-03-02 09:00, start: by_hand}]\n", given))
    assert file.content.given.services["stock.check"] == {
        "available": True, "count": 3, "price": 1.5, "code": "010", "none": None,
    }  # fmt: skip
    assert file.content.given.data == {"amount": "178.00", "note": "5"}
    assert file.content.given.processes["dispatch"].with_ == {"parcels": 2}  # type: ignore[union-attr]


def test_loads_crowds_and_what_is_taken_out_of_a_batch() -> None:
    text = """
    - scenario: one
      when:
        - {at: 2026-03-02 09:00, start: by_hand}
        - at: '10:00'
          crowd: {cases: 81, to: check, vary: {order_no: 'TB-{n}'}, through: [{by: cleo, start: by_hand}]}
        - at: '11:00'
          by: cleo
          complete: check
          take_out: [{case: TB-7, reason: torn}]
          then: {batch: {cases: 78, left: 2}}
    """
    file = loaded(scenario_text(text))
    crowd, complete = file.content.scenarios[0].when[1:]
    assert crowd.crowd.cases == 81 and crowd.crowd.through[0].act == "start"  # type: ignore[union-attr]
    assert complete.take_out[0].case == "TB-7"  # type: ignore[union-attr]


def test_the_stored_schema_is_the_one_the_model_makes() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == scenario_schema(), (
        "definitions/scenarios.schema.json is out of date: write engine.scenarios.schema.scenario_schema() to it"
    )


class PlainLoader(yaml.SafeLoader):
    """YAML as an editor reads it: numbers and truth values are themselves, dates stay text."""


PlainLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def unfitting(text: str) -> list[str]:
    validator = jsonschema_rs.validator_for(scenario_schema())
    return [error.message for error in validator.iter_errors(yaml.load(text, PlainLoader))]


@pytest.mark.parametrize("path", sorted(SCHEMA.parent.rglob("*.scenarios.yaml")), ids=lambda path: path.stem)
def test_the_shipped_stories_fit_the_schema(path: Path) -> None:
    assert unfitting(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "written",
    ["{by: ana, complete: check}", "{at: '09:10', complete: check}", "{at: '09:10', by: ana, complete: a, claim: b}",
     "{at: '09:10', then: {}}", "{at: '09:10', then: {opened: {}}}", "{at: '09:10', by: ana, complete: a, item: 0}"],
)  # fmt: skip
def test_the_schema_refuses_what_the_loader_refuses(written: str) -> None:
    assert unfitting(scenario_text(entry(written), "process: order\n"))
