"""From the tree of a scenario file to its model: what does not fit, said to the person who wrote it."""

from typing import Any

from pydantic import BaseModel, ValidationError

from engine.compiler.findings import Findings, did_you_mean, listed
from engine.compiler.places import Loc
from engine.compiler.sentences import sentence_for
from engine.said import Said
from engine.scenarios.acts import ACTS, act_of
from engine.scenarios.model import ScenarioFile


def read_model(findings: Findings) -> ScenarioFile | None:
    """The scenarios in the tree, or None with every misfit reported."""
    tree = findings.read.tree
    if tree is None:
        return None
    try:
        return ScenarioFile.model_validate(tree)
    except ValidationError as errors:
        _report(errors.errors(include_url=False), tree, findings)
        return None


def _report(errors: list[Any], tree: Any, findings: Findings) -> None:
    """Report each place once: of the branches of a union, the one that fits what is written comes first."""
    placed = [(_placed(error, tree), error) for error in errors]
    for (loc, fits), error in placed:
        if fits or not any(other_fits and other[: len(loc)] == loc for (other, other_fits), _ in placed):
            _add(findings, tree, loc, error)


def _placed(error: Any, tree: Any) -> tuple[Loc, bool]:
    """The place of an error, without what pydantic puts in for branches; and whether the branch is the one written."""
    loc: list[str | int] = []
    node: Any = tree
    parts = [part for part in error["loc"] if part != "[key]"]
    for number, part in enumerate(parts):
        if _is_act_tag(part, loc):
            continue
        if _has(node, part):
            loc.append(part)
            node = node[part]
        elif number == len(parts) - 1 and error["type"] == "missing" and isinstance(node, dict):
            loc.append(part)
        elif isinstance(node, dict) == str(part).startswith(("constrained", "str", "literal", "list[", "function")):
            return tuple(loc), False
    return tuple(loc), True


def _is_act_tag(part: str | int, loc: list[str | int]) -> bool:
    """Entries are told apart by their act, which pydantic names right after the position of the entry."""
    return len(loc) >= 2 and isinstance(loc[-1], int) and loc[-2] in ("when", "through") and part in ACTS


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, dict):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _add(findings: Findings, tree: Any, loc: Loc, error: Any) -> None:
    if findings.is_refused(loc):
        return
    kind = error["type"]
    if kind == "extra_forbidden":
        _unknown_key(findings, tree, loc)
    elif kind == "missing":
        message = Said("Expected `{key}`, which {owner} needs.", key=loc[-1], owner=_owner(tree, loc[:-1]))
        findings.add(loc[:-1], "missing-key", message, key=len(loc) > 1)
    elif kind == "union_tag_not_found":
        _several_acts(findings, tree, loc)
    elif kind == "value_error":
        findings.add(loc, "wrong-value", Said("Expected otherwise: {said}.", said=Said(str(error["ctx"]["error"]))))
    else:
        in_key = error["loc"][-1] == "[key]"
        said = sentence_for(error, str(loc[-1]) if in_key and loc else _at(tree, loc), None)
        findings.add(loc, said.code, said.message, said.hint, key=in_key)


def _unknown_key(findings: Findings, tree: Any, loc: Loc) -> None:
    known = _known_keys(tree, loc[:-1])
    hint = did_you_mean(str(loc[-1]), known) or (
        Said("Known here: {names}.", names=listed(known, "and")) if known else ""
    )
    if _is_entry(loc[:-1]):
        hint = did_you_mean(str(loc[-1]), [*known, *ACTS]) or hint
    message = Said("Expected a key of the language, but `{key}` is none here.", key=loc[-1])
    findings.add(loc, "unknown-key", message, hint, key=True)


def _several_acts(findings: Findings, tree: Any, loc: Loc) -> None:
    written = _at(tree, loc)
    if not isinstance(written, dict):
        findings.add(loc, "wrong-type", "Expected an entry such as `{at: '09:00', by: ana, complete: approve}`.")
        return
    acts = [key for key in written if key in ACTS]
    message = Said("Expected at most one act in an entry, but found {names}.", names=listed(acts, "and"))
    findings.add((*loc, acts[1]), "two-acts", message, "Make each an entry of its own.", key=True)


def _owner(tree: Any, loc: Loc) -> str:
    if _is_entry(loc):
        act = act_of(_at(tree, loc))
        return Said("every `{act}`", act=act) if act not in (None, "pass") else "every entry"
    return "a scenario" if len(loc) == 2 else "a scenario file" if not loc else "this"


def _is_entry(loc: Loc) -> bool:
    return len(loc) >= 2 and isinstance(loc[-1], int) and loc[-2] in ("when", "through")


def _known_keys(tree: Any, loc: Loc) -> list[str]:
    """The keys that may stand at a place: those of the model that is read there."""
    model: Any = ScenarioFile
    node: Any = tree
    for part in loc:
        model = _model_inside(model, part)
        node = node[part] if _has(node, part) else None
        if _is_entry_part(part, model):
            model = ACTS[act_of(node) or "pass"]
    found = _models_in(model)
    return [field.alias or name for one in found for name, field in one.model_fields.items()]


def _is_entry_part(part: str | int, model: Any) -> bool:
    return isinstance(part, int) and any(one in ACTS.values() for one in _models_in(model))


def _model_inside(annotation: Any, part: str | int) -> Any:
    for model in _models_in(annotation):
        for name, field in model.model_fields.items():
            if part == (field.alias or name):
                return field.annotation
    return annotation


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models an annotation mentions, through lists, maps and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _at(tree: Any, loc: Loc) -> Any:
    node = tree
    for part in loc:
        node = node[part] if _has(node, part) else None
    return node
