"""Copies (抄送): people read along who neither decide nor are waited for.

They get it by rule (`at`), or the starter or somebody who decides chooses them within a scope (`by`); once per person
and case. Whom a rule does not find is recorded, and nothing waits for it. Who has a copy may comment. Codes:
`nobody-named`, `may-not-copy`, `copied-already`, `not-eligible` and `unknown-person` (both found by the commit).
"""

from collections.abc import Iterator, Sequence

from engine.model.copies import CaseCopy, StepCopy
from engine.model.steps.user_task import UserTask
from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.questions import AskCopies
from engine.runtime.refusals import Rejected
from engine.runtime.state import StepInstance
from engine.runtime.stimuli import Commanded


def at_case(turn: TurnBuilder, moment: str) -> None:
    """Those who get a copy when the case starts, or ends."""
    _give(turn, turn.plan.definition.copy_, moment, "case", None)


def at_step(turn: TurnBuilder, step: object, here: StepInstance, moment: str) -> None:
    """Those who get a copy when a step is entered, or completed."""
    if isinstance(step, UserTask):
        _give(turn, step.copy_, moment, step.id, here.list)


def _give(
    turn: TurnBuilder, copies: Sequence[CaseCopy | StepCopy], moment: str, about: str, list_id: str | None
) -> None:
    for one in copies:
        if one.at == moment:
            to = _bound(turn, one, list_id)
            turn.ask(AskCopies(about, to, turn.at, turn.new_id("n"), given=turn.state.copies))


def _bound(turn: TurnBuilder, one: CaseCopy | StepCopy, list_id: str | None) -> BoundWho:
    """The rule with its values; one that cannot be calculated finds nobody, for nothing waits for a copy."""
    try:
        return bind_who(turn, one.to, list_id)
    except Parked:
        return BoundWho.people()


def copy(turn: TurnBuilder, order: Commanded, command: c.Copy) -> None:
    """The starter, or somebody who decides, chooses who reads along."""
    if not command.to:
        raise Rejected("nobody-named", "Expected somebody to be named, but there is nobody")
    scopes = tuple(_scopes(turn, order.by))
    if not scopes:
        raise Rejected("may-not-copy", f"Expected somebody who may choose copies here, but {order.by} may not")
    for person in command.to:
        if person in turn.state.copies:
            raise Rejected("copied-already", f"Expected somebody without a copy, but {person} has one")
    people = BoundWho.people(*dict.fromkeys(command.to))
    turn.ask(AskCopies("case", people, turn.at, turn.new_id("n"), order.by, command.comment, scopes))


def _scopes(turn: TurnBuilder, by: str) -> Iterator[BoundWho]:
    """Among whom this person may choose."""
    acts_at = tuple(dict.fromkeys(_acts_at(turn, by)))
    for one in turn.plan.definition.copy_:
        if (one.by == "starter" and by == turn.starter) or (one.by == "decider" and acts_at):
            yield bind_who(turn, one.to, None)
    for step_id in acts_at:
        step = turn.plan.steps.get(step_id)
        if isinstance(step, UserTask):
            yield from (bind_who(turn, one.to, None) for one in step.copy_ if one.by == "decider")


def _acts_at(turn: TurnBuilder, by: str) -> Iterator[str]:
    """The steps this person may act on now, or has decided."""
    for task in turn.tasks.values():
        if by in (*task.offered, task.holder):
            yield task.step
    for step_id, last in turn.last.items():
        if by == last.by or by in last.everybody:
            yield step_id
    for step_id, decision in turn.decisions.items():
        if by == decision.by:
            yield step_id
