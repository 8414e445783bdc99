"""Votes: several seats, a rule for every outcome, and always an outcome in the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.compiler.checks.checking import Checking
from engine.compiler.findings import did_you_mean, listed
from engine.compiler.places import Loc
from engine.model.steps.user_task import UserTask
from engine.model.who import Who

_SIZES_TRIED = range(1, 7)
"""How many voters are tried where their number is only known when the step is entered."""


def has_several_seats(step: UserTask) -> bool:
    """Whether more than one person may be asked at once."""
    assigned = [step.assign] if isinstance(step.assign, Who) else step.assign
    return len(assigned) > 1 or any(who.each for who in assigned)


def check_votes(c: Checking, loc: Loc, step: UserTask) -> None:
    """The `vote` of a user task, or that it has none where it needs one."""
    here = (*loc, "vote")
    if step.vote is None:
        if has_several_seats(step) and len(step.outcomes) > 1:
            message = f"Expected a `vote`, for several people give {listed(step.outcomes)} here."
            c.report((*loc, "assign"), "no-vote", message, "Such as `vote: {approve: all, refuse: any}`.", key=True)
        return
    if not has_several_seats(step):
        message = "Expected several seats for a `vote`, but one task is offered here."
        c.report(here, "one-seat", message, "List several who, or write `each: true`.", key=True)
        return
    if _names_fit(c, here, step):
        _check_always_settled(c, here, step)


def _names_fit(c: Checking, loc: Loc, step: UserTask) -> bool:
    vote = step.vote or {}
    for outcome in vote:
        if outcome not in step.outcomes:
            message = f"Expected an outcome of the task, but `{outcome}` is none."
            c.report((*loc, outcome), "unknown-outcome", message, did_you_mean(outcome, step.outcomes), key=True)
    for outcome in step.outcomes:
        if outcome not in vote:
            message = f"Expected a rule for every outcome, but `{outcome}` has none and could never be reached."
            c.report(loc, "no-rule", message, f"Such as `{outcome}: any`.", key=True)
    rests = [outcome for outcome, rule in vote.items() if rule == "rest"]
    if len(rests) > 1:
        c.report((*loc, rests[1]), "two-rests", f"Expected one `rest`, but `{rests[0]}` has it already.")
    return set(vote) == set(step.outcomes) and len(rests) <= 1


def _check_always_settled(c: Checking, loc: Loc, step: UserTask) -> None:
    vote = step.vote or {}
    size = _known_size(step)
    if size is not None:
        for outcome, rule in vote.items():
            if isinstance(rule, int) and rule > size:
                message = f"Expected at most {size} votes, as many as there are seats, but found {rule}."
                c.report((*loc, outcome), "too-many-votes", message)
                return
    if "rest" in vote.values():
        return
    for voters in [size] if size is not None else _SIZES_TRIED:
        stuck = next((cast for cast in _casts(list(vote), voters) if not _is_settled(vote, cast, voters)), None)
        if stuck is not None:
            example = ", ".join(f"{count} × `{outcome}`" for outcome, count in stuck.items() if count)
            message = f"Expected an outcome however people vote, but {example} gives none."
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


def _is_settled(vote: Mapping[str, int | str], cast: Mapping[str, int], voters: int) -> bool:
    return any(cast[outcome] >= _needed(rule, voters) for outcome, rule in vote.items())


def _needed(rule: int | str, voters: int) -> int:
    if isinstance(rule, int):
        return min(rule, voters)
    if rule in ("all", "any"):
        return voters if rule == "all" else 1
    return max(1, -(-voters * int(rule.rstrip("%")) // 100))
