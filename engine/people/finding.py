"""Finding people by a rule, before absence, stand-ins and policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from engine.expressions import Expression, parse_expression
from engine.people.bound_values import from_json
from engine.people.directory import Directory
from engine.people.reasons import Code, Reason
from engine.people.rosters import people_on_duty
from engine.people.superiors import chain_up, empty_levels, manager_of
from engine.people.who import NO_AMOUNT, BoundWho, each_once


class WhoError(ValueError):
    """A rule that names no people: its expression gives something else."""


def find(who: BoundWho, directory: Directory, at: datetime) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Those a rule names who are in the directory and have not left, with the reasons; its `exclude` is applied.

    Raises `WhoError` when its expression gives no people, and what `engine.expressions` raises.
    """
    named, above = _found_above(who, directory, at) if who.kind == "superiors" else (_named(who, directory, at), ())
    day = directory.day_of(at)
    banned = excluded(who, directory, at)
    here = tuple(one for one in named if directory.is_here(one, day) and one not in banned)
    here, limited = _within_limits(who, here, directory)
    reasons = [Reason(_CODES[who.kind], here, _of(who)), *above]
    unknown = tuple(one for one in named if directory.person(one) is None)
    gone = tuple(one for one in named if one not in unknown and not directory.is_here(one, day))
    kept_out = tuple(one for one in named if one in banned)
    reasons += [Reason("unknown", unknown), Reason("has_left", gone), Reason("excluded", kept_out), *limited]
    return here, tuple(reason for reason in reasons if reason.people or reason.code in _OF_NOBODY)


def excluded(who: BoundWho, directory: Directory, at: datetime) -> frozenset[str]:
    """Those a rule may never lead to, neither themselves nor as stand-ins."""
    return frozenset(
        one for rule in who.exclude for one in _within_limits(rule, _named(rule, directory, at), directory)[0]
    )


def covers(directory: Directory, person: str, amount: str) -> bool:
    """Whether somebody may decide on an amount alone. Where a rule names none everybody may, on an empty one nobody."""
    return not amount or (amount != NO_AMOUNT and directory.authority_of(person) >= Decimal(amount))


def _within_limits(
    who: BoundWho, people: tuple[str, ...], directory: Directory
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Those with the capabilities and the authority a rule asks for, and why the others are none of them."""
    able = tuple(one for one in people if set(who.capabilities) <= set(_capabilities(directory, one)))
    kept = tuple(one for one in able if covers(directory, one, who.authority))
    unable = tuple(one for one in people if one not in able)
    beyond = tuple(one for one in able if one not in kept)
    return kept, (
        Reason("not_capable", unable, who.capabilities),
        Reason("beyond_authority", beyond, (who.authority,)),
    )


def _capabilities(directory: Directory, person: str) -> tuple[str, ...]:
    found = directory.person(person)
    return found.capabilities if found else ()


_CODES: dict[str, Code] = {
    "role": "by_role",
    "group": "by_group",
    "post": "by_post",
    "department": "by_department",
    "person": "by_person",
    "superiors": "by_superiors",
    "on_duty": "on_duty",
}
_OF_NOBODY: tuple[Code, ...] = ("empty_level", "chain_ends")


def _of(who: BoundWho) -> tuple[str, ...]:
    if who.kind in ("person", "superiors"):
        return (who.expression,) if who.expression else who.names if who.kind == "superiors" else ()
    return (*who.names, *who.departments)


def _named(who: BoundWho, directory: Directory, at: datetime) -> tuple[str, ...]:
    if who.kind == "superiors":
        return _found_above(who, directory, at)[0]
    if who.kind == "on_duty":
        return people_on_duty(directory, who, at)
    if who.kind == "person":
        return each_once(_evaluated(who, directory, at) if who.expression else who.names)
    if who.kind == "role":
        found = (directory.holders(name, who.departments) for name in who.names)
    elif who.kind == "post":
        found = (directory.in_post(name, who.departments) for name in who.names)
    elif who.kind == "group":
        found = (directory.in_group(name) for name in who.names)
    else:
        found = (directory.in_department(name) for name in who.names)
    return each_once(one for people in found for one in people)


def _found_above(who: BoundWho, directory: Directory, at: datetime) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """The chains of superiors; nobody where one of them ends before it has come as far as it must."""
    below = each_once(_evaluated(who, directory, at) if who.expression else who.names)
    found: list[str] = []
    why: list[Reason] = []
    for person in below:
        chain = chain_up(directory, person, who.until)
        if chain is None:
            return (), (Reason("chain_ends", (), (person, *who.until.values())),)
        found += chain
        why += [Reason("empty_level", (), (level,)) for level in empty_levels(directory, person, chain)]
    return each_once(reversed(found) if who.from_top else found), tuple(why)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Expression:
    return parse_expression(text)


def _evaluated(who: BoundWho, directory: Directory, at: datetime) -> tuple[str, ...]:
    functions = directory_functions(directory)
    value = _parsed(who.expression).evaluate(_nested(who.values), now=at, functions=functions)
    return tuple(_people_in(value, who.expression))


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by path as the context of an expression: `steps.check.by` lies in `steps`, in `check`."""
    context: dict[str, Any] = {}
    for path in sorted(values, key=lambda path: path.count(".")):
        *above, last = path.split(".")
        here = context
        for part in above:
            here = here.setdefault(part, {})
        here[last] = from_json(values[path])
    return context


def _people_in(value: Any, expression: str) -> Iterable[str]:
    if value is None:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _people_in(item, expression)
    else:
        raise WhoError(f"Expected '{expression}' to name people, but it gives {value!r}")


def directory_functions(directory: Directory) -> dict[str, Callable[..., Any]]:
    """The business functions of expressions that read the directory: `manager of(p)`, `holders of(role)` and
    `in group(p, g)`. Of several people, their managers, each once. Null gives null."""

    def managers(person: Any) -> Any:
        if isinstance(person, (list, tuple)):
            found = (manager_of(directory, one) for one in person)
            return list(each_once(one for one in found if one is not None))
        return manager_of(directory, person) if isinstance(person, str) else None

    def holders(role: Any) -> Any:
        return list(directory.holders(role)) if isinstance(role, str) else None

    def in_group(person: Any, group: Any) -> Any:
        if not isinstance(person, str) or not isinstance(group, str):
            return None
        return person in directory.in_group(group)

    return {"manager of": managers, "holders of": holders, "in group": in_group}
