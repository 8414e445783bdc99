"""What there is to judge after an entry of a story, and what a judgement says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from engine.scenarios.seen import Dated, Values, events_of
from engine.scenarios.stage import CaseLook, Look

Way = tuple[str | int, ...]
"""Where below `then` the expectation stands."""


@dataclass(frozen=True)
class Miss:
    """An expectation that is not met, before it is placed in its file."""

    way: Way
    about: str
    expected: str
    found: str


@dataclass(frozen=True)
class Seen:
    """What there is to judge after an entry: the story's case among all cases, and how many turns each case had made
    at the end of the entry before (`before`) and just before the act (`at_act`)."""

    look: Look
    before: Mapping[str, int]
    at_act: Mapping[str, int]
    day: date
    zone: tzinfo
    values: Values
    whose: CaseLook | None = None

    @property
    def case(self) -> CaseLook:
        """The case judged: the story's own, unless one it has called is meant."""
        return self.whose or self.look.cases[0]

    def of(self, case: CaseLook) -> "Seen":
        """The same instant in a case that the story's own has called."""
        return replace(self, whose=case, values=Values(case.plan, self.values.world, self.zone))

    def since(self, *cases: CaseLook) -> Iterator[Dated]:
        """The events of cases (by default: the story's own) since the entry before."""
        for case in cases or (self.case,):
            yield from events_of(case, self.before.get(case.case_id, 0))
