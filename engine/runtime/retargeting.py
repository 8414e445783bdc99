"""Open tasks follow the directory: when it has changed, they are offered anew by the rule of their step.

Who has begun a task keeps it, unless they have left or may not act any more (`engine.people.anew`). Where nobody is
left, a policy of the step decides, else it is parked (`nobody-found`); nothing stays with nobody in silence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from engine.model.steps.user_task import UserTask as UserTaskStep
from engine.people import BoundWho, Directory, PostTaken, SeatAnswer, Standing, WhoQuestion, resolve_who
from engine.runtime import choosing, flow, inquiries, lending, limit_questions, sides, signers, user_tasks, votes
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.questions import AskAnew, AskWho, Hand
from engine.runtime.runners import runner_of
from engine.runtime.state import StepInstance, UserTask
from engine.runtime.stimuli import DirectoryChanged

# -- in the case ----------------------------------------------------------------------------------------------------


def follow(turn: TurnBuilder, changed: DirectoryChanged) -> None:
    """The directory has changed: ask anew about these tasks; what hung on people who are gone is over."""
    for task in [turn.tasks[one] for one in changed.tasks if one in turn.tasks]:
        if task.holder in changed.gone:
            task = user_tasks.at_rest(turn, task, task.holder or "")
        elif task.lent_to in changed.gone:
            task = lending.end(turn, task, task.lent_to or "")
        if task.offered_back in changed.gone:
            task = replace(task, offered_back=None)
        turn.tasks[task.id] = task
    ask_anew(turn, changed.tasks, changed.before)


def ask_anew(turn: TurnBuilder, tasks: Iterable[str], before: str, hand: Hand | None = None) -> None:
    """Ask who may act on these open tasks now; one whose rule cannot be calculated parks its step. `hand`: they are
    handed over."""
    for task in [turn.tasks[one] for one in tasks if one in turn.tasks]:
        asking = partial(_ask, turn, turn.steps[task.instance], task, before, hand)
        flow.guarded(turn, task.instance, {"do": "anew"}, asking)


def _ask(turn: TurnBuilder, here: StepInstance, task: UserTask, before: str, hand: Hand | None) -> None:
    question = replace(_question(turn, here, task), at=turn.at, offered_at=task.created)
    standing = Standing(
        task.offered,
        task.holder,
        dict(task.for_whom),
        touched=_is_touched(turn, task),
        handed_on=task.handed_on or bool(task.givers),
    )
    turn.ask(AskAnew(here.id, here.step, task.id, question, standing, before, hand=hand))


def _question(turn: TurnBuilder, here: StepInstance, task: UserTask) -> WhoQuestion:
    if task.side is not None:
        rule = replace(BoundWho.people(*_own_people(task)), exclude=sides.excluded(turn, task))
        return WhoQuestion((rule,), turn.at, turn.plan.process)
    step: Any = turn.plan.steps[here.step]
    runner: Any = runner_of(step)
    question: WhoQuestion = runner.asked_anew(step, here, turn, task)
    return question


def _own_people(task: UserTask) -> tuple[str, ...]:
    """Whose a task is: those it is offered to, of stand-ins whom they stand in for."""
    people = [task.for_whom.get(one, one) for one in task.offered] or ([task.holder] if task.holder else [])
    return tuple(dict.fromkeys(people))


def rule_of_seat(rules: Sequence[BoundWho], seat: int, task: UserTask) -> BoundWho:
    """The rule of one seat. Where a rule gives everybody a seat of their own, it is that of who has it."""
    return _one_seat(rules, seat, _own_people(task))


def _one_seat(rules: Sequence[BoundWho], seat: int, people: tuple[str, ...]) -> BoundWho:
    if not any(rule.each for rule in rules):
        return rules[seat]
    exclude = tuple(one for rule in rules for one in rule.exclude)
    return replace(BoundWho.people(*people), exclude=exclude, until=rules[0].until if len(rules) == 1 else {})


def _is_touched(turn: TurnBuilder, task: UserTask) -> bool:
    """Whether the holder has begun the task."""
    return task.has_begun or bool(task.givers) or bool(sides.serving(turn, task.id))


def nobody_left(turn: TurnBuilder, here: StepInstance, waiting: Sequence[UserTask], why: Parked) -> None:
    """Tasks have lost all their people: whoever was only asked besides is not waited for, a vote goes on without them,
    the others are parked."""
    asked = [task for task in waiting if task.side is not None]
    for task in asked:
        inquiry = task.side is not None and task.side.kind in ("supplement", "question")
        (inquiries.nobody_there if inquiry else signers.leave)(turn, task, why.text)
    own = [task for task in waiting if task.side is None and task.id in turn.tasks]
    if own and votes.goes_on(turn, here):
        for task in own:
            sides.close_serving(turn, task, why.text)
            user_tasks.cancel_task(turn, task, why.text)
        flow.guarded(turn, here.id, {"do": "vote"}, lambda: votes.settle_vote(turn, here.id))
        return
    step: Any = turn.plan.steps[here.step]
    if len(own) == 1 and isinstance(step, UserTaskStep) and choosing.may_be_asked_again(turn, step, here):
        choosing.ask_again(turn, step, here, own[0])
        return
    for task in own:
        limit_questions.drop(turn, task.id)
    parked_before = any(one.instance == here.id for one in turn.incidents.values())
    if own and not parked_before:
        flow.raise_incident(turn, here.id, why, {"do": "anew"})


# -- beside the cases: which of their tasks are concerned -----------------------------------------------------------


@dataclass(frozen=True)
class OpenTask:
    """An open task as the read model or a state has it. `why`: how its people were found, as recorded with the offer.
    `besides`: to whom it is lent, or offered back."""

    task: str
    instance: str
    created: datetime
    offered: tuple[str, ...]
    holder: str | None = None
    why: Mapping[str, Any] = field(default_factory=dict)
    besides: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it hangs on."""
        return tuple(dict.fromkeys((*self.offered, *((self.holder,) if self.holder else ()), *self.besides)))


