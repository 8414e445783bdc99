"""Votes: several seats, a rule for every outcome, and always an outcome in the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean, listed
from engine.compiler.places import Loc
from engine.model.steps.user_task import ABSTENTIONS, APPROVALS, REFUSALS, UserTask
from engine.model.who import Who
from engine.said import Said

_SIZES_TRIED = range(1, 7)
"""How many voters are tried where their number is only known when the step is entered."""


def has_several_seats(step: UserTask) -> bool:
    """Whether more than one person may be asked at once."""
    assigned = [step.assign] if isinstance(step.assign, Who) else step.assign
    return len(assigned) > 1 or any(who.each for who in assigned)


def check_votes(c: Checking, loc: Loc, step: UserTask) -> None:
    """The `vote` of a user task, or that it has none where it needs one."""
    here = (*loc, "vote")
    _check_voting(c, loc, step)
    if step.vote is None:
        if has_several_seats(step) and len(step.outcomes) > 1:
            message: str = Said("Expected a `vote`, for several people give {names} here.", names=listed(step.outcomes))
            c.report((*loc, "assign"), "no-vote", message, "Such as `vote: {approve: all, refuse: any}`.", key=True)
        return
    if not has_several_seats(step):
        message = "Expected several seats for a `vote`, but one task is offered here."
        c.report(here, "one-seat", message, "List several who, or write `each: true`.", key=True)
        return
    if _names_fit(c, here, step) and _abstentions_fit(c, loc, step):
        _check_always_settled(c, here, step)


def _check_voting(c: Checking, loc: Loc, step: UserTask) -> None:
    """Whose votes they are: every word must have something to say about this vote."""
    here = (*loc, "voting")
    if not c.is_written(here):
        return
    if step.vote is None:
        c.report(here, "no-vote", "Expected a `vote` beside `voting`, but there is none.", "Take it out.", key=True)
        return
    if c.is_written((*here, "ask")) and step.order == "parallel":
        message = "Expected `order: sequential` beside `ask`, for all are asked at once here."
        c.report((*here, "ask"), "never-asked", message, key=True)
    elif c.is_written((*here, "ask")) and not set(step.vote) & set(REFUSALS):
        message = Said("Expected an outcome {names} beside `ask`, but the vote has none.", names=listed(REFUSALS))
        c.report((*here, "ask"), "no-refusal", message, key=True)
    if step.voting.required and not set(step.vote) & set(APPROVALS):
        message = Said(
            "Expected an outcome {names} that needs these roles, but the vote has none.", names=listed(APPROVALS)
        )
        c.report((*here, "required"), "no-approval", message, key=True)
    for position, role in enumerate(step.voting.required):
        seats = [step.assign] if isinstance(step.assign, Who) else step.assign
        roles = [one for who in seats for one in (who.role if isinstance(who.role, list) else [who.role])]
        if role not in roles and not any(isinstance(one, str) and one.startswith("=") for one in roles):
            message = Said("Expected a role that has a seat here, but `{role}` has none.", role=role)
            c.report((*here, "required", position), "no-such-seat", message, did_you_mean(role, filter(None, roles)))


def _abstentions_fit(c: Checking, loc: Loc, step: UserTask) -> bool:
    """Who abstains decides nothing: such an outcome leads nowhere, and it is not the only kind."""
    vote = step.vote or {}
    if all(rule in ABSTENTIONS for rule in vote.values()):
        message = "Expected an outcome that can be reached, but there are abstentions only."
        c.report((*loc, "vote"), "only-abstentions", message, key=True)
        return False
    for outcome_id, rule in vote.items():
        outcome = step.outcomes[outcome_id]
        if rule in ABSTENTIONS and (outcome.next or outcome.steps or outcome.set):
            message = Said(
                "Expected no reaction, for `{outcome_id}` is an abstention and decides nothing.", outcome_id=outcome_id
            )
            c.report((*loc, "outcomes", outcome_id), "never-follows", message, key=True)
    return True


def _names_fit(c: Checking, loc: Loc, step: UserTask) -> bool:
    vote = step.vote or {}
    for outcome in vote:
        if outcome not in step.outcomes:
            message = Said("Expected an outcome of the task, but `{outcome}` is none.", outcome=outcome)
            c.report((*loc, outcome), "unknown-outcome", message, did_you_mean(outcome, step.outcomes), key=True)
    for outcome in step.outcomes:
        if outcome not in vote:
            message = Said(
                "Expected a rule for every outcome, but `{outcome}` has none and could never be reached.",
                outcome=outcome,
            )
            c.report(loc, "no-rule", message, Said("Such as `{outcome}: any`.", outcome=outcome), key=True)
    rests = [outcome for outcome, rule in vote.items() if rule == "rest"]
    if len(rests) > 1:
        c.report(
            (*loc, rests[1]), "two-rests", Said("Expected one `rest`, but `{word}` has it already.", word=rests[0])
        )
    return set(vote) == set(step.outcomes) and len(rests) <= 1


def _check_always_settled(c: Checking, loc: Loc, step: UserTask) -> None:
    vote = step.vote or {}
    size = _known_size(step)
    if size is not None:
        for outcome, rule in vote.items():
            if isinstance(rule, int) and rule > size:
                message = Said(
                    "Expected at most {size} votes, as many as there are seats, but found {rule}.", size=size, rule=rule
                )
                c.report((*loc, outcome), "too-many-votes", message)
                return
    if "rest" in vote.values():
        return
    unanimous = APPROVALS if step.voting.required else ()
    decides = {outcome: rule for outcome, rule in vote.items() if rule not in ABSTENTIONS}
    for voters in [size] if size is not None else _SIZES_TRIED:
        casts = _casts(list(vote), voters)
        stuck = next((cast for cast in casts if not _is_settled(vote, decides, cast, unanimous)), None)
        if stuck is not None:
            example = ", ".join(f"{count} × `{outcome}`" for outcome, count in stuck.items() if count)
            message = Said("Expected an outcome however people vote, but {example} gives none.", example=example)
            c.report(loc, "vote-stays-open", message, "Give one outcome the rule `rest`.", key=True)
            return


def _known_size(step: UserTask) -> int | None:
    """The number of voters, unless `each` leaves it open."""
    seats = [step.assign] if isinstance(step.assign, Who) else step.assign
    return None if any(who.each for who in seats) or len(seats) > 8 else len(seats)


def _casts(outcomes: list[str], voters: int) -> Iterator[dict[str, int]]:
    """All ways in which so many votes may fall."""
    first, *others = outcomes
    if not others:
        yield {first: voters}
        return
    for count in range(voters, -1, -1):
        for rest in _casts(others, voters - count):
            yield {first: count, **rest}


def _is_settled(
    vote: Mapping[str, int | str],
    decides: Mapping[str, int | str],
    cast: Mapping[str, int],
    unanimous: Collection[str],
) -> bool:
    """Whether such votes give an outcome; when all abstain the step is parked, as the language says.

    `unanimous`: only if nobody votes otherwise is it sure that those who are required agree.
    """
    if not any(cast[outcome] for outcome in decides):
        return True
    counted = sum(count for outcome, count in cast.items() if vote[outcome] != "leaves")
    return any(
        cast[outcome] >= (counted if outcome in unanimous else _needed(rule, counted))
        for outcome, rule in decides.items()
    )


def _needed(rule: int | str, voters: int) -> int:
    if isinstance(rule, int):
        return min(rule, voters)
    if rule in ("all", "any"):
        return voters if rule == "all" else 1
    return max(1, -(-voters * int(rule.rstrip("%")) // 100))
