"""A case's state as bytes and back: for continue-as-new, for export and import."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from engine.model.plan import Plan
from engine.model.values import read_value, write_value
from engine.people.bound_values import from_json, to_json
from engine.runtime.state import CaseState, ListInstance, Retractable, Row, StepInstance, Undoable
from engine.runtime.wire import canonical, decode_as, encode


def pack_state(plan: Plan, state: CaseState) -> bytes:
    """The state, compressed. Field values are written by their types, everything else as the record it is."""
    wire = encode(
        replace(
            state,
            data={name: write_value(value) for name, value in state.data.items()},
            settings={name: write_value(value) for name, value in state.settings.items()},
            lists={},
            steps={},
            undo=(),
            retractable={},
        )
    )
    wire["retractable"] = [_retractable_wire(one) for one in state.retractable.values()]
    wire["undo"] = [{"step": one.step, "locals": _locals_wire(one.locals)} for one in state.undo]
    wire["lists"] = [_list_wire(one) for one in state.lists.values()]
    wire["steps"] = [_step_wire(one) for one in state.steps.values()]
    return zlib.compress(json.dumps(wire, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_state(plan: Plan, packed: bytes) -> CaseState:
    """The state `pack_state` wrote, for the same plan."""
    wire: dict[str, Any] = json.loads(zlib.decompress(packed))
    zone = ZoneInfo(wire["zone"])
    lists, steps, undo = wire.pop("lists"), wire.pop("steps"), wire.pop("undo")
    retractable = [_read_retractable(plan, zone, one) for one in wire.pop("retractable", ())]
    fields, settings = plan.definition.data, plan.definition.settings
    data = {name: read_value(fields[name], value, zone) for name, value in wire.pop("data").items()}
    chosen = {name: read_value(settings[name], value, zone) for name, value in wire.pop("settings").items()}
    state = decode_as(CaseState, wire)
    return replace(
        state,
        data=data,
        settings=chosen,
        lists={one["id"]: _read_list(one) for one in lists},
        steps={one["id"]: _read_step(one) for one in steps},
        undo=tuple(Undoable(one["step"], _read_locals(one["locals"])) for one in undo),
        retractable={one.task.id: one for one in retractable},
    )


def _list_wire(one: ListInstance) -> dict[str, Any]:
    return {**encode(replace(one, locals={})), "locals": _locals_wire(one.locals)}


def _read_list(wire: dict[str, Any]) -> ListInstance:
    return replace(decode_as(ListInstance, {**wire, "locals": {}}), locals=_read_locals(wire["locals"]))


def _locals_wire(names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"$row": [value.table, value.index]} if isinstance(value, Row) else to_json(value)
        for name, value in names.items()
    }


def _read_locals(wire: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Row(*value["$row"]) if isinstance(value, dict) and "$row" in value else from_json(value)
        for name, value in wire.items()
    }


def _step_wire(one: StepInstance) -> dict[str, Any]:
    progress = {**one.progress}
    items = progress.pop("items", None)
    wire = {**encode(replace(one, progress=progress))}
    return wire if items is None else {**wire, "items": to_json(items)}


def _read_step(wire: dict[str, Any]) -> StepInstance:
    items = wire.pop("items", None)
    step = decode_as(StepInstance, wire)
    if items is not None or "begun" in step.progress:
        step = replace(step, progress={**step.progress, "items": None if items is None else from_json(items)})
    return step


def _retractable_wire(one: Retractable) -> dict[str, Any]:
    wire = encode(replace(one, lists={}, steps={}, data={}))
    wire["lists"] = {key: value and _list_wire(value) for key, value in one.lists.items()}
    wire["steps"] = {key: value and _step_wire(value) for key, value in one.steps.items()}
    wire["data"] = {name: write_value(value) for name, value in one.data.items()}
    return {key: value for key, value in wire.items() if value not in ({}, [], "", None)}


def _read_retractable(plan: Plan, zone: ZoneInfo, wire: dict[str, Any]) -> Retractable:
    lists, steps, data = wire.pop("lists", {}), wire.pop("steps", {}), wire.pop("data", {})
    fields = plan.definition.data
    return replace(
        decode_as(Retractable, wire),
        lists={key: value and _read_list(value) for key, value in lists.items()},
        steps={key: value and _read_step(value) for key, value in steps.items()},
        data={name: read_value(fields[name], value, zone) for name, value in data.items()},
    )


def same_state(one: CaseState, other: CaseState, plan: Plan) -> bool:
    """Whether two states are the same case at the same point."""
    return canonical(json.loads(zlib.decompress(pack_state(plan, one)))) == canonical(
        json.loads(zlib.decompress(pack_state(plan, other)))
    )
