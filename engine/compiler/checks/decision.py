"""decision: columns that exist, tests of their types, fitting results, and under `unique` no two rules for one case."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_test
from engine.compiler.checks.fields import Writer, named_field, writable_field
from engine.compiler.checks.overlaps import overlapping
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_set, check_value
from engine.compiler.findings import did_you_mean, listed
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.expressions.types import ANY
from engine.model.fields import Field
from engine.model.steps.decision import Decision, Rule
from engine.model.types import field_at, type_at
from engine.said import Said

_NUMBERS = ("integer", "number", "percent", "money")
_ORDERED = (*_NUMBERS, "date", "time", "date_time")
_RESULT_TYPES = {
    "sum": _NUMBERS, "count": _NUMBERS, "min": _ORDERED, "max": _ORDERED, "collect": ("list", "table", "files"),
}  # fmt: skip


def check(c: Checking, at: StepAt, step: Decision) -> None:
    check_every_step(c, at)
    for number, rule in enumerate(step.rules):
        loc = (*at.loc, "rules", number)
        check_text(c, (*loc, "note"), rule.note, at.names)
        _check_tests(c, loc, rule, at)
        _check_results(c, (*loc, "then"), rule, at, step)
    if step.hit == "unique":
        _check_unique(c, at, step)


def _check_tests(c: Checking, loc: Loc, rule: Rule, at: StepAt) -> None:
    for path, test in rule.tests.items():
        here = (*loc, path)
        tested = type_at(at.names, path)
        if tested is None:
            _report_unknown(c, here, path, at)
        check_test(c, here, test, path, tested or ANY, at.names)


def _report_unknown(c: Checking, loc: Loc, path: str, at: StepAt) -> None:
    first, _, rest = path.partition(".")
    if first == "settings":
        hint = did_you_mean(rest, c.definition.settings)
        c.report(loc, "unknown-field", Said("Expected a setting, but `{rest}` is none.", rest=rest), hint, key=True)
    elif path in ("hit", "name", "if"):
        hint = Said("`{path}` belongs to the step, above `rules`.", path=path)
        c.report(loc, "unknown-field", Said("Expected a field, but `{path}` is none.", path=path), hint, key=True)
    else:
        named_field(c, loc, path, at.list.items, key=True)


def _check_results(c: Checking, loc: Loc, rule: Rule, at: StepAt, step: Decision) -> None:
    wanted = _RESULT_TYPES.get(step.hit)
    if not rule.then:
        c.report(loc, "empty", "Expected what this rule writes, but it is empty.", "Such as `then: {class: regular}`.")
    if wanted is None:
        check_set(c, loc, rule.then, at.names, at.list.items)
        return
    for path, value in rule.then.items():
        here = (*loc, path)
        field = writable_field(c, here, path, at.list.items, Writer.DEFINITION, key=True)
        if field is not None and field.type not in wanted:
            message = Said(
                "Expected a field of type {names} for `hit: {hit}`, but `{path}` is {type}.",
                names=listed(wanted),
                hit=step.hit,
                path=path,
                type=field.type,
            )
            c.report(here, "wrong-type", message, key=True)
            field = None
        check_value(c, here, value, at.names, _item_of(field) if step.hit in ("collect", "count") else field)


def _item_of(field: Field | None) -> Field | None:
    """What one rule adds to a list; nothing is said of what is merely counted."""
    if field is None or field.type in _NUMBERS:
        return None
    if field.type == "table":
        return Field.model_construct(type="object", fields=field.fields)
    return Field.model_construct(type=field.of or "file", currency=field.currency)


def _check_unique(c: Checking, at: StepAt, step: Decision) -> None:
    """Report rules that surely fit one case together. Columns that depend on each other prove nothing."""
    for later, rule in enumerate(step.rules):
        for earlier in range(later):
            other = step.rules[earlier]
            columns = {**other.tests, **rule.tests}
            if any(_is_calculated(c, path) for path in columns):
                continue
            if overlapping(other.tests, rule.tests):
                line = c.findings.read.position((*at.loc, "rules", earlier))[0]
                message = Said(
                    "Expected one rule at most for every case, but this one and that on line {line} fit together.",
                    line=line,
                )
                hint = "Narrow one of them, or write `hit: first`."
                c.report((*at.loc, "rules", later), "rules-overlap", message, hint)
                return


def _is_calculated(c: Checking, path: str) -> bool:
    field = field_at(c.definition.data, path.split(".")[0])
    return field is not None and field.formula is not None
