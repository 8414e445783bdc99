"""Whether what a story expects is so; one function for each word of `then`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from engine.calendars import Duration, TimeTextError, parse_duration
from engine.model.fields import Field
from engine.model.values import read_value, write_value
from engine.model.wrong_values import WrongValue
from engine.runtime import Rejected
from engine.runtime.events import (
    CaseCalled,
    DocumentIssued,
    IncidentRaised,
    MessageSent,
    NoticeAddressed,
)
from engine.said import Said, joined
from engine.scenarios.around import called_of, list_at, lists_with
from engine.scenarios.instants import InstantError, read_instant, shown
from engine.scenarios.judged import Miss, Seen
from engine.scenarios.list_expectations import list_misses
from engine.scenarios.outcomes import Open, Then, Told
from engine.scenarios.seen import OpenStep, entered, lateness, open_steps, texts_of


def misses(then: Then, seen: Seen) -> Iterator[Miss]:
    """Everything in `then` that is not so."""
    for key, check in _CHECKS.items():
        if getattr(then, key) is not None:
            yield from check(getattr(then, key), seen)


def refusal_misses(expected: str | None, refused: Rejected | None, changed: bool) -> Iterator[Miss]:
    """Whether the act was refused, or let through, as the story has it; and whether a refused one changed nothing."""
    if refused is None and expected is not None:
        yield Miss(("refused",), "the act", Said("it to be refused with `{code}`", code=expected), "it was accepted")
    elif refused is not None and refused.code != expected:
        wanted = Said("it to be refused with `{code}`", code=expected) if expected else "it to be accepted"
        yield Miss(("refused",) if expected else (), "the act", wanted, _said(refused))
    elif refused is not None and changed:
        yield Miss(("refused",), "the act", "a refused act to change nothing", "the case has made a turn")


def unexpected_incidents(then: Then | None, seen: Seen) -> Iterator[Miss]:
    """Steps parked since the entry before that the story does not speak of."""
    spoken = (then.incident if then else None) or {}
    for one in seen.since(*seen.look.cases):
        if isinstance(one.event, IncidentRaised) and one.event.step not in spoken:
            event = one.event
            found = Said("`{step}` is parked with `{code}`: {text}", step=event.step, code=event.code, text=event.text)
            yield Miss((), "incidents", "no step to be parked", found)


def wrong_field_misses(expected: list[str] | None, refused: Rejected | None) -> Iterator[Miss]:
    """Whether exactly those fields of a form were wrong that the story names, such as `lines[2].qty`."""
    if expected is None:
        return
    found = [error.path for error in refused.errors if error.path] if refused is not None else []
    if sorted(found) != sorted(expected):
        yield Miss(
            ("wrong",),
            "the form",
            Said("{names} to be wrong", names=_names(expected)),
            Said("{names} was", names=_names(found)),
        )


def _said(refused: Rejected) -> str:
    fields = "".join(f"; {path}: {said}" for path, said in refused.fields.items())
    message = f"{refused.message}{fields}"
    return Said("it was refused with `{code}`: {message}", code=refused.code, message=message)


# -- exact sets -----------------------------------------------------------------------------------------------------


def _open(expected: dict[str, Open], seen: Seen) -> Iterator[Miss]:
    found = open_steps(seen.case, seen.look)
    if set(found) != set(expected):
        yield Miss(("open",), "open steps", _names(expected), _names(found))
    for step, one in expected.items():
        if step in found:
            yield from _open_step(step, one, found[step], seen)


def _open_step(step: str, expected: Open, found: OpenStep, seen: Seen) -> Iterator[Miss]:
    way = ("open", step)
    if expected.for_ is not None and sorted(expected.for_) != sorted(found.people):
        yield Miss((*way, "for"), Said("`{step}` is for", step=step), _names(expected.for_), _names(found.people))
    if expected.by is not None and found.holders != [expected.by]:
        yield Miss((*way, "by"), Said("`{step}` is held by", step=step), _names([expected.by]), _names(found.holders))
    if expected.due is not None:
        wanted = None if expected.due == "none" else _instant(expected.due, seen)
        if wanted != found.due:
            yield Miss((*way, "due"), Said("`{step}` is due", step=step), _when(wanted, seen), _when(found.due, seen))


class _Notice(NamedTuple):
    """A notice to one person: the instant of what it is about, and when it leaves to them."""

    to: str
    about: str
    at: datetime
    leaves: datetime


def _told(expected: list[Told], seen: Seen) -> Iterator[Miss]:
    found = [
        _Notice(person, one.event.about, one.event.at, one.event.leaves.get(person, one.event.at))
        for one in seen.since(seen.case, *lists_with(seen.look, seen.case))
        if isinstance(one.event, NoticeAddressed)
        for person in one.event.to
    ]
    left = list(found)
    for number, told in enumerate(expected):
        fits = [one for one in left if _fits(told, one, seen)]
        if fits:
            left.remove(fits[0])
        else:
            yield Miss(("told", number), "notices", _wanted_notice(told, seen), _notices(found, seen))
    if left and len(found) > len(expected):
        each = (Said("{person} about `{about}`", person=told.to, about=told.about) for told in expected)
        wanted_all = joined(each, ", ") or "nobody to be told"
        exactly, also = Said("exactly {these}", these=wanted_all), Said("also {these}", these=_notices(left, seen))
        yield Miss(("told",), "notices", exactly, also)


def _wanted_notice(told: Told, seen: Seen) -> str:
    at = "" if told.at is None else Said(" at {at}", at=_when(_instant(told.at, seen), seen))
    leaves = "" if told.leaves is None else Said(", leaving {at}", at=_when(_instant(told.leaves, seen), seen))
    return Said(
        "{person} to be told about `{about}`{at}{leaves}", person=told.to, about=told.about, at=at, leaves=leaves
    )


def _fits(told: Told, one: _Notice, seen: Seen) -> bool:
    """Whether a notice is the expected one; what is left out may be anything."""
    instants = ((told.at, one.at), (told.leaves, one.leaves))
    same = all(written is None or _instant(written, seen) == found for written, found in instants)
    return same and (one.to, one.about) == (told.to, told.about)


def _notices(found: list[_Notice], seen: Seen) -> str:
    return joined((_shown_notice(one, seen) for one in found), ", ") or "nobody was told"


def _shown_notice(one: _Notice, seen: Seen) -> str:
    leaves = "" if one.leaves == one.at else Said(" (leaves {at})", at=_when(one.leaves, seen))
    told = "{person} told about `{about}` at {at}{leaves}"
    return Said(told, person=one.to, about=one.about, at=_when(one.at, seen), leaves=leaves)


def _sent(expected: list[str], seen: Seen) -> Iterator[Miss]:
    found = [one.event.message for one in seen.since() if isinstance(one.event, MessageSent)]
    yield from _same_list("sent", "messages sent", expected, found)


def _started(expected: list[str], seen: Seen) -> Iterator[Miss]:
    called = [one.event for one in seen.since() if isinstance(one.event, CaseCalled)]
    found = [one.process for one in called if one.detached]
    yield from _same_list("started", "processes started and not waited for", expected, found)


def _documents(expected: list[Any], seen: Seen) -> Iterator[Miss]:
    issued = [one.event for one in seen.since() if isinstance(one.event, DocumentIssued)]
    yield from _same_list(
        "documents", "documents issued", [one.document for one in expected], [one.document for one in issued]
    )
    for number, one in enumerate(expected):
        found = [other.copies for other in issued if other.document == one.document]
        counted = [len(copies) for copies in found] if isinstance(one.copies, int) else found
        if one.copies is not None and counted and one.copies not in counted:
            way = ("documents", number, "copies")
            yield Miss(
                way,
                Said("copies of `{document}`", document=one.document),
                str(one.copies),
                ", ".join(map(str, counted)),
            )


def _same_list(key: str, about: str, expected: Iterable[str], found: Iterable[str]) -> Iterator[Miss]:
    wanted, there = list(expected), list(found)
    if Counter(wanted) != Counter(there):
        yield Miss((key,), about, Said("exactly {these}", these=_names(wanted)), _names(there))


# -- single facts ---------------------------------------------------------------------------------------------------


def _data(expected: dict[str, Any], seen: Seen) -> Iterator[Miss]:
    for path, written in expected.items():
        field, column = seen.values.field(path)
        found = seen.values.at(seen.case.state, path)
        try:
            wanted = _read(field, column, written, seen.zone)
        except WrongValue as wrong:
            yield Miss(
                ("data", path),
                f"`{path}`",
                Said("a value of type {type}", type=field.type),
                Said("{complaint}", complaint=wrong.complaints[0]),
            )
            continue
        if wanted != found:
            yield Miss(("data", path), f"`{path}`", _value(wanted), _value(found))


def _read(field: Field, column: bool, written: Any, zone: tzinfo) -> Any:
    if column and isinstance(written, list):
        return [read_value(field, one, zone) for one in written]
    return read_value(field, written, zone)


def _stage(expected: Any, seen: Seen) -> Iterator[Miss]:
    found = texts_of(seen.case.state.stage)
    if not set(texts_of(expected)) <= set(found):
        yield Miss(("stage",), "the stage", " / ".join(texts_of(expected)), " / ".join(found) or "none")


def _late(expected: dict[str, str], seen: Seen) -> Iterator[Miss]:
    for step, written in expected.items():
        found = lateness(list_at(seen.look, seen.case, step) or seen.case, step)
        try:
            wanted = timedelta(seconds=_seconds(parse_duration(written)))
        except TimeTextError as error:
            yield Miss(
                ("late", step), Said("`{step}` is late by", step=step), "a length of clock time", Said(error.message)
            )
            continue
        if found != wanted:
            yield Miss(
                ("late", step), Said("`{step}` is late by", step=step), str(parse_duration(written)), _lateness(found)
            )


def _seconds(duration: Duration) -> int:
    return duration.seconds + duration.days * 86_400


def _lateness(found: timedelta | None) -> str:
    if found is None:
        return "that it has no due time, or is not decided yet"
    if found <= timedelta():
        return "that it was decided in time"
    return str(Duration.of(found))


def _incident(expected: dict[str, str], seen: Seen) -> Iterator[Miss]:
    found = {one.step: one.code for one in seen.case.state.incidents.values()}
    for step, code in expected.items():
        if found.get(step) != code:
            there = joined((_parked(one, why) for one, why in found.items()), ", ") or "none"
            yield Miss(("incident", step), "parked steps", _parked(step, code), there)


def _parked(step: str, code: str) -> str:
    return Said("`{step}` with `{code}`", step=step, code=code)


def _never(expected: list[str], seen: Seen) -> Iterator[Miss]:
    been = entered(seen.case)
    for number, step in enumerate(expected):
        if step in been:
            wanted = Said("the case never to come to `{step}`", step=step)
            yield Miss(("never", number), "steps never entered", wanted, "it has been there")


def _end(expected: str, seen: Seen) -> Iterator[Miss]:
    found = seen.case.state.ended
    if found != expected:
        standing = Said("that the case is open at {names}", names=_names(open_steps(seen.case)))
        wanted = Said("to have ended as `{end}`", end=expected)
        yield Miss(("end",), "the case", wanted, f"`{found}`" if found else standing)


def _called(expected: dict[str, Then], seen: Seen) -> Iterator[Miss]:
    for process, then in expected.items():
        case = called_of(seen.look, process)
        if case is None:
            yield Miss(
                ("called", process),
                "cases called",
                Said("one of `{process}`", process=process),
                "none that runs in this story",
            )
            continue
        for miss in misses(then, seen.of(case)):
            yield replace(
                miss,
                way=("called", process, *miss.way),
                about=Said("`{process}`: {about}", process=process, about=miss.about),
            )


_CHECKS: dict[str, Callable[[Any, Seen], Iterator[Miss]]] = {
    "open": _open, "told": _told, "sent": _sent, "started": _started, "documents": _documents, "data": _data,
    "stage": _stage, "late": _late, "incident": _incident, "never": _never, "end": _end, "batch": list_misses,
    "called": _called,
}  # fmt: skip


# -- words ----------------------------------------------------------------------------------------------------------


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"


def _value(value: Any) -> str:
    return "nothing" if value is None else f"`{write_value(value)}`"


def _instant(written: str, seen: Seen) -> datetime | None:
    try:
        return read_instant(written, seen.day).replace(tzinfo=seen.zone)
    except InstantError:
        return None


def _when(at: datetime | None, seen: Seen) -> str:
    return "never, as yet" if at is None else shown(at.astimezone(seen.zone).replace(tzinfo=None), seen.day)
