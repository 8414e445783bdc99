"""Who: roles, groups, posts and departments are known, and a person is an expression that gives people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import assignable, check_expression
from engine.compiler.findings import did_you_mean
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions import list_of
from engine.expressions.types import NUMBER, STRING
from engine.model.who import Superiors, Who
from engine.said import Said

_KINDS = {
    "role": "roles",
    "group": "groups",
    "post": "posts",
    "department": "departments",
    "capability": "capabilities",
}


def check_who(c: Checking, loc: Loc, who: Who | None, names: Names) -> None:
    """One who, with those it leaves out."""
    if who is None:
        return
    for kind, known in _KINDS.items():
        _check_named(c, (*loc, kind), kind, getattr(who, kind), getattr(c.known, known), names)
    if who.person is not None:
        _check_people(c, (*loc, "person"), who.person, names)
    if who.superiors is not None:
        _check_superiors(c, (*loc, "superiors"), who.superiors, names)
    if who.on_duty is not None:
        _check_named(c, (*loc, "on_duty", "roster"), "roster", who.on_duty.roster, c.known.rosters, names)
        _check_named(c, (*loc, "on_duty", "post"), "post", who.on_duty.post, c.known.posts, names)
    _check_amount(c, (*loc, "authority"), who.authority, names)
    for position, other in enumerate(who.exclude or []):
        check_who(c, (*loc, "exclude", position), other, names)


def _check_superiors(c: Checking, loc: Loc, chain: Superiors, names: Names) -> None:
    if c.is_written((*loc, "of")):
        _check_people(c, (*loc, "of"), chain.of, names)
    until = chain.until
    if until is None:
        return
    for kind, known in (("role", c.known.roles), ("post", c.known.posts)):
        _check_named(c, (*loc, "until", kind), kind, getattr(until, kind), known, names)
    _check_amount(c, (*loc, "until", "authority"), until.authority, names)


def _check_amount(c: Checking, loc: Loc, amount: str | None, names: Names) -> None:
    if amount is None:
        return
    found = check_expression(c, loc, amount, names)
    if not assignable(found, NUMBER):
        c.report(loc, "wrong-type", Said("Expected an amount, but this gives a {found}.", found=found))


def check_everybody(c: Checking, loc: Loc, everybody: Sequence[Who] | None, names: Names) -> None:
    """A list of who."""
    for position, who in enumerate(everybody or []):
        check_who(c, (*loc, position), who, names)


def _check_people(c: Checking, loc: Loc, expression: str, names: Names) -> None:
    found = check_expression(c, loc, expression, names)
    if not (assignable(found, STRING) or assignable(found, list_of(STRING))):
        message = Said("Expected a person or several, but this gives a {found}.", found=found)
        c.report(loc, "wrong-type", message, "Name a field of type person, `initiator` or a step's `by`.")


def _check_named(c: Checking, loc: Loc, kind: str, written: Any, known: frozenset[str] | None, names: Names) -> None:
    if isinstance(written, list):
        for position, one in enumerate(written):
            _check_named(c, (*loc, position), kind, one, known, names)
    elif isinstance(written, dict):
        c.report(loc, "wrong-type", Said("Expected a {kind} or a list of them, but found a map.", kind=kind))
    elif isinstance(written, str) and written.startswith("="):
        found = check_expression(c, loc, written[1:], names, offset=1)
        if not (assignable(found, STRING) or assignable(found, list_of(STRING))):
            c.report(
                loc,
                "wrong-type",
                Said("Expected the address of a {kind}, but this gives a {found}.", kind=kind, found=found),
            )
    elif isinstance(written, str) and known is not None and written not in known:
        hint = did_you_mean(written, known) or "It must stand in the organisation."
        c.report(
            loc,
            f"unknown-{kind}",
            Said("Expected a {kind} of the organisation, but `{written}` is none.", kind=kind, written=written),
            hint,
        )


def roles_of(who: Any) -> frozenset[str] | None:
    """The roles a who names as written; None if it names people in another way."""
    written = who.role if isinstance(who, Who) else None
    listed = written if isinstance(written, list) else [written]
    if who is None or not all(isinstance(one, str) and not one.startswith("=") for one in listed):
        return None
    return frozenset(listed)
