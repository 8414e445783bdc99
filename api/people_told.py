"""People as answers name them: by the directory, in both languages, with the department that tells namesakes apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from api.shapes.wire import Person, Words
from engine.calendars import Text
from engine.people import Directory


@dataclass(frozen=True)
class PeopleTold:
    """Names people, departments and posts of a directory; `today` says who is absent."""

    directory: Directory | None
    today: date | None = None
    _told: dict[str, Person] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def at(cls, directory: Directory | None, now: datetime) -> "PeopleTold":
        """People as they are at an instant."""
        return cls(directory, directory.day_of(now) if directory else None)

    def person(self, person: str) -> Person:
        """Somebody; by the id alone whom the directory does not know. One and the same for one answer."""
        found = self._told.get(person)
        if found is None:
            found = self._told[person] = self._person(person)
        return found

    def _person(self, person: str) -> Person:
        known = self.directory.person(person) if self.directory else None
        if known is None or self.directory is None:
            return Person(id=person, name=Words.of(person))
        away = self.today is not None and any(absence.covers(self.today) for absence in known.absences)
        return Person(
            id=person, name=words(self.directory.name_of(person)), department=self.department(known.department),
            absent=away,
        )  # fmt: skip

    def maybe(self, person: str | None) -> Person | None:
        """Somebody, where there is one."""
        return None if not person else self.person(person)

    def people(self, people: Iterable[str]) -> list[Person]:
        """Several, in their order."""
        return [self.person(one) for one in people]

    def department(self, department: str | None) -> Words:
        """A department by name; nothing for none."""
        known = self.directory.departments.get(department) if self.directory and department else None
        return words(known.name) if known else Words.of(department)


def words(text: Text) -> Words:
    """A text of the company in the shape of answers."""
    return Words(zh=text.zh or text.en, en=text.en or text.zh)
