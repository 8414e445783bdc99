"""`python -m tests.dmn_tck PATH [--json] [--failures] [--only PART]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.dmn_tck.scores import run_kit


def main() -> None:
    """Runs the kit and prints the counts, as one line of JSON or as a table."""
    parser = argparse.ArgumentParser(prog="python -m tests.dmn_tck", description="Runs the DMN compatibility kit.")
    parser.add_argument("path", type=Path, help="folder with compliance-level-2 and compliance-level-3")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--failures", action="store_true", help="print every case that did not pass")
    parser.add_argument("--only", default="", help="only folders whose name contains this")
    arguments = parser.parse_args()
    scores = run_kit(arguments.path, arguments.only)
    if arguments.failures:
        for outcome in scores.failures():
            print(f"{outcome.folder} {outcome.case.identity} {outcome.detail}")
    if arguments.json:
        print(json.dumps(scores.summary()))
        return
    for name, value in scores.summary().items():
        print(f"{name:12} {value}")


main()
