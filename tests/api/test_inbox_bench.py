"""The bench of the inbox works, small: what it fills is what the pages read."""

import pytest

from bench.inbox import SMALL, measure, told

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_bench_of_the_inbox_gives_its_figures() -> None:
    found = await measure(SMALL, "sqlite")
    assert found is not None
    figures = told(SMALL, [found])
    assert set(figures["inbox_p95_ms"]) == set(figures["stuck_p95_ms"]) == {"sqlite"}
    assert (figures["tasks"], figures["open"]) == (4_000, 1_200)
    assert {"mine", "group", "counts", "search", "stuck"} <= set(figures["p95_ms"]["sqlite"])
