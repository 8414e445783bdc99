"""Definitions as small as a test wants them, and the company they run in."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from textwrap import dedent
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from engine.calendars import Calendars
from engine.compiler import Known, compile_definitions
from engine.model.plan import Plan
from engine.people import Directory, read_directory

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = "2026-03-02 09:00"

OFFICE: dict[str, Any] = {
    "departments": {"shop": {"head": "meg"}, "depot": {}},
    "posts": {"buyer": "采购"},
    "roles": {
        "starter": {}, "clerk": {"superior": "boss"}, "boss": {"superior": "gm"}, "gm": {}, "finance": {},
        "night": {}, "nobody": {},
    },
    "people": {
        "ini": {"roles": ["starter"], "department": "shop", "manager": "meg"},
        "ann": {"roles": ["clerk"], "department": "shop", "manager": "meg"},
        "bob": {"roles": ["clerk"], "department": "shop", "manager": "meg", "groups": ["bids"]},
        "cat": {"roles": ["clerk"], "department": "depot", "manager": "meg", "groups": ["bids"]},
        "meg": {"roles": ["boss"], "department": "shop", "manager": "gus"},
        "gus": {"roles": ["gm"], "department": "shop"},
        "fay": {"roles": ["finance"], "department": "shop", "manager": "gus"},
        "nat": {"roles": ["night"], "department": "shop", "manager": "meg"},
    },
}  # fmt: skip
DIRECTORY: Directory = read_directory(OFFICE)
CALENDARS: Calendars = Calendars.read(
    [
        {"calendar": "office", "zone": "Asia/Shanghai", "hours": {"monday-friday": ["09:00-18:00"]}},
        {"calendar": "counter", "zone": "Asia/Shanghai", "hours": {"monday-sunday": ["08:00-22:00"]}},
    ]
)

_FRAME = {
    "process": "process: tale",
    "name": "name: Tale",
    "department": "department: shop",
    "calendar": "calendar: office",
    "business_key": "business_key: ref",
}


def instant(text: str) -> datetime:
    """An instant as the office's clock shows it: `2026-03-02 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def shown(at: datetime | None) -> str | None:
    """An instant as the office's clock shows it."""
    if at is None:
        return None
    clock = at.astimezone(ZONE)
    return clock.strftime("%Y-%m-%d %H:%M" + (":%S" if clock.second else ""))


def framed(definition: str) -> str:
    """The definition with what it does not say put in."""
    text = dedent(definition).strip("\n") + "\n"
    keys = set(re.findall(r"^([a-z_]+):", text, re.M))
    frame = [line for key, line in _FRAME.items() if key not in keys]
    if "data" not in keys:
        text = f"data:\n{text}"
    if "business_key" not in keys:
        text = text.replace("data:\n", "data:\n  ref: {type: text, numbering: 'N-{nnn}'}\n", 1)
    if "end" not in {next(iter(step)) for step in yaml.load(text, yaml.BaseLoader)["steps"]}:
        text = text.replace("\nsteps:\n", "\nsteps:\n", 1)
        head, steps, rest = _split_steps(text)
        text = f"{head}{steps}  - end: finished\n{rest}"
    if "start" not in keys:
        text += f"start:\n  by_hand: {{by: {{role: [starter, clerk]}}, form: {{edit: [{', '.join(_fields(text))}]}}}}\n"
    return "\n".join((*frame, text))


def _split_steps(text: str) -> tuple[str, str, str]:
    """What stands before the steps of the case, those steps, and what stands after them."""
    found = re.search(r"^steps:\n((?:[ #].*\n|\n)*)", text, re.M)
    assert found is not None, "Expected `steps:` on a line of its own"
    return text[: found.start(1)], found.group(1), text[found.end(1) :]


def _fields(text: str) -> list[str]:
    written = yaml.load(text, yaml.BaseLoader)["data"]
    return [name for name, one in written.items() if not {"formula", "numbering", "only"} & set(one)]


@lru_cache(maxsize=500)
def plan_of(definition: str, *others: str) -> Plan:
    """The plan of a definition without problems; `others` are definitions it may call."""
    texts = {f"{number}.yaml": framed(text) for number, text in enumerate((definition, *others))}
    compiled = compile_definitions(texts, Known(most_states=0))
    for found in compiled.values():
        wrong = [str(problem) for problem in found.problems if problem.severity == "problem"]
        assert found.plan is not None and not wrong, "\n".join(wrong) + "\n" + "\n".join(texts.values())
    first = compiled["0.yaml"].plan
    assert first is not None
    return first
