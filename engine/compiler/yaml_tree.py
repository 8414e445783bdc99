"""What was read from a YAML file: a tree, the place of everything in it, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.compiler.places import Loc, Place, Position, position_inside

Tree = dict[str, Any] | list[Any] | str | None
"""What a file holds: maps, lists, text as written, and None where nothing is written."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 60
MAX_PROBLEMS = 200
TRUTH_WORDS = frozenset(("on", "off", "yes", "no", "y", "n", "null", "true", "false"))
NULLS = frozenset(("", "~", "null", "Null", "NULL"))

FULL_WIDTH = dict(zip("：，“”‘’（）【】｛｝＝＞＜；。、－＃", ":,\"\"''()[]{}=><;.,-#", strict=True))
"""Full-width signs that input methods type for the signs of the language, and the sign to use."""


@dataclass(frozen=True)
class YamlProblem:
    """Something the strict reading does not let in."""

    position: Position
    loc: Loc
    code: str
    message: str
    hint: str = ""
    key: str = ""
    """The key that was refused, if it was one; what it holds is not in the tree."""


@dataclass
class YamlText:
    """One file as read: its tree, the places of everything in it, and what was refused.

    `tree` is None if the file is empty or no YAML; then `problems` says why.
    """

    text: str
    tree: Tree = None
    places: dict[Loc, Place] = field(default_factory=dict)
    problems: list[YamlProblem] = field(default_factory=list)

    def position(self, loc: Loc, *, key: bool = False) -> Position:
        """Line and column, from 1, of the value at `loc` (of its key with `key`), or of the nearest place around."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        place = self.places.get(loc)
        if place is None:
            return 1, 1
        return place.key if key and place.key else place.value

    def inside(self, loc: Loc, column: int) -> Position:
        """Where the character `column` (from 1) of the text at `loc` stands in the file."""
        place = self.places.get(loc)
        if place is None or place.start < 0:
            return self.position(loc)
        return position_inside(self.text, place, column - 1)

    def refuse(self, position: Position, loc: Loc, code: str, message: str, hint: str = "", key: str = "") -> None:
        """Report something that is not let in."""
        self.problems.append(YamlProblem(position, loc, code, message, hint, key))
