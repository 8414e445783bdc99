"""What is wrong with a definition beyond its shape. One module for each kind of step, and for what all of them have."""

from __future__ import annotations

from typing import assert_never

from engine.compiler.checks import (
    calculate,
    call_process,
    choose,
    compensate,
    decision,
    end,
    for_each,
    notify,
    parallel,
    raise_error,
    scope,
    send,
    service_task,
    user_task,
    wait,
)
from engine.compiler.checks.checking import Checking
from engine.compiler.checks.data import check_data
from engine.compiler.checks.declarations import check_clocks, check_defaults, check_documents, check_header
from engine.compiler.checks.events import check_events
from engine.compiler.checks.ids import check_ids
from engine.compiler.checks.messages import check_messages
from engine.compiler.checks.reach import check_reach
from engine.compiler.checks.starts import check_starts
from engine.compiler.checks.writes import check_parallel_writes
from engine.compiler.findings import Findings
from engine.compiler.known import Known
from engine.compiler.outline import StepAt, outline_of
from engine.compiler.scopes import case_names
from engine.compiler.unsupported import check_supported
from engine.model import ProcessDefinition
from engine.model.steps.calculate import Calculate
from engine.model.steps.call_process import CallProcess
from engine.model.steps.choose import Choose
from engine.model.steps.compensate import Compensate
from engine.model.steps.decision import Decision
from engine.model.steps.end import End
from engine.model.steps.for_each import ForEach
from engine.model.steps.notify import Notify
from engine.model.steps.parallel import Parallel
from engine.model.steps.raise_error import Raise
from engine.model.steps.scope import Scope
from engine.model.steps.send import Send
from engine.model.steps.service_task import ServiceTask
from engine.model.steps.user_task import UserTask
from engine.model.steps.wait import Wait


def check_definition(findings: Findings, definition: ProcessDefinition, known: Known) -> tuple[str, ...]:
    """Report everything that is wrong; the answer is the planned processes it calls."""
    names = case_names(definition)
    c = Checking(findings, definition, known, names, outline_of(definition, names))
    for check in (check_header, check_ids, check_data, check_starts, check_messages, check_documents, check_clocks):
        check(c)
    check_defaults(c)
    check_events(c, ("events",), definition.events, c.outline.main)
    for at in c.outline.steps:
        _check_step(c, at)
    check_reach(c)
    check_parallel_writes(c)
    check_supported(c)
    return tuple(c.planned)


def _check_step(c: Checking, at: StepAt) -> None:
    match at.step:
        case UserTask() as step:
            user_task.check(c, at, step)
        case ServiceTask() as step:
            service_task.check(c, at, step)
        case Decision() as step:
            decision.check(c, at, step)
        case Choose() as step:
            choose.check(c, at, step)
        case Parallel() as step:
            parallel.check(c, at, step)
        case ForEach() as step:
            for_each.check(c, at, step)
        case Scope() as step:
            scope.check(c, at, step)
        case Send() as step:
            send.check(c, at, step)
        case Notify() as step:
            notify.check(c, at, step)
        case Wait() as step:
            wait.check(c, at, step)
        case CallProcess() as step:
            call_process.check(c, at, step)
        case Calculate() as step:
            calculate.check(c, at, step)
        case Compensate() as step:
            compensate.check(c, at, step)
        case Raise() as step:
            raise_error.check(c, at, step)
        case End() as step:
            end.check(c, at, step)
        case other:
            assert_never(other)
