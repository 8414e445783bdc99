"""Files of a case as pages show them: those in its fields with what stood there before, and those people have added."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from api.people_told import PeopleTold
from api.shapes.forms import FormField
from api.shapes.tasks import FileShown, FileVersion
from api.shapes.wire import Words
from api.words_told import WordsTold
from engine.insight.file_versions import earlier_versions
from engine.runtime.events import Event
from store.projections import read_event
from store.rows import AttachmentRow
from store.views import HistoryTurn

OF_FILES = ("file", "files")
ATTACHMENT = Words(zh="附件", en="Attachment")
_OF_NOBODY: dict[str, Any] = {"path": None, "by": None, "at": None, "comment": ""}


def files_of(
    fields: Iterable[FormField], attachments: Iterable[AttachmentRow], turns: Sequence[HistoryTurn],
    words: WordsTold, people: PeopleTold,
) -> Iterator[FileShown]:  # fmt: skip
    """The files in these fields, each with its earlier versions, and those that were added."""
    history = _History(turns, people)
    for field in fields:
        values = field.value if isinstance(field.value, list) else [field.value]
        for one in values if field.type in OF_FILES else ():
            if isinstance(one, dict) and "digest" in one:
                earlier = history.before(field.path, one, many=field.type == "files")
                yield _file(one, path=field.path, label=field.label, earlier=earlier)
    for row in attachments:
        label = words.step(row.step) if row.step else ATTACHMENT
        yield _file(row.file, label=label, by=people.maybe(row.by), at=row.at, comment=row.comment)


class _History:
    """What was written in a case, read once and only where there are files."""

    def __init__(self, turns: Sequence[HistoryTurn], people: PeopleTold) -> None:
        self._turns = turns
        self._people = people
        self._read: list[tuple[int, list[Event]]] | None = None

    def before(self, path: str, file: dict[str, Any], *, many: bool) -> list[FileVersion]:
        """What stood at a path before this file, the latest first."""
        if self._read is None:
            written = ((one, [wire for wire in one.events if wire["kind"] == "data-written"]) for one in self._turns)
            self._read = [(one.turn, [read_event(wire) for wire in events]) for one, events in written]
        at = {one.turn: one.at for one in self._turns}
        return [
            FileVersion(**_reference(one.file), by=self._people.maybe(one.by), at=at[one.turn])
            for one in earlier_versions(self._read, path, file, many=many)
        ]


def _file(reference: dict[str, Any], **told: Any) -> FileShown:
    return FileShown(**_reference(reference), **{**_OF_NOBODY, **told})


def _reference(reference: dict[str, Any]) -> dict[str, Any]:
    return {
        "digest": reference["digest"], "name": reference["name"], "size": int(reference.get("size", 0)),
        "media_type": str(reference.get("type", "")),
    }  # fmt: skip
