"""`apply`: one stimulus in, one turn out. Pure: the same plan, state and stimulus give the same turn, always."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any, assert_never
from zoneinfo import ZoneInfo

import engine.runtime.steps  # noqa: F401 - fills the table of runners
from engine.model.plan import BY_HAND, MAIN, Plan, list_address
from engine.model.related_cases import is_related
from engine.model.values import read_value, write_value
from engine.runtime import (
    alarms,
    attaching,
    batches,
    buttons,
    commenting,
    copying,
    duty,
    extending,
    fates,
    flow,
    forms,
    holding,
    inquiries,
    lending,
    limit_questions,
    limits,
    messages,
    promising,
    reassigning,
    recalculating,
    removing_signers,
    repairs,
    retargeting,
    returns,
    revisions,
    seeing,
    signers,
    starter,
    succession,
    taking_back,
    texts,
    transferring,
    unanswered,
    urging,
    user_tasks,
)
from engine.runtime import commands as c
from engine.runtime import stimuli as s
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import CaseDescribed, CaseStarted, DataWritten, StepEntered, StepFinished
from engine.runtime.facts import NO_FACTS, Facts
from engine.runtime.form_errors import FormErrors
from engine.runtime.refusals import Rejected, has_ended
from engine.runtime.runners import runner_of
from engine.runtime.state import Answer, CaseState
from engine.runtime.turn import Turn
from engine.runtime.wire import canonical

REMEMBERED_COMMANDS = 200
MAX_ROUNDS = 200


def apply(plan: Plan, state: CaseState | None, stimulus: s.Stimulus, facts: Facts = NO_FACTS) -> Turn:
    """Everything that follows from one stimulus.

    `state` is None for `Started` only. Raises `Rejected` for a refused command and `NeedsFacts` when an expression asks
    about the directory or a calendar; in both cases nothing has happened. Any other exception is a bug.
    """
    if isinstance(stimulus, s.Started) and state is None:
        turn = TurnBuilder(plan, first_state(plan, stimulus), stimulus.at, facts)
        begin(turn, stimulus)
    else:
        if state is None or state.ended is not None:
            raise fates.case_is_over(state) if state is not None else has_ended()
        turn = TurnBuilder(plan, state, stimulus.at, facts)
        handle(turn, stimulus)
    settle(turn)
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


def first_state(plan: Plan, started: s.Started) -> CaseState:
    """The state before the first turn."""
    at = started.at.astimezone(UTC)
    return CaseState(
        case_id=started.case_id,
        process=plan.process,
        plan=plan.digest,
        business_key=started.business_key,
        started_at=at,
        now=at,
        initiator=started.initiator,
        zone=started.zone,
        caller=started.caller,
        engine_revision=started.engine_revision,
        department=started.department,
        on_behalf=started.on_behalf,
        started_by=started.started_by,
    )


def begin(turn: TurnBuilder, started: s.Started) -> None:
    """The first turn: what was handed in is written, and the outermost list begins."""
    definition = turn.plan.definition
    take_settings(turn, started)
    start = definition.start[started.start]
    turn.emit(
        CaseStarted(
            started.case_id,
            turn.plan.process,
            started.business_key,
            started.start,
            started.initiator,
            started.caller.case_id if started.caller else None,
            turn.plan.digest,
            definition.sealed,
            department=started.department,
            revokes=started.revokes,
            on_behalf=started.on_behalf,
            started_by=started.started_by,
        )
    )
    errors = FormErrors(definition.data)
    write_start(turn, started, errors)
    errors.refuse()
    for path, value in start.set.items():
        turn.write({path: turn.calculate(value, None)}, started.start)
    limits.begin_case(turn)
    starter.tell_whose_it_is(turn)
    copying.at_case(turn, "start")
    flow.start_list(turn, MAIN)
    flow.work(turn)


def take_settings(turn: TurnBuilder, started: s.Started) -> None:
    """The settings of today, which the case keeps."""
    zone = ZoneInfo(started.zone)
    for name, setting in turn.plan.definition.settings.items():
        written = started.settings.get(name, setting.default)
        turn.settings[name] = read_value(setting, turn.calculate(written), zone)


def write_start(turn: TurnBuilder, started: s.Started, errors: FormErrors) -> None:
    """What was handed in, and the defaults of the fields that were not. What does not fit is an error."""
    values: dict[str, Any] = {}
    for name, field in turn.plan.definition.data.items():
        given = started.data.get(name)
        if given is None and field.default is not None:
            given = turn.calculate(field.default)
        if given is not None and field.formula is None:
            values |= forms.put_all(turn, {name: given}, None, errors)
    if values:
        turn.emit(DataWritten(values, started.start, started.by))


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
            flow.do_beside(turn, list_address(stimulus.step, BY_HAND))
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


def settle(turn: TurnBuilder) -> None:
    """Go on until nothing moves any more: steps to enter, kept messages, conditions that have become true."""
    for _ in range(MAX_ROUNDS):
        flow.work(turn)
        if turn.agenda or turn.ended is not None:
            break
        if turn.rechecks and any(isinstance(event, DataWritten) for event in turn.events):
            flow.recheck(turn)
            flow.work(turn)
        if not (messages.serve_kept(turn) or _take_up(turn) or alarms.check_conditions(turn)):
            break
    else:
        turn.unsettled = True
    if turn.ended is None and any(isinstance(event, DataWritten | StepEntered | StepFinished) for event in turn.events):
        limit_questions.follow_fields(turn)
    messages.listen(turn)
    _describe(turn)


def _take_up(turn: TurnBuilder) -> bool:
    return any(isinstance(event, DataWritten) for event in turn.events) and flow.take_up(turn)


def _describe(turn: TurnBuilder) -> None:
    """Title, summary and search words, where they have changed."""
    definition = turn.plan.definition
    if not (definition.title or definition.summary or definition.search):
        return
    try:
        title = "" if definition.title is None else texts.rendered(turn, definition.title, None)
        summary = {path: write_value(turn.evaluate(path)) for path in definition.summary}
        search = tuple(_words(turn))
    except Parked:
        return
    described = canonical([title, summary, search]).decode()
    if described != turn.described:
        turn.described = described
        turn.emit(CaseDescribed(title, summary, search))


def _words(turn: TurnBuilder) -> Iterator[str]:
    """What the case is found by; fields that are still empty have no word, a related case is found by its key."""
    for path in turn.plan.definition.search:
        value = turn.evaluate(path)
        value = value["key"] if is_related(value) else value
        if value is not None or turn.state.engine_revision < revisions.EMPTY_IS_NO_WORD:
            yield str(write_value(value))
