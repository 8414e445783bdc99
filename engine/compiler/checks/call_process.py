"""call_process: a process that exists (or is planned), what goes in, what comes out, and its ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.events import check_reaction
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.values import check_value
from engine.compiler.findings import did_you_mean
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions import FeelType, context_of
from engine.expressions.types import ANY, STRING
from engine.model import ProcessDefinition
from engine.model.starts import Start
from engine.model.steps.call_process import CallProcess
from engine.model.steps.end import CANCELLED, End
from engine.model.types import feel_types, field_at, type_at
from engine.said import Said


def check(c: Checking, at: StepAt, step: CallProcess) -> None:
    called = c.definition if step.process == c.definition.process else c.known.process(step.process)
    result = {} if step.detached else {"result": _result_of(called)}
    check_every_step(c, at, known_in_set=result)
    for end, reaction in step.outcomes.items():
        check_reaction(c, (*at.loc, "outcomes", end), reaction, at.list, {**at.names, **result})
    if called is None:
        report_not_written(c, (*at.loc, "process"), step.process)
        for key, value in step.with_.items():
            check_value(c, (*at.loc, "with", key), value, at.names)
    else:
        check_input(c, at.loc, step.with_, called, at.names)
        _check_ends(c, at, step, called)
    if step.detached and step.outcomes:
        message = "Expected no `outcomes`, for a detached call does not wait for an end."
        c.report((*at.loc, "outcomes"), "detached", message, "Take `detached` or `outcomes` out.", key=True)


def _result_of(called: ProcessDefinition | None) -> FeelType:
    if called is None:
        return ANY
    types = feel_types(called.data)
    outputs = {path: type_at(types, path) or ANY for path in called.outputs if "." not in path}
    nested = {path.split(".")[0]: ANY for path in called.outputs if "." in path}
    return context_of({**nested, **outputs, "end": STRING})


def report_not_written(c: Checking, loc: Loc, process: str) -> None:
    """A process that is named there and is not written: planned, or none."""
    if process in c.known.catalogue:
        c.planned[process] = None
        message = Said(
            "`{process}` stands in the catalogue and is not written yet: it runs as a task done outside.",
            process=process,
        )
        c.report(loc, "planned", message, severity="planned")
        return
    hint = did_you_mean(process, c.known.catalogue | set(c.known.processes))
    c.report(loc, "unknown-process", Said("Expected a process, but `{process}` is none.", process=process), hint)


def check_input(c: Checking, loc: Loc, with_: Mapping[str, Any], called: ProcessDefinition, names: Names) -> None:
    """What is given under `with` is what the start of a called process takes."""
    start = next((start for start in called.start.values() if start.call), None)
    if start is None:
        message = Said(
            "Expected a process that can be called, but `{process}` has no start with `call: true`.",
            process=called.process,
        )
        c.report((*loc, "process"), "not-callable", message)
        return
    taken = _taken_in(start)
    for key, value in with_.items():
        here = (*loc, "with", key)
        if key not in taken:
            message = Said(
                "Expected a field of the start form of `{process}`, but `{key}` is none.",
                process=called.process,
                key=key,
            )
            c.report(here, "unknown-input", message, did_you_mean(key, taken), key=True)
        check_value(c, here, value, names, field_at(called.data, key) if key in taken else None)
    missing = [path for path in (start.form.require if start.form else []) if path not in with_]
    for path in missing:
        message = Said("Expected `{path}`, which `{process}` requires at its start.", path=path, process=called.process)
        c.report((*loc, "with"), "missing-input", message, Said("Write `{path}: …` under `with`.", path=path), key=True)
        break


def _taken_in(start: Start) -> tuple[str, ...]:
    return start.form.writable if start.form else ()


def _check_ends(c: Checking, at: StepAt, step: CallProcess, called: ProcessDefinition) -> None:
    ends = [*(one.id for one in called.steps if isinstance(one, End)), CANCELLED]
    for outcome in step.outcomes:
        if outcome not in ends:
            message = Said(
                "Expected an end of `{process}`, but `{outcome}` is none.", process=called.process, outcome=outcome
            )
            c.report((*at.loc, "outcomes", outcome), "unknown-end", message, did_you_mean(outcome, ends), key=True)
