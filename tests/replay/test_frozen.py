"""Histories of former days replay with today's code, and a rule changed by accident fails loudly."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory

from engine.runtime import revisions
from engine.runtime.border import ReplayedTurn
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import Event, TaskDecided
from proving.stories import STORIES
from workflows.codec import data_converter
from workflows.replaying import HistoryUnreadable, replay, turns_of

HISTORIES = sorted((Path(__file__).parent / "histories").glob("v*.json"))


def history_in(path: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_a_frozen_history_replays(path: Path) -> None:
    await replay(history_in(path), data_converter())


def decides(turn: ReplayedTurn) -> bool:
    return any(event["kind"] == "task-decided" for event in turn.commit.turn["events"])


@pytest.mark.parametrize("rules", ["v1first", f"v{revisions.FIRST_RULES}", f"v{revisions.CURRENT}"])
def test_there_are_frozen_histories_of_every_way_of_the_shell(rules: str) -> None:
    """Of the rules that cases began with first, and of today's: who takes a revision freezes its histories."""
    stories = {path.stem.split("-", 1)[1] for path in HISTORIES if path.stem.startswith(f"{rules}-")}
    expected = [name for name in STORIES if rules != "v1" or name != "speaking"]
    assert [name for name in expected if not any(one.startswith(name) for one in stories)] == []


async def test_a_rule_changed_by_accident_is_noticed_in_every_history_it_matters_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Replay compares commands only, and there is none that differs: only the digest tells."""
    path = next(one for one in HISTORIES if "returned-and-granted" in one.stem)
    decided = [turn for turn in await turns_of([history_in(path)], data_converter()) if decides(turn)]
    assert decided, "a history in which somebody decides"
    emit = TurnBuilder.emit

    def slip(self: TurnBuilder, event: Event) -> None:
        emit(self, TaskDecided(event.task, event.outcome, "somebody") if isinstance(event, TaskDecided) else event)

    monkeypatch.setattr(TurnBuilder, "emit", slip)
    with pytest.raises(HistoryUnreadable, match=r"Expected turn \d+ of case .* to be [0-9a-f]{64} as in its history"):
        await replay(history_in(path), data_converter())
