"""Fields that point at other cases: processes that exist, a sum of filled numbers, a limit the other case tells of."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean
from engine.compiler.places import Loc
from engine.model.fields import Field, Sum
from engine.model.steps.end import End
from engine.said import Said

_SUMMED = ("money", "number", "integer")


def check_related(c: Checking, loc: Loc, field: Field) -> None:
    """A field of type case; of other fields nothing."""
    if field.type != "case":
        return
    for key in ("default", "formula"):
        if c.is_written((*loc, key)):
            message = Said("Expected no `{key}` at a field of type {type}: people pick it.", key=key, type=field.type)
            c.report((*loc, key), "not-of-this-type", message, key=True)
    if loc[0] == "settings":
        message = Said("Expected a setting with a `default`, but `{key}` belongs to a field.", key="processes")
        c.report((*loc, "type"), "not-of-a-setting", message)
    for number, process in enumerate(field.processes or ()):
        if c.known.process(process) is None and process not in (c.definition.process, *c.known.catalogue):
            hint = did_you_mean(process, c.known.catalogue | set(c.known.processes))
            message = Said("Expected a process, but `{process}` is none.", process=process)
            c.report((*loc, "processes", number), "unknown-process", message, hint)
    if field.sum is not None:
        _check_sum(c, (*loc, "sum"), field, field.sum)


def _check_sum(c: Checking, loc: Loc, field: Field, rule: Sum) -> None:
    summed = c.definition.data.get(rule.field)
    if summed is None:
        message = Said("Expected a field of the case, but there is no `{name}`.", name=rule.field)
        c.report((*loc, "field"), "unknown-field", message, did_you_mean(rule.field, c.definition.data))
    elif summed.type not in _SUMMED or summed.formula is not None:
        message = Said("Expected a number or money that people fill in, but `{name}` is none.", name=rule.field)
        c.report((*loc, "field"), "wrong-type", message)
    ends = [one.id for one in c.definition.steps if isinstance(one, End)]
    for number, end in enumerate(rule.without):
        if end not in ends:
            message = Said("Expected an end of this process, but `{end}` is none.", end=end)
            c.report((*loc, "without", number), "unknown-end", message, did_you_mean(end, ends))
    for process in field.processes or () if rule.limit is not None else ():
        known = c.definition if process == c.definition.process else c.known.process(process)
        if known is not None and rule.limit not in known.summary:
            message = Said(
                "Expected a field of the `summary` of `{process}`, but `{limit}` is none.",
                process=process,
                limit=rule.limit,
            )
            c.report((*loc, "limit"), "unknown-field", message, did_you_mean(str(rule.limit), known.summary))
