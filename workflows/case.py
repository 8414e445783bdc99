"""The one workflow: every case of every process. The workflow type is the process id, the workflow id names the case.

Handlers never touch the state. They put stimuli into the mailbox; one main loop takes them out, lets the core make a
turn, commits it, and does what the core asks for. There is never more than one local activity in flight.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RawValue
from temporalio.exceptions import ApplicationError

from engine.runtime import (
    NeedsFacts,
    Rejected,
    Resolution,
    Turn,
    absorb,
    already_answered,
    apply,
    border,
    pack_state,
    revisions,
)
from engine.runtime.batches import last_words
from engine.runtime.border import CaseInput, Wire
from engine.runtime.form_errors import found_by_commit
from engine.runtime.requests import TellMember
from engine.runtime.state import Answer, CaseState
from engine.runtime.stimuli import (
    Alarm,
    Commanded,
    Started,
    Stimulus,
)
from engine.runtime.wire import decode_as
from workflows.inputs import read_input
from workflows.mailbox import Mailbox, Posted
from workflows.outside import Outside
from workflows.signals import Signals
from workflows.standing import standing
from workflows.timer import AlarmClock, durable
from workflows.turns import Seals, commit, make_turn


@workflow.defn(dynamic=True)
class Case(Signals):
    """A case. Its state is built before `run` begins, because an Update may arrive with the very first task."""

    make_outside = Outside

    @workflow.init
    def __init__(self, args: Sequence[RawValue]) -> None:
        self._input, self._packed_plan, self._plan, self._state = read_input(args)
        skew = timedelta(seconds=self._input.skew)
        mailbox = Mailbox()
        super().__init__(mailbox, self.make_outside(self._plan, skew, mailbox.post))
        self._clock = AlarmClock(durable(skew), self._stir)
        self._seals = Seals(self._state.turn if self._state is not None else 0)
        self._stirred = False
        self._in_turn = False
        self._handled = 0
        self._followed: CaseState | None = None
        self._cancel_told = False
        if self._input.started is not None:
            self._mailbox.post(decode_as(Started, self._input.started))

    @workflow.run
    async def run(self, args: Sequence[RawValue]) -> str:
        """Work until the case has ended; gives its end state. The task of a worker too old for it fails until a newer
        one takes it."""
        revisions.must_know(self._revision)
        working = asyncio.create_task(self._work())
        while not working.done():
            try:
                await workflow.wait_condition(working.done)
            except asyncio.CancelledError:
                self._heed_cancel()
        if not working.result():
            workflow.continue_as_new(args=self._next_run())
        return str(self._known.ended)

    # ---- what comes in ----

    @workflow.update(name=border.COMMAND)
    async def command(self, wire: Wire) -> Answer:
        """A person's command, in the wire form of `Commanded`."""
        try:
            return await self._mailbox.ask(decode_as(Commanded, wire))
        except Rejected as refusal:
            raise refused(refusal) from None

    @command.validator
    def check_command(self, wire: Wire) -> None:
        """Refuse a wrong command before it enters the history. What cannot be told yet is let in: the core decides."""
        commanded = decode_as(Commanded, wire)
        if self._state is None or self._in_turn or self._mailbox or already_answered(self._state, commanded.id):
            return
        if self._overdue_before(commanded):
            return
        try:
            apply(self._plan, self._state, commanded)
        except NeedsFacts:
            return
        except Rejected as refusal:
            raise refused(refusal) from None

    def _heed_cancel(self) -> None:
        """The server's own page asked to cancel: a stimulus. Otherwise it is the worker that lets go of this case."""
        reason = workflow.cancellation_reason()
        if reason is None or self._cancel_told:
            raise asyncio.CancelledError
        self._cancel_told = True
        self._outside.tell_cancelled(reason)

    # ---- the main loop ----

    async def _work(self) -> bool:
        """Handle stimuli one by one. True: the case has ended; False: it is quiescent and continues as new."""
        if self._state is not None:
            self._outside.go_on(self._input, self._state)
        while True:
            while (posted := self._next()) is not None:
                await self._handle(posted)
            if self._outside.fault is not None:
                raise self._outside.fault
            if self._may_end():
                return True
            if self._wants_new_run() and self._quiescent():
                return False
            self._set_clock()
            self._stirred = False
            await workflow.wait_condition(lambda: self._something_to_do())

    def _next(self) -> Posted | None:
        """What is handled now: an alarm that is due before the next stimulus, else that, else an alarm that rang."""
        alarm = None if self._state is None or self._state.ended else self._state.next_alarm
        head = self._mailbox.head
        if head is not None:
            if alarm is not None and self._overdue_before(head.stimulus):
                return Posted(Alarm(alarm))
            return self._mailbox.take()
        if alarm is not None and (alarm < self._known.now or alarm <= self._clock.rang):
            return Posted(Alarm(alarm))
        return None

    def _overdue_before(self, stimulus: Stimulus) -> bool:
        """Whether a deadline lies before this stimulus. One of the very same instant comes after it."""
        if self._state is None or self._state.next_alarm is None:
            return False
        return self._state.next_alarm < max(self._state.now, stimulus.at)

    async def _handle(self, posted: Posted) -> None:
        self._in_turn = True
        self._handled += 1
        # A case so busy that it never comes to rest begins no more calls until it has continued as new.
        self._outside.hold = self._handled >= 2 * self._input.turns_a_run
        try:
            known = self._answered(posted.stimulus)
            if known is not None:
                posted.answer(known)
            elif self._state is None or not self._state.ended or isinstance(posted.stimulus, Commanded):
                await self._take_turns(posted)
            else:
                self._say_last_words(posted.stimulus)
        finally:
            self._in_turn = False

    def _say_last_words(self, stimulus: Stimulus) -> None:
        said = last_words(self._known, stimulus, workflow.info().workflow_id)
        if isinstance(said, TellMember) or (said is not None and workflow.patched(border.GONE_LEAVE_LISTS)):
            self._outside.do((said,), self._known)

    def _answered(self, stimulus: Stimulus) -> Answer | None:
        if self._state is None or not isinstance(stimulus, Commanded):
            return None
        return already_answered(self._state, stimulus.id)

    async def _take_turns(self, posted: Posted) -> None:
        """The turn of a stimulus, then those of what must follow at once."""
        try:
            following = await self._take_turn(posted.stimulus)
        except Rejected as refusal:
            if posted.waiting is None:
                raise RuntimeError(f"Expected {posted.stimulus.kind} not to be refused, but: {refusal}") from refusal
            posted.refuse(refusal)
            return
        posted.answer(Answer(self._known.turn, self._known.now))
        while following is not None:
            following = await self._take_turn(following)

    async def _take_turn(self, stimulus: Stimulus) -> Stimulus | None:
        """Apply, commit, absorb, begin what is asked for. Gives the stimulus that must follow."""
        turn = await make_turn(self._plan, self._state, stimulus, self._case_id)
        resolution = await commit(self._plan, turn, stimulus, self._seals)
        if resolution.refused is not None:
            raise found_by_commit(self._plan.definition.data, resolution.refused)
        absorbed = absorb(self._plan, turn.state, resolution)
        self._state = absorbed.state
        self.turn_written(turn, stimulus, resolution)
        self._outside.do(turn.requests, self._state)
        workflow.set_current_details(standing(self._plan, self._state))
        return absorbed.follow_up

    def turn_written(self, turn: Turn, stimulus: Stimulus, resolution: Resolution) -> None:
        """A turn is in the history. Whoever replays histories to collect turns overrides this; it must not act."""

    # ---- waiting and leaving ----

    @property
    def _known(self) -> CaseState:
        assert self._state is not None, "Expected the case to have begun"
        return self._state

    @property
    def _revision(self) -> int:
        if self._state is not None:
            return self._state.engine_revision
        return int((self._input.started or {}).get("engine_revision", revisions.FIRST_RULES))

    @property
    def _case_id(self) -> str:
        if self._state is not None:
            return self._state.case_id
        return str((self._input.started or {}).get("case_id", ""))

    def _stir(self) -> None:
        self._stirred = True

    def _something_to_do(self) -> bool:
        if self._stirred or self._mailbox or self._outside.fault is not None:
            return True
        return self._may_end() or (self._wants_new_run() and self._quiescent())

    def _may_end(self) -> bool:
        ended = self._state is not None and self._state.ended is not None
        return ended and not self._outside.owed and workflow.all_handlers_finished()

    def _wants_new_run(self) -> bool:
        """A long run continues as new, once it is quiescent."""
        return self._handled >= self._input.turns_a_run and self._state is not None and not self._state.ended

    def _quiescent(self) -> bool:
        if self._mailbox or self._outside.in_flight or not workflow.all_handlers_finished():
            return False
        return not (self._outside.owed and workflow.patched(border.SAID_BEFORE_LEAVING))

    def _set_clock(self) -> None:
        if self._state is not None and not self._state.ended:
            self._clock.follow(self._followed, self._state)
            self._followed = self._state

    def _next_run(self) -> list[CaseInput | bytes]:
        """The rules of this worker are taken with the next run, and only there: they are part of its input."""
        state = replace(self._known, engine_revision=revisions.CURRENT)
        following = replace(self._input, started=None, held=self._outside.held, said=self._outside.said)
        return [following, self._packed_plan, pack_state(self._plan, state)]


def refused(refusal: Rejected) -> ApplicationError:
    """A refusal as callers of the workflow see it: its code is the type."""
    return ApplicationError(str(refusal), refusal.to_wire(), type=refusal.code, non_retryable=True)
