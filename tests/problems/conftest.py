"""The company the small definitions of this folder are checked in."""

from pathlib import Path

import pytest

from engine.compiler import Known, compile_definition

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def known() -> Known:
    written = [path.read_text("utf-8") for path in sorted((HERE / "around").glob("*.yaml"))]
    plans = [compile_definition(text, "around.yaml", known=Known()).plan for text in written]
    return Known(
        processes={plan.process: plan for plan in plans if plan},
        roles=frozenset(("employee", "head", "hr", "gm", "finance", "clerk")),
        groups=frozenset(("board",)),
        posts=frozenset(("chief",)),
        capabilities=frozenset(("english",)),
        rosters=frozenset(("hotline",)),
        departments=frozenset(("hr", "sales")),
        calendars=frozenset(("office", "service")),
        connectors=frozenset(("stock.check",)),
        channels=frozenset(("mail",)),
    )
