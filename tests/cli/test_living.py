"""A demonstration is alive: its cases stand where days of work would have brought them."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from own_installation import Running, start_up

SCRIPT = Path(__file__).parents[2] / "cli" / "living.yaml"
PATIENCE = 120.0


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    here = start_up(tmp_path_factory.mktemp("living"), arguments=("--demonstration",))
    yield here
    here.stop()


@pytest.mark.slow
def test_every_case_of_the_script_is_begun_and_brought_as_far_as_its_acts(demonstration: Running) -> None:
    wanted = yaml.safe_load(SCRIPT.read_text(encoding="utf-8"))["cases"]
    until = time.monotonic() + PATIENCE
    while True:
        listed = demonstration.banjie.data("list", "--all")["cases"]
        mine = [one for one in listed if one["process"] != "lapse-board"]
        if len(mine) >= len(wanted) or time.monotonic() > until:
            break
        time.sleep(0.5)
    log = (demonstration.var.parent / "up.log").read_text()
    assert len(mine) >= len(wanted), log
    assert "Traceback" not in log
    stages = {one["business_key"]: one for one in mine}
    returned = next(one for one in stages.values() if "厂区绿化养护" in str(one["title"]))
    assert returned["at_steps"] == ["revise"]
    assert any(one["status"] == "completed" for one in mine)
