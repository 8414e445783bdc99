"""Reading what a case's workflow was started with."""

from collections.abc import Sequence
from functools import lru_cache

from temporalio import workflow
from temporalio.common import RawValue

from engine.model.plan import Plan
from engine.runtime import unpack_state
from engine.runtime.border import CaseInput
from engine.runtime.state import CaseState


def read_input(args: Sequence[RawValue]) -> tuple[CaseInput, bytes, Plan, CaseState | None]:
    """The input, the packed plan and the plan; in a later run the state the run before ended with."""
    convert = workflow.payload_converter().from_payload
    given = convert(args[0].payload, CaseInput)
    packed = convert(args[1].payload, bytes)
    plan = read_plan(packed)
    state = unpack_state(plan, convert(args[2].payload, bytes)) if len(args) > 2 else None
    return given, packed, plan, state


@lru_cache(maxsize=256)
def read_plan(packed: bytes) -> Plan:
    """The plan, read once for all the cases of this process that carry it: it never changes."""
    return Plan.from_bytes(packed)
