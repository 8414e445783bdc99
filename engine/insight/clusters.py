"""One problem or many: what stuck cases have in common, so that thirty-seven of them are one line.

What is shared is written as `<kind>:<name>`, which is data; pages put it into words.
"""

from typing import Any, Literal, get_args

from engine.insight.situation import Situation
from engine.insight.stuck import Stuck

SharedKind = Literal["service", "version", "person", "step", "message", "calls", "list", "server"]
KINDS: tuple[SharedKind, ...] = get_args(SharedKind)


def shared_by(found: Stuck, situation: Situation) -> str:
    """What other cases stuck by the same thing have in common with this one."""
    place = f"{found.process}/{found.step}"
    match found.cause:
        case "no-worker":
            return "server:"
        case "service-failing" | "waiting-for-service":
            return f"service:{_endpoint(found, situation)}"
        case "data-gives-no-answer" | "join-dead" | "workflow-failing" | "engine-behind":
            return f"version:{situation.plan.digest if situation.plan else ''}/{found.step}"
        case "assignee-has-not-acted" | "assignee-away" | "waiting-for-initiator" if len(found.people) == 1:
            return f"person:{found.people[0]}"
        case "waiting-for-message":
            heard = _said(found, "hears", "message")
            return f"message:{heard}" if heard else f"step:{place}"
        case "called-case":
            inner = f"{_said(found, 'calls', 'process')}/{_said(found, 'calls', 'step')}"
            return f"calls:{inner}" if inner != "/" else f"step:{place}"
        case "waiting-for-batch":
            return f"list:{_said(found, 'list', 'list') or place}"
        case _:
            return f"step:{place}"


def read_shared(shared: str) -> tuple[SharedKind, str]:
    """The kind and the name of what is shared."""
    kind, _, name = shared.partition(":")
    return next((one for one in KINDS if one == kind), "step"), name


def _said(found: Stuck, code: str, value: str) -> str:
    return next((str(one.values.get(value) or "") for one in found.evidence if one.code == code), "")


def _endpoint(found: Stuck, situation: Situation) -> str:
    """The address a service is called at, as the definition has it; else the service's name, else the step's."""
    step = situation.step(found.step)
    given: Any = getattr(step, "with_", None) or {}
    url = given.get("url") if hasattr(given, "get") else None
    service = getattr(step, "service", None) or _said(found, "failed", "service")
    return str(url or service or f"{found.process}/{found.step}")
