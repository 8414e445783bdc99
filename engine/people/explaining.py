"""Answers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.calendars import Text
from engine.calendars.texts import joined
from engine.people.directory import Directory
from engine.people.reasons import Reason, sentence
from engine.people.who import SeatAnswer, WhoAnswer

_VERDICTS = {
    "nobody": Text("无人可办", "nobody may act"),
    "skip": Text("略过", "skipped"),
}


def explain_who(answer: WhoAnswer, directory: Directory | None = None) -> Text:
    """Why it came to whom it came, one line for each seat; with the directory, by name instead of id."""
    seats = [_seat(seat, directory) for seat in answer.seats]
    verdict = _VERDICTS.get(answer.verdict)
    return joined([*([verdict] if verdict else []), *seats], "\n", "\n")


def _seat(seat: SeatAnswer, directory: Directory | None) -> Text:
    return joined(reasons_told(seat.why, directory))


def _as_written(one: str) -> Text:
    return Text(one, one)


def reasons_told(
    reasons: Iterable[Reason], directory: Directory | None = None, whom: Callable[[str], Text] = _as_written
) -> Iterator[Text]:
    """Reasons in words, one after another; with the directory, by name instead of id. `whom` tells an expression."""

    def person(one: str) -> Text:
        return directory.name_of(one) if directory else Text(one, one)

    def place(one: str) -> Text:
        known = (directory.roles.get(one) or directory.departments.get(one)) if directory else None
        return known.name if known else whom(one)

    return (sentence(reason, person, place) for reason in reasons)
