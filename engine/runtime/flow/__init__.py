"""The driver: what is true of every step. Kinds of steps, commands and messages move a case through these alone."""

from engine.runtime.flow.ending import cancel_case, close_case, reach_end
from engine.runtime.flow.lists import (
    around,
    cancel_list,
    do_beside,
    go_below,
    go_to,
    main_list,
    run_on_beside,
    settle_list,
    start_list,
    within_reach,
)
from engine.runtime.flow.parking import guarded, raise_incident, resolve_incident, try_again
from engine.runtime.flow.reacting import fail, happen, interrupt_case, react_to, recheck
from engine.runtime.flow.stepping import (
    cancel_step,
    end_reaction,
    enter,
    finish,
    reach_stage,
    skip_step,
    take_up,
    update,
    work,
)

__all__ = [
    "around",
    "cancel_case",
    "cancel_list",
    "cancel_step",
    "close_case",
    "do_beside",
    "end_reaction",
    "enter",
    "fail",
    "finish",
    "go_below",
    "go_to",
    "guarded",
    "happen",
    "interrupt_case",
    "main_list",
    "raise_incident",
    "reach_end",
    "reach_stage",
    "react_to",
    "recheck",
    "resolve_incident",
    "run_on_beside",
    "settle_list",
    "skip_step",
    "start_list",
    "take_up",
    "try_again",
    "update",
    "within_reach",
    "work",
]
