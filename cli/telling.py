"""What the store kept of a case, told in sentences: what `history` prints."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cli.options import Lang

if TYPE_CHECKING:
    from engine.model.plan import Plan
    from engine.people import Directory
    from engine.scenarios.names import Names
    from store.views import HistoryTurn


@dataclass(frozen=True)
class Told:
    """One event of a turn as people read it."""

    at: datetime
    turn: int
    sentence: str


def names_of(plan: "Plan", lang: Lang, zone: str, directory: "Directory | None") -> "Names":
    """What things are called in this case."""
    from engine.scenarios.names import Names

    return Names(plan, lang.value, ZoneInfo(zone), directory)


def told(turns: "Sequence[HistoryTurn]", names: "Names", *, inner: bool = False) -> Iterator[Told]:
    """The turns as sentences; with `inner`, what has no sentence is given by its name and fields."""
    from engine.runtime.events import Event
    from engine.runtime.wire import decode
    from engine.scenarios.sentences import said

    for turn in turns:
        for wire in turn.events:
            event: Event = decode(Event, wire)
            names.learn(event)
            sentence = said(event, names) or (_plainly(wire) if inner else "")
            if sentence:
                yield Told(turn.at, turn.turn, sentence)


def _plainly(wire: dict[str, Any]) -> str:
    said = {key: value for key, value in wire.items() if key != "kind" and value not in (None, "", [], {})}
    shown = {key: one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for key, one in said.items()}
    return f"({' '.join([wire['kind'], ', '.join(f'{key}={one}' for key, one in shown.items())]).strip()})"
