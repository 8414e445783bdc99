"""Who may act: the question a step asks, with its values put in, and the answer a directory gives. Plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal

from engine.people.bound_values import to_json
from engine.people.reasons import Reason

Kind = Literal["role", "group", "post", "department", "person", "superiors", "on_duty"]
Pick = Literal["least_busy", "round_robin", "random"]
Verdict = Literal["assigned", "nobody", "skip", "few", "choose"]
WhenInitiator = Literal["manager", "skip", "allow"]
WhenAgain = Literal["ask", "skip_adjacent", "skip", "keep_last"]

NO_AMOUNT = "unknown"
"""The amount of a rule whose expression is empty: nobody may decide on it."""


@dataclass(frozen=True)
class BoundWho:
    """A `who` (language reference, section 5) with its values evaluated.

    `names`: the addresses of roles, groups, posts or departments, or the ids of people. Of a `person` whose expression
    needs the directory, `expression` is its text and `values` the values of its paths, as `bound_values.to_json` has
    them. `departments`: where a role or post must be held. `superiors`: those of the people named, up to `until` (a
    `role`, `post`, `level` or `authority`, as text), the nearest first unless `from_top`. Of `on_duty`, `names` are the
    roster and, where one is named, the post. `capabilities`: only who has them all. `authority`: an amount as text;
    only who may decide on it.
    """

    kind: Kind
    names: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    expression: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    exclude: tuple[BoundWho, ...] = ()
    each: bool = False
    pick: Pick | None = None
    until: dict[str, str] = field(default_factory=dict)
    from_top: bool = False
    capabilities: tuple[str, ...] = ()
    authority: str = ""

    @classmethod
    def people(cls, *people: str) -> BoundWho:
        """Those people, by id."""
        return cls("person", people)

    @classmethod
    def by_expression(
        cls,
        expression: str,
        values: Mapping[str, Any],
        *,
        exclude: tuple[BoundWho, ...] = (),
        each: bool = False,
        pick: Pick | None = None,
    ) -> BoundWho:
        """Those whom an expression names; `values` are the values of the paths it uses (`steps.check.by`)."""
        bound = {path: to_json(value) for path, value in values.items()}
        return cls("person", expression=expression, values=bound, exclude=exclude, each=each, pick=pick)

    def to_wire(self) -> dict[str, Any]:
        """The rule as JSON, without what is not said."""
        wire = {key.name: getattr(self, key.name) for key in fields(self) if getattr(self, key.name)}
        if self.exclude:
            wire["exclude"] = [one.to_wire() for one in self.exclude]
        return {key: list(value) if isinstance(value, tuple) else value for key, value in wire.items()}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> BoundWho:
        """The rule `to_wire` wrote."""
        return cls(
            kind=wire["kind"],
            names=tuple(wire.get("names", ())),
            departments=tuple(wire.get("departments", ())),
            expression=wire.get("expression", ""),
            values=dict(wire.get("values", {})),
            exclude=tuple(cls.from_wire(one) for one in wire.get("exclude", ())),
            each=wire.get("each", False),
            pick=wire.get("pick"),
            until=dict(wire.get("until", {})),
            from_top=wire.get("from_top", False),
            capabilities=tuple(wire.get("capabilities", ())),
            authority=wire.get("authority", ""),
        )


@dataclass(frozen=True)
class EarlierAct:
    """That somebody has agreed earlier in this case. `adjacent`: in the step just before this one.

    An act done for another is no reason to skip (human work, section 5); it is not listed here.
    """

    person: str
    step: str
    at: datetime
    adjacent: bool = False

    def to_wire(self) -> dict[str, Any]:
        """The act as JSON."""
        return {**asdict(self), "at": self.at.isoformat()}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> EarlierAct:
        """The act `to_wire` wrote."""
        return cls(**{**wire, "at": datetime.fromisoformat(wire["at"])})


@dataclass(frozen=True)
class Voting:
    """The seats have votes: each person has one, however many seats they could take (`per_role`: one for each seat).

    `two_votes`: a voter may stand in for another one and cast both votes. `least`: how many voters there must be.
    `voted`: who has voted in this step before. `others`: there are more seats than those asked about.
    """

    per_role: bool = False
    two_votes: bool = False
    least: int = 0
    voted: tuple[str, ...] = ()
    others: bool = False

    def to_wire(self) -> dict[str, Any]:
        """What is said, as JSON."""
        return {**asdict(self), "voted": list(self.voted)}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> Voting:
        """What `to_wire` wrote."""
        return cls(**{**wire, "voted": tuple(wire["voted"])})


_WHERE_SAID = ("voting", "preferred", "offered_at", "chosen", "later", "successors")
"""Keys of a question that came later: left out where there is nothing to say, so that old ones keep their digests."""


@dataclass(frozen=True)
class WhoQuestion:
    """Who may act on a step that was entered at `at`: one rule per seat.

    `approval`: the step is a decision on somebody's wish, so that the initiator may not be the one who takes it
    (`when_initiator`). Ordinary work is not, and the initiator does it like anyone.
    `may_skip`: nothing in the step asks for this person's own input, so that `when_again` may skip it.
    `turn` counts how often the rule was asked before (round robin); `seed` makes `random` repeatable. `voting`: the
    seats have votes; its absent voters without a stand-in leave. `preferred`: who did it before and does it again, or
    who stands in for them; the rule counts where there is nobody of both. `offered_at`: it is asked anew for a task
    that is open since then; who is absent stays, and who has come to stand in since is added only for open tasks.
    `chosen`: the rule names people whom somebody has chosen, and who can choose again. `later`: the step at which the
    same rule asks again for certain, so that it is enough to ask there (`keep_last`).
    `successors`: who has taken the initiator's place, and counts as they do.
    """

    rules: tuple[BoundWho, ...]
    at: datetime
    process: str = ""
    initiator: str | None = None
    approval: bool = False
    when_nobody: Literal["incident", "manager"] | BoundWho = "incident"
    when_initiator: WhenInitiator = "manager"
    when_again: WhenAgain = "ask"
    earlier: tuple[EarlierAct, ...] = ()
    may_skip: bool = False
    turn: int = 0
    seed: str = ""
    voting: Voting | None = None
    preferred: str | None = None
    offered_at: datetime | None = None
    chosen: bool = False
    later: str = ""
    successors: tuple[str, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The question as JSON; what came later only where there is something to say."""
        nobody = self.when_nobody.to_wire() if isinstance(self.when_nobody, BoundWho) else self.when_nobody
        return {
            **{key.name: getattr(self, key.name) for key in fields(self) if key.name not in _WHERE_SAID},
            **({"preferred": self.preferred} if self.preferred else {}),
            **({"chosen": True} if self.chosen else {}),
            **({"later": self.later} if self.later else {}),
            **({"offered_at": self.offered_at.isoformat()} if self.offered_at else {}),
            **({"successors": list(self.successors)} if self.successors else {}),
            **({"voting": self.voting.to_wire()} if self.voting else {}),
            "rules": [rule.to_wire() for rule in self.rules],
            "at": self.at.isoformat(),
            "when_nobody": nobody,
            "earlier": [act.to_wire() for act in self.earlier],
        }

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> WhoQuestion:
        """The question `to_wire` wrote."""
        nobody = wire.get("when_nobody", "incident")
        read = {
            "rules": tuple(map(BoundWho.from_wire, wire["rules"])),
            "at": datetime.fromisoformat(wire["at"]),
            "when_nobody": BoundWho.from_wire(nobody) if isinstance(nobody, Mapping) else nobody,
            "earlier": tuple(map(EarlierAct.from_wire, wire.get("earlier", ()))),
            "voting": Voting.from_wire(wire["voting"]) if wire.get("voting") else None,
            "offered_at": datetime.fromisoformat(wire["offered_at"]) if wire.get("offered_at") else None,
            "successors": tuple(wire.get("successors", ())),
        }
        return cls(**{**wire, **read})


