"""The production-like topology says what the programs understand; links in the documentation lead somewhere."""

import re
from pathlib import Path

import pytest
import yaml
from own_installation import ROOT

from settings import Settings


def test_every_setting_in_the_topology_is_one() -> None:
    topology = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    known = {f"BANJIE_{name.upper()}" for name in Settings.model_fields}
    given = {name for service in topology["services"].values() for name in service.get("environment", {})}
    assert {name for name in given if name.startswith("BANJIE_")} <= known


def test_what_the_topology_mounts_and_builds_is_there() -> None:
    topology = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert (ROOT / topology["services"]["worker"]["build"]["dockerfile"]).is_file()
    scripts = [service["entrypoint"][-1] for service in topology["services"].values() if "entrypoint" in service]
    assert all((ROOT / script.lstrip("/")).is_file() for script in scripts)


PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target
