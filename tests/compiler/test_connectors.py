"""A connector that is not there is a problem, unless the definition says what then."""

from engine.compiler import Known, compile_definitions

DEFINITION = """
process: leave
name: Leave
department: hr
business_key: ref
data:
  ref: {type: text, numbering: 'QJ-{nnn}'}
start:
  by_hand: {by: {role: staff}}
steps:
  - service_task: cover
    service: directory.add_stand_in
EVENTS  - end: covered
"""
BY_HAND = """
    events:
      by_hand:
        error: unknown-connector
        steps:
          - {user_task: set_by_hand, assign: {role: clerk}}
""".lstrip("\n")


def codes(text: str) -> list[str]:
    found = compile_definitions({"leave.yaml": text}, Known(connectors=frozenset({"stock.check"})))["leave.yaml"]
    return [problem.code for problem in found.problems]


def test_a_connector_nobody_has_is_a_problem() -> None:
    assert codes(DEFINITION.replace("EVENTS", "")) == ["unknown-connector"]


def test_a_step_that_goes_on_without_it_is_none() -> None:
    assert codes(DEFINITION.replace("EVENTS", BY_HAND)) == []
