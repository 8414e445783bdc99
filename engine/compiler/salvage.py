"""When part of a file does not fit the language, the rest of it is still checked.

What does not fit is taken out of a copy of the tree (steps leave a stand-in, so that positions stay true), and the
checks run on what remains. Only findings that cannot come from the taking out are reported.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from engine.compiler.error_places import has, place_of
from engine.compiler.places import Loc
from engine.compiler.yaml_text import YamlProblem
from engine.model import ProcessDefinition
from engine.model.problems import Problem
from engine.model.steps import kind_of

_ROUNDS = 8
_ID = re.compile(r"[a-z][a-z0-9_]*")
_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_QUOTED = re.compile(r"`([^`]*)`")
_STAND_INS: dict[str, Any] = {
    "process": "unnamed",
    "name": "unnamed",
    "department": "unnamed",
    "business_key": "initiator",
    "start": {"begin": {"call": True}},
    "steps": [{"end": "over"}],
}

CERTAIN = frozenset(
    (
        *("unknown-name", "unknown-function", "bad-expression", "not-a-condition", "wrong-arity", "wrong-type"),
        *("bad-text", "bad-moment", "bad-duration", "bad-schedule", "bad-numbering", "bad-pattern", "wrong-value"),
        *("unknown-field", "unknown-role", "unknown-group", "unknown-post", "unknown-department", "unknown-calendar"),
        *("unknown-message", "unknown-document", "unknown-connector", "unknown-process", "unknown-target"),
        *("path-twice", "formula-written", "formula-circle", "reserved-word", "truth-word", "duplicate-id", "empty"),
        *("clock-in-condition", "not-of-this-trigger", "not-of-this-type", "not-of-a-setting", "planned"),
    )
)
"""Codes of findings that stay true whatever was taken out elsewhere, as long as they do not name it."""


@dataclass(frozen=True)
class Rest:
    """What remains of a definition, and the words that were taken out of it; all of it if it `is_whole`."""

    definition: ProcessDefinition
    taken_out: frozenset[str]
    is_whole: bool

    def is_certain(self, problem: Problem) -> bool:
        """Whether a finding about the rest can be reported."""
        if self.is_whole:
            return True
        quoted = set(_WORD.findall(" ".join(_QUOTED.findall(problem.message))))
        return problem.code in CERTAIN and not quoted & self.taken_out


def words_of(refused: Iterable[YamlProblem]) -> frozenset[str]:
    """The words of keys that were refused when the file was read."""
    return frozenset(word for problem in refused for word in _WORD.findall(problem.key))


def rest_of(tree: dict[str, Any], misfits: Iterable[Loc], refused: Iterable[YamlProblem]) -> Rest | None:
    """The definition without its misfits; None if nothing remains that could be read."""
    remaining = copy.deepcopy(tree)
    taken_out = set(words_of(refused))
    waiting = list(misfits)
    for _ in range(_ROUNDS):
        for loc in waiting:
            _take_out(remaining, loc, taken_out)
        for key in [key for key in _STAND_INS if key not in remaining]:
            remaining[key] = copy.deepcopy(_STAND_INS[key])
            taken_out |= {key, "unnamed", "begin", "over"}
        try:
            definition = ProcessDefinition.model_validate(remaining)
            return Rest(definition, frozenset(taken_out), is_whole=False)
        except ValidationError as error:
            waiting = [place_of(one, remaining)[0] for one in error.errors(include_url=False)]
    return None


def _take_out(tree: Any, loc: Loc, taken_out: set[str]) -> None:
    """Remove what stands at `loc`; of a list that is no list of steps all of it."""
    around, node, way = None, tree, list(loc)
    for number, part in enumerate(way):
        if not has(node, part):
            if number == len(way) - 1:  # something required is missing: what needs it goes
                _take_out(tree, loc[:-1], taken_out)
            return
        if isinstance(node, list) and number == len(way) - 1 and way[number - 1] not in ("steps", "undo"):
            _take_out(tree, loc[:-1], taken_out)
            return
        around, node = node, node[part]
    if isinstance(around, list):
        taken_out.update(_words(node))
        around[int(way[-1])] = _stand_in_step(node, int(way[-1]))
    elif isinstance(around, dict):
        taken_out.update((str(way[-1]), *_words(node)))
        del around[way[-1]]


def _words(node: Any) -> set[str]:
    """Ids that were declared or named in what is taken out."""
    if isinstance(node, dict):
        return set(map(str, node)).union(*(_words(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(_words(value) for value in node))
    return set(_WORD.findall(node)) if isinstance(node, str) and len(node) < 80 else set()


def _stand_in_step(step: Any, position: int) -> dict[str, Any]:
    kind = kind_of(step)
    step_id = step.get(kind) if kind else None
    usable = step_id if isinstance(step_id, str) and _ID.fullmatch(step_id) else f"unreadable_{position}"
    return {"notify": usable, "to": [{"person": "initiator"}], "text": "unreadable"}
