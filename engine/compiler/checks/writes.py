"""Two branches of a `parallel` may not write one field: which of them came last would decide."""

from __future__ import annotations

from collections.abc import Iterator

from engine.compiler.checks.checking import Checking
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.model.plan import reactions_of
from engine.model.reactions import Event, Reaction
from engine.model.steps.decision import Decision
from engine.model.steps.parallel import Parallel
from engine.model.steps.user_task import Outcome, UserTask
from engine.model.steps.wait import Wait
from engine.said import Said

Write = tuple[str, Loc]
"""A path that is written, and the place that says so."""


def check_parallel_writes(c: Checking) -> None:
    """Report every field that two branches of one block write, with both places."""
    writes_of = {at.step.id: list(_writes(at)) for at in c.outline.steps}
    for at in c.outline.steps:
        if isinstance(at.step, Parallel):
            _check_block(c, at, writes_of)


def _check_block(c: Checking, block: StepAt, writes_of: dict[str, list[Write]]) -> None:
    seen: dict[str, tuple[str, Loc]] = {}
    for branch_id in getattr(block.step, "branches", {}):
        inside = (*block.loc, "branches", branch_id)
        for at in c.outline.steps:
            if at.loc[: len(inside)] != inside:
                continue
            for path, loc in writes_of[at.step.id]:
                _check_write(c, block.step.id, path, loc, branch_id, seen)


def _check_write(
    c: Checking, block: str, path: str, loc: Loc, branch_id: str, seen: dict[str, tuple[str, Loc]]
) -> None:
    for other, (other_branch, other_loc) in seen.items():
        if other_branch != branch_id and _overlap(path, other):
            line = c.findings.read.position(other_loc, key=True)[0]
            message = Said(
                "Expected each field to be written in one branch of `{block}`, but `{path}` is written in "
                "`{other_branch}` too, on line {line}.",
                block=block,
                path=path,
                other_branch=other_branch,
                line=line,
            )
            c.report(loc, "write-conflict", message, "Write it after the block, or use two fields.", key=True)
            return
    seen.setdefault(path, (branch_id, loc))


def _overlap(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.")


def _writes(at: StepAt) -> Iterator[Write]:
    """What a step itself writes to the case; not what the steps inside it do, nor what it writes to its item."""
    for path, loc in _all_writes(at):
        if path.split(".")[0] not in at.list.items:
            yield path, loc


def _all_writes(at: StepAt) -> Iterator[Write]:
    step, loc = at.step, at.loc
    yield from ((path, (*loc, "set", path)) for path in step.set)
    if isinstance(step, UserTask | Wait):
        yield from _of_form(step.form, (*loc, "form"))
    if isinstance(step, Decision):
        for number, rule in enumerate(step.rules):
            yield from ((path, (*loc, "rules", number, "then", path)) for path in rule.then)
    for way, reaction in reactions_of(step):
        typed: Loc = (way[0], int(way[1])) if way[0] == "cases" else way
        yield from _of_reaction(reaction, (*loc, *typed))


def _of_reaction(reaction: Reaction, loc: Loc) -> Iterator[Write]:
    yield from ((path, (*loc, "set", path)) for path in reaction.set)
    if isinstance(reaction, Outcome):
        yield from ((path, (*loc, "require", number)) for number, path in enumerate(reaction.require))
    if isinstance(reaction, Event):
        yield from _of_form(reaction.form, (*loc, "form"))


def _of_form(form: object, loc: Loc) -> Iterator[Write]:
    for part in ("edit", "require"):
        for number, path in enumerate(getattr(form, part, [])):
            yield path, (*loc, part, number)
