"""The runner on a small model of our own, and on the kit where it is at hand (DMN_TCK names its folder)."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.dmn_tck.cases import read_cases
from tests.dmn_tck.comparison import is_expected
from tests.dmn_tck.model import Model
from tests.dmn_tck.safe_xml import UnsafeXml, read_xml
from tests.dmn_tck.scores import run_kit

_MODEL = """<definitions namespace="ours" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
  <itemDefinition name="tGrade"><typeRef>string</typeRef>
    <allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
  <inputData name="Order value" id="i"><variable name="Order value" typeRef="number"/></inputData>
  <businessKnowledgeModel name="With tax" id="k"><variable name="With tax"/><encapsulatedLogic>
    <formalParameter name="net" typeRef="number"/><literalExpression><text>net * 1.13</text></literalExpression>
  </encapsulatedLogic></businessKnowledgeModel>
  <decision name="Gross" id="g"><variable name="Gross" typeRef="number"/>
    <informationRequirement><requiredInput href="#i"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>
    <invocation><literalExpression><text>With tax</text></literalExpression>
      <binding><parameter name="net"/><literalExpression><text>Order value</text></literalExpression></binding>
    </invocation>
  </decision>
  <decision name="Grade"><variable name="Grade" typeRef="tGrade"/>
    <informationRequirement><requiredDecision href="#g"/></informationRequirement>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>Gross</text></inputExpression></input><output/>
      <rule><inputEntry><text>&lt; 100</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
      <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule></decisionTable>
  </decision>
  <decision name="Parts"><variable name="Parts"/><context>
    <contextEntry><variable name="double"/><functionDefinition><formalParameter name="x"/>
      <literalExpression><text>x * 2</text></literalExpression></functionDefinition></contextEntry>
    <contextEntry><for iteratorVariable="y"><in><literalExpression><text>[1, 2, 3]</text></literalExpression></in>
      <return><literalExpression><text>double(y)</text></literalExpression></return></for></contextEntry></context>
  </decision>
</definitions>"""
_CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>ours.dmn</modelName>
  <testCase id="1"><inputNode name="Order value"><value xsi:type="xsd:decimal">80</value></inputNode>
    <resultNode name="Gross"><expected><value xsi:type="xsd:decimal">90.4</value></expected></resultNode>
    <resultNode name="Grade"><expected><value xsi:type="xsd:string">low</value></expected></resultNode></testCase>
  <testCase id="2"><inputNode name="Order value"><value xsi:type="xsd:string">80</value></inputNode>
    <resultNode name="Gross"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
</testCases>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A kit with one folder, one model and two cases."""
    inside = tmp_path / "compliance-level-2" / "0001-ours"
    inside.mkdir(parents=True)
    (inside / "ours.dmn").write_text(_MODEL, encoding="utf-8")
    (inside / "0001-ours-test-01.xml").write_text(_CASES, encoding="utf-8")
    return tmp_path


def test_a_kit_is_run_and_counted(folder: Path) -> None:
    summary = run_kit(folder).summary()
    assert summary["raw"] == {"passed": 2, "cases": 2}
    assert summary["non_null"] == {"passed": 1, "cases": 1}
    assert summary["level2"] == {"passed": 2, "cases": 2}
    assert summary["folder_mean"] == 1.0


def test_a_decision_is_evaluated_with_what_it_requires(folder: Path) -> None:
    model = Model(next(folder.rglob("*.dmn")))
    assert model.evaluate("Grade", {"Order value": Decimal(1000)}) == "high"


def test_boxed_contexts_and_loops_give_values(folder: Path) -> None:
    assert Model(next(folder.rglob("*.dmn"))).evaluate("Parts", {}) == [2, 4, 6]


def test_a_wrong_result_is_a_failure_that_says_what_was_expected(folder: Path) -> None:
    file = next(folder.rglob("*-test-*.xml"))
    file.write_text(_CASES.replace("90.4", "91"), encoding="utf-8")
    (failure,) = run_kit(folder).failures()
    assert failure.detail == "Gross: expected Decimal('91'), but got Decimal('90.40')"


@pytest.mark.parametrize("declaration", ['<!DOCTYPE a [<!ENTITY x "xx">]>', '<!DOCTYPE a SYSTEM "http://localhost/a">'])
def test_files_with_document_types_are_refused(declaration: str, tmp_path: Path) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text(f"{declaration}<a>&x;</a>", encoding="utf-8")
    with pytest.raises(UnsafeXml):
        read_xml(file)


@pytest.mark.parametrize(
    ("actual", "expected", "same"),
    [
        (Decimal("1.0000000001"), Decimal(1), True),
        (Decimal("1.001"), Decimal(1), False),
        ([Decimal(1)], [Decimal(1)], True),
        ({"a": "x", "b": None}, {"a": "x"}, False),
        (True, Decimal(1), False),
        (None, None, True),
    ],
)
def test_results_are_compared_as_the_kit_does(actual: Any, expected: Any, same: bool) -> None:
    assert is_expected(actual, expected) is same


def test_the_cases_of_a_file_are_read_with_their_types(folder: Path) -> None:
    cases = [case for _, case in read_cases(next(folder.rglob("*-test-*.xml")))]
    assert cases[0].inputs == {"Order value": Decimal(80)}
    assert [case.expects_null for case in cases] == [False, True]


@pytest.mark.skipif("DMN_TCK" not in os.environ, reason="the kit is not here: DMN_TCK names no folder")
def test_the_kit_passes_as_far_as_ever() -> None:
    summary = run_kit(Path(os.environ["DMN_TCK"])).summary()
    assert summary["level2"]["passed"] == summary["level2"]["cases"]
    assert summary["non_null"]["passed"] >= 0.98 * summary["non_null"]["cases"]
