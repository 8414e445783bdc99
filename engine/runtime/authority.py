"""Authority: whoever decides on an amount has a role that covers it; a refusal and a return need none.

It is asked with what the decision itself has written. An act for another counts as that one's. Code:
`beyond-authority`.
"""

from dataclasses import replace

from engine.model.steps.user_task import REFUSALS, UserTask
from engine.model.who import Who
from engine.people import BoundWho
from engine.runtime.binding import amount_of
from engine.runtime.builder import TurnBuilder
from engine.runtime.questions import AskAct, AskMay
from engine.runtime.state import UserTask as Task


def must_cover(turn: TurnBuilder, task: Task, outcome: str, by: str) -> None:
    """Who decides a seat whose rule names an amount may decide on it; the commit refuses otherwise."""
    amount = "" if outcome in REFUSALS else _amount(turn, task)
    if amount:
        for_whom = dict(task.for_whom)
        turn.ask(
            AskAct(by, task.step, candidates(task), task.holder, for_whom, task.created, turn.at, authority=amount)
        )


def must_cover_for(turn: TurnBuilder, task: Task, person: str) -> None:
    """To whom such a seat is handed may decide on the amount; the commit refuses otherwise."""
    amount = _amount(turn, task)
    if amount:
        message = f"Expected somebody who may decide on {amount}, but the authority of {person} does not cover it"
        who = replace(BoundWho.people(person), authority=amount)
        turn.ask(AskMay(person, who, "beyond-authority", message, turn.at))


def candidates(task: Task) -> tuple[str, ...]:
    """Everybody who may act on a task by the record."""
    return tuple(dict.fromkeys([*task.offered, *([task.holder] if task.holder else [])]))


def _amount(turn: TurnBuilder, task: Task) -> str:
    step = turn.plan.steps[task.step]
    if not isinstance(step, UserTask) or task.side is not None:
        return ""
    here = turn.steps[task.instance]
    return amount_of(turn, _rule(step, task, here.progress.get("listed")).authority, here.list)


def _rule(step: UserTask, task: Task, listed: list[dict[str, int]] | None) -> Who:
    rules = step.assign if isinstance(step.assign, list) else [step.assign]
    return rules[task.rule if listed is None else listed[task.rule]["seat"]]
