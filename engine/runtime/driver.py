"""`apply`: one stimulus in, one turn out. Pure: the same plan, state and stimulus give the same turn, always."""

from typing import Any, assert_never

import engine.runtime.steps  # noqa: F401 - fills the table of runners
from engine.model.plan import Plan
from engine.runtime import (
    alarms,
    attaching,
    batches,
    beginning,
    buttons,
    commenting,
    copying,
    duty,
    extending,
    fates,
    flow,
    holding,
    inquiries,
    lending,
    messages,
    promising,
    reassigning,
    recalculating,
    removing_signers,
    repairs,
    retargeting,
    returns,
    seeing,
    settling,
    signers,
    starter,
    succession,
    taking_back,
    transferring,
    unanswered,
    urging,
    user_tasks,
)
from engine.runtime import commands as c
from engine.runtime import stimuli as s
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.facts import NO_FACTS, Facts
from engine.runtime.refusals import Rejected, has_ended
from engine.runtime.runners import runner_of
from engine.runtime.state import Answer, CaseState
from engine.runtime.turn import Turn

REMEMBERED_COMMANDS = 200


def apply(plan: Plan, state: CaseState | None, stimulus: s.Stimulus, facts: Facts = NO_FACTS) -> Turn:
    """Everything that follows from one stimulus.

    `state` is None for `Started` only. Raises `Rejected` for a refused command and `NeedsFacts` when an expression asks
    about the directory or a calendar; in both cases nothing has happened. Any other exception is a bug.
    """
    if isinstance(stimulus, s.Started) and state is None:
        turn = TurnBuilder(plan, beginning.first_state(plan, stimulus), stimulus.at, facts)
        beginning.begin(turn, stimulus)
    else:
        if state is None or state.ended is not None:
            raise fates.case_is_over(state) if state is not None else has_ended()
        turn = TurnBuilder(plan, state, stimulus.at, facts)
        handle(turn, stimulus)
    settling.settle(turn)
    batches.answer(turn)
    holding.forget(turn)
    duty.follow(turn)
    starter.note_outside(turn)
    seeing.note_changes(turn)
    taking_back.remember(turn, stimulus)
    fates.remember(turn, stimulus)
    return turn.turn()


def already_answered(state: CaseState, command_id: str) -> Answer | None:
    """What a command was answered that this case has already obeyed; None for a new one."""
    return state.answers.get(command_id)


def handle(turn: TurnBuilder, stimulus: s.Stimulus) -> None:
    """What a stimulus does itself, before everything has settled."""
    match stimulus:
        case s.Started():
            raise Rejected("already-started", "Expected a new case, but this one has begun")
        case s.Commanded():
            _obey(turn, stimulus)
        case s.MessageArrived():
            messages.arrive(turn, stimulus)
        case s.Alarm():
            alarms.ring(turn, stimulus)
        case s.ServiceAnswered():
            _to_runner(turn, stimulus.call.partition("#")[0], "answered", stimulus)
        case s.CalledStarted():
            _to_runner(turn, stimulus.instance, "started", stimulus)
        case s.CalledEnded():
            _to_runner(turn, stimulus.instance, "ended", stimulus)
        case s.CancelAsked():
            flow.cancel_case(turn, stimulus.reason, stimulus.by)
        case s.SendUnrouted():
            messages.bring_by_hand(turn, stimulus)
        case s.MemberJoined():
            batches.join(turn, stimulus)
        case s.MemberLeft():
            batches.part(turn, stimulus)
        case s.BatchTold():
            batches.hear(turn, stimulus)
        case s.PolicyDecided():
            _decide_policy(turn, stimulus)
        case s.Unanswered():
            unanswered.park(turn, stimulus)
        case s.DirectoryChanged():
            retargeting.follow(turn, stimulus)
        case s.CalendarsChanged():
            recalculating.follow(turn, stimulus)
        case s.WorkLeft():
            flow.work(turn)
        case _:
            assert_never(stimulus)


def _obey(turn: TurnBuilder, order: s.Commanded) -> None:
    try:
        _carry_out(turn, order)
    except Parked as parked:
        # Not in the work of a step, where it would park: a rule of the command itself cannot be calculated.
        raise Rejected("not-possible-now", parked.text) from None
    turn.answers[order.id] = Answer(turn.state.turn + 1, turn.at)
    for forgotten in list(turn.answers)[:-REMEMBERED_COMMANDS]:
        del turn.answers[forgotten]


def _carry_out(turn: TurnBuilder, order: s.Commanded) -> None:
    command = order.command
    match command:
        case c.Claim():
            user_tasks.claim(turn, order, command)
        case c.Release():
            user_tasks.release(turn, order, command)
        case c.Complete():
            user_tasks.complete(turn, order, command)
        case c.Return():
            returns.return_back(turn, order, command)
        case c.Transfer():
            transferring.transfer(turn, order, command)
        case c.Reassign():
            reassigning.reassign(turn, order, command)
        case c.TakeBack():
            taking_back.take_back(turn, order, command)
        case c.AddSigner():
            signers.add(turn, order, command)
        case c.RemoveSigner():
            removing_signers.remove(turn, order, command)
        case c.Supplement():
            inquiries.supplement(turn, order, command)
        case c.Ask():
            inquiries.ask(turn, order, command)
        case c.Unask():
            inquiries.unask(turn, order, command)
        case c.Hold():
            holding.hold(turn, order, command)
        case c.Resume():
            holding.resume(turn, order, command)
        case c.Extend():
            extending.extend(turn, order, command)
        case c.DecideExtension():
            extending.decide(turn, order, command)
        case c.Urge():
            urging.urge(turn, order, command)
        case c.Delegate():
            lending.delegate(turn, order, command)
        case c.Reclaim():
            lending.reclaim(turn, order, command)
        case c.Promise():
            promising.promise(turn, order, command)
        case c.Comment():
            commenting.comment(turn, order, command)
        case c.Attach():
            attaching.attach(turn, order, command)
        case c.Copy():
            copying.copy(turn, order, command)
        case c.Recall():
            starter.recall(turn, order, command)
        case c.Withdraw():
            starter.withdraw(turn, order, command)
        case c.Press():
            buttons.press(turn, order, command)
        case c.Record():
            messages.record(turn, order, command)
        case c.Retry():
            repairs.retry(turn, order, command)
        case c.Correct():
            repairs.correct(turn, order, command)
        case c.Skip():
            repairs.skip(turn, order, command)
        case c.Move():
            repairs.move(turn, order, command)
        case c.HandOver():
            succession.hand_over(turn, order, command)
        case c.HandBack():
            succession.hand_back(turn, order, command)
        case c.CancelCase():
            repairs.cancel(turn, order, command)
        case _:
            assert_never(command)


def _to_runner(turn: TurnBuilder, instance: str, how: str, answer: Any) -> None:
    """An answer from outside goes to the step that waits for it; a step that is over does not listen any more."""
    here = turn.steps.get(instance)
    if here is None or here.phase != "working":
        return
    step: Any = turn.plan.steps[here.step]
    flow.guarded(turn, instance, {"do": how}, lambda: getattr(runner_of(step), how)(step, here, turn, answer))


def _decide_policy(turn: TurnBuilder, decided: s.PolicyDecided) -> None:
    here = turn.steps.get(decided.instance)
    if here is None:
        return
    step: Any = turn.plan.steps[here.step]
    runner: Any = runner_of(step)
    runner.nobody(step, here, turn, decided.verdict, Parked("nobody-found", decided.reason))
