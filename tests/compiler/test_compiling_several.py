"""Definitions that are compiled together know one another; a call to the catalogue is planned, not wrong."""

from engine.compiler import Known, compile_definition, compile_definitions

CALLER = """
process: caller
name: 调用
department: hr
business_key: number
data: {number: {type: text, numbering: 'A-{nnn}'}, days: {type: integer, default: 1}}
start: {by_hand: {by: {role: hr}}}
steps:
  - call_process: ask
    process: callee
    with: {days: =days}
    outcomes: {refused: {next: over}}
  - end: over
"""
CALLEE = """
process: callee
name: 被调用
department: hr
business_key: number
data: {number: {type: text, numbering: 'B-{nnn}'}, days: {type: integer}}
start: {called: {call: true, form: {require: [days]}}}
steps:
  - {user_task: decide, assign: {role: hr}, outcomes: {grant: {}, refuse: {next: refused}}}
  - end: granted
  - end: refused
"""


def codes(text: str, known: Known) -> list[tuple[str, str]]:
    return [(found.severity, found.code) for found in compile_definition(text, "x.yaml", known=known).problems]


def test_files_compiled_together_may_call_one_another() -> None:
    compiled = compile_definitions({"caller.yaml": CALLER, "callee.yaml": CALLEE}, Known())

    assert [found.plan is not None for found in compiled.values()] == [True, True]
    assert compiled["caller.yaml"].planned == ()


def test_call_of_a_process_nobody_knows_is_a_problem() -> None:
    assert codes(CALLER, Known()) == [("problem", "unknown-process")]


def test_call_of_a_process_of_the_catalogue_is_planned() -> None:
    compiled = compile_definition(CALLER, "caller.yaml", known=Known(catalogue=frozenset(("callee",))))

    assert compiled.plan is not None
    assert compiled.planned == ("callee",)
    assert [(found.severity, found.code, found.line) for found in compiled.problems] == [("planned", "planned", 10)]


def test_deployed_plan_is_known_like_a_definition() -> None:
    plan = compile_definition(CALLEE, "callee.yaml", known=Known()).plan
    assert plan is not None

    assert codes(CALLER, Known(processes={"callee": plan})) == []
    assert codes(CALLER, Known(processes={"callee": plan.definition})) == []
    assert codes(CALLER.replace("refused:", "denied:"), Known(processes={"callee": plan})) == [
        ("problem", "unknown-end")
    ]


def test_wrong_file_does_not_hide_from_the_others_what_it_is() -> None:
    """A called file with a problem of its own is known by its shape, so the caller is checked against it."""
    broken = CALLEE.replace("assign: {role: hr}", "assign: {person: nobody_known}")
    compiled = compile_definitions({"caller.yaml": CALLER, "callee.yaml": broken}, Known())

    assert compiled["caller.yaml"].problems == ()
    assert compiled["callee.yaml"].plan is None


def test_two_files_cannot_be_the_same_process() -> None:
    compiled = compile_definitions({"one.yaml": CALLEE, "two.yaml": CALLEE}, Known())

    assert compiled["one.yaml"].plan is not None
    assert [found.code for found in compiled["two.yaml"].problems] == ["same-process"]


def test_process_may_call_itself() -> None:
    text = CALLEE.replace(
        "  - end: granted",
        "  - {call_process: again, process: callee, detached: true, with: {days: 1}}\n  - end: granted",
    )

    assert codes(text, Known()) == []