@dataclass(frozen=True)
class Day:
    """The directory, at an instant of which its day counts."""

    directory: Directory
    at: datetime

    def seen_from(self, post: PostTaken | None) -> "Day":
        """The same for a case that somebody started for one of their departments."""
        return replace(self, directory=self.directory.seen_from(post))


def may_differ(before: Day, now: Day) -> bool:
    """Whether open tasks can be other people's now than before: another directory, or a day on which it says so."""
    if before.directory.version != now.directory.version:
        return True
    first, last = before.directory.day_of(before.at), now.directory.day_of(now.at)
    days = [one.first for one in now.directory.stand_ins]
    days += [one.last + timedelta(days=1) for one in now.directory.stand_ins if one.last is not None]
    days += [person.left for person in now.directory.people.values() if person.left is not None]
    return any(first < day <= last for day in days)


@dataclass(frozen=True)
class Concerned:
    """An open task whose people are others by the directory of now. `to`: who is found by its rule; nobody: empty."""

    task: str
    before: tuple[str, ...]
    holder: str | None
    to: tuple[str, ...]
    gone: tuple[str, ...] = ()


def concerned(
    tasks: Iterable[OpenTask], asked: Sequence[AskWho], before: Day, now: Day, post: PostTaken | None = None
) -> list[Concerned]:
    """The tasks of a case that its rules give to others now than `before`, or that hang on somebody who has left.

    `asked`: the questions about who may act that the case has asked, in order. `post`: for which of the starter's
    departments it is.
    """
    found = []
    before, now = before.seen_from(post), now.seen_from(post)
    today = now.directory.day_of(now.at)
    for task in tasks:
        gone = tuple(one for one in task.people if not now.directory.is_here(one, today))
        question = _asked_about(task, asked)
        if question is None:
            continue
        then, here = _found(question, task, before), _found(question, task, now)
        if gone or then != here:
            to = here.candidates if here is not None else ()
            found.append(Concerned(task.task, task.offered, task.holder, to, gone))
    return found


def _asked_about(task: OpenTask, asked: Sequence[AskWho]) -> WhoQuestion | None:
    """The last question about a task, cut down to its seat."""
    for one in reversed(asked):
        if one.instance != task.instance or not one.tasks:
            continue
        own = task.task in one.tasks
        if own or task.task.startswith(f"{one.tasks[-1]}-"):
            number = one.tasks.index(task.task) if own else len(one.tasks) - 1
            rule = _one_seat(one.question.rules, number, _found_first(task))
            return replace(one.question, rules=(rule,), earlier=(), may_skip=False, preferred=None, voting=None)
    return None


def _found_first(task: OpenTask) -> tuple[str, ...]:
    """The people for whom a seat of their own was made; stand-ins came later."""
    reasons = task.why.get("reasons", ())
    found = [one["people"] for one in reasons if one.get("code", "").startswith("by_") and one.get("people")]
    return tuple(found[0]) if found else task.offered


def _found(question: WhoQuestion, task: OpenTask, day: Day) -> SeatAnswer | None:
    """Whom a rule finds for a task, whoever of them has it; None for nobody."""
    answer = resolve_who(replace(question, at=day.at, offered_at=task.created), day.directory, {})
    if answer.verdict != "assigned":
        return None
    (seat,) = answer.seats
    return replace(seat, assignee=None, why=())
