"""Each part of the page of administration has its chapter, under both of its names."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "web" / "src" / "pages" / "administration"


def test_each_part_has_its_chapter() -> None:
    named = re.search(r"const PARTS = {(.*?)\n}", (PAGES / "AdministrationPage.tsx").read_text(encoding="utf-8"), re.S)
    assert named is not None
    parts = re.findall(r'^  "?([\w-]+)"?: {', named[1], re.M)
    texts = (PAGES / "texts.ts").read_text(encoding="utf-8")
    names = [re.search(rf'^  "?{part}"?: \["(.+?)", "(.+?)"\]', texts, re.M) for part in parts]
    chapters = re.findall(r"^## (.+)$", (ROOT / "docs" / "administration.md").read_text(encoding="utf-8"), re.M)
    assert len(parts) > 10 and chapters == [f"{name[2]} ({name[1]})" for name in names if name]
