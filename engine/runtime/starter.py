"""What the starter may do with the case: recall it to a draft (撤回), or withdraw it (撤销).

A recall is open until the first decision of another person, a withdrawal until the last approval; `until` of the
definition names another step. A step already done outside closes both. Codes: `verb-forbidden`, `not-the-starter`,
`already-draft`, `too-late`, `done-outside`, `comment-missing`.
"""

from collections.abc import Iterator
from typing import Any

from engine.model.plan import START, with_all_inside
from engine.model.process import OpenUntil
from engine.model.steps.end import End
from engine.model.steps.user_task import UserTask
from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import flow, going_back
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import BatchDecided, CaseCalled, CaseRecalled, MessageSent, ServiceCalled
from engine.runtime.questions import AskNotice
from engine.runtime.refusals import Rejected
from engine.runtime.stimuli import Commanded

STARTED_FOR_YOU = "case.started_for_you"
"""What the notice is about that tells whose case it is that somebody has started it for them."""


def recall(turn: TurnBuilder, order: Commanded, command: c.Recall) -> None:
    """Back to a draft of the starter: same number, data and files kept, decisions void."""
    rule = turn.plan.definition.recall
    _must_be_the_starter(turn, order, "recall", rule)
    if START not in turn.plan.steps:
        raise Rejected("not-the-starter", "Expected a case that somebody has begun by hand")
    if any(one.step == START for one in turn.steps.values()):
        raise Rejected("already-draft", "Expected a case under way, but it is a draft of its starter already")
    decided = any(one.by not in turn.starters for one in turn.decisions.values())
    _must_be_open(turn, rule, decided, "the first decision")
    turn.emit(CaseRecalled(order.by, command.comment))
    turn.decisions, turn.carried, turn.reopened = {}, {}, {}
    clocks = going_back.clocks_of(turn)
    main = flow.main_list(turn)
    flow.interrupt_case(turn, main, f"recalled by {order.by}")
    flow.go_to(turn, main, START, f"recalled by {order.by}")
    going_back.let_run_on(turn, clocks, START)


def withdraw(turn: TurnBuilder, order: Commanded, command: c.Withdraw) -> None:
    """The case ends `withdrawn`."""
    rule = turn.plan.definition.withdraw
    _must_be_the_starter(turn, order, "withdraw", rule)
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected the reason of the withdrawal, but it is empty")
    _must_be_open(turn, rule, _approvals_are_over(turn), "the last approval")
    flow.cancel_case(turn, command.comment, order.by, end="withdrawn")


def _must_be_the_starter(turn: TurnBuilder, order: Commanded, verb: str, rule: Any) -> None:
    if rule == "none":
        raise Rejected("verb-forbidden", f"Expected another verb, but {verb} is switched off for {turn.plan.process}")
    if turn.state.caller is not None or order.by not in (turn.starter, turn.state.started_by):
        raise Rejected("not-the-starter", f"Expected {turn.starter or 'nobody'}, but {order.by} asked")


def _must_be_open(turn: TurnBuilder, rule: Any, over: bool, what: str) -> None:
    """`over`: whether what closes the verb by default has been; `until` of the definition stands in its place."""
    if turn.outside:
        raise Rejected("done-outside", f"Expected nothing done outside yet, but {turn.outside[0]} has been")
    if isinstance(rule, OpenUntil) and rule.until is not None:
        last = turn.last.get(rule.until)
        over, what = last is not None and last.done, rule.until
    if over:
        raise Rejected("too-late", f"Expected this before {what}, but that has been")


def tell_whose_it_is(turn: TurnBuilder) -> None:
    """Who has started a case for somebody is not the one whose case it is: they are told."""
    if turn.state.started_by is not None and turn.state.initiator is not None:
        to = BoundWho.people(turn.state.initiator)
        turn.ask(AskNotice(STARTED_FOR_YOU, (to,), None, turn.at, turn.new_id("n")))


# -- the last approval ----------------------------------------------------------------------------------------------


def _approvals_are_over(turn: TurnBuilder) -> bool:
    """Whether an approval was given and none of the main line is still to come, or open.

    The main line is what stands before the first end. On a side road all its approvals must have been given.
    """
    approvals = list(_approvals(turn))
    given = [step for _, step in approvals if step in turn.decisions]
    place = _place(turn)
    if place is None or not given:
        return bool(given) and len(given) == len(approvals)
    return not any(position > place or (position == place and step not in given) for position, step in approvals)


def _approvals(turn: TurnBuilder) -> Iterator[tuple[int, str]]:
    """The approvals of the main line, each with the position of its step, or of the block around it."""
    for position, step in enumerate(turn.plan.definition.steps):
        if isinstance(step, End):
            return
        for inside in with_all_inside(step):
            found = turn.plan.steps[inside]
            if isinstance(found, UserTask) and found.is_approval:
                yield position, inside


def _place(turn: TurnBuilder) -> int | None:
    """Where the outermost list stands on the main line; None on a side road, and when it is finished."""
    at = turn.lists[flow.main_list(turn)].at
    step = turn.steps[at].step if at in turn.steps else None
    for position, one in enumerate(turn.plan.definition.steps):
        if isinstance(one, End):
            return None
        if one.id == step:
            return position
    return None


# -- what is done outside -------------------------------------------------------------------------------------------


def note_outside(turn: TurnBuilder) -> None:
    """At the end of a turn: remember the steps by which something was done outside."""
    for event in turn.events:
        step = getattr(event, "step", None)
        if isinstance(event, MessageSent | CaseCalled) or (isinstance(event, ServiceCalled) and _acts(turn, event)):
            turn.outside = _with(turn.outside, str(step))
        elif isinstance(event, BatchDecided):
            turn.outside = _with(turn.outside, event.batch)


def _with(known: tuple[str, ...], one: str) -> tuple[str, ...]:
    return known if one in known else (*known, one)


def _acts(turn: TurnBuilder, event: ServiceCalled) -> bool:
    """Whether a call does more than look something up."""
    step: Any = turn.plan.steps[event.step]
    return not step.reads
