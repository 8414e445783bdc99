"""The board of short limits: those under five minutes remind nobody; they are counted, and several tell the superior.

What lapses is counted for a step and the superior of who had it. When several have come within a short time, the
superior gets one notice of all of them, and the count begins anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.people import Directory, manager_of

SHORT = timedelta(minutes=5)


@dataclass(frozen=True)
class ShortLapse:
    """A task that was not done when its short limit was over: `people` had it, or it was offered to them."""

    case_id: str
    process: str
    step: str
    people: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class BoardLine:
    """What has lapsed lately at one step, of people with one superior; the latest last."""

    process: str
    step: str
    superior: str | None
    lapses: tuple[ShortLapse, ...]


def is_short(begun: datetime, due: datetime) -> bool:
    """Whether so little time is given that nobody is reminded."""
    return timedelta() <= due - begun < SHORT


def board(lapses: Iterable[ShortLapse], directory: Directory) -> list[BoardLine]:
    """What has lapsed by step and superior, the one with the most first. A lapse of people with several superiors is
    each superior's; one of people at the top is nobody's."""
    lines: dict[tuple[str, str, str | None], list[ShortLapse]] = {}
    for lapse in sorted(lapses, key=lambda one: (one.at, one.case_id)):
        above = dict.fromkeys(manager_of(directory, person) for person in lapse.people)
        for superior in [one for one in above if one is not None or len(above) == 1]:
            lines.setdefault((lapse.process, lapse.step, superior), []).append(lapse)
    found = [BoardLine(*where, tuple(several)) for where, several in lines.items()]
    return sorted(found, key=lambda line: (-len(line.lapses), line.process, line.step, line.superior or ""))


def to_tell(line: BoardLine, told: datetime | None, several: int) -> tuple[ShortLapse, ...]:
    """The lapses of which the superior is to be told now: all since the last notice, if they are several."""
    since = tuple(lapse for lapse in line.lapses if told is None or lapse.at > told)
    return since if line.superior is not None and 0 < several <= len(since) else ()
