"""What happened in a case, in sentences of both languages: who, what, why, on whose behalf."""

from collections.abc import Iterator, Sequence
from typing import Any

from api.people_told import PeopleTold
from api.shapes.cases import Happened
from api.shapes.tasks import CommentMade
from api.shapes.wire import Words
from api.words_told import WordsTold
from engine.scenarios.sentences import said
from store.projections import read_event
from store.views import HistoryTurn

SAID = {
    "comment-made", "task-decided", "task-returned", "return-proposed", "task-transferred", "transfer-offered",
    "task-lent", "task-recommended", "task-held", "extension-asked", "extension-decided", "promise-made",
    "signers-added", "more-asked", "step-urged", "task-taken-back", "case-recalled", "files-attached",
}  # fmt: skip
"""Events in which somebody says something."""
INNER = {
    "data-written", "limit-set", "limit-paused", "limit-resumed", "deadline-set", "step-entered", "step-finished",
    "key-listened", "notice-addressed", "step-skipped", "stage-reached", "task-offered", "service-called",
    "service-replied",
}  # fmt: skip
"""What a reader of the history unfolds only where they want to know it."""


def happened(
    turns: Sequence[HistoryTurn], words: WordsTold, people: PeopleTold, readable: frozenset[str] | None
) -> Iterator[Happened]:
    """The turns as sentences, in order. `readable`: the fields whose values may be told; None: all."""
    for turn in turns:
        for wire in turn.events:
            shown = _without_hidden(wire, readable)
            if shown is None:
                continue
            event: Any = read_event(shown)
            words.zh.learn(event)
            words.en.learn(event)
            zh, en = said(event, words.zh), said(event, words.en)
            if zh and en:
                yield Happened(
                    turn=turn.turn, at=turn.at, sentence=Words(zh=zh, en=en), kind=wire["kind"],
                    by=people.maybe(_person(wire.get("by"))),
                    on_behalf_of=people.maybe(_person(wire.get("on_behalf_of"))),
                    comment=str(wire.get("comment") or ""), inner=wire["kind"] in INNER,
                )  # fmt: skip


def _without_hidden(wire: dict[str, Any], readable: frozenset[str] | None) -> dict[str, Any] | None:
    """An event without the values somebody does not read; None where nothing is left of it."""
    if readable is None or wire["kind"] != "data-written":
        return wire
    kept = {path: value for path, value in wire["values"].items() if path.partition(".")[0] in readable}
    return {**wire, "values": kept} if kept else None


def _person(who: Any) -> str | None:
    return who if isinstance(who, str) and who else None


def comments(
    turns: Sequence[HistoryTurn], steps_of: dict[str, str], words: WordsTold, people: PeopleTold
) -> Iterator[CommentMade]:
    """What people have said; `steps_of`: the step of each task."""
    for turn in turns:
        for event in turn.events:
            if event["kind"] in SAID and event.get("by") and event.get("comment"):
                step = event.get("step") or steps_of.get(event.get("task") or "")
                to = event.get("to") if isinstance(event.get("to"), list) else []
                yield CommentMade(
                    turn=turn.turn, at=turn.at, by=people.person(event["by"]), kind=event["kind"], step=step,
                    step_name=words.step(step) if step else Words(), to=people.people(to or ()),
                    text=event["comment"], approvers=bool(event.get("approvers")),
                )  # fmt: skip
