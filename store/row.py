"""What all rows of the projections have in common."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

Wire = dict[str, Any]

WITHOUT_DUE = datetime(9999, 1, 1, tzinfo=UTC)
"""Where a task without a due time stands in a list ordered by due time."""


@dataclass(frozen=True)
class Row:
    """What all have in common."""

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]

    case_id: str

    @property
    def row_key(self) -> tuple[Any, ...]:
        """What names this row within its case."""
        return tuple(getattr(self, name) for name in self.KEY)
