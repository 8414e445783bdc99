"""What became of a promise given of a late task."""

from datetime import datetime
from typing import Literal

Fate = Literal["open", "kept", "broken", "void"]


def fate_of(until: datetime, now: datetime, done_at: datetime | None, *, decided: bool) -> Fate:
    """`kept`: decided by then, `void`: cancelled or sent back by then; `open` until its moment has gone, else `broken`.

    `done_at`: when the task ended, None while it is open; `decided`: whether it ended with an outcome. Who acts in the
    very instant of the moment is in time, as everywhere (`engine.runtime.promising`).
    """
    if done_at is not None and done_at <= until:
        return "kept" if decided else "void"
    return "broken" if until < now else "open"
