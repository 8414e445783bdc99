"""What happened in a case, told in sentences with local times, in Chinese or English."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from engine.model.plan import Plan
from engine.people import Directory
from engine.scenarios.instants import WEEKDAYS
from engine.scenarios.names import WEEKDAYS_ZH, Names
from engine.scenarios.sentences import said
from engine.scenarios.stage import CaseLook


@dataclass(frozen=True)
class Line:
    """One thing that happened: the instant, as the clock of the case shows it, the sentence, the step it is about."""

    at: datetime
    sentence: str
    step: str | None = None


def timeline(
    case: CaseLook,
    language: str,
    zone: tzinfo,
    directory: Directory | None = None,
    *,
    since: int = 0,
    others: Mapping[str, Plan] | None = None,
) -> Iterator[Line]:
    """The sentences of a case's turns after the first `since`, in `zh` or `en`."""
    names = Names(case.plan, language, zone, directory, others)
    for turn in case.turns:
        for event in turn.events:
            names.learn(event)
            sentence = said(event, names)
            if sentence and turn.number > since:
                yield Line(turn.at.astimezone(zone), sentence, getattr(event, "step", None))


def printed(lines: Iterable[Line], language: str) -> str:
    """Lines under the days they belong to."""
    shown: list[str] = []
    day = None
    for line in lines:
        if line.at.date() != day:
            day = line.at.date()
            weekday = WEEKDAYS_ZH[day.weekday()] if language == "zh" else WEEKDAYS[day.weekday()]
            shown.append(f"{day.isoformat()} {weekday}")
        seconds = ":%S" if line.at.second else ""
        shown.append(f"  {line.at.strftime(f'%H:%M{seconds}'):<8}  {line.sentence}")
    return "\n".join(shown)
