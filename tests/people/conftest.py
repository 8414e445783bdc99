"""A small office that shows every rule, and the company of the repository."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.people import BoundWho, Directory, WhoAnswer, WhoQuestion, overlaid, read_directory, resolve_who

DEFINITIONS = Path(__file__).parents[2] / "definitions"
AT = datetime(2026, 3, 9, 10, tzinfo=timezone(timedelta(hours=8)))

OFFICE: dict[str, Any] = {
    "departments": {
        "head-office": {"head": "gm"},
        "sales": {"head": "sue", "parent": "head-office"},
        "exports": {"parent": "sales"},
        "finance": {"head": "fay", "parent": "head-office"},
    },
    "posts": {"seller": "业务员", "clerk": "文员"},
    "roles": {
        "seller": {"superior": "sales-head", "covers": ["clerk"]},
        "clerk": {"superior": "sales-head"},
        "sales-head": {"superior": "gm"},
        "finance": {"superior": "gm"},
        "gm": {"deputy": "deputy"},
        "deputy": {"superior": "gm"},
        "guest": {},
    },
    "people": {
        "gm": {"name": {"zh": "顾总", "en": "Mr Gu"}, "roles": ["gm"], "department": "head-office"},
        "dora": {"roles": ["deputy"], "department": "head-office"},
        "sue": {"roles": ["sales-head"], "department": "sales"},
        "ann": {
            "roles": ["seller", {"role": "clerk", "department": "exports"}],
            "posts": [
                {"department": "sales", "post": "seller", "main": "true"},
                {"department": "exports", "post": "clerk"},
            ],
        },
        "ben": {"roles": ["seller"], "department": "sales", "groups": ["bids"]},
        "cat": {"roles": ["seller", "clerk"], "department": "exports", "groups": ["bids"]},
        "fay": {"roles": ["finance"], "department": "finance"},
        "gil": {"roles": ["seller"], "left": "2026-03-01"},
        "visitor": {"roles": ["guest"], "outside": "true"},
    },
}


@pytest.fixture
def office() -> Directory:
    return read_directory(OFFICE)


@pytest.fixture(scope="session")
def company() -> Directory:
    return read_directory(yaml.load((DEFINITIONS / "organisation.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))


def with_stand_ins(*stand_ins: dict[str, Any], **people: Any) -> Directory:
    """The office with stand-ins, and with some people changed."""
    return overlaid(read_directory({**OFFICE, "stand_ins": list(stand_ins)}), people)


def role(*names: str, **how: Any) -> BoundWho:
    return BoundWho("role", names, **how)


Resolve = Callable[..., WhoAnswer]


def resolve(directory: Directory, *rules: BoundWho, workload: Any = None, **how: Any) -> WhoAnswer:
    answer = resolve_who(WhoQuestion(rules, how.pop("at", AT), **how), directory, workload or {})
    assert WhoAnswer.from_wire(answer.to_wire()) == answer
    return answer


def codes(answer: WhoAnswer) -> list[str]:
    return [reason.code for seat in answer.seats for reason in seat.why]
