"""What was approved is undone by a linked case: by right, within its window, once; the ended case stays as it is."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cli.folder import Folder
from cli.stories import load
from engine.compiler import Known, compile_definition
from engine.runtime import Rejected
from engine.runtime.revoking import EndedCase, Undoing, revoke
from engine.runtime.world import World

UNDO = """\
process: undo-purchase
name: 撤销采购
department: sales
business_key: ref
data: {ref: {type: text}, amount: {type: money, currency: CNY}}
start: {called: {call: true, form: {require: [ref], edit: [amount]}}}
steps: [{user_task: agreed, assign: {role: boss}}, {end: undone}]
"""
BUY = """\
process: purchase
name: 采购
department: sales
business_key: ref
data: {ref: {type: text, numbering: 'CG-{nnn}'}, amount: {type: money, currency: CNY}, buyer: {type: person}}
revoke:
  {process: undo-purchase, within: 30 days, by: {person: buyer}, ends: [bought], with: {ref: =ref, amount: =amount / 2}}
start: {asked: {by: {role: employee}, form: {require: [amount, buyer]}}}
steps:
  - {user_task: check, assign: {role: clerk}, outcomes: {agree: {}, refuse: {next: refused}}}
  - {end: bought}
  - {end: refused}
"""
ZONE = ZoneInfo("Asia/Shanghai")
ENDED = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
SETTING = next(iter(load(Folder(Path(__file__).parent), [Path(__file__).parent / "rules/votes.yaml"]).all)).setting
WORLD = World(SETTING.directory, SETTING.calendars)


def compiled(text: str, **known: Any) -> Any:
    result = compile_definition(text, "x.yaml", known=Known(**known))
    assert result.plan is not None, result.problems
    return result.plan


UNDOING = compiled(UNDO)
BOUGHT = compiled(BUY, processes={"undo-purchase": UNDOING})
CASE = EndedCase(
    "c1", "CG-001", "ini", ENDED, ENDED, "bought", True, {"ref": "CG-001", "amount": "180.00", "buyer": "fay"}
)


def asked(
    case: EndedCase = CASE, by: str = "fay", after: timedelta = timedelta(days=3), reason: str = "broken"
) -> Undoing:
    return revoke(BOUGHT, case, by=by, reason=reason, at=ENDED + after, world=WORLD)


def test_the_linked_case_is_given_what_the_ended_one_held() -> None:
    assert asked() == Undoing("undo-purchase", {"ref": "CG-001", "amount": "90.00"})


def test_it_may_be_begun_to_the_last_instant_of_its_window() -> None:
    assert asked(after=timedelta(days=30)).process == "undo-purchase"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"case": replace(CASE, ended_at=None)}, "not-ended"),
        ({"case": replace(CASE, end="refused")}, "not-revocable"),
        ({"case": replace(CASE, completed=False)}, "not-revocable"),
        ({"case": replace(CASE, undone_by="c2")}, "already-revoked"),
        ({"after": timedelta(days=30, seconds=1)}, "window-over"),
        ({"by": "ini"}, "may-not-revoke"),
        ({"reason": " "}, "comment-missing"),
    ],
)
def test_it_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Rejected) as refused:
        asked(**changed)
    assert refused.value.code == code


def test_a_process_without_a_way_to_undo_is_not_revoked() -> None:
    with pytest.raises(Rejected) as refused:
        revoke(UNDOING, CASE, by="fay", reason="broken", at=ENDED, world=WORLD)
    assert refused.value.code == "not-revocable"
