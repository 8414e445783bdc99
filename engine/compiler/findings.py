"""Where problems are collected while a definition is read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from engine.compiler.places import Loc
from engine.compiler.yaml_text import Tree, YamlText
from engine.model.problems import Problem, Severity
from engine.model.steps import kind_of
from engine.said import Said


class Findings:
    """The problems of one file. Everything is named by its place in the tree and reported by line and column."""

    def __init__(self, read: YamlText, file: str) -> None:
        self.read = read
        self.file = file
        self._found: dict[tuple[int, int, str, str], Problem] = {}
        self._refused_places: set[Loc] = set()
        for refused in read.problems:
            self._refused_places.add(refused.loc)
            self._keep(Problem(file, *refused.position, refused.code, spoken(read.tree, refused.loc), *_said(refused)))

    def add(
        self,
        loc: Loc,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        column: int | None = None,
        severity: Severity = "problem",
    ) -> None:
        """Report a problem with the value at `loc` (with its key: `key`; at a character of its text: `column`)."""
        position = self.read.position(loc, key=key) if column is None else self.read.inside(loc, column)
        path = spoken(self.read.tree, loc)
        self._keep(Problem(self.file, *position, code, path, message, hint, severity))

    def has(self, code: str, loc: Loc) -> bool:
        """Whether a problem with this code was reported for this place."""
        path = spoken(self.read.tree, loc)
        return any(found.code == code and found.path == path for found in self._found.values())

    def is_refused(self, loc: Loc) -> bool:
        """Whether the strict reading refused something right here, so that what else is wrong here says nothing new."""
        return loc in self._refused_places

    def take_over(self, problems: Iterable[Problem]) -> None:
        """Keep these findings too."""
        for problem in problems:
            self._keep(problem)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All findings, in the order of the file."""
        return tuple(sorted(self._found.values()))

    @property
    def failed(self) -> bool:
        """Whether something was found that keeps the definition from running."""
        return any(problem.severity != "planned" for problem in self._found.values())

    def _keep(self, problem: Problem) -> None:
        self._found.setdefault((problem.line, problem.column, problem.code, problem.path), problem)


def _said(refused: object) -> tuple[str, str]:
    return getattr(refused, "message", ""), getattr(refused, "hint", "")


def spoken(tree: Tree, loc: Loc) -> str:
    """The path people read: a step is named by its id wherever it stands (`steps.approve.due`)."""
    parts: list[str] = []
    node: Tree = tree
    for part in loc:
        node = _child(node, part)
        kind = kind_of(node) if isinstance(part, int) else None
        step_id = node.get(kind) if kind and isinstance(node, dict) else None
        if isinstance(step_id, str) and step_id:
            parts = ["steps", step_id]
        elif part != "":
            parts.append(str(part))
    return ".".join(parts) or "definition"


def _child(node: Tree, part: str | int) -> Tree:
    found: Tree = None
    if isinstance(node, dict) and isinstance(part, str):
        found = node.get(part)
    elif isinstance(node, list) and isinstance(part, int) and part < len(node):
        found = node[part]
    return found


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """A hint with the nearest known name, or empty."""
    close = difflib.get_close_matches(written, sorted(set(known)), n=1, cutoff=0.6)
    return Said("Did you mean `{word}`?", word=close[0]) if close else ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """`a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) < 2:
        return quoted[0] if quoted else "none"
    return Said(f"{{some}} {last} {{one}}", some=", ".join(quoted[:-1]), one=quoted[-1])
