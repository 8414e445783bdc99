"""The bench of the inbox works, small: what it fills is what pages read, and people are signed in."""

from pathlib import Path

import pytest

from bench.inbox import SMALL, lines, measure, told

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_bench_of_the_inbox_gives_its_figures(tmp_path: Path) -> None:
    found = await measure(SMALL, "sqlite", tmp_path)
    assert found is not None
    figures = told(SMALL, [found])
    assert set(figures["inbox_p95_ms"]) == set(figures["stuck_p95_ms"]) == {"sqlite"}
    assert (figures["tasks"], figures["open"]) == (1_200, 400)
    kinds = set(figures["p95_ms"]["sqlite"])
    assert {"mine", "group", "counts", "search 2 characters", "stuck, an operator", "task page"} <= kinds
    assert len(lines([found])) == 1 + 3 + 2 + len(kinds)
