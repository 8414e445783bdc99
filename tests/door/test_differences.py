"""What is different between two versions, told in time whatever their texts are."""

import time
from datetime import UTC, datetime

import pytest
from shipped import DEFINITIONS

from api.definitions_told import different
from cli.folder import Folder
from store import DeployedPlan, Deployment


@pytest.fixture(scope="module")
def deployed() -> DeployedPlan:
    """One of the shipped definitions."""
    folder = Folder(DEFINITIONS)
    file = next(path for path in folder.files if path.stem == "order-cancellation")
    plan = folder.compiled((file,), ())[file].plan
    assert plan is not None
    made = Deployment(plan.process, 1, plan.digest, file.name, datetime(2026, 3, 2, tzinfo=UTC))
    return DeployedPlan(made, plan, file.read_text(encoding="utf-8"))


def with_text(deployed: DeployedPlan, text: str) -> DeployedPlan:
    return DeployedPlan(deployed.deployment, deployed.plan, text)


def test_a_line_that_is_added_is_the_one_that_is_new(deployed: DeployedPlan) -> None:
    after = with_text(deployed, deployed.source + "# new\n")
    told = different(deployed, after).lines
    assert [(one.mark, one.text) for one in told if one.mark] == [("+", "# new")]


def test_a_text_of_one_line_again_and_again_holds_nobody_up(deployed: DeployedPlan) -> None:
    before, after = (with_text(deployed, f"{line}\n" + "#\n" * 20_000) for line in ("# one", "# two"))
    begun = time.monotonic()
    told = different(before, after).lines
    assert time.monotonic() - begun < 5
    assert {one.text for one in told if one.mark == "+"} >= {"# two"}
