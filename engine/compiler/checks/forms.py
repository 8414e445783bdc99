"""Forms: every path is a field, stands in one list, and can be filled by those who are asked to."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.expressions import check_condition
from engine.compiler.checks.fields import Writer, named_field, writable_field
from engine.compiler.checks.people import roles_of
from engine.compiler.checks.texts import check_text
from engine.compiler.findings import listed
from engine.compiler.outline import Items
from engine.compiler.places import Loc
from engine.compiler.scopes import Names
from engine.expressions.types import STRING
from engine.model.forms import Form
from engine.model.types import field_at
from engine.model.who import Seats, Who
from engine.said import Said


def check_form(
    c: Checking, loc: Loc, form: Form | None, names: Names, items: Items, *, filled_by: Seats | None = None
) -> None:
    """A form; `filled_by` are those it is shown to, if they are named."""
    if form is None:
        return
    _check_once(c, loc, form)
    for position, path in enumerate(form.show):
        named_field(c, (*loc, "show", position), path, items)
    for part in ("edit", "require"):
        for position, path in enumerate(getattr(form, part)):
            here = (*loc, part, position)
            if writable_field(c, here, path, items, Writer.PERSON) is not None:
                _check_only(c, here, path, filled_by)
    actor = {**names, "actor": STRING}
    for path, condition in form.only_if.items():
        _check_asked(c, (*loc, "only_if", path), path, form)
        check_condition(c, (*loc, "only_if", path), condition, actor)
    for position, check in enumerate(form.checks):
        check_condition(c, (*loc, "checks", position, "must"), check.must, actor)
        check_text(c, (*loc, "checks", position, "say"), check.say, actor)


def _check_once(c: Checking, loc: Loc, form: Form) -> None:
    first: dict[str, str] = {}
    for part in ("show", "edit", "require"):
        for position, path in enumerate(getattr(form, part)):
            if path in first:
                where = f"`{first[path]}`" if first[path] != part else "this list"
                message = Said(
                    "Expected each path in one list, but `{path}` stands in {where} already.", path=path, where=where
                )
                c.report((*loc, part, position), "path-twice", message, "Keep the strongest: `require`, then `edit`.")
            first.setdefault(path, part)


def _check_asked(c: Checking, loc: Loc, path: str, form: Form) -> None:
    """A condition is of a path that may or must be filled."""
    if path not in form.writable:
        names = listed(form.writable, "and")
        message = Said(
            "Expected a path of `edit` or `require`, but `{path}` is none of them: {names}.", path=path, names=names
        )
        c.report(
            loc,
            "not-asked",
            message,
            Said("Add `{path}` to `edit` or `require`, or take the condition away.", path=path),
        )


def _check_only(c: Checking, loc: Loc, path: str, filled_by: Seats | None) -> None:
    """A field with `only` asked of people who are surely others."""
    field = field_at(c.definition.data, path)
    if field is None or field.only is None or filled_by is None:
        return
    allowed = roles_of(field.only)
    asked = [roles_of(who) for who in ([filled_by] if isinstance(filled_by, Who) else filled_by)]
    if allowed is not None and asked and all(roles is not None and not (roles & allowed) for roles in asked):
        who = listed(sorted(allowed))
        message = Said(
            "Expected a field that these people may change, but only {who} may change `{path}`.", who=who, path=path
        )
        c.report(loc, "not-allowed", message, "Show it instead, or ask those who may.")
