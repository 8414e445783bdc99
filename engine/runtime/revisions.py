"""Revisions of the rules. A case keeps the one it began with until it continues as new.

A change of `apply` that makes another turn of an old history takes a number here, a name and a reason, and branches on
`turn.state.engine_revision`. `tests/replay/` holds frozen histories of released revisions, replayed in each build; none
is ever written again.
"""

from datetime import UTC, datetime

FIRST_RULES = 1  # the rules of the first release
VOTERS = 2  # a vote is a person's: one each, the absent leave, too few are an incident, a refusal in sequence ends it
TOLD_IN_EVENTS = 3  # when a failed service is tried again, and the lines of a list: the read model lacked them
REOPENED_ONCE = 4  # a return into one branch is for the next entry of its block alone, also if that comes to nothing
RECEIVER_NEEDED = 5  # a message to a party outside that comes to be empty is an incident, and goes to no case instead
TYPED_OUTPUTS = 6  # outputs of a called case keep their types; `result.total` was text, and no sum of it came out
WORKED_AGAIN = 7  # work inside the block returned to is done again; only approvals in it may stand, as `again` says
CHOICES = 8  # nobody is chosen whom the step leaves out; who has chosen somebody who left since is asked again
FOUR_EYES = 9  # who started the case gets its approval by no hand; rungs keep to `exclude`, also of who was acted for
SANE_LAPSES = 10  # what a rung tells or hands on waits for the receivers' working time
BOUNDS_CALCULATED = 11  # a minimum or maximum that is calculated holds for what people fill in
GONE_BACK = 12  # going back ends no clock, a new path straight back is recorded, the third return is told upwards
BESIDE_STANDS = 13  # a return inside one branch leaves what was decided, or carried over, in the branches beside it
EMPTY_IS_NO_WORD = 14  # a case is not found by the word None where a field of `search` is still empty
SIGNED = 15  # an outcome with `signature` asks for one
INSERTED_IN_WORDS = 16  # a text in two languages says what it inserts in each: labels of choices, yes or no
SUCCESSORS_READ = 17  # who came to somebody's place in a case is in it as they were: they comment, attach, are named
TIMERS_BESIDE = 18  # a timer begun for a sooner deadline leaves the later one running, to serve when its turn comes
OTHER_EYES = 18  # whom a step leaves out gets past it by no override, no loan, and in no name they have no right to
LOANS_ASKED = 19  # what somebody was lent goes to their successor only where those may have it
FILES_CARRIED = 19  # a file that a rule lays into an object or a row of a table is that file still
LISTS_ANSWER = 20  # a list answers every case still on it when it ends, however it ends; before, only when decided

CURRENT = LISTS_ANSWER


class UnknownRules(Exception):
    """A case lives by the rules of a newer version. A worker that does not know them leaves it to one that does."""


def must_know(revision: int) -> None:
    """Raises `UnknownRules`: turns made by older rules would be no turns of this case."""
    if revision > CURRENT:
        raise UnknownRules(f"Expected a case by rules up to {CURRENT}, but this one lives by {revision}: upgrade")


_ASKED_FROM = datetime(2026, 11, 22, tzinfo=UTC)


def asked_at_commit(revision: int, started_at: datetime) -> bool:
    """Whether the directory is asked once more, in the commit itself, who may act.

    Revision 1 went out twice by mistake, first without asking: of its cases, those begun before that day never ask.
    """
    return revision > FIRST_RULES or started_at >= _ASKED_FROM
