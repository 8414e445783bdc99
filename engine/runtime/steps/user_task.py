"""user_task: seats are created, who may act is asked of the world, decisions come as commands."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.model.reactions import Reaction
from engine.model.steps.user_task import APPROVALS, UserTask
from engine.model.values import write_value
from engine.model.who import Who
from engine.people import BoundWho, EarlierAct, WhoQuestion
from engine.runtime import (
    batches,
    choosing,
    duty,
    flow,
    inquiries,
    limit_questions,
    limit_rules,
    retargeting,
    returns,
    revisions,
    sides,
    signers,
    user_tasks,
    votes,
)
from engine.runtime.asked_later import KEEP_LAST, later_step
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import StepSkipped, TaskCreated
from engine.runtime.questions import AskWho
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance
from engine.runtime.state import UserTask as Task
from engine.runtime.stimuli import BatchTold
from engine.runtime.successors import successor_of
from engine.runtime.wire import decode_as


class UserTaskRunner(StepRunner):
    """People complete it; what they may do stands in `engine.runtime.user_tasks`."""

    limits_its_tasks = True

    def enter(self, step: UserTask, here: StepInstance, turn: TurnBuilder) -> None:
        if returns.pass_over(turn, here):
            return
        if step.id in turn.goes_to:
            here = flow.update(turn, here.id, goes_to=turn.goes_to.pop(step.id))
        if step.batch is not None:
            batches.await_list(turn, step, here)
            return
        seats = len(_rules(step))
        in_order = turn.calculate(step.order, here.list) == "sequential"
        here = flow.update(turn, here.id, votes={}, voters=[], seats_left=seats - 1 if in_order else 0, seat=0)
        if in_order and votes.by_person(turn, step):
            here = flow.update(turn, here.id, in_order=True)
            if any(rule.each for rule in _rules(step)):
                question = _question(turn, step, here, range(seats), all_seats=True)
                turn.ask(AskWho(here.id, (), question, step.id, listed=True))
                return
        _offer(turn, step, here, range(1 if in_order else seats))

    def leave(self, step: UserTask, here: StepInstance, turn: TurnBuilder, reason: str) -> None:
        for task in [one for one in turn.tasks.values() if one.instance == here.id]:
            user_tasks.cancel_task(turn, task, reason)
        if step.batch is not None:
            batches.leave_list(turn, here, reason)

    def reaction(self, step: UserTask, outcome: str | None) -> tuple[Reaction | None, tuple[str, ...]]:
        return step.outcomes.get(outcome or ""), ("outcomes", outcome or "")

    def decide_by_timeout(self, turn: TurnBuilder, task: Task, outcome: str) -> None:
        """A rung of the limit decides the task; the record says so."""
        if task.side is None:
            user_tasks.decide(turn, task, outcome, "", None, "", timeout=True)

    def next_seat(self, step: UserTask, here: StepInstance, turn: TurnBuilder) -> None:
        """Seats that sit in sequence: the one before has decided, the next is offered."""
        seat = here.progress["seat"] + 1
        here = flow.update(turn, here.id, seat=seat, seats_left=here.progress["seats_left"] - 1)
        _offer(turn, step, here, range(seat, seat + 1))

    def seats_waiting(self, turn: TurnBuilder, here: StepInstance) -> list[tuple[str, ...]]:
        """The seats whose turn comes later, each with the roles it is for."""
        step: Any = turn.plan.steps[here.step]
        waiting = here.progress.get("seats_left", 0)
        first = here.progress.get("seat", 0) + 1
        if not step.voting.required:
            return [()] * waiting
        return [_rule_of_seat(turn, step, here, seat).names for seat in range(first, first + waiting)]

    def nobody(self, step: UserTask, here: StepInstance, turn: TurnBuilder, verdict: str, why: Parked) -> None:
        """The directory found nobody, or a policy skips the step, or (`some`) only the seats it was not offered to."""
        waiting = _not_offered(turn, here)
        if verdict != "gone" and any(task.side is not None for task in waiting):
            _nobody_beside(turn, step, here, waiting, why)
            return
        match verdict:
            case "gone":
                retargeting.nobody_left(turn, here, waiting, why)
            case "choose":
                for task in waiting:
                    limit_questions.drop(turn, task.id)
                choosing.ask_again(turn, step, here, waiting[0])
            case "listed":
                here = flow.update(turn, here.id, seats_left=len(here.progress["listed"]) - 1)
                flow.guarded(turn, here.id, {"do": "enter"}, lambda: _offer(turn, step, here, range(1)))
            case "nobody" | "few":
                _parked(turn, here, waiting, why if verdict == "nobody" else Parked("too-few-voters", why.text))
            case _:
                _skipped(turn, step, here, waiting, why)

    def asked_anew(self, step: UserTask, here: StepInstance, turn: TurnBuilder, task: Task) -> WhoQuestion:
        """The question about the seat of one open task."""
        question = _question(turn, step, here, range(0))
        rule = retargeting.rule_of_seat([bind_who(turn, one, here.list) for one in _rules(step)], task.seat, task)
        voting = question.voting
        if voting is not None:
            others = any(one.instance == here.id and one.resolved and one.id != task.id for one in turn.tasks.values())
            others = others or bool(here.progress.get("votes") or here.progress.get("seats_left"))
            voting = replace(voting, others=others)
        question = replace(question, rules=(rule,), when_again="ask", earlier=(), later="", voting=voting)
        return replace(question, preferred=None)

    def shift_ends(self, step: UserTask, here: StepInstance, turn: TurnBuilder, task: Task) -> None:
        """The task is for those on duty from now on; its limit runs on."""
        question = _question(turn, step, here, range(task.rule, task.rule + 1))
        handover = duty.relieve(turn, task)
        turn.ask(AskWho(here.id, (task.id,), question, step.id, task.seat, handover=handover))

    def retry(self, step: UserTask, here: StepInstance, turn: TurnBuilder, what: Mapping[str, Any]) -> None:
        match what["do"]:
            case "offer":
                _offer_again(turn, step, here)
            case "anew":
                _offer_anew(turn, step, here)
            case "vote":
                votes.settle_vote(turn, here.id)
            case "list":
                batches.await_list(turn, step, here, what["missed"])
            case "batch":
                batches.follow_decision(turn, here.id, decode_as(BatchTold, what["told"]))
            case _:
                self.enter(step, here, turn)


def _nobody_beside(turn: TurnBuilder, step: UserTask, here: StepInstance, waiting: list[Task], why: Parked) -> None:
    """Nobody is found for what is asked beside a task: those who ask go on without; chosen people are chosen again."""
    chosen = [task for task in waiting if task.side is None and here.progress.get("chosen_again")]
    for task in [one for one in waiting if one not in chosen]:
        asked = task.side is not None and task.side.kind in ("supplement", "question")
        (inquiries.nobody_there if asked else signers.leave)(turn, task, why.text)
    if chosen:
        _ask_who(turn, step, here, chosen)


def _parked(turn: TurnBuilder, here: StepInstance, waiting: list[Task], parked: Parked) -> None:
    """The step waits for an operator. Not by raising it: the limits of a task that nobody has do not run."""
    for task in [one for one in waiting if not one.shifts]:
        limit_questions.drop(turn, task.id)
    flow.raise_incident(turn, here.id, parked, {"do": "offer"} if waiting else {"do": "enter"})


def _skipped(turn: TurnBuilder, step: UserTask, here: StepInstance, waiting: list[Task], why: Parked) -> None:
    """The seats that were not offered are left out; the step is, where there are no others."""
    for task in waiting:
        sides.close_serving(turn, task, why.text)
        user_tasks.cancel_task(turn, task, why.text)
    others = any(one.instance == here.id for one in turn.tasks.values())
    if others or here.progress["votes"] or here.progress["seats_left"]:
        flow.guarded(turn, here.id, {"do": "vote"}, lambda: votes.settle_vote(turn, here.id))
    else:
        turn.emit(StepSkipped(step.id, why.text, here.id))
        flow.skip_step(turn, here)


def _not_offered(turn: TurnBuilder, here: StepInstance) -> list[Task]:
    return [one for one in turn.tasks.values() if one.instance == here.id and not one.resolved]


def _offer_again(turn: TurnBuilder, step: UserTask, here: StepInstance) -> None:
    """Ask once more who may act on the seats that nobody was found for; their limits begin now."""
    waiting = _not_offered(turn, here)
    if waiting:
        _ask_who(turn, step, here, waiting)


def _offer_anew(turn: TurnBuilder, step: UserTask, here: StepInstance) -> None:
    """Ask once more who may act on the tasks that have lost all their people; their limits begin now."""
    waiting = _not_offered(turn, here)
    retargeting.ask_anew(turn, tuple(task.id for task in waiting), "")
    if limit_rules.is_limited(step):
        for task in waiting:
            limit_questions.ask(turn, task.id, turn.at)


def _rule_of_seat(turn: TurnBuilder, step: UserTask, here: StepInstance, seat: int) -> BoundWho:
    """By which rule a seat is found: as written, or of the voters that were listed one."""
    listed = here.progress.get("listed")
    if listed is None:
        return bind_who(turn, _rules(step)[seat], here.list)
    rule = bind_who(turn, _rules(step)[listed[seat]["seat"]], here.list)
    person = listed[seat]["person"]
    return rule if person is None else replace(BoundWho.people(person), exclude=rule.exclude, each=True)


def _rules(step: UserTask) -> list[Who]:
    return step.assign if isinstance(step.assign, list) else [step.assign]


def _offer(turn: TurnBuilder, step: UserTask, here: StepInstance, seats: range) -> None:
    tasks = []
    priority = write_value(turn.calculate(step.priority, here.list))
    item = _item(turn, here)
    for seat in seats:
        task = Task(turn.new_id("t"), here.id, step.id, seat, turn.at)
        turn.tasks[task.id] = task
        turn.emit(TaskCreated(task.id, here.id, step.id, seat, priority, item))
        tasks.append(task)
    _ask_who(turn, step, here, tasks)


def _ask_who(turn: TurnBuilder, step: UserTask, here: StepInstance, tasks: list[Task]) -> None:
    seats = range(tasks[0].seat, tasks[-1].seat + 1)
    everybody = not here.progress.get("in_order") and len(tasks) == len(_rules(step))
    question = _question(turn, step, here, seats, all_seats=everybody)
    turn.ask(AskWho(here.id, tuple(task.id for task in tasks), question, step.id, seats.start))
    if limit_rules.is_limited(step):
        for task in [one for one in tasks if one.id not in turn.limits]:
            limit_questions.ask(turn, task.id, turn.at)


def _item(turn: TurnBuilder, here: StepInstance) -> str | None:
    """What tells the tasks of a `for_each` apart: the position of their item."""
    index = turn.locals_of(here.list).get("index")
    return None if index is None else str(index)


def _may_skip(turn: TurnBuilder, step: UserTask) -> bool:
    """Whether nothing here asks for this person: input or a signature of their own, or other eyes than before."""
    if step.form.require or step.form.edit:
        return False
    own = any(one.signature or one.require for one in step.outcomes.values())
    four_eyes = any(rule.exclude for rule in _rules(step))
    return turn.state.engine_revision < revisions.VOTERS or not (own or four_eyes)


def _earlier(turn: TurnBuilder, here: StepInstance) -> Iterator[EarlierAct]:
    """Who has agreed before in this case, for themselves; a return has made what came after its target void.

    Only since the last return, and only where they were shown the same.
    """
    last = next(reversed(turn.decisions), None)
    strict = turn.state.engine_revision >= revisions.VOTERS
    for step_id, decision in turn.decisions.items():
        if strict and turn.returned_at is not None and decision.at < turn.returned_at:
            continue
        if strict and not returns.saw_the_same(turn, here, step_id):
            continue
        outcomes: Any = getattr(turn.plan.steps[step_id], "outcomes", {})
        agreed = decision.outcome in APPROVALS or len(outcomes) == 1
        if agreed and decision.by and decision.behalf is None:
            yield EarlierAct(decision.by, step_id, decision.at, step_id == last)


def _goes_to(turn: TurnBuilder, here: StepInstance) -> str | None:
    """Who did the step before, or is in their place now."""
    before: str | None = here.progress.get("goes_to")
    return None if before is None else successor_of(turn.successors, before)


def _question(
    turn: TurnBuilder, step: UserTask, here: StepInstance, seats: range, *, all_seats: bool = False
) -> WhoQuestion:
    nobody = step.when_nobody or "incident"
    again = step.when_again or "ask"
    return WhoQuestion(
        rules=tuple(_rule_of_seat(turn, step, here, seat) for seat in seats),
        at=turn.at,
        process=turn.plan.process,
        initiator=turn.state.initiator,
        successors=turn.starters[1:],
        approval=step.is_approval,
        when_nobody=bind_who(turn, nobody, here.list) if isinstance(nobody, Who) else nobody,
        when_initiator=step.when_initiator or "manager",
        when_again=again,
        earlier=() if again in ("ask", KEEP_LAST) else tuple(_earlier(turn, here)),
        may_skip=_may_skip(turn, step),
        seed=f"{turn.state.case_id}/{here.id}",
        voting=votes.voting_of(turn, step, here, all_seats=all_seats),
        preferred=_goes_to(turn, here) if isinstance(step.assign, Who) and not step.assign.each else None,
        chosen=choosing.may_be_asked_again(turn, step, here),
        later=later_step(turn, step, here),
    )