@dataclass(frozen=True)
class SeatAnswer:
    """Who may act on one seat, and why.

    `candidates` may act, stand-ins included; `for_whom` says for whom each stand-in acts. `assignee` is set where the
    task is somebody's without claiming.
    """

    candidates: tuple[str, ...]
    assignee: str | None = None
    for_whom: dict[str, str] = field(default_factory=dict)
    why: tuple[Reason, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The seat as JSON."""
        return {
            "candidates": list(self.candidates),
            "assignee": self.assignee,
            "for_whom": dict(self.for_whom),
            "why": [reason.to_wire() for reason in self.why],
        }

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> SeatAnswer:
        """The seat `to_wire` wrote."""
        why = tuple(map(Reason.from_wire, wire.get("why", ())))
        return cls(tuple(wire["candidates"]), wire.get("assignee"), dict(wire.get("for_whom", {})), why)


@dataclass(frozen=True)
class WhoAnswer:
    """The answer to a `WhoQuestion`: seats with somebody in each (`assigned`), or that there is `nobody` for one of
    them, or that the step is to `skip`, or that a vote has too `few` voters, or that all who
    were chosen have left, so that others are to be chosen (`choose`). `directory_version` says which directory
    was read, `rules` by which of the rules asked each seat was found, `left` who has no vote after all, and why."""

    seats: tuple[SeatAnswer, ...]
    verdict: Verdict
    directory_version: str
    rules: tuple[int, ...] = ()
    left: tuple[Reason, ...] = ()

    def to_wire(self) -> dict[str, Any]:
        """The answer as JSON."""
        return {
            "seats": [seat.to_wire() for seat in self.seats],
            "verdict": self.verdict,
            "directory_version": self.directory_version,
            "rules": list(self.rules),
            "left": [reason.to_wire() for reason in self.left],
        }

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> WhoAnswer:
        """The answer `to_wire` wrote."""
        return cls(
            tuple(map(SeatAnswer.from_wire, wire["seats"])),
            wire["verdict"],
            wire["directory_version"],
            tuple(wire.get("rules", ())),
            tuple(map(Reason.from_wire, wire.get("left", ()))),
        )


def each_once(people: Iterable[str]) -> tuple[str, ...]:
    """The people in the order they come, each once."""
    return tuple(dict.fromkeys(people))
