"""Forms: what a person or a message hands in is read by type, checked, and written.

Codes: `field-not-editable`, `wrong-type`, `field-missing`, `check-failed`; `field-protected` when the commit finds that
the person may not change a field (`only`), `not-eligible` that somebody may not be chosen (`from`).
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from typing import Any

from engine.model.base import text_in
from engine.model.fields import Field
from engine.model.forms import Form
from engine.model.values import WrongValue, read_value, write_value
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import is_filled
from engine.runtime.events import DataWritten
from engine.runtime.questions import AskMay
from engine.runtime.refusals import Rejected

NO_FORM = Form()


def write_form(
    turn: TurnBuilder,
    form: Form,
    data: Mapping[str, Any],
    cause: str,
    list_id: str | None,
    by: str | None,
    also: Iterable[str] = (),
) -> None:
    """Write a filled form. `also` are the fields an outcome requires on top. Raises `Rejected`."""
    allowed = (*form.writable, *also)
    for path in data:
        if not any(path == one or path.startswith(f"{one}.") for one in allowed):
            raise _refused("field-not-editable", path, f"Expected one of {_listed(allowed)}, but `{path}` may not be")
    _write(turn, data, cause, list_id, by)
    _ask_rights(turn, data, by)
    check_form(turn, form, list_id, by, also)


def must_be_empty(data: Mapping[str, Any]) -> None:
    """Nothing may be handed in here; raises `Rejected`."""
    for path in data:
        raise _refused("field-not-editable", path, f"Expected nothing to be filled, but got `{path}`")


def check_form(turn: TurnBuilder, form: Form, list_id: str | None, by: str | None, also: Iterable[str] = ()) -> None:
    """What must be filled is, and every check holds. Raises `Rejected`."""
    _require(turn, (*form.require, *also), list_id)
    for check in form.checks:
        if not _check(turn, check.must, list_id, by):
            say = text_in(check.say, "zh")
            raise Rejected("check-failed", f"{say}（{check.must}）" if say else f"Expected {check.must}")


def write_message(
    turn: TurnBuilder, form: Form | None, data: Mapping[str, Any], cause: str, list_id: str | None
) -> None:
    """Write what a message brings to the fields of its form, by the same names; the rest of it is left aside."""
    wanted = {path: value for path, value in data.items() if form and path in form.writable}
    _write(turn, wanted, cause, list_id, None)
    _require(turn, form.require if form else (), list_id)


def _write(turn: TurnBuilder, data: Mapping[str, Any], cause: str, list_id: str | None, by: str | None) -> None:
    written: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for path, value in data.items():
        try:
            where, kept = turn.put(path, value, list_id, read=_read(turn))
        except WrongValue as problem:
            wrong[f"{path}.{problem.path}" if problem.path else path] = problem.message
        else:
            written[where] = write_value(kept)
    if wrong:
        first = next(iter(wrong))
        raise Rejected("wrong-type", f"{first}: {wrong[first]}", wrong)
    if written:
        turn.emit(DataWritten(written, cause, by))


def _read(turn: TurnBuilder) -> Any:
    def read(field: Field, written: Any, zone: tzinfo) -> Any:
        if field.formula is not None:
            raise WrongValue("Expected a field that is filled, but this one is calculated")
        return read_value(field, written, zone)

    return read


def _require(turn: TurnBuilder, paths: Iterable[str], list_id: str | None) -> None:
    scope = turn.scope(list_id)
    missing = {path: "Expected a value, but it is empty" for path in paths if not is_filled(scope.shown_at(path))}
    if missing:
        raise Rejected("field-missing", f"Expected {_listed(missing)} to be filled, but nothing is there", missing)


def _check(turn: TurnBuilder, must: str, list_id: str | None, by: str | None) -> bool:
    try:
        return turn.is_true(must, list_id, actor=by)
    except Parked:
        return False


def _ask_rights(turn: TurnBuilder, data: Mapping[str, Any], by: str | None) -> None:
    """Whether the person may change what they have filled (`only`), and choose whom they have chosen (`from`)."""
    for path, value in data.items():
        name = path.split(".")[0]
        field = turn.plan.definition.data.get(name)
        if field is None:
            continue
        if by is not None and field.only is not None:
            message = f"Expected somebody who may change {name}, but {by} may not"
            turn.ask(AskMay(by, bind_who(turn, field.only, None), "field-protected", message, turn.at, name))
        if field.from_ is not None and isinstance(value, str) and value:
            message = f"Expected somebody who may be chosen for {name}, but {value} may not"
            turn.ask(AskMay(value, bind_who(turn, field.from_, None), "not-eligible", message, turn.at, name))


def _refused(code: str, path: str, message: str) -> Rejected:
    return Rejected(code, message, {path: message})


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(paths) or "no field"
