"""The flows that are explored, and the people who work them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from engine.calendars import Calendars
from engine.compiler import Known, compile_definition
from engine.model.plan import Plan
from engine.people import Directory, read_directory

STARTER = "ini"
SIGNER = "sue"
"""Who holds no role: she only comes in as an added signer."""

_ROLES = {"clerk": "ann bob", "pair": "pia pam", "boss": "meg", "finance": "fay", "legal": "leo", "starter": STARTER}
DIRECTORY: Directory = read_directory(
    {
        "departments": {"office": {"head": "meg"}},
        "roles": {role: {} for role in _ROLES},
        "people": {
            SIGNER: {"department": "office"},
            **{
                person: {"roles": [role], "department": "office", "manager": "meg"}
                for role, people in _ROLES.items()
                for person in people.split()
            },
        },
    }
)
CALENDARS = Calendars.read(
    [{"calendar": "office", "zone": "Asia/Shanghai", "hours": {"monday-sunday": ["00:00-24:00"]}}]
)


def flows() -> dict[str, Plan]:
    """All flows of `flows.yaml`, compiled, by their name."""
    text = Path(__file__).with_name("flows.yaml").read_text(encoding="utf-8")
    return dict(_compiled(written) for written in yaml.load_all(text, yaml.BaseLoader))


def flow(written: dict[str, Any]) -> Plan:
    """A flow with the frame around it. Raises `ValueError` for one that does not compile."""
    return _compiled(written)[1]


def _compiled(written: dict[str, Any]) -> tuple[str, Plan]:
    name = str(written["flow"])
    text = yaml.safe_dump(dict(_framed(written)), sort_keys=False, allow_unicode=True)
    compiled = compile_definition(text, f"{name}.yaml", known=Known(calendar="office", escalation={}, most_states=0))
    if compiled.plan is None:
        raise ValueError("\n".join(map(str, compiled.problems)))
    return name, compiled.plan


def _framed(written: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "process", written["flow"]
    yield "name", written["flow"]
    yield "department", "office"
    yield "business_key", "ref"
    yield "data", {"ref": {"type": "text", "numbering": "R-{nnn}"}, **written.get("data", {})}
    yield "start", {"begin": {"by": {"role": "starter"}}}
    yield "steps", written["steps"]
