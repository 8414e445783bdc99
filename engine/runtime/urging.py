"""Urging (催办): whoever can move a step now is told so by somebody who waits for it.

It may be urged by the starter, by those who have decided in the case, and by the superiors of who has the step; once in
a half working day. Codes: `verb-forbidden`, `verb-not-yours`, `step-not-open`, `comment-missing`, `nobody-to-urge`,
`may-not-urge` and `urged-already` (both found by the commit).
"""

from typing import Any

from engine.people import BoundWho
from engine.runtime import commands as c
from engine.runtime import limit_rules, sides, switches
from engine.runtime.above import superiors_of
from engine.runtime.binding import bind_who
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import StepUrged
from engine.runtime.questions import AskMay, AskNotice, AskWindow
from engine.runtime.refusals import Rejected
from engine.runtime.state import StepInstance, UserTask
from engine.runtime.stimuli import Commanded


def urge(turn: TurnBuilder, order: Commanded, command: c.Urge) -> None:
    """Press whoever can move an open step, with a text."""
    open_here = [one for one in turn.steps.values() if one.step == command.step and one.phase == "working"]
    if not open_here:
        raise Rejected("step-not-open", f"Expected an open step, but {command.step} is done, moved or was never there")
    step: Any = turn.plan.steps[command.step]
    switches.must_be_allowed(turn, step, "urge", order.by, open_here[0].list)
    if not command.comment.strip():
        raise Rejected("comment-missing", "Expected what to say to them, but it is empty")
    people = _movers(turn, open_here)
    to = tuple(one for one in people if one != order.by)
    if people and not to:
        raise Rejected("nobody-to-urge", f"Expected somebody else to have {command.step}, but it is your own")
    _ask_whether_they_may(turn, order.by, people)
    calendar = limit_rules.calendar_of(turn, step)
    since = turn.urged.get(command.step)
    if since is not None:
        message = f"Expected one urging in a half working day, but {command.step} was urged at {since.isoformat()}"
        turn.ask(AskWindow(since, turn.at, calendar, "urged-already", message))
    turn.urged[command.step] = turn.at
    turn.emit(StepUrged(command.step, order.by, to, command.comment))
    whom = BoundWho.people(*to) if to else bind_who(turn, turn.plan.definition.owner, None)
    turn.ask(AskNotice(f"{command.step}.urged", (whom,), command.comment, turn.at, turn.new_id("n")))


def _movers(turn: TurnBuilder, open_here: list[StepInstance]) -> tuple[str, ...]:
    """Who can move a step now; nobody for one that is not people's: its owner can."""
    instances = {one.id for one in open_here}
    tasks = [task for task in turn.tasks.values() if task.instance in instances and _moves(turn, task)]
    return tuple(dict.fromkeys(person for task in tasks for person in at_work(task)))


def _moves(turn: TurnBuilder, task: UserTask) -> bool:
    """Whether doing this task moves the step: not while it waits for others, and an answer to a question never does."""
    return not sides.waits_for(turn, task.id) and (task.side is None or task.side.kind != "question")


def at_work(task: UserTask) -> tuple[str, ...]:
    """Who can move a task now: to whom it was lent, else who has it, else all it is offered to."""
    if task.lent_to is not None:
        return (task.lent_to,)
    return (task.holder,) if task.holder else task.offered


def _ask_whether_they_may(turn: TurnBuilder, by: str, people: tuple[str, ...]) -> None:
    decided = {one.by for one in turn.decisions.values()}
    decided |= {person for one in turn.last.values() for person in (*one.everybody, *([one.by] if one.by else ()))}
    if by == turn.starter or by in decided:
        return
    message = f"Expected the starter, somebody who has decided, or a superior, but {by} is none of them"
    turn.ask(AskMay(by, superiors_of(*people), "may-not-urge", message, turn.at))
