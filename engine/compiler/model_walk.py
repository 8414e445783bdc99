"""From a place in the tree to the model that describes it, so that problems can say which keys belong there."""

from __future__ import annotations

import types
from typing import Annotated, Any, ForwardRef, Literal, Union, get_args, get_origin

from typing_extensions import TypeAliasType

from engine.compiler.places import Loc
from engine.compiler.yaml_text import Tree
from engine.model.base import Model, Text
from engine.model.process import ProcessDefinition
from engine.model.steps import STEP_KINDS, Step, kind_of

INTERNAL = frozenset(("inherited", "batch_of"))
"""Keys of plans that no author writes: they stand in the models only so that plans travel."""


def model_at(tree: Tree, loc: Loc) -> type[Model] | None:
    """The model that the map at `loc` is read as; None if it is no map of fixed keys."""
    annotation, node = _annotation_at(tree, loc)
    found = _chosen(annotation, node)
    return found if _is_model(found) else None


def is_text_at(tree: Tree, loc: Loc) -> bool:
    """Whether what stands at `loc` is a text for people."""
    annotation, _ = _annotation_at(tree, loc)
    return annotation is Text or (get_origin(annotation) in (Union, types.UnionType) and Text in get_args(annotation))


def keys_of(model: type[Model]) -> list[str]:
    """The keys an author may write in this map."""
    return [field.alias or name for name, field in model.model_fields.items() if name not in INTERNAL]


def _annotation_at(tree: Tree, loc: Loc) -> tuple[Any, Any]:
    """The type of what stands at `loc`, as its model declares it, and what is written there."""
    annotation: Any = ProcessDefinition
    node: Any = tree
    for part in loc:
        annotation = _inside(_chosen(annotation, node), part)
        node = node[part] if _has(node, part) else None
    return annotation, node


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _chosen(annotation: Any, node: Any) -> Any:
    """The branch of a union that fits what is written, without wrappings."""
    while True:
        if isinstance(annotation, ForwardRef) or annotation == "Step":
            annotation = Step if "Step" in str(annotation) else None
        if annotation is Step:
            return STEP_KINDS.get(kind_of(node) or "")
        if isinstance(annotation, TypeAliasType):
            annotation = annotation.__value__
            continue
        if get_origin(annotation) is not Annotated:
            break
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        branches = [_chosen(branch, node) for branch in get_args(annotation)]
        return next((branch for branch in branches if _fits(branch, node)), None)
    return annotation


def _fits(branch: Any, node: Any) -> bool:
    if isinstance(node, dict):
        return _is_model(branch) or get_origin(branch) is dict
    if isinstance(node, list):
        return get_origin(branch) is list
    return branch is str or get_origin(branch) is Literal


def _inside(annotation: Any, part: str | int) -> Any:
    if _is_model(annotation):
        fields = annotation.model_fields.items()
        return next((field.annotation for name, field in fields if part == (field.alias or name)), None)
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    if get_origin(annotation) is list:
        return get_args(annotation)[0]
    return None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)
