"""Revoking: a process that can undo the case exists, takes what it is given, and the window is a length of time."""

from __future__ import annotations

from engine.compiler.checks.call_process import check_input, report_not_written
from engine.compiler.checks.checking import Checking
from engine.compiler.checks.limits import check_duration
from engine.compiler.checks.people import check_who
from engine.compiler.checks.values import check_value
from engine.compiler.findings import did_you_mean
from engine.model.steps.end import End
from engine.said import Said


def check_revoke(c: Checking) -> None:
    """The `revoke` of the definition."""
    rule = c.definition.revoke
    if rule is None:
        return
    loc = ("revoke",)
    check_duration(c, (*loc, "within"), rule.within)
    check_who(c, (*loc, "by"), rule.by, c.names)
    ends = [one.id for one in c.definition.steps if isinstance(one, End)]
    for position, end in enumerate(rule.ends):
        if end not in ends:
            message = Said("Expected an end of this process, but `{end}` is none.", end=end)
            c.report((*loc, "ends", position), "unknown-end", message, did_you_mean(end, ends))
    undoing = c.known.process(rule.process)
    if undoing is not None:
        check_input(c, loc, rule.with_, undoing, c.names)
        return
    report_not_written(c, (*loc, "process"), rule.process)
    for key, value in rule.with_.items():
        check_value(c, (*loc, "with", key), value, c.names)
