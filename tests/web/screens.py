"""Pictures of every page in docs/screens, taken while it is looked at: `python -m tests.web.screens`."""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["BANJIE_SCREENS"] = "1"
    sys.exit(pytest.main([str(Path(__file__).parent), "-k", "looks_right", "-p", "no:xdist"]))
