"""What is wrong with a value, as data and as a sentence in both languages. All that is wrong is told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Way = tuple[str | int, ...]
"""Where inside the data: names of fields and parts, and numbers of rows counted from one."""


@dataclass(frozen=True)
class Complaint:
    """One thing that is wrong. `expected` says what would be right: `{"type": "integer"}`, `{"minimum": 1}`, …

    `way` is where inside the value; `code` what a refusal for it is called.
    """

    en: str
    zh: str
    expected: Mapping[str, Any] = field(default_factory=dict)
    way: Way = ()
    code: str = "wrong-type"

    def __str__(self) -> str:
        return self.en


class WrongValue(Exception):
    """A value does not fit its field: at least one complaint. `kept` is what could be read of it all the same."""

    def __init__(self, *complaints: Complaint, kept: Any = None) -> None:
        super().__init__(complaints[0].en)
        self.complaints = complaints
        self.kept = kept

    @property
    def message(self) -> str:
        """The first complaint, in English."""
        return self.complaints[0].en


def wrong(en: str, zh: str, *, kept: Any = None, **expected: Any) -> WrongValue:
    """One complaint, to be raised."""
    return WrongValue(Complaint(en, zh, expected), kept=kept)


class Gathered:
    """Reads the parts of a value one after another, and tells afterwards all that was wrong with them."""

    def __init__(self) -> None:
        self._complaints: list[Complaint] = []

    def part(self, name: str | int, read: Callable[..., Any], *of: Any) -> Any:
        """What `read` gives of a part; what it could read all the same if it complains."""
        return self._read((name,), read, of)

    def itself(self, read: Callable[..., Any], *of: Any) -> Any:
        """The same of the value as a whole."""
        return self._read((), read, of)

    def _read(self, way: Way, read: Callable[..., Any], of: tuple[Any, ...]) -> Any:
        try:
            return read(*of)
        except WrongValue as found:
            self._note(way, found)
            return found.kept

    def _note(self, way: Way, found: WrongValue) -> None:
        self._complaints += [replace(one, way=(*way, *one.way)) for one in found.complaints]

    def add(self, found: WrongValue, *way: str | int) -> None:
        """Something is wrong: with a part, or with the value itself."""
        self._note(way, found)

    def whole(self, value: Any) -> Any:
        """The value, when nothing was wrong with its parts; else raises `WrongValue`."""
        if self._complaints:
            raise WrongValue(*self._complaints, kept=value)
        return value


def path_of(way: Way) -> str:
    """A way as a path with rows: `lines[3].qty`."""
    path = ""
    for part in way:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path
