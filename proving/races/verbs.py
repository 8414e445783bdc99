"""The verbs that race for the task `check` of `contest.yaml`, and what must have been before so that each may win."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations_with_replacement

from engine.runtime import commands as c

STARTER, ONE, OTHER, CHIEF = "ana", "ben", "cyd", "dora"
TOMORROW = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)


@dataclass(frozen=True)
class Tasks:
    """The ids of the tasks of a case: `draft` is decided, `check` is open."""

    draft: str
    check: str


@dataclass(frozen=True)
class Verb:
    """`make` gives the command, for whoever acts. `by`: who does it; left out: who has the task, or whoever may.

    `needs`: what the task must be before: `held` by one person, with a `signer` added, `lent`, or put on `hold`.
    """

    make: Callable[[Tasks, str], c.Command]
    by: str = ""
    needs: str = ""


VERBS: dict[str, Verb] = {
    "approve": Verb(lambda tasks, by: c.Complete(tasks.check, "approve", {}, by)),
    "refuse": Verb(lambda tasks, by: c.Complete(tasks.check, "refuse", {}, by)),
    "return": Verb(lambda tasks, by: c.Return(tasks.check, "draft", {}, "again")),
    "recall": Verb(lambda tasks, by: c.Recall("mistaken"), STARTER),
    "withdraw": Verb(lambda tasks, by: c.Withdraw("not needed"), STARTER),
    "take_back": Verb(lambda tasks, by: c.TakeBack(tasks.draft, "not yet"), CHIEF),
    "claim": Verb(lambda tasks, by: c.Claim(tasks.check)),
    "release": Verb(lambda tasks, by: c.Release(tasks.check), needs="held"),
    "transfer": Verb(lambda tasks, by: c.Transfer(tasks.check, CHIEF, "away")),
    "delegate": Verb(lambda tasks, by: c.Delegate(tasks.check, OTHER, "fill it in"), needs="held"),
    "reclaim": Verb(lambda tasks, by: c.Reclaim(tasks.check), needs="lent"),
    "add_signer": Verb(lambda tasks, by: c.AddSigner(tasks.check, (CHIEF,), comment="look")),
    "remove_signer": Verb(lambda tasks, by: c.RemoveSigner(tasks.check), needs="signer"),
    "supplement": Verb(lambda tasks, by: c.Supplement(tasks.check, ("note",), "more", STARTER)),
    "ask": Verb(lambda tasks, by: c.Ask(tasks.check, (CHIEF,), "why")),
    "hold": Verb(lambda tasks, by: c.Hold(tasks.check, TOMORROW, "no reply yet"), needs="held"),
    "resume": Verb(lambda tasks, by: c.Resume(tasks.check), needs="hold"),
    "extend": Verb(lambda tasks, by: c.Extend(tasks.check, TOMORROW + timedelta(days=4), "much"), needs="held"),
    "urge": Verb(lambda tasks, by: c.Urge("check", "quick"), STARTER),
    "comment": Verb(lambda tasks, by: c.Comment("by the way"), STARTER),
}
MESSAGE, LAPSE = "message", "lapse"
"""What races besides people: a message that ends the case, by Signal; the limit of the task, which refuses it."""

_BEFORE: dict[str, tuple[Callable[[Tasks], c.Command], ...]] = {
    "held": (lambda tasks: c.Claim(tasks.check),),
    "signer": (lambda tasks: c.AddSigner(tasks.check, (CHIEF,), comment="look"),),
    "hold": (lambda tasks: c.Claim(tasks.check), lambda tasks: c.Hold(tasks.check, TOMORROW, "no reply yet")),
    "lent": (lambda tasks: c.Claim(tasks.check), lambda tasks: c.Delegate(tasks.check, OTHER, "fill it in")),
}


@dataclass(frozen=True)
class Pair:
    """Two that race."""

    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.first} × {self.second}"

    @property
    def both(self) -> tuple[str, str]:
        return self.first, self.second

    @property
    def needs(self) -> tuple[str, ...]:
        """What must have been done before, of both."""
        return tuple(dict.fromkeys(VERBS[one].needs for one in self.both if one in VERBS and VERBS[one].needs))

    def before(self, tasks: Tasks) -> Iterator[c.Command]:
        """What has to be done before, by the one who then has the task."""
        wanted = [make(tasks) for need in self.needs for make in _BEFORE[need]]
        yield from (one for number, one in enumerate(wanted) if one not in wanted[:number])

    def acts(self, tasks: Tasks) -> Iterator[tuple[str, c.Command]]:
        """Who gives which command; nothing for a message and a lapse."""
        for side, name in enumerate(self.both):
            if name in VERBS:
                by = VERBS[name].by or self._whose(name, side)
                yield by, VERBS[name].make(tasks, by)

    def _whose(self, name: str, side: int) -> str:
        if name == "claim" and self.needs:
            return OTHER
        return ONE if self.needs or side == 0 else OTHER


def all_pairs() -> list[Pair]:
    """Every verb with every verb, itself included; each with a message, and with a lapse; and those two."""
    names = list(VERBS)
    pairs = [Pair(*two) for two in combinations_with_replacement(names, 2)]
    pairs += [Pair(name, other) for name in (*names, MESSAGE) for other in (MESSAGE, LAPSE)]
    return pairs
