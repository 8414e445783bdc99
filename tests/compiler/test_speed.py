"""Compiling is quick enough to run on every key press, and a thousand steps are no reason to wait."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.compiler import Known, compile_definition

pytestmark = pytest.mark.alone

ROOT = Path(__file__).parent.parent.parent
ORDINARY = ROOT / "tests" / "problems" / "right" / "messages-and-events.yaml"

HEAD = """
process: long
name: 很长
department: hr
business_key: number
data:
  number: {type: text, numbering: 'A-{nnn}'}
  amount: {type: money, currency: CNY}
  note: {type: text}
  etd: {type: date}
start: {by_hand: {by: {role: hr}, form: {require: [amount, etd]}}}
steps:
"""
STEP = """
  - user_task: step_{n}
    name: 第 {n} 步 {{note}}
    if: amount > {n} and not(steps.step_{n}.done)
    assign: {{role: hr, exclude: [{{person: initiator}}]}}
    due: 2 working days before etd
    form: {{show: [amount], require: [note], checks: [{{must: note != "{n}", say: 不行}}]}}
    outcomes:
      approve: {{set: {{note: '=note + " {n}"'}}}}
      refuse: {{if: 'count([amount, {n}]) > 1', next: step_{back}}}
"""


def test_thousand_steps_compile_within_five_seconds() -> None:
    steps = "".join(STEP.format(n=n, back=max(1, n - 5)) for n in range(1, 1001))
    began = time.process_time()

    compiled = compile_definition(f"{HEAD}{steps}\n  - end: over\n", "long.yaml", known=Known())

    assert time.process_time() - began < 5
    assert compiled.problems == ()


def test_thousand_steps_with_a_problem_each_are_reported_within_five_seconds() -> None:
    steps = "".join(STEP.format(n=n, back=max(1, n - 5)).replace("[note]", "[noote]") for n in range(1, 1001))
    began = time.process_time()

    compiled = compile_definition(f"{HEAD}{steps}\n  - end: over\n", "long.yaml", known=Known())

    assert time.process_time() - began < 5
    assert len(compiled.problems) == 1000


def test_ordinary_definition_compiles_in_a_blink_once_the_engine_is_loaded() -> None:
    text = ORDINARY.read_text("utf-8")
    compile_definition(text, "x.yaml", known=Known())
    began = time.process_time()

    compile_definition(text, "x.yaml", known=Known())

    assert time.process_time() - began < 0.1


def test_compiling_loads_nothing_that_does_work_outside() -> None:
    """Validating must stay quick from a cold start, so none of the heavy rooms may come along."""
    heavy = "('temporalio', 'sqlalchemy', 'asyncio', 'fastapi')"
    code = f"import sys, engine.compiler; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
