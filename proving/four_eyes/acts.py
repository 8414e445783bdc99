"""Through whose hands a task may go, and how somebody may try to decide it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from engine.runtime import commands as c
from engine.runtime import stimuli as s
from engine.runtime.events import Event
from engine.runtime.state import UserTask
from proving.four_eyes.flows import BANNED, EVERYBODY, HOLDER, MAKER, OPERATOR, OTHER, OUTSIDER, STAND_IN, STARTER
from proving.four_eyes.office import Place

Come = tuple[Place, list[Event]]
RECEIVERS = (BANNED, OTHER, OUTSIDER)
"""To whom a task is handed, lent or given to sign: who may not have it, one who may anyway, one who comes to it so."""
STANDING_IN = ((BANNED, HOLDER), (STAND_IN, HOLDER), (STAND_IN, BANNED), (BANNED, OUTSIDER))
HANDED_OVER = ((HOLDER, BANNED), (HOLDER, OUTSIDER), (OTHER, BANNED), (BANNED, OUTSIDER), (STARTER, OUTSIDER),
               (MAKER, OUTSIDER))  # fmt: skip


@dataclass(frozen=True)
class Act:
    """Something done, by whom, and how it is told."""

    told: str
    by: str
    do: Callable[[Place], Come] = field(hash=False, compare=False)

    def __str__(self) -> str:
        return self.told


def hand_changes(place: Place) -> Iterator[Act]:
    """All by which the task comes into other hands, or other people become those who are left out."""
    for task in place.tasks():
        yield from _of_task(task)
    for person, absent in STANDING_IN:
        if not any(
            one.person == person for one in place.directory.stand_ins_for(absent, place.state.now.date(), "eyes")
        ):
            for only in ("false", "true"):
                alone = " alone" if only == "true" else ""
                stands_in = partial(Place.stands_in, person=person, absent=absent, only=only)
                yield _directory(f"{person} stands in for {absent}{alone}", stands_in)
    for person in (HOLDER, OUTSIDER):
        yield _directory(f"{person} comes to the night shift", partial(_joins_the_night_shift, person=person))
    for person, to in HANDED_OVER:
        yield _command(f"what hangs on {person} is handed over to {to}", OPERATOR,
                       c.HandOver(person, to, f"h-{person}-{to}", "gone"))  # fmt: skip
    for given in place.state.handed:
        yield _command(f"{given} is handed back", OPERATOR, c.HandBack(given, "here again"))
    for by in (OPERATOR, BANNED):
        yield _command(f"{by} corrects the author", by, c.Correct({"author": OUTSIDER}, "written wrongly"))
    yield Act("the limit comes", "", lambda at: at.taken(s.Alarm(at.state.next_alarm or at.state.now)))


def _joins_the_night_shift(at: Place, person: str) -> Place:
    return at.has_roles(person, "clerk", "night")


def _of_task(task: UserTask) -> Iterator[Act]:
    holders = (task.holder,) if task.holder else task.offered[:2]
    for by in holders:
        if task.holder is None:
            yield _command(f"{by} claims", by, c.Claim(task.id))
        for to in RECEIVERS:
            yield _command(f"{by} transfers to {to}", by, c.Transfer(task.id, to, "please"))
            if task.holder is not None:
                yield _command(f"{by} lends to {to}", by, c.Delegate(task.id, to, "please"))
            for how in ("before", "after", "beside"):
                outcome = "agree" if how == "after" else None
                adding: Any = c.AddSigner(task.id, (to,), how, outcome=outcome)
                yield _command(f"{by} adds {to} {how}", by, adding)
        if task.holder is not None:
            yield _command(f"{by} releases", by, c.Release(task.id))
            yield _command(f"{by} returns", by, c.Return(task.id, "make", {}, "once more"))
        if task.offered_back:
            yield _command(f"{task.offered_back} takes it again", task.offered_back, c.Claim(task.id))


def tries(place: Place, left_out: frozenset[str]) -> Iterator[Act]:
    """How those left out may try to decide: by the task, in anybody's name or by anybody's hand, or as operators."""
    for task in place.tasks():
        for by, behalf in _acting(task, left_out):
            told = f"{by} decides" + (f" for {behalf}" if behalf else "")
            yield _command(told, by, c.Complete(task.id, "agree"), behalf)
        for by in sorted(left_out):
            yield _command(f"{by} claims", by, c.Claim(task.id))
    for here in [one for one in place.state.steps.values() if one.step == "check"]:
        for by in sorted(left_out):
            for outcome in ("agree", None):
                yield _command(f"{by} skips it as {outcome}", by, c.Skip(here.id, "urgent", outcome))
            yield _command(f"{by} moves past it", by, c.Move("file", "urgent"))


def _acting(task: UserTask, left_out: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    """Who acts, in whose name, so that it would be the act of somebody left out."""
    candidates = dict.fromkeys((*task.offered, *((task.holder,) if task.holder else ())))
    for by in EVERYBODY:
        names = [None, *candidates] if by in left_out else sorted(left_out)
        yield from ((by, behalf) for behalf in names if behalf != by)
        if by not in left_out and task.for_whom.get(by) in left_out:
            yield by, None


def _command(told: str, by: str, command: c.Command, behalf: str | None = None) -> Act:
    return Act(told, by, lambda at: at.commanded(by, command, behalf))


def _directory(told: str, change: Callable[[Place], Place]) -> Act:
    """A change of the directory, of which the case hears."""
    return Act(told, "", lambda at: change(at).followed())
