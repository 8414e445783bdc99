"""Files of a company as people write them: read strictly, what is wrong told with the line where it stands."""

import re
from dataclasses import dataclass
from typing import Any

from engine.calendars import CalendarError
from engine.calendars.texts import NoText
from engine.compiler.places import Loc
from engine.compiler.yaml_text import YamlProblem, YamlText
from engine.compiler.yaml_text import read_yaml as read_strictly
from engine.people import DirectoryError
from engine.said import Said

MOST_BYTES = 5_000_000
"""An organisation of ten thousand people has half of them."""
_PART = re.compile(r"\[([0-9]{1,9})\]|([^.\[\]]+)")


class UnreadableFile(ValueError):
    """A text that is no YAML of ours."""

    def __init__(self, problems: list[YamlProblem]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


UNUSABLE = (UnreadableFile, CalendarError, DirectoryError, ValueError, TypeError, AttributeError)
"""What reading a file of the company may fail with; `what_is_wrong` tells it."""


def read_yaml(text: str) -> dict[str, Any]:
    """A YAML file as maps, lists and text; nothing for an empty one. Raises `UnreadableFile`."""
    read = _read(text)
    if any(one.code != "empty-file" for one in read.problems):
        raise UnreadableFile(read.problems)
    return read.tree if isinstance(read.tree, dict) else {}


def _read(text: str) -> YamlText:
    return read_strictly(text, most=MOST_BYTES, truth_words=True)  # tables of holidays have a key `off`


@dataclass(frozen=True)
class Lines:
    """A text with the line of everything in it."""

    _read: YamlText

    @classmethod
    def of(cls, text: str) -> "Lines":
        """The lines of a text, read once."""
        return cls(_read(text))

    def of_place(self, path: str) -> int | None:
        """The line of a place like `people.cao-min.posts[0]`, as far as it can be followed; None: nowhere."""
        loc: Loc = tuple(int(number) if number else name for number, name in _PART.findall(path))
        if loc and (not isinstance(self._read.tree, dict) or loc[0] not in self._read.tree):
            loc = loc[1:]  # a place in a calendar begins with its id
        while loc and loc not in self._read.places:
            loc = loc[:-1]
        return self._read.position(loc, key=True)[0] if loc else None


def what_is_wrong(error: Exception) -> tuple[int | None, str]:
    """The line of a file that cannot be used, where the file says it, and a sentence (`engine.said`)."""
    if isinstance(error, UnreadableFile):
        first = error.problems[0]
        return first.position[0], first.message
    if isinstance(error, DirectoryError | CalendarError | NoText):
        return None, error.said
    return None, Said(
        "Expected a file of the documented form, but a value has another one ({error:})", error=str(error)
    )


def told_with_line(error: Exception, line: int | None = None) -> str:
    """The same in one sentence, with the line it is in, or `line` where the file does not say it."""
    found, said = what_is_wrong(error)
    place = found or line
    return Said("line {line}: {said}", line=place, said=said) if place else said
