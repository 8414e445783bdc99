"""Whatever the description allows, and much that it does not, is answered as documented: schemathesis, its short form.

The long one is `python -m proving api`. It has a house of its own: it publishes, stops and cancels what it can.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import embedded
from api.signing import identify
from proving.api import OFTEN, a_token, known, tried
from proving.house import DEFINITIONS, house_at
from server import serving

ORDER = DEFINITIONS.parent / "docs" / "examples" / "order.json"
LIMITS = {"reads_a_minute": OFTEN, "writes_a_minute": OFTEN, "strangers_a_minute": OFTEN}


@pytest.mark.slow
async def test_no_answer_is_a_bug_or_undocumented(tmp_path: Path) -> None:
    async with (
        embedded.temporal_server(tmp_path / "server", synchronous="NORMAL") as temporal,
        house_at(temporal, tmp_path / "house", **LIMITS) as house,
        serving(replace(house.office, identify=identify), "127.0.0.1", 0) as address,
    ):
        order = {**json.loads(ORDER.read_text("utf-8")), "placed_at": datetime.now(UTC).isoformat()}
        await house.start("cao-min", "order-lifecycle", "recorded", order)
        token, names = await a_token(house.store), await known(house.store)
        found = await tried(address, token, names, 1, phases="fuzzing")
    assert found.wrong == [], found.said
    assert found.requests > 100
