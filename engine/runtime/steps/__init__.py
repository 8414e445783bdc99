"""The runners: one module per kind, all alike, none imports another."""

from engine.runtime.runners import RUNNERS, StepRunner, runner_of
from engine.runtime.steps.calculate import CalculateRunner
from engine.runtime.steps.call_process import CallProcessRunner
from engine.runtime.steps.choose import ChooseRunner
from engine.runtime.steps.compensate import CompensateRunner
from engine.runtime.steps.decision import DecisionRunner
from engine.runtime.steps.end import EndRunner
from engine.runtime.steps.for_each import ForEachRunner
from engine.runtime.steps.notify import NotifyRunner
from engine.runtime.steps.parallel import ParallelRunner
from engine.runtime.steps.raise_error import RaiseRunner
from engine.runtime.steps.scope import ScopeRunner
from engine.runtime.steps.send import SendRunner
from engine.runtime.steps.service_task import ServiceTaskRunner
from engine.runtime.steps.user_task import UserTaskRunner
from engine.runtime.steps.wait import WaitRunner

RUNNERS.update(
    user_task=UserTaskRunner(),
    service_task=ServiceTaskRunner(),
    decision=DecisionRunner(),
    choose=ChooseRunner(),
    parallel=ParallelRunner(),
    for_each=ForEachRunner(),
    scope=ScopeRunner(),
    send=SendRunner(),
    notify=NotifyRunner(),
    wait=WaitRunner(),
    call_process=CallProcessRunner(),
    calculate=CalculateRunner(),
    compensate=CompensateRunner(),
    end=EndRunner(),
)
RUNNERS["raise"] = RaiseRunner()

__all__ = ["RUNNERS", "StepRunner", "runner_of"]
