"""Files of a case as pages list them: those in fields, and those people have added."""

from collections.abc import Iterable, Iterator
from typing import Any

from api.people_told import PeopleTold
from api.shapes.forms import FormField
from api.shapes.tasks import FileShown
from api.shapes.wire import Words
from api.words_told import WordsTold
from store.rows import AttachmentRow


def files_in(fields: Iterable[FormField]) -> Iterator[FileShown]:
    """Those that stand in fields."""
    for field in fields:
        values = field.value if isinstance(field.value, list) else [field.value]
        for one in values if field.type in ("file", "files") else ():
            if isinstance(one, dict) and "digest" in one:
                yield _file(one, path=field.path, label=field.label)


def files_added(rows: Iterable[AttachmentRow], words: WordsTold, people: PeopleTold) -> Iterator[FileShown]:
    """Those people have added, with who, when and at which step."""
    for row in rows:
        label = words.step(row.step) if row.step else Words(zh="附件", en="Attachment")
        yield _file(row.file, label=label, by=people.maybe(row.by), at=row.at, comment=row.comment)


def _file(reference: Any, **told: Any) -> FileShown:
    given = {"path": None, "by": None, "at": None, "comment": "", **told}
    return FileShown(
        digest=reference["digest"], name=reference["name"], size=int(reference.get("size", 0)),
        media_type=str(reference.get("type", "")), **given,
    )  # fmt: skip
