"""Finding people as they are typed: by name, pinyin, initials, id, department or post.

Every word that is typed must be found. Where people are found alike well, those asked for lately come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pypinyin import Style, pinyin

from engine.people.directory import Directory, Person

Syllable = tuple[str, ...]
"""The ways one character is read; what is not Chinese stands for itself, letter by letter."""

BY_NAME, BY_SOUND, BY_PLACE = 0, 1, 2
"""How well a word fits: it begins a name, it sounds like one, or it is where they work."""


@dataclass(frozen=True)
class Findable:
    """Somebody as they can be typed, all in small letters."""

    person: str
    names: tuple[str, ...]
    sound: tuple[Syllable, ...]
    places: tuple[str, ...]
    places_sound: tuple[tuple[Syllable, ...], ...]


def found_people(directory: Directory, typed: str, today: date, lately: Sequence[str] = ()) -> list[str]:
    """Who is meant, the best first; everybody who is here for an empty search. `today` is the company's day."""
    words = typed.casefold().split()
    recent = {person: place for place, person in enumerate(lately)}
    ranked = []
    for place, one in enumerate(_findable(directory)):
        if not directory.is_here(one.person, today):
            continue
        grades = [_grade(word, one) for word in words]
        if None not in grades:
            worst = max((grade for grade in grades if grade is not None), default=BY_NAME)
            ranked.append((worst, recent.get(one.person, len(recent)), place, one.person))
    return [person for *_, person in sorted(ranked)]


def _grade(word: str, one: Findable) -> int | None:
    if any(word in name for name in one.names):
        return BY_NAME
    if _sounds_like(word, one.sound):
        return BY_SOUND
    if any(word in place for place in one.places) or any(_begins(word, sound) for sound in one.places_sound):
        return BY_PLACE
    return None


def _sounds_like(word: str, sound: tuple[Syllable, ...]) -> bool:
    """Whether the word is the sound of the name from one of its characters on: `zhangsan`, `zs`, `zsan`, `san`."""
    return word.isascii() and any(_begins(word, sound[start:]) for start in range(len(sound)))


def _begins(word: str, sound: tuple[Syllable, ...]) -> bool:
    """Whether each syllable in turn gives a beginning of itself, until the word is used up."""
    if not word:
        return True
    if not sound or not word.isascii():
        return False
    return any(
        _begins(word[length:], sound[1:])
        for reading in sound[0]
        for length in range(len(reading), 0, -1)
        if word.startswith(reading[:length])
    )


@lru_cache(maxsize=4)
def _findable(directory: Directory) -> tuple[Findable, ...]:
    return tuple(_of(person, directory) for person in directory.people.values())


def _of(person: Person, directory: Directory) -> Findable:
    departments = [directory.departments[one].name for one in person.departments if one in directory.departments]
    posts = [directory.posts[held.post] for held in person.posts if held.post in directory.posts]
    places = [text for one in (*departments, *posts) for text in (one.zh, one.en) if text]
    names = (person.name.zh, person.name.en, person.id)
    return Findable(
        person.id,
        tuple(one.casefold() for one in names if one),
        sound_of(person.name.zh),
        tuple(one.casefold() for one in places),
        tuple(sound_of(one.zh) for one in departments if one.zh),
    )


@lru_cache(maxsize=20_000)
def sound_of(text: str) -> tuple[Syllable, ...]:
    """How a text is read, character by character, in every way each can be; ü as `v` and as `u`."""
    letter_by_letter: Any = list
    read = pinyin(text, style=Style.NORMAL, heteronym=True, errors=letter_by_letter)
    return tuple(_readings(one) for one in read)


def _readings(one: Iterable[str]) -> Syllable:
    found = dict.fromkeys(reading.casefold() for reading in one)
    return tuple(dict.fromkeys((*found, *(reading.replace("v", "u") for reading in found))))


def namesakes(directory: Directory, people: Iterable[str]) -> frozenset[str]:
    """Those of these people whom name and department do not tell from another one of them."""
    seen: dict[object, list[str]] = {}
    for person in people:
        found = directory.person(person)
        if found is not None:
            seen.setdefault((found.name, found.department), []).append(person)
    return frozenset(person for alike in seen.values() if len(alike) > 1 for person in alike)
