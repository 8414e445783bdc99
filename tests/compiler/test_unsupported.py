"""What the language means to have and nobody does yet is said to be unsupported, not wrong."""

from engine.compiler import Known, compile_definition, unsupported
from engine.compiler.checks import checking
from engine.compiler.findings import Findings
from engine.compiler.outline import outline_of
from engine.compiler.scopes import case_names
from engine.compiler.shape import read_definition
from engine.compiler.yaml_text import read_yaml

TEXT = """
process: simple
name: 简单
department: hr
business_key: number
sealed: true
data: {number: {type: text, numbering: 'A-{nnn}'}}
start: {by_hand: {by: {role: hr}}}
steps:
  - {user_task: a, assign: {role: hr}, priority: high}
  - end: over
"""


def test_nothing_is_unsupported_at_present() -> None:
    assert compile_definition(TEXT, "simple.yaml", known=Known()).problems == ()


def test_listed_key_is_reported_where_it_is_written() -> None:
    findings = Findings(read_yaml(TEXT), "simple.yaml")
    rest = read_definition(findings)
    assert rest is not None
    names = case_names(rest.definition)
    here = checking.Checking(findings, rest.definition, Known(), names, outline_of(rest.definition, names))

    unsupported.check_supported(
        here, {("user_task", "priority"): "Priorities are not shown yet.", ("definition", "sealed"): "…"}
    )

    assert [(found.line, found.column, found.path, found.severity) for found in findings.problems] == [
        (6, 1, "sealed", "unsupported"),
        (10, 40, "steps.a.priority", "unsupported"),
    ]
    assert findings.failed
