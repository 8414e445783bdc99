"""Open limits follow the calendars: when these have changed, what is still ahead is asked for once more.

The same moment, from the same instant, by the calendars of now; the answer keeps when it was before. What has come does
not come again, and a due time that has passed stays. So does what people have agreed: a due time that was granted, the
moment of a promise, the date of a hold, half of somebody's time. What stands still is asked for when it runs again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.model.limits import RESERVED_RUNGS
from engine.runtime import limit_questions
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import LimitSet
from engine.runtime.limit_keys import rung_put_off
from engine.runtime.limits_found import limit_moved
from engine.runtime.questions import AskLimit, Recalculated
from engine.runtime.stimuli import CalendarsChanged
from engine.runtime.world import World


def follow(turn: TurnBuilder, changed: CalendarsChanged) -> None:
    """The calendars have changed: ask when these limits come by those of now."""
    for key in changed.limits:
        asked = limit_questions.question_of(turn, key)
        if asked is None:
            continue
        own = (one for one in turn.deadlines.values() if one.key == key and one.rung not in RESERVED_RUNGS)
        ahead = {one.rung: one.at for one in own}
        again = _once_more(asked, OpenLimit(key, turn.limits[key].due, ahead), turn.at, changed)
        if again is not None:
            turn.ask(again)


def _once_more(asked: AskLimit, limit: "OpenLimit", at: datetime, changed: CalendarsChanged) -> AskLimit | None:
    """The question about what of a limit is still ahead; None where nothing is, or people have agreed on it."""
    is_past = limit.due is not None and limit.due <= at
    if asked.half_until is not None or (not limit.ahead and (is_past or limit.due is None)):
        return None
    ahead = {rung_put_off(rung) or rung for rung in limit.ahead}
    rungs = tuple(one for one in asked.rungs if one.rung in ahead)
    why = Recalculated(limit.due, limit.ahead, changed.before, changed.by, changed.reason, stays=is_past)
    return replace(asked, key=limit.key, rungs=rungs, recalculated=why)


# -- beside the cases: which of their limits are concerned ----------------------------------------------------------


@dataclass(frozen=True)
class OpenLimit:
    """A limit, or a timer, that runs: when it is due, and what of it has still to come."""

    key: str
    due: datetime | None
    ahead: Mapping[str, datetime]


def moved(asked: AskLimit, limit: OpenLimit, world: World, at: datetime) -> LimitSet | None:
    """When a limit would come by the calendars of this world; None where it stays. `asked`: the last question about it.

    Raises `CalendarError`.
    """
    again = _once_more(asked, limit, at, CalendarsChanged(at, (limit.key,), ""))
    return None if again is None else limit_moved(again, world)
