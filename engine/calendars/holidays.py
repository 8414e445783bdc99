"""Holidays and make-up working days (调休): a table by year, and the company's overrides laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from engine.calendars.errors import CalendarError
from engine.calendars.texts import NoText, Text, read_text
from engine.said import Said, with_guess


@dataclass(frozen=True)
class MakeUpDay:
    """A day at the weekend that is worked, with the hours of the weekday it makes up for."""

    name: Text
    hours_of: date


@dataclass(frozen=True)
class HolidayTable:
    """The days off and the make-up days of one country.

    A year is *provisional* until its make-up days are announced; so is a year the table does not have.
    """

    id: str
    off: Mapping[date, Text] = field(default_factory=dict)
    make_up: Mapping[date, MakeUpDay] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()

    def is_provisional(self, year: int) -> bool:
        """True if days of that year may still change."""
        return year not in self.announced

    def with_overrides(self, other: HolidayTable) -> HolidayTable:
        """This table with the days of `other` laid over it; what `other` says of a day holds."""
        off = {day: name for day, name in self.off.items() if day not in other.make_up} | dict(other.off)
        make_up = {day: made for day, made in self.make_up.items() if day not in other.off} | dict(other.make_up)
        return HolidayTable(self.id, off, make_up, self.announced | other.announced)


def read_holidays(written: Mapping[str, Any]) -> HolidayTable:
    """A holiday table, or an override of one, as its YAML file has it.

    `holidays` (the id), `years`: year to `off` (date to name), `make_up` (date to `for`: date, and `name`) and
    `provisional`. Raises `CalendarError`.
    """
    refuse_unknown(written, ("holidays", "name", "source", "years"), "holidays")
    off: dict[date, Text] = {}
    make_up: dict[date, MakeUpDay] = {}
    announced = []
    for key, year in (written.get("years") or {}).items():
        path = f"years.{key}"
        refuse_unknown(year or {}, ("off", "make_up", "provisional"), path)
        for day, name in (year.get("off") or {}).items():
            off[_day_of(key, day, path)] = _text(name, f"{path}.off.{day}")
        for day, made in (year.get("make_up") or {}).items():
            make_up[_day_of(key, day, path)] = _make_up(made, f"{path}.make_up.{day}")
        if str(year.get("provisional", "false")).lower() != "true":
            announced.append(int(key))
    return HolidayTable(str(written.get("holidays", "")), off, make_up, frozenset(announced))


def _make_up(written: Mapping[str, Any], path: str) -> MakeUpDay:
    refuse_unknown(written, ("for", "name"), path)
    if "for" not in written:
        raise CalendarError("Expected 'for', the day off this day makes up for", path)
    return MakeUpDay(
        _text(written.get("name", {"zh": "调休上班", "en": "make-up day"}), path), read_day(written["for"], path)
    )


def _day_of(year: object, written: object, path: str) -> date:
    day = read_day(written, path)
    if str(day.year) != str(year):
        raise CalendarError("Expected days of {year:}, but found {day}", path, year=str(year), day=day)
    return day


def read_day(written: object, path: str) -> date:
    """A date as files have it (`2026-10-01`)."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        raise CalendarError("Expected a date like 2026-10-01, but found '{found}'", path, found=written) from None


def _text(written: object, path: str) -> Text:
    try:
        return read_text(written)
    except NoText as error:
        raise CalendarError(error.said, path) from None


def refuse_unknown(written: object, known: Iterable[str], path: str) -> None:
    """Raises `CalendarError` if `written` is no map, or has a key that is not `known`."""
    if not isinstance(written, Mapping):
        raise CalendarError("Expected a map, but found {found:}", path, found=repr(written))
    for key in written:
        if key not in known:
            raise CalendarError(with_guess(Said("Unknown key '{key}'.", key=key), key, known), path)
