"""From the tree to the model: what pydantic refuses, said to the person who wrote the file."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from engine.compiler.error_places import place_of, written_at
from engine.compiler.findings import Findings, did_you_mean, listed
from engine.compiler.model_walk import keys_of, model_at
from engine.compiler.places import Loc
from engine.compiler.salvage import Rest, rest_of, words_of
from engine.compiler.sentences import Sentence, found, sentence_for
from engine.compiler.yaml_text import FULL_WIDTH, Tree
from engine.model import ProcessDefinition
from engine.model.steps import STEP_KINDS
from engine.model.steps.decision import Rule
from engine.said import Said


def read_definition(findings: Findings) -> Rest | None:
    """The definition in the tree, or what remains of it when every misfit is reported and taken out."""
    tree = findings.read.tree
    if tree is None:
        return None
    if not isinstance(tree, dict):
        hint = "It begins with `process: <its address>`."
        findings.add((), "wrong-type", Said("Expected a map of keys, but found {found}.", found=_a_kind(tree)), hint)
        return None
    refused = findings.read.problems
    _report_nothing_written(tree, findings)
    try:
        definition = ProcessDefinition.model_validate(tree)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        _report(errors, tree, findings)
        return rest_of(tree, [place_of(one, tree)[0] for one in errors], refused)
    return Rest(definition, words_of(refused), is_whole=not refused)


def _report_nothing_written(tree: dict[str, Any], findings: Findings) -> None:
    """A key of the language with nothing after it: left out or written, not both."""
    for loc in list(findings.read.places):
        if not loc or "" in loc or findings.is_refused(loc):
            continue
        if isinstance(loc[-1], str) and written_at(tree, loc) is None:
            model = model_at(tree, loc[:-1])
            if model is not None and loc[-1] in keys_of(model) and loc[-1] not in ("default", "minimum", "maximum"):
                message = Said("Expected something after `{key}:`, but nothing is written.", key=loc[-1])
                findings.add(loc, "empty", message, "Write it, or leave the key out.", key=True)


def _report(errors: list[Any], tree: Tree, findings: Findings) -> None:
    """Report every error once; of the branches of a union only the one that fits what is written."""
    placed = [(place_of(error, tree), error) for error in errors]
    told = [loc for (loc, wrong), _ in placed if wrong is None]
    for (loc, wrong_branch_at), error in placed:
        if wrong_branch_at is not None:
            if any(other[: len(wrong_branch_at)] == wrong_branch_at for other in told):
                continue
            told.append(wrong_branch_at)
            _add(findings, tree, wrong_branch_at, {**error, "type": "wrong_branch"})
            continue
        _add(findings, tree, loc, error)


def _add(findings: Findings, tree: Tree, loc: Loc, error: Any) -> None:
    written = written_at(tree, loc)
    if findings.is_refused(loc) or findings.has("empty", loc):
        return
    if error["type"] == "extra_forbidden":
        _unknown_key(findings, tree, loc)
    elif error["type"] == "missing":
        _missing_key(findings, tree, loc)
    elif error["type"] == "union_tag_not_found":
        _no_single_kind(findings, loc, written)
    elif error["type"] == "string_type" and model_at(tree, loc[:-1]) is Rule:
        message = Said("Expected a test such as `'< 36'`, but found {found}.", found=found(written))
        findings.add(loc, "wrong-type", message, "Leave the column out where anything will do.")
    else:
        in_key = error["loc"][-1] == "[key]"
        said = sentence_for(error, str(loc[-1]) if in_key else written, model_at(tree, loc))
        findings.add(loc, said.code, said.message, _hint(said, written), key=in_key)


def _hint(said: Sentence, written: Any) -> str:
    sign = next((sign for sign in str(written) if sign in FULL_WIDTH), None) if isinstance(written, str) else None
    return (
        Said("Write `{word}` for the full-width sign `{sign}`.", word=FULL_WIDTH[sign], sign=sign)
        if sign
        else said.hint
    )


def _unknown_key(findings: Findings, tree: Tree, loc: Loc) -> None:
    model = model_at(tree, loc[:-1])
    known = keys_of(model) if model else []
    written = str(loc[-1])
    hint = did_you_mean(written, known) or (
        Said("Known here: {names}.", names=listed(known, "and")) if 0 < len(known) <= 12 else ""
    )
    findings.add(
        loc,
        "unknown-key",
        Said("Expected a key of the language, but `{written}` is none here.", written=written),
        hint,
        key=True,
    )


def _missing_key(findings: Findings, tree: Tree, loc: Loc) -> None:
    model = model_at(tree, loc[:-1])
    what = _WHAT.get(model.__name__) if model else None
    kind = getattr(model, "kind", None)
    owner = Said("every {kind}", kind=kind) if kind else what or "this"
    findings.add(
        loc[:-1],
        "missing-key",
        Said("Expected `{key}`, which {owner} needs.", key=loc[-1], owner=owner),
        key=len(loc) > 1,
    )


_WHAT = {
    "ProcessDefinition": "every definition", "Field": "every field", "Setting": "every setting", "Rung": "every rung",
    "Form": "every form", "Check": "every check", "Case": "every case", "Branch": "every branch",
    "Rule": "every rule", "Clock": "every clock", "Document": "every document", "Return": "every return",
}  # fmt: skip


def _no_single_kind(findings: Findings, loc: Loc, written: Any) -> None:
    if not isinstance(written, dict):
        findings.add(
            loc,
            "wrong-type",
            Said("Expected a step such as `user_task: approve`, but found {found}.", found=_a_kind(written)),
        )
        return
    kinds = [key for key in written if key in STEP_KINDS]
    if kinds:
        message = Said("Expected a step of one kind, but found {names}.", names=listed(kinds, "and"))
        findings.add((*loc, kinds[1]), "two-kinds", message, "Make each a step of its own.", key=True)
        return
    first = next(iter(written), "")
    hint = did_you_mean(first, STEP_KINDS) or Said("The kinds are {names}.", names=listed(STEP_KINDS, "and"))
    message = Said("Expected a step to begin with its kind, but found `{first}`.", first=first)
    findings.add((*loc, first) if first else loc, "no-kind", message, hint, key=True)


def _a_kind(node: Any) -> str:
    return (
        "a list"
        if isinstance(node, list)
        else "a map"
        if isinstance(node, dict)
        else Said("the text `{node}`", node=node)
    )
