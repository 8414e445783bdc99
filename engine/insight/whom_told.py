"""Whom an expression of a definition names, in words: the starter, a superior, who did a step. For people only."""

import re
from collections.abc import Mapping

from engine.calendars import Text
from engine.insight.conditions_told import condition_in_words
from engine.model.plan import Plan

_KNOWN: Mapping[str, Text] = {
    "assignee": Text("办理人", "whoever has it"),
    "initiator": Text("发起人", "who started it"),
    "manager of(assignee)": Text("上级", "the superior"),
    "manager of(manager of(assignee))": Text("上级的上级", "the superior's superior"),
}
_SUPERIOR = re.compile(r"manager of\((?P<of>.+)\)")


def whom_in_words(plan: Plan, expression: str) -> Text:
    """Whom an expression names: `manager of(initiator)` is the superior of who started it; a leading `=` is nothing."""
    plain = expression.strip().removeprefix("=").strip()
    if known := _KNOWN.get(plain):
        return known
    if superior := _SUPERIOR.fullmatch(plain):
        of = whom_in_words(plan, superior["of"])
        return Text(f"{of.zh}的上级", f"the superior of {of.en}")
    told = condition_in_words(plan, plain)
    return Text(told["zh"], told["en"])
