"""Answering whether somebody may do what they ask. Pure; called inside the commit."""

from collections.abc import Iterable
from datetime import datetime

from engine.people import BoundWho, SeatAnswer, may_act
from engine.people.finding import covers, find
from engine.runtime import questions as q
from engine.runtime.events import LoanEnded
from engine.runtime.turn import Refusal
from engine.runtime.world import World

_WHY_NOT = {
    "has-left": "has left",
    "stand-in-ended": "does not stand in any more",
    "stood-in-for": "is stood in for by another",
    "excluded": "is excluded",
}


def may_not_act(question: q.AskAct, world: World, process: str) -> Refusal | None:
    seat = SeatAnswer(question.candidates, question.holder, question.for_whom)
    banned = _meant(question.excluded, question.at, world)
    acting = may_act(
        question.person,
        seat,
        world.directory,
        question.at,
        process=process,
        offered_at=question.offered_at,
        excluded_people=banned,
        behalf=question.behalf,
    )
    if acting.refused is None:
        return _beyond_authority(question, acting.on_behalf_of or question.person, world)
    why = _WHY_NOT.get(acting.refused, "may not")
    return Refusal(acting.refused, f"Expected somebody who may act on {question.task}, but {question.person} {why}")


def one_of_them(question: q.AskNoneOf, world: World) -> Refusal | None:
    left_out = question.person in _meant(question.who, question.at, world)
    return Refusal(question.code, question.message) if left_out else None


def loan_refused(question: q.AskLoan, world: World) -> list[LoanEnded]:
    left_out = question.person in _meant(question.who, question.at, world)
    return [LoanEnded(question.task, question.person, why="excluded")] if left_out else []


def _meant(rules: Iterable[BoundWho], at: datetime, world: World) -> set[str]:
    return {one for rule in rules for one in find(rule, world.directory, at)[0]}


def _beyond_authority(question: q.AskAct, counts: str, world: World) -> Refusal | None:
    """An act for another counts as that one's."""
    if covers(world.directory, counts, question.authority):
        return None
    text = f"Expected somebody who may decide on {question.authority}, but the authority of {counts} does not cover it"
    return Refusal("beyond-authority", text)


def not_their_name(question: q.AskSignature, world: World) -> Refusal | None:
    """A signature is the person's name in either language; blanks and small letters do not matter."""
    name = world.directory.name_of(question.person)
    if _plain(question.name) in {_plain(name.zh), _plain(name.en)}:
        return None
    return Refusal(question.code, f"Expected {name.zh} ({name.en}) as a signature, but got {question.name}")


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
