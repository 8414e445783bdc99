"""Publishing a definition (发布): by one person and confirmed by another, at once or from a date.

Running cases go on by their own version, and read the texts of the newest one. New starts of a process may be stopped
and let go on; no running case feels it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from engine.model.plan import Plan
from engine.runtime.refusals import Rejected

Change = Literal["new", "same", "texts", "behaviour", "both"]
State = Literal["waiting", "planned", "published", "withdrawn"]


@dataclass(frozen=True)
class Publication:
    """A version somebody wants to put in force. `takes_effect` None: as soon as it is confirmed.

    `waiting` for a second person, `planned` for its date, `published`, or `withdrawn` before that.
    """

    id: str
    process: str
    digest: str
    asked_by: str
    asked_at: datetime
    note: str = ""
    takes_effect: datetime | None = None
    state: State = "waiting"
    decided_by: str | None = None
    decided_at: datetime | None = None
    published_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be put in force now."""
        return self.state == "planned" and (self.takes_effect is None or self.takes_effect <= now)


def must_be_askable(publication: Publication, newest: str | None) -> None:
    """Raise `Rejected` where there is nothing new in it, no word about why, or its date is over."""
    if publication.digest == newest:
        raise Rejected("nothing-new", "Expected another version, but the newest one is the same")
    if not publication.note.strip():
        raise Rejected("comment-missing", "Expected a note on what has changed, but there is none")
    if publication.takes_effect is not None and publication.takes_effect <= publication.asked_at:
        raise Rejected("not-in-future", f"Expected a time still ahead, but got {publication.takes_effect.isoformat()}")


def change_of(plan: Plan, before: Plan | None) -> Change:
    """What a version changes. `texts`: nothing else, so that it is wholly in force for running cases at once."""
    if before is None:
        return "new"
    if plan.digest == before.digest:
        return "same"
    if plan.behaviour == before.behaviour:
        return "texts"
    return "behaviour" if plan.texts == before.texts else "both"


def must_be_only_texts(plan: Plan, before: Plan | None) -> None:
    """Raise `Rejected` for a version that does other things than the one before it."""
    if change_of(plan, before) in ("new", "behaviour", "both"):
        raise Rejected("not-only-texts", f"Expected only other texts, but {plan.process} would do something else, too")


def must_be_confirmable(publication: Publication, by: str, answer_for_it: Collection[str], two: bool) -> None:
    """Raise `Rejected` unless `by` may confirm it. `two`: that takes a second person, where another answers for it."""
    must_be_open(publication)
    if two and by == publication.asked_by and set(answer_for_it) - {by}:
        raise Rejected(
            "second-person-needed", f"Expected somebody besides {by} to confirm this, but {by} has asked for it"
        )


def may_confirm(publication: Publication, answer_for_it: Collection[str], two: bool) -> frozenset[str]:
    """Those it waits for: who answers for it, besides who has asked where that takes a second person."""
    if publication.state != "waiting":
        return frozenset()
    others = frozenset(answer_for_it) - {publication.asked_by}
    return others if two and others else frozenset(answer_for_it)


def must_be_open(publication: Publication) -> None:
    """Raise `Rejected` where it is published or withdrawn already."""
    if publication.state not in ("waiting", "planned"):
        raise Rejected("not-waiting", f"Expected a publication that waits, but it is {publication.state}")
