"""Keys: how limits, timers and what repeats are named. Read and written here alone, so that nobody guesses by looks.

| key | whose |
|---|---|
| `case` | the limit of the case |
| `clock.<id>` | a clock |
| `t5`, `t5-2` | the limit of a task; of one more seat that the directory added to it |
| `s3` | the limit of a step instance, or the next try of its service |
| `s3:timer` | what a wait waits for |
| `s3.<event>`, `case.<event>` | the timer of an event |
| `<key>\\|<rung>` | a rung of that limit, the next time it repeats |

The forms are disjoint: ids of definitions have neither `-` nor `:` nor `|`, and ids of tasks and step instances stand
where no id of a definition may stand.
"""

import re
from dataclasses import dataclass

from engine.model.limits import RESERVED_RUNGS

CASE = "case"
TIMER = "timer"
RETRY, KEEP, HOLD, PROMISE, DUTY = RESERVED_RUNGS

_KEY = re.compile(
    r"(?:(?P<owner>case|(?P<clock>clock)(?=\.)|[st]\d+(?:-\d+)?)(?:(?P<waits>:timer)|\.(?P<part>[a-z][a-z0-9_]*))?)"
    r"(?:\|(?P<rung>[a-z][a-z0-9_]*))?"
)


@dataclass(frozen=True)
class LimitKey:
    """What a key says. `owner` is `case`, a task or a step instance; empty for a clock."""

    owner: str = ""
    clock: str | None = None
    event: str | None = None
    waits: bool = False
    rung: str | None = None

    @property
    def is_timer(self) -> bool:
        """Whether its instant is all there is to it. The others are limits: people are under them."""
        return self.waits or self.event is not None or self.rung is not None

    @property
    def is_of_the_whole(self) -> bool:
        """Whether it limits more than one step: the case, or a clock."""
        return not self.is_timer and (self.owner == CASE or self.clock is not None)


def read_key(key: str) -> LimitKey:
    """What a key says. Raises `ValueError` for what is no key."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(f"Expected the key of a limit, but got `{key}`")
    part, rung = found["part"], found["rung"]
    if found["clock"]:
        return LimitKey(clock=part, rung=rung)
    return LimitKey(found["owner"], event=part, waits=bool(found["waits"]), rung=rung)


def clock_key(clock: str) -> str:
    """The key of a clock."""
    return f"clock.{clock}"


def timer_key(instance: str) -> str:
    """The key of the timer that a wait waits for."""
    return f"{instance}:{TIMER}"


def event_key(holder: str | None, event: str) -> str:
    """The key of an event's timer. `holder`: the step instance it hangs on, None for the process."""
    return f"{holder or CASE}.{event}"


def rung_key(key: str, rung: str) -> str:
    """The key of a rung that repeats."""
    return f"{key}|{rung}"


def limit_of(key: str) -> str:
    """The key of the limit itself, of one of a rung that repeats."""
    return key.partition("|")[0]


def seat_beside(task: str, number: int) -> str:
    """The id of one more seat of a task: `t5-2` is the second."""
    return f"{task}-{number}"


def seat_before(task: str) -> str | None:
    """The task that a seat was added to; None for a task that the core has created."""
    first, added, _ = task.partition("-")
    return first if added else None


_LATER = ":later"


def later(rung: str) -> str:
    """What names the moment until which a rung's handing on is put off. No rung of a definition has such a name."""
    return f"{rung}{_LATER}"


def rung_put_off(rung: str) -> str | None:
    """The rung of which this is that moment, if it is one."""
    return rung.removesuffix(_LATER) if rung.endswith(_LATER) else None


def deadline_name(key: str, rung: str) -> str:
    """The name of a deadline in the state."""
    return f"{key}|{rung}"


def keeping_name(message: str) -> str:
    """The name of the deadline until which a message is kept. Messages bring their own ids, which may be anything:
    behind a name that is no key's beginning they are none of a limit's."""
    return f"{KEEP}|{message}"
