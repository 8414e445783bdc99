"""One turn: apply a stimulus, look up what expressions ask, commit, and hold the answer against the history's."""

from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy

from engine.model.plan import Plan
from engine.people.bound_values import to_json
from engine.runtime import NO_FACTS, Facts, NeedsFacts, Resolution, Turn, apply
from engine.runtime.border import COMMIT_TURN, LOOK_UP, CommitTurn, LookUp, TurnCommitted, Wire
from engine.runtime.state import CaseState, post_of
from engine.runtime.stimuli import Commanded, Stimulus
from engine.runtime.wire import decode_as, encode

START_TO_CLOSE = timedelta(seconds=5)
LOCAL_RETRIES = timedelta(seconds=2)
"""A longer back-off becomes a timer, so a case that waits for the database holds no slot."""
WITHOUT_END = RetryPolicy(
    initial_interval=timedelta(seconds=0.2), backoff_coefficient=2, maximum_interval=timedelta(seconds=30)
)


class ReplayDiffers(Exception):
    """The rules now make another turn than the one in the history: a rule was changed without a revision.

    Plain on purpose: it fails the workflow task, loudly, and the case goes on once the rule is mended.
    """

    def __init__(self, case_id: str, turn: int, recorded: str, made: str) -> None:
        super().__init__(
            f"Expected turn {turn} of case {case_id} to be {recorded} as in its history, but the rules make it {made}"
        )
        self.case_id = case_id
        self.turn = turn


async def make_turn(plan: Plan, state: CaseState | None, stimulus: Stimulus, case_id: str) -> Turn:
    """The turn that follows from a stimulus. Raises `Rejected` when it is a command that is refused."""
    facts = NO_FACTS
    while True:
        try:
            return apply(plan, state, stimulus, facts)
        except NeedsFacts as needs:
            questions = [[question.function, *map(to_json, question.arguments)] for question in needs.questions]
        facts = await _looked_up(LookUp(case_id, questions, stimulus.at.isoformat(), post_of(state, stimulus)), facts)


async def _looked_up(asked: LookUp, facts: Facts) -> Facts:
    answers: Wire = await _locally(LOOK_UP, asked, dict, "look up facts")
    return facts.with_answers(Facts.from_wire(answers).answers)


class Seals:
    """Which turns the history has: those whose markers were written with a workflow task before this one.

    Several turns can be made in one task, and all of them are lost with it.
    """

    def __init__(self, sealed: int) -> None:
        self._sealed = sealed
        self._fresh: list[tuple[int, int]] = []

    def known(self) -> int:
        """The last turn that cannot be lost any more."""
        events = workflow.info().get_current_history_length()
        while self._fresh and self._fresh[0][1] < events:
            self._sealed, _ = self._fresh.pop(0)
        return self._sealed

    def written(self, turn: int) -> None:
        """A turn is committed; its marker goes into the history with the task that is going on now."""
        self._fresh.append((turn, workflow.info().get_current_history_length()))


async def commit(plan: Plan, turn: Turn, stimulus: Stimulus, seals: Seals) -> Resolution:
    """Write the turn to the read model, and give what the commit resolved."""
    made = CommitTurn(
        case_id=turn.state.case_id,
        workflow_id=workflow.info().workflow_id,
        process=plan.process,
        turn=turn.to_wire(),
        stimulus=encode(stimulus),
        plan_digest=plan.digest,
        command_id=stimulus.id if isinstance(stimulus, Commanded) else None,
        sealed=seals.known(),
        post=turn.state.post,
    )
    committed: TurnCommitted = await _locally(COMMIT_TURN, made, TurnCommitted, f"{turn.number}: {_name(stimulus)}")
    if committed.digest != turn.digest:
        raise ReplayDiffers(turn.state.case_id, turn.number, committed.digest, turn.digest)
    resolution = decode_as(Resolution, committed.resolution)
    if resolution.refused is None:
        seals.written(turn.number)
    return resolution


async def _locally(activity: str, asked: object, answers: type, summary: str) -> Any:
    return await workflow.execute_local_activity(
        activity,
        asked,
        result_type=answers,
        start_to_close_timeout=START_TO_CLOSE,
        local_retry_threshold=LOCAL_RETRIES,
        retry_policy=WITHOUT_END,
        summary=summary,
    )


def _name(stimulus: Stimulus) -> str:
    if isinstance(stimulus, Commanded):
        return f"{stimulus.command.verb} by {stimulus.by}"
    return stimulus.kind
