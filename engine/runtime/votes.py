"""Votes: who has one, what is cast, and the outcome as soon as it is certain.

Voters are persons: one vote each, however many seats they could take. Codes: `voted-already`, `two-votes`,
`already-voter`; incidents: `too-few-voters`, `all-abstained`, `vote-undecided`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from engine.model.steps.user_task import ABSTENTIONS, APPROVALS, REFUSALS, UserTask
from engine.people import Voting, may_still_vote
from engine.runtime import collecting, flow, limit_questions, revisions, sides, signers
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import TaskCancelled, VotersWithdrawn, VoteSettled
from engine.runtime.questions import AskVoters
from engine.runtime.refusals import Rejected
from engine.runtime.runners import runner_of
from engine.runtime.state import StepInstance
from engine.runtime.state import UserTask as Task


@dataclass(frozen=True)
class Cast:
    """A vote: its outcome, and by which roles its seat was found."""

    outcome: str
    roles: tuple[str, ...] = ()


def by_person(turn: TurnBuilder, step: UserTask) -> bool:
    """Whether the seats of a step are votes of persons; cases of the first rules know seats only."""
    return step.vote is not None and turn.state.engine_revision >= revisions.VOTERS


def voting_of(turn: TurnBuilder, step: UserTask, here: StepInstance, *, all_seats: bool) -> Voting | None:
    """What a question about the seats of a step says about their votes; `all_seats`: it asks about all of them."""
    if not by_person(turn, step):
        return None
    numbers = [rule for rule in (step.vote or {}).values() if isinstance(rule, int)]
    others = bool(here.progress.get("votes")) or bool(here.progress.get("seats_left"))
    others = others or any(one.instance == here.id and one.resolved for one in turn.tasks.values())
    return Voting(
        step.voting.per == "role",
        step.voting.two_votes == "allow",
        max(numbers, default=0) if all_seats else 0,
        tuple(dict.fromkeys(_have_voted(here, step))),
        others,
    )


def _have_voted(here: StepInstance, step: UserTask) -> Iterable[str]:
    """Those whose vote is given, and (unless one may cast two) those who gave it."""
    if step.voting.per == "role":
        return
    for cast in here.progress.get("cast", {}).values():
        yield cast["for"]
        if step.voting.two_votes != "allow":
            yield cast["by"]


def must_have_a_vote(turn: TurnBuilder, task: Task, by: str, behalf: str | None) -> None:
    """Whoever takes or decides a seat has not voted before in this step, for whomever; raises `Rejected`."""
    step: Any = turn.plan.steps[task.step]
    if step.kind != "user_task" or not by_person(turn, step) or step.voting.per == "role":
        return
    cast = turn.steps[task.instance].progress.get("cast", {}).values()
    voter = behalf or by
    if any(one["for"] == voter for one in cast):
        raise Rejected("voted-already", f"Expected one vote of each person, but that of {voter} is given")
    if step.voting.two_votes != "allow" and any(one["by"] == by for one in cast):
        raise Rejected("two-votes", f"Expected each person to cast one vote, but {by} has cast one already")


def must_not_vote_already(turn: TurnBuilder, task: Task, person: str) -> None:
    """A vote is not handed to somebody who has one in the same step; raises `Rejected`."""
    step: Any = turn.plan.steps[task.step]
    if step.kind == "user_task" and by_person(turn, step) and person in voters(turn, task.instance, but=task.id):
        raise Rejected("already-voter", f"Expected somebody without a vote of their own here, but {person} has one")


def voters(turn: TurnBuilder, instance: str, but: str = "") -> tuple[str, ...]:
    """Those who have a vote in an open step: who hold a seat, or alone may take one, or have voted."""
    found: list[str] = []
    for task in turn.tasks.values():
        if task.instance == instance and task.id != but:
            alone = task.offered if len(task.offered) == 1 else ()
            found += [task.holder] if task.holder else alone
    for cast in turn.steps[instance].progress.get("cast", {}).values():
        found += [cast["for"], cast["by"]]
    return tuple(dict.fromkeys(found))


def record(turn: TurnBuilder, task: Task, outcome: str, by: str, behalf: str | None) -> None:
    """A vote is cast: it is remembered, and who cast it cannot take another seat of the step."""
    collecting.forget(turn, task)
    here = turn.steps[task.instance]
    step: Any = turn.plan.steps[here.step]
    votes = {**here.progress.get("votes", {}), task.id: outcome}
    signed = [*here.progress.get("voters", ()), *([by] if by else ())]
    here = flow.update(turn, here.id, votes=votes, voters=signed, by=by or None)
    if behalf is not None and behalf != by:
        here = flow.update(turn, here.id, behalf=[*here.progress.get("behalf", ()), behalf])
    if by_person(turn, step) and by:
        cast = {"by": by, "for": behalf or by, "outcome": outcome, "roles": list(task.roles)}
        here = flow.update(turn, here.id, cast={**here.progress.get("cast", {}), task.id: cast})
        _withdraw(turn, step, here)


def goes_on(turn: TurnBuilder, here: StepInstance) -> bool:
    """Whether a step is a vote that others have still to give, or have given, so that it can do without a voter."""
    step: Any = turn.plan.steps[here.step]
    if step.kind != "user_task" or not by_person(turn, step):
        return False
    waiting = any(one.instance == here.id and one.resolved and one.side is None for one in turn.tasks.values())
    return waiting or bool(here.progress.get("votes") or here.progress.get("seats_left"))


def withdraw_vote(turn: TurnBuilder, instance: str, task: str, by: str) -> None:
    """What a seat has decided does not count any more; its vote is still open."""
    progress = turn.steps[instance].progress
    votes = {seat: outcome for seat, outcome in progress["votes"].items() if seat != task}
    voters = list(progress["voters"])
    voters.remove(by)
    here = flow.update(turn, instance, votes=votes, voters=voters)
    if "cast" in progress:
        cast = {seat: one for seat, one in progress["cast"].items() if seat != task}
        flow.update(turn, here.id, cast=cast)


def _withdraw(turn: TurnBuilder, step: UserTask, here: StepInstance) -> None:
    """Those who have voted are taken from the seats still open; a seat that nobody else could take is not needed."""
    voted, two_votes = tuple(_have_voted(here, step)), step.voting.two_votes == "allow"
    seats = [one for one in turn.tasks.values() if one.side is None or one.side.kind == "beside"]
    for task in [one for one in seats if one.instance == here.id and one.resolved]:
        staying = tuple(one for one in task.offered if may_still_vote(one, task.for_whom, voted, two_votes=two_votes))
        if staying == task.offered:
            continue
        if not staying:
            sides.close_serving(turn, task, "not needed")
            turn.tasks.pop(task.id)
            limit_questions.drop(turn, task.id)
            turn.emit(TaskCancelled(task.id, "one vote for each person"))
            continue
        holder = task.holder if task.holder in staying else None
        for_whom = {one: whom for one, whom in task.for_whom.items() if one in staying}
        turn.tasks[task.id] = replace(task, offered=staying, holder=holder, for_whom=for_whom)
        gone = tuple(one for one in task.offered if one not in staying)
        turn.emit(VotersWithdrawn(task.id, gone, "one vote for each person"))


# -- the outcome ----------------------------------------------------------------------------------------------------


def settle_vote(turn: TurnBuilder, instance: str) -> None:
    """End the step if its vote is certain; offer the next seat if they sit in sequence."""
    here = turn.steps[instance]
    if collecting.go_back(turn, here):
        return
    by = here.progress.get("by")
    step: Any = turn.plan.steps[here.step]
    open_tasks = [one for one in turn.tasks.values() if one.instance == instance]
    seats = [one for one in open_tasks if one.side is None or one.side.kind == "beside"]
    waiting, pending = here.progress.get("seats_left", 0), signers.pending(here)
    cast, left = _cast(here), _left(turn, here, seats) + [()] * pending
    winner = _refused_in_order(step, here) or _decided_jointly(step, here) or settled_outcome(step, cast, left)
    if winner is not None:
        for other in open_tasks:
            turn.tasks.pop(other.id, None)
            limit_questions.drop(turn, other.id)
            turn.emit(TaskCancelled(other.id, "not needed"))
        if by_person(turn, step):
            turn.emit(_settled(step, here, winner, cast, len(left)))
        flow.finish(turn, instance, outcome=winner, by=by)
    elif seats or pending:
        if by_person(turn, step):
            people = tuple((one.id, (one.holder,) if one.holder else one.offered) for one in seats if one.resolved)
            turn.ask(AskVoters(instance, people, turn.at))
    elif waiting:
        runner: Any = runner_of(step)
        runner.next_seat(step, here, turn)
    else:
        raise _nothing_reached(step, cast)


def _cast(here: StepInstance) -> list[Cast]:
    given = here.progress.get("cast", {})
    votes = here.progress.get("votes", {})
    return [Cast(outcome, tuple(given.get(task, {}).get("roles", ()))) for task, outcome in votes.items()]


def _left(turn: TurnBuilder, here: StepInstance, open_tasks: Sequence[Task]) -> list[tuple[str, ...]]:
    """The seats that have not voted, each with its roles."""
    runner: Any = runner_of(turn.plan.steps[here.step])
    waiting: list[tuple[str, ...]] = runner.seats_waiting(turn, here)
    return [task.roles for task in open_tasks] + waiting


def _refused_in_order(step: UserTask, here: StepInstance) -> str | None:
    """In sequence a refusal ends the vote, unless all are to be asked while it can still pass."""
    if not here.progress.get("in_order") or step.voting.ask == "all":
        return None
    return next((one for one in here.progress.get("votes", {}).values() if one in REFUSALS), None)


def _decided_jointly(step: UserTask, here: StepInstance) -> str | None:
    """Where one person decides with signers beside: the first refusal, or of `any` the first decision at all."""
    mode = signers.jointly(step, here)
    if mode is None or len(step.outcomes) == 1:
        return None
    given = here.progress.get("votes", {}).values()
    return next((one for one in given if mode == "any" or one in REFUSALS), None)


def _settled(step: UserTask, here: StepInstance, winner: str, cast: Sequence[Cast], not_needed: int) -> VoteSettled:
    given = {outcome: sum(one.outcome == outcome for one in cast) for outcome in step.outcomes}
    rule = (step.vote or {}).get(winner, "")
    eligible = _eligible(step, cast, not_needed)
    return VoteSettled(here.id, here.step, winner, given, eligible, str(rule), not_needed)


def _nothing_reached(step: UserTask, cast: Sequence[Cast]) -> Parked:
    if cast and all((step.vote or {}).get(one.outcome) in ABSTENTIONS for one in cast):
        return Parked("all-abstained", "Expected somebody to decide, but all abstained")
    return Parked("vote-undecided", f"Expected one of {', '.join(step.vote or {})} to be reached, but none was")


def settled_outcome(step: UserTask, cast: Sequence[Cast], left: Sequence[tuple[str, ...]]) -> str | None:
    """The outcome of a vote as soon as it is certain; None while it is not. Without a vote every seat has its turn.

    `left`: the roles of each seat that has not voted. While all have abstained, nothing is certain.
    """
    if not step.vote:
        return cast[0].outcome if cast and not left else None
    rules = {outcome: rule for outcome, rule in step.vote.items() if rule not in ABSTENTIONS}
    if all(one.outcome not in rules for one in cast):
        return None
    total = _eligible(step, cast, len(left))
    counts = {outcome: sum(one.outcome == outcome for one in cast) for outcome in rules}
    others = {outcome: rule for outcome, rule in rules.items() if rule != "rest"}
    for outcome, needed in others.items():
        if counts[outcome] >= threshold(needed, total) and not _missing(step, outcome, cast):
            return outcome
    reachable = any(
        counts[outcome] + len(left) >= threshold(needed, total)
        and all(any(role in roles for roles in left) for role in _missing(step, outcome, cast))
        for outcome, needed in others.items()
    )
    rest = next((outcome for outcome, rule in rules.items() if rule == "rest"), None)
    return rest if rest is not None and not reachable else None


def _eligible(step: UserTask, cast: Sequence[Cast], left: int) -> int:
    """How many votes the rules count: all but the abstentions that leave."""
    return sum((step.vote or {}).get(one.outcome) != "leaves" for one in cast) + left


def _missing(step: UserTask, outcome: str, cast: Sequence[Cast]) -> list[str]:
    """The roles whose agreement an outcome still needs; only an approval needs any."""
    if outcome not in APPROVALS:
        return []
    agreed = {role for one in cast if one.outcome == outcome for role in one.roles}
    return [role for role in step.voting.required if role not in agreed]


def threshold(needed: int | str, total: int) -> int:
    """How many votes an outcome needs of `total`; a percentage is rounded up."""
    if needed == "all":
        return max(1, total)
    if needed == "any":
        return 1
    return needed if isinstance(needed, int) else max(1, ceil(int(needed.rstrip("%")) * total / 100))
