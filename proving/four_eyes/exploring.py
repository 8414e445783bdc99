"""All chains of so many hand-changes, from each of which everybody tries everything: nobody left out may decide.

Where chains of one length lead to more places than there is time for, so many are kept, evenly spread over all of them;
how many were left is said.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from engine.runtime import Rejected
from proving.four_eyes.acts import Act, hand_changes, tries
from proving.four_eyes.flows import Flow
from proving.four_eyes.judging import evasions, left_out
from proving.four_eyes.office import Place, begin
from proving.returns.keys import Key, Keys

Reached = tuple[Place, tuple[Act, ...]]


@dataclass(frozen=True)
class Wrong:
    """Somebody left out has decided after all, or a turn has failed; and how it came to that."""

    what: str
    way: tuple[Act, ...]

    def __str__(self) -> str:
        return f"{self.what}: {' → '.join(map(str, self.way))}"


@dataclass
class Explored:
    """What trying a flow came to. `places`: where a chain may lead; `done`: acts that were obeyed. `cut`: how many of
    each length were not tried, nor gone on from."""

    flow: str
    places: int = 0
    cut: dict[str, int] = field(default_factory=dict)
    tried: int = 0
    done: int = 0
    seconds: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)


class Exploring:
    """One flow being tried."""

    def __init__(self, flow: Flow, chain: int, most: int | None) -> None:
        self._flow = flow
        self._chain = chain
        self._most = most
        self._keys = Keys(flow.plan)
        self._known: set[Key] = set()
        self.found = Explored(str(flow))

    def go(self) -> Explored:
        """Try all chains, the short ones first: places to which several lead are looked at once."""
        begun = time.perf_counter()
        places: list[Reached] = list(self._new(begin(self._flow), ()))
        for length in range(self._chain + 1):
            for place, way in places:
                self._try_all(place, way)
            if length < self._chain:
                further = [new for place, way in places for new in self._go_on(place, way)]
                places = self._kept(further, length + 1)
        self.found.seconds = round(time.perf_counter() - begun, 2)
        return self.found

    def _kept(self, places: list[Reached], length: int) -> list[Reached]:
        if self._most is None or len(places) <= self._most:
            return places
        self.found.cut[f"of {length}"] = len(places) - self._most
        return [places[number * len(places) // self._most] for number in range(self._most)]

    def _go_on(self, place: Place, way: tuple[Act, ...]) -> Iterator[Reached]:
        for act in hand_changes(place):
            after = self._done(place, act, way)
            if after is not None and after.state.ended is None:
                yield from self._new(after, (*way, act))

    def _new(self, place: Place, way: tuple[Act, ...]) -> Iterator[Reached]:
        """The place, if it has not been seen yet."""
        people = repr((place.directory.written.get("stand_ins"), place.directory.written["people"]))
        made = place.state.last.get("make")
        key = (self._keys.of(place.state, retractable=False), people, made and (made.by, made.behalf))
        if key not in self._known:
            self._known.add(key)
            self.found.places += 1
            yield place, way

    def _try_all(self, place: Place, way: tuple[Act, ...]) -> None:
        for act in tries(place, left_out(self._flow, place)):
            self._done(place, act, way)

    def _done(self, place: Place, act: Act, way: tuple[Act, ...]) -> Place | None:
        self.found.tried += 1
        try:
            after, events = act.do(place)
        except Rejected as refused:
            self.found.refused[refused.code] += 1
            return None
        except Exception as fault:
            self.found.wrong.append(Wrong(f"{type(fault).__name__}: {fault}", (*way, act)))
            return None
        self.found.done += 1
        for what in evasions(self._flow, place, after, act.by, events):
            self.found.wrong.append(Wrong(what, (*way, act)))
        return after


def explore(flow: Flow, chain: int, most: int | None = None) -> Explored:
    """Try a flow with chains of at most so many hand-changes, of each length from at most so many places."""
    return Exploring(flow, chain, most).go()
