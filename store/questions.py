"""The questions of stored turns, read from their JSON."""

from collections.abc import Sequence
from functools import cache
from typing import Any, get_args

from engine.runtime.questions import Question
from engine.runtime.wire import decode

Wire = dict[str, Any]


def read_questions(wires: Sequence[Wire]) -> list[Question]:
    """Questions from their JSON."""
    return [decode(_kinds()[wire["kind"]], wire) for wire in wires]


@cache
def _kinds() -> dict[str, type]:
    return {kind.kind: kind for kind in get_args(Question)}
