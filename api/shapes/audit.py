"""Who did what when: the record of commands and of what was done besides cases."""

from typing import Literal

from api.shapes.wire import Instant, Person, Shape, Words

AuditKind = Literal[
    "command", "directory", "hand-over", "hand-over-undone", "account", "setting", "deployment", "publication",
    "publication-decided", "organisation", "opening", "opening-answered", "phrases",
]  # fmt: skip


class AuditLine(Shape):
    """Something somebody did. `said` is a sentence without words of the case; `refused`: the code, where it was,
    and `problem` what it says to people."""

    kind: AuditKind
    id: str
    at: Instant
    by: Person | None
    on_behalf_of: Person | None
    said: Words
    case_id: str | None
    business_key: str
    reason: str
    refused: str
    problem: Words
    via: str
