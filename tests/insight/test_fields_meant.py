"""What a path of a form means: fields of the case, and of the rows people go through one by one."""

import pytest

from engine.insight.fields_meant import field_meant
from engine.model.plan import Plan
from engine.model.process import ProcessDefinition

LINES = {"type": "table", "fields": {"text": {"type": "text"}}}
FIRMS = {"type": "table", "fields": {"price": {"type": "money", "currency": "CNY"}, "lines": LINES}}
ASK = {"user_task": "ask", "assign": {"role": "buyer"}, "form": {"edit": ["firm.price"]}}
LINE_BY_LINE = {"for_each": "inner", "item": "line", "in": "firm.lines", "steps": [{**ASK, "user_task": "look"}]}
PLAN = Plan(ProcessDefinition.model_validate({
    "process": "offers", "name": "offers", "department": "purchasing", "business_key": "note",
    "data": {"note": {"type": "text"}, "firms": FIRMS}, "start": {"begin": {"by": {"role": "buyer"}}},
    "steps": [{"for_each": "outer", "item": "firm", "in": "firms", "steps": [ASK, LINE_BY_LINE]}],
}))  # fmt: skip


@pytest.mark.parametrize(
    ("path", "type_"),
    [("note", "text"), ("firms.price", "money"), ("firm.price", "money"), ("line.text", "text")],
)
def test_a_field_of_the_case_or_of_an_item(path: str, type_: str) -> None:
    found = field_meant(PLAN, path)
    assert found is not None and found.type == type_


@pytest.mark.parametrize("path", ["firm", "firm.unknown", "somebody.price", "initiator"])
def test_what_is_no_field(path: str) -> None:
    assert field_meant(PLAN, path) is None
