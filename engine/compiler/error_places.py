"""Where in the tree an error of pydantic stands: its own way there also names the branches of unions it tried."""

from __future__ import annotations

from typing import Any

from engine.compiler.places import Loc
from engine.compiler.yaml_text import Tree
from engine.model.steps import STEP_KINDS


def place_of(error: Any, tree: Tree) -> tuple[Loc, Loc | None]:
    """The place of an error in the tree, without the names pydantic puts in for branches of unions; and the place of
    the union if the branch is not the one that fits what is written there."""
    loc: list[str | int] = []
    node: Any = tree
    parts = list(error["loc"])
    tagged: tuple[str | int, ...] | None = None
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        if part == "[key]":
            continue
        if tuple(loc) != tagged and _is_kind_tag(part, node, loc):
            tagged = tuple(loc)
            continue
        if (is_last and error["type"] == "missing") or has(node, part):
            loc.append(part)
            node = node[part] if has(node, part) else None
        elif not _takes(str(part), node):
            return tuple(loc), tuple(loc)
    return tuple(loc), None


def _is_kind_tag(part: str | int, node: Any, loc: list[str | int]) -> bool:
    """Steps are told apart by their kind, which pydantic names right after the position of the step."""
    in_list_of_steps = len(loc) >= 2 and isinstance(loc[-1], int) and loc[-2] in ("steps", "undo")
    return in_list_of_steps and part in STEP_KINDS and isinstance(node, dict)


def has(node: Any, part: str | int) -> bool:
    """Whether something is written at this part of a map or list."""
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _takes(branch: str, node: Any) -> bool:
    """Whether a branch of a union is the one for what is written."""
    if branch.startswith("list["):
        return isinstance(node, list)
    if branch.startswith("literal[") or branch in ("str", "constrained-str", "int", "constrained-int"):
        return not isinstance(node, dict | list)
    return isinstance(node, dict)


def written_at(tree: Tree, loc: Loc) -> Any:
    """What stands at a place of the tree; None if nothing does."""
    node: Any = tree
    for part in loc:
        node = node[part] if has(node, part) else None
    return node
