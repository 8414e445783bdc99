"""Pictures of every page in docs/screens, taken while it is looked at: `python -m tests.web.screens`; and their index:
`python -m tests.web.screens index`.
"""

import os
import sys
from pathlib import Path

import pytest

from tests.web.conftest import SCREENS
from tests.web.looks import KEPT, KEPT_OF_PAPER
from tests.web.walk import LOOKS, Look

HEAD = """# Every page

Made by `python -m tests.web.screens`, which looks at each page in Chinese and English at 360, 768 and 1440 pixels, with
the longest texts there are. [Administration](../administration.md) says what its parts are for.

| page | what one sees | |
|---|---|---|
"""


def pictures(look: Look) -> dict[str, str]:
    """The pictures that are kept of a page: what each is called, and its file."""
    kept = KEPT_OF_PAPER if look.on_paper else KEPT
    return {f"{language} {width}": f"{look.name}-{language}-{width}.png" for language, width in kept}


def index() -> str:
    """The index of the pictures, page by page."""
    return HEAD + "".join(
        f"| `{look.path}` | {look.title} | "
        + " · ".join(f"[{name}]({file})" for name, file in pictures(look).items())
        + " |\n"
        for look in LOOKS
    )


def take() -> int:
    """Look at all pages; those that are kept no more go."""
    os.environ["BANJIE_SCREENS"] = "1"
    failed = int(
        pytest.main([str(Path(__file__).with_name("test_every_page.py")), "-k", "looks_right", "-p", "no:xdist"])
    )
    kept = {file for look in LOOKS for file in pictures(look).values()}
    for one in SCREENS.glob("*.png"):
        if one.name not in kept:
            one.unlink()
    return failed


if __name__ == "__main__":
    (SCREENS / "README.md").write_text(index(), encoding="utf-8")
    sys.exit(0 if sys.argv[1:] == ["index"] else take())
