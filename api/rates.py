"""How often somebody may ask: a bucket for each person, or for each address of those who are not signed in."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Literal

from api.problems import Refusal

Kind = Literal["read", "write", "stranger"]
MOST_BUCKETS = 20_000
"""Those used longest ago are forgotten, full as they have become by then."""


class Rates:
    """Buckets that hold a minute's requests and fill again all the time."""

    def __init__(self, a_minute: dict[Kind, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._a_minute = a_minute
        self._clock = clock
        self._buckets: OrderedDict[tuple[Kind, str], tuple[float, float]] = OrderedDict()

    def take(self, kind: Kind, who: str) -> None:
        """Take one out; raises 429 `too-many`, with how long to wait, when there is none."""
        most, now, key = float(self._a_minute[kind]), self._clock(), (kind, who)
        left, at = self._buckets.pop(key, (most, now))
        left = min(most, left + (now - at) * most / 60)
        self._buckets[key] = (left - 1 if left >= 1 else left, now)
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        if left < 1:
            wait = int((1 - left) * 60 / most) + 1
            said = f"Expected at most {most:.0f} requests a minute, but there were more; try again in {wait} s"
            raise Refusal(
                429, "too-many", said, f"请求过于频繁，请 {wait} 秒后再试。", headers={"Retry-After": str(wait)}
            )
