"""Several walks as one way: which steps come in any case, and on what the others depend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.insight.predicting.walking import Visit, Walk

MOST_TOLD = 2
"""Conditions of a step that are told: those asked last before it."""


@dataclass(frozen=True)
class Condition:
    """What a step depends on: a condition of the definition that must be true or not (`holds`), an outcome of a step
    (`outcome of …`), or which of several events comes first (`first of …`), by the number of the answer."""

    question: str
    answer: int

    @property
    def holds(self) -> bool:
        """Of a condition: whether it must be true."""
        return self.answer == 1


@dataclass(frozen=True)
class PredictedStep:
    """A step on the way. `depends`: empty where it is certain. `due`: if every step before it takes until it is due.

    `skipped`: it is left out, for this reason.
    """

    step: str
    kind: str
    people: tuple[str, ...] = ()
    due: datetime | None = None
    depends: tuple[Condition, ...] = ()
    skipped: str = ""


@dataclass(frozen=True)
class Predicted:
    """The way of a case. `ends`: the end states it may reach; `complete`: every walk reached one. `title`: what it
    would be called at its beginning."""

    steps: tuple[PredictedStep, ...]
    ends: tuple[str, ...] = ()
    complete: bool = True
    title: Any = ""


def as_one_way(walks: Sequence[Walk], complete: bool) -> Predicted:
    """The first walk is the likely one; what only others come to stands behind what they come to before it."""
    first_visits = [_firsts(walk) for walk in walks]
    order: list[str] = []
    for visits in first_visits:
        place = 0
        for step in visits:
            if step in order:
                place = max(place, order.index(step) + 1)
            else:
                order.insert(place, step)
                place += 1
    # A walk that had to stop says nothing of what would have come behind.
    telling = [visits for visits, walk in zip(first_visits, walks, strict=True) if walk.end is not None]
    steps = tuple(_predicted(step, first_visits, telling or first_visits) for step in order)
    ends = tuple(dict.fromkeys(walk.end for walk in walks if walk.end is not None))
    complete = complete and all(walk.end is not None for walk in walks)
    return Predicted(steps, ends, complete, walks[0].title if walks else "")


def _firsts(walk: Walk) -> dict[str, Visit]:
    """The steps of a walk, each by its first visit."""
    found: dict[str, Visit] = {}
    for visit in walk.visits:
        found.setdefault(visit.step, visit)
    return found


def _predicted(step: str, walks: Sequence[dict[str, Visit]], telling: Sequence[dict[str, Visit]]) -> PredictedStep:
    come = [visits[step] for visits in walks if step in visits and not visits[step].skipped]
    shown = come[0] if come else next(visits[step] for visits in walks if step in visits)
    missing = [visits for visits in telling if step not in visits or visits[step].skipped]
    depends = _depends(come, missing) if come else ()
    return PredictedStep(step, shown.kind, shown.people, shown.due, depends, "" if come else shown.skipped)


def _depends(come: Sequence[Visit], missing: Sequence[dict[str, Visit]]) -> tuple[Condition, ...]:
    """What was supposed on every walk that comes to a step, and otherwise on some that do not."""
    elsewhere = [_supposed(visits) for visits in missing]
    shared = [
        (question, answer)
        for question, answer in come[0].supposed.items()
        if all(visit.supposed.get(question) == answer for visit in come)
    ]
    deciding = _differing(shared, elsewhere)[-MOST_TOLD:] or _differing(come[0].supposed.items(), elsewhere)[-1:]
    return tuple(Condition(question, answer) for question, answer in deciding)


def _differing(supposed: Iterable[tuple[str, int]], elsewhere: Sequence[dict[str, int]]) -> list[tuple[str, int]]:
    """What was supposed otherwise on some of the other walks, in the order it was asked."""
    return [(one, answer) for one, answer in supposed if any(other.get(one, answer) != answer for other in elsewhere)]


def _supposed(visits: dict[str, Visit]) -> dict[str, int]:
    found: dict[str, int] = {}
    for visit in visits.values():
        found |= visit.supposed
    return found
