"""Forms: what a person or a message hands in is read by type, checked, and written.

Codes: `field-not-editable`, `wrong-type`, `field-missing`, `check-failed`; `field-protected` when the commit finds that
the person may not change a field (`only`), `not-eligible` that somebody may not be chosen (`from`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from engine.model.base import text_in, texts_of
from engine.model.fields import Field
from engine.model.forms import Check, Form
from engine.model.values import Reader, read_value, write_value
from engine.model.wrong_values import Complaint, Way, WrongValue, path_of, wrong
from engine.runtime import choosing, related, revisions
from engine.runtime.binding import bind_who
from engine.runtime.bounds import beyond_bounds
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.data import is_filled, parsed
from engine.runtime.events import DataWritten
from engine.runtime.form_errors import FormErrors
from engine.runtime.questions import AskMay
from engine.runtime.state import Row
from engine.runtime.texts import rendered

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
    """Write a filled form; raises `Rejected` with all that is wrong. `also`: what an outcome requires on top."""
    errors = FormErrors(turn.plan.definition.data)
    allowed = (*form.writable, *also)
    for path in data:
        if not any(path == one or path.startswith(f"{one}.") for one in allowed):
            not_editable(errors, path, f"Expected one of {_listed(allowed)}, but `{path}` may not be")
    wanted = {path: value for path, value in data.items() if not errors.has((path,))}
    _write(turn, wanted, cause, list_id, by, errors)
    check_form(turn, form, data, list_id, by, errors, also)
    errors.refuse()
    _ask_rights(turn, data, by)


def must_be_empty(turn: TurnBuilder, data: Mapping[str, Any]) -> None:
    """Nothing may be handed in here; raises `Rejected`."""
    errors = FormErrors(turn.plan.definition.data)
    for path in data:
        not_editable(errors, path, f"Expected nothing to be filled, but got `{path}`")
    errors.refuse()


def check_form(
    turn: TurnBuilder,
    form: Form,
    data: Mapping[str, Any],
    list_id: str | None,
    by: str | None,
    errors: FormErrors,
    also: Iterable[str] = (),
) -> None:
    """What must be filled is, what was handed in (`data`) is asked for, and every check holds that does not speak of
    something wrong; else it is an error."""
    closed = {path: rule for path, rule in form.only_if.items() if not _holds(turn, rule, list_id, by)}
    for path, value in data.items():
        if path in closed and is_filled(value):
            not_editable(errors, path, f"Expected nothing in {path} unless {closed[path]}")
    _bound(turn, (*form.writable, *also), list_id, errors)
    _require(turn, (*(path for path in form.require if path not in closed), *also), list_id, errors)
    for check in form.checks:
        used = used_by(turn, check.must, list_id)
        if errors.names.isdisjoint(used) and not _holds(turn, check.must, list_id, by):
            _failed(turn, check, used, list_id, by, errors)


def write_message(
    turn: TurnBuilder, form: Form | None, data: Mapping[str, Any], cause: str, list_id: str | None
) -> None:
    """Write what a message brings to the fields of its form, by the same names; the rest of it is left aside."""
    errors = FormErrors(turn.plan.definition.data)
    wanted = {path: value for path, value in data.items() if form and path in form.writable}
    _write(turn, wanted, cause, list_id, None, errors)
    _require(turn, form.require if form else (), list_id, errors)
    errors.refuse()


def filled(field: Field, written: Any, zone: tzinfo) -> Any:
    """What a person or a message fills a field with, read by its type; raises `WrongValue`."""
    if field.formula is not None:
        raise wrong("Expected a field that is filled, but this one is calculated", "此字段自动计算，不能填写")
    return read_value(field, written, zone)


def put_all(
    turn: TurnBuilder, data: Mapping[str, Any], list_id: str | None, errors: FormErrors, read: Reader = filled
) -> dict[str, Any]:
    """Put values into the data, each read by its type; gives what was written, by absolute path, as JSON.

    What does not fit is an error; what could be read of it is put there all the same, so that the rest can be checked.
    """
    written: dict[str, Any] = {}
    for path, value in data.items():
        reading = _Reading(read)
        try:
            where, kept = turn.put(path, value, list_id, read=reading)
        except WrongValue as unfit:
            # Dropped messages are recorded with this sentence: its spelling of the place is that of old histories.
            errors.add_wrong(path, unfit, f"{path}{reading.inside}: {unfit.message}")
            turn.data = unfit.kept
            turn.forget_formulas()
        else:
            written[where] = write_value(kept)
    return written


class _Reading:
    """A reader that remembers where in the value the first part was wrong."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self.inside = ""

    def __call__(self, field: Field, written: Any, zone: tzinfo) -> Any:
        try:
            return self._read(field, written, zone)
        except WrongValue as unfit:
            self.inside = self.inside or "".join(f".{part}" for part in unfit.complaints[0].way)
            raise


