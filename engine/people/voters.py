"""Votes: one for each person, however many seats they could take; who is away with nobody standing in has none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from engine.people.directory import Directory
from engine.people.finding import find
from engine.people.reasons import Reason
from engine.people.who import SeatAnswer, Voting, WhoQuestion

Found = list[tuple[int, SeatAnswer]]
"""Seats, each with the number of the rule by which it was found."""


def named_voters(question: WhoQuestion, directory: Directory) -> frozenset[str]:
    """Those with a vote of their own, so that they cast none for another: named in person, or who have voted."""
    voting = question.voting
    if voting is None or voting.two_votes:
        return frozenset()
    named = (rule for rule in question.rules if rule.each or rule.kind == "person")
    found = (one for rule in named for one in find(rule, directory, question.at)[0])
    return frozenset((*found, *voting.voted))


def is_away(person: str, seat: SeatAnswer, directory: Directory, day: date) -> bool:
    """Whether a voter is absent and nobody stands in."""
    return directory.is_absent(person, day) and not seat.for_whom


def one_vote_each(found: Found, voting: Voting) -> tuple[Found, tuple[Reason, ...]]:
    """The seats that stay, and why the others do not: whoever could take a second one has none."""
    kept: Found = []
    left: list[Reason] = []
    taken: dict[str, int] = {}
    for number, seat in found:
        seat = seat if voting.per_role else _without_voters(seat, voting)
        voter = _only_voter(seat)
        if not seat.candidates:
            left += [Reason("one_vote", voting.voted)]
        elif voter is None or voting.per_role:
            kept.append((number, seat))
        elif voter in taken:
            left.append(Reason("one_vote", (voter,)))
            at = taken[voter]
            kept[at] = (kept[at][0], replace(kept[at][1], why=(*kept[at][1].why, *seat.why)))
        else:
            taken[voter] = len(kept)
            kept.append((number, seat))
    return kept, tuple(left)


def may_still_vote(person: str, for_whom: Mapping[str, str], voted: Collection[str], *, two_votes: bool) -> bool:
    """Whether a candidate has a vote left: neither theirs (or that of whom they stand in for) is given, nor, unless
    one may cast two, have they cast one."""
    if two_votes:
        return for_whom.get(person, person) not in voted
    return person not in voted and for_whom.get(person) not in voted


def _without_voters(seat: SeatAnswer, voting: Voting) -> SeatAnswer:
    staying = tuple(
        one for one in seat.candidates if may_still_vote(one, seat.for_whom, voting.voted, two_votes=voting.two_votes)
    )
    if staying == seat.candidates:
        return seat
    assignee = seat.assignee if seat.assignee in staying else None
    for_whom = {one: whom for one, whom in seat.for_whom.items() if one in staying}
    return SeatAnswer(staying, assignee, for_whom, seat.why)


def _only_voter(seat: SeatAnswer) -> str | None:
    """Whose vote a seat is, where only one person's it can be."""
    voters = {seat.for_whom.get(one, one): None for one in seat.candidates}
    return next(iter(voters)) if len(voters) == 1 else None
