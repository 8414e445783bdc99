"""Histories of former days replay with today's code, and a rule changed by accident fails loudly."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory

from engine.runtime.border import ReplayedTurn
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import Event, TaskDecided
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


def test_there_are_frozen_histories_of_every_way_of_the_shell() -> None:
    assert len(HISTORIES) >= 15


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