def _write(
    turn: TurnBuilder,
    data: Mapping[str, Any],
    cause: str,
    list_id: str | None,
    by: str | None,
    errors: FormErrors,
) -> None:
    written = put_all(turn, data, list_id, errors)
    if written:
        turn.emit(DataWritten(written, cause, by))


def _bound(turn: TurnBuilder, paths: Iterable[str], list_id: str | None, errors: FormErrors) -> None:
    """What lies beyond a calculated bound, in the fields that may be filled here."""
    if turn.state.engine_revision < revisions.BOUNDS_CALCULATED:
        return
    for name in dict.fromkeys(_field_of(turn, path.partition(".")[0], list_id) for path in paths):
        for way, complaint in beyond_bounds(turn, name):
            errors.add(way, "wrong-type", complaint, f"{path_of(way)}: {complaint.en}")


def _field_of(turn: TurnBuilder, name: str, list_id: str | None) -> str:
    """The field of the case that a name means: of an item that is a row, its table."""
    local = turn.locals_of(list_id).get(name)
    return local.table.partition(".")[0] if isinstance(local, Row) else name


def _require(turn: TurnBuilder, paths: Iterable[str], list_id: str | None, errors: FormErrors) -> None:
    scope = turn.scope(list_id)
    missing = [path for path in paths if not is_filled(scope.shown_at(path))]
    message = f"Expected {_listed(missing)} to be filled, but nothing is there"
    for path in missing:
        for way in _empty(turn, path, list_id):
            if not errors.has(way):
                errors.add(way, "field-missing", _EMPTY, message)


_EMPTY = Complaint("Expected a value, but it is empty", "必填，尚未填写", {"required": True})


def _empty(turn: TurnBuilder, path: str, list_id: str | None) -> Iterator[Way]:
    """Where something must be filled and is not: of a column the cells, else the path itself."""
    name, *rest = path.split(".")
    local = turn.locals_of(list_id).get(name)
    if isinstance(local, Row):
        start: Way = tuple(int(part) + 1 if part.isdigit() else part for part in local.table.split("."))
        yield from _empty_below(turn.scope(list_id).lookup(name), rest, (*start, local.index + 1))
    else:
        yield from _empty_below(turn.scope(list_id).shown_at(name), rest, (name,))


def _empty_below(value: Any, rest: Sequence[str], way: Way) -> Iterator[Way]:
    if isinstance(value, list) and value:
        for number, row in enumerate(value, start=1):
            yield from _empty_below(row, rest, (*way, number))
    elif rest:
        below = value.get(rest[0]) if isinstance(value, Mapping) else None
        yield from _empty_below(below, rest[1:], (*way, rest[0]))
    elif not is_filled(value):
        yield way


def used_by(turn: TurnBuilder, expression: str, list_id: str | None) -> list[str]:
    """The fields an expression reads: a formula by the fields it is made of, an item by its table."""
    found: list[str] = []
    waiting = [one.partition(".")[0] for one in parsed(expression).names]
    while waiting:
        name = waiting.pop()
        name = _field_of(turn, name, list_id)
        field = turn.plan.definition.data.get(name)
        if field is None or name in found:
            continue
        found.append(name)
        if field.formula is not None:
            waiting += [one.partition(".")[0] for one in parsed(field.formula).names]
    return found


def _holds(turn: TurnBuilder, condition: str, list_id: str | None, by: str | None) -> bool:
    try:
        return turn.is_true(condition, list_id, actor=by)
    except Parked:
        return False


def _failed(
    turn: TurnBuilder, check: Check, used: list[str], list_id: str | None, by: str | None, errors: FormErrors
) -> None:
    said = _said(turn, check, list_id, by)
    expected = {"must": check.must, "fields": sorted(used)}
    en, zh = (text_in(said, language) or f"Expected {check.must}" for language in ("en", "zh"))
    errors.add_check(en, zh, expected, f"{en} ({check.must})")


def _said(turn: TurnBuilder, check: Check, list_id: str | None, by: str | None) -> Any:
    try:
        return rendered(turn, check.say, list_id, actor=by)
    except Parked:
        return texts_of(check.say)


def not_editable(errors: FormErrors, path: str, message: str) -> None:
    """A field is handed in that may not be."""
    errors.add((path,), "field-not-editable", Complaint(message, "此处不能填写此字段"), message)


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
        for person, rule in choosing.choices(turn, name, field, value):
            message = f"Expected somebody who may be chosen for {name}, but {person} may not"
            turn.ask(AskMay(person, rule, "not-eligible", message, turn.at, name))
    related.ask(turn, data, by)


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(paths) or "no field"
